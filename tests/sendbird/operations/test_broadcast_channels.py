"""Broadcast and exclusive channels, where only operators write, and public channels that clients may not join."""

import pytest

from tests.sendbird.conftest import new_api

FLAGS = ("is_super", "is_broadcast", "is_exclusive")


def flags(channel):
    return [channel[flag] for flag in FLAGS]


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ("is_super", [True, False, False]),
        ("is_broadcast", [True, True, False]),  # client: the declarations of @sendbird/chat
        ("is_exclusive", [True, True, True]),
    ],
)
def test_an_exclusive_channel_is_a_broadcast_and_a_super_one(api, alice, asked, made):
    assert flags(api.get(f"/group_channels/{api.group(alice, **{asked: True})}")) == made
    document = api.app.provider.dump(api.app)
    assert flags(new_api(document).get("/group_channels")["channels"][0]) == made


@pytest.mark.parametrize("flag", ["is_broadcast", "is_exclusive"])
def test_a_broadcast_channel_is_not_distinct_and_stays_super(api, alice, flag):
    body = {"user_ids": [alice], "is_distinct": True, flag: True}
    assert api.refusal("POST", "/group_channels", body)[0] == 400111
    path = f"/group_channels/{api.group(alice, **{flag: True})}"
    assert api.refusal("PUT", path, {"is_super": False})[0] == 400111
    assert api.refusal("PUT", path, {"is_distinct": True})[0] == 400111


def test_broadcast_channels_can_be_listed_alone(api, alice):
    plain, large, news, rare = (api.group(alice, **{flag: True}) for flag in ("is_public", *FLAGS))

    def found(mode):
        return [row["channel_url"] for row in api.get("/group_channels", super_mode=mode, show_empty=True)["channels"]]

    assert [found(mode) for mode in ("super", "nonsuper", "broadcast_only", "exclusive_only")] == [
        [rare, news, large],
        [plain],
        [rare, news],
        [rare],
    ]


@pytest.mark.parametrize("flag", ["is_broadcast", "is_exclusive"])
def test_in_a_broadcast_channel_only_operators_write(api, alice, bob, flag):
    news = api.group(alice, bob, operator_ids=[alice], **{flag: True})
    path = f"/group_channels/{news}/messages"
    said = {"message_type": "MESG", "message": "Soup!"}
    assert api.client("bob").refusal("POST", path, {**said, "user_id": bob})[0] == 900023
    assert api.client("alice").post(path, user_id=alice, **said)["message"] == "Soup!"
    assert api.post(path, user_id=bob, **said)["message"] == "Soup!"  # ruled: a backend may


def test_clients_may_be_kept_from_joining_a_public_channel(api, alice, bob):
    news = api.group(alice, is_public=True, block_sdk_user_channel_join=True)
    path = f"/group_channels/{news}/join"
    assert api.client("bob").refusal("PUT", path, {"user_id": bob})[0] == 400108
    document = api.app.provider.dump(api.app)
    assert new_api(document).put(path, user_id=bob)["member_count"] == 2
