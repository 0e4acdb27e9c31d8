"""Bans, mutes and operators of all channels of a custom type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sendbird.conftest import new_api

TYPE = "/applications/settings_by_channel_custom_type/food"
NOBODY = 400108


@pytest.fixture
def food(api, alice, bob):
    return api.group(alice, bob, custom_type="food", is_public=True)


def ban(api, user, **more):
    return api.post(f"{TYPE}/ban", banned_list=[{"user_id": user, **more}])


def members(api, channel):
    return [m["user_id"] for m in api.get(f"/group_channels/{channel}/members")["members"]]


def test_a_ban_puts_out_of_all_channels_of_the_type(api, alice, bob, food):
    other, plain = api.group(alice, bob, custom_type="food"), api.group(alice, bob)
    lobby = api.open(custom_type="food")
    api.app.provider.acts()["joins"](api.hub, api.app, bob, {"channel_url": lobby})
    assert ban(api, bob) == {}
    assert [members(api, url) for url in (food, other, plain)] == [[alice], [alice], [alice, bob]]
    assert api.get(f"/open_channels/{lobby}/participants")["participants"] == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/group_channels/{}/invite", {"user_ids": ["bob"]}),
        ("PUT", "/group_channels/{}/join", {"user_id": "bob"}),
        ("POST", "/group_channels", {"user_ids": ["bob"], "custom_type": "food"}),
    ],
)
def test_who_is_banned_stays_out(api, food, method, path, body):
    ban(api, "bob")
    assert api.refusal(method, path.format(food), body)[0] == NOBODY


def test_who_is_banned_does_not_speak_in_open_channels(api, alice, bob):
    lobby = api.open(custom_type="food")
    ban(api, bob)
    said = {"message_type": "MESG", "user_id": bob, "message": "x"}
    assert api.refusal("POST", f"/open_channels/{lobby}/messages", said) == (
        NOBODY,
        "Not authorized. User is banned.",
    )


def test_a_ban_ends_by_the_clock_or_by_hand(api, food):
    api.app.clock.freeze()
    ban(api, "bob", seconds=60)
    api.app.clock.advance(seconds=59)
    assert api.refusal("POST", f"/group_channels/{food}/invite", {"user_ids": ["bob"]})[0] == NOBODY
    api.app.clock.advance(seconds=1)
    api.post(f"/group_channels/{food}/invite", user_ids=["bob"])
    ban(api, "bob")
    assert api.delete(f"{TYPE}/ban", user_ids=["bob", "nobody"]) == {}
    api.post(f"/group_channels/{food}/invite", user_ids=["bob"])
    assert "bob" in members(api, food)


def test_bans_are_listed(api, food):
    ban(api, "bob", seconds=60, description="peas")
    [row] = api.get(f"{TYPE}/ban")["banned_list"]
    assert (row["user"]["user_id"], row["description"]) == ("bob", "peas")
    assert row["end_at"] - row["start_at"] == 60_000
    assert api.get(f"/group_channels/{food}/ban")["banned_list"] == []


def test_it_is_a_ban_of_its_own(api, food):
    # the one of a channel is lifted in the channel, and the other stays
    api.post(f"/group_channels/{food}/ban", user_id="bob")
    ban(api, "bob")
    api.delete(f"/group_channels/{food}/ban/bob")
    assert api.refusal("DELETE", f"/group_channels/{food}/ban/bob")[0] == 400201
    assert api.refusal("POST", f"/group_channels/{food}/invite", {"user_ids": ["bob"]})[0] == NOBODY


def test_unknown_users_are_skipped_or_made(api, food):
    # docs: on_demand_upsert
    ban(api, "ghost")
    assert api.get(f"{TYPE}/ban")["banned_list"] == []
    api.post(f"{TYPE}/ban", banned_list=[{"user_id": "ghost"}], on_demand_upsert=True)
    assert api.get("/users/ghost")["nickname"] == ""
    assert [row["user"]["user_id"] for row in api.get(f"{TYPE}/ban")["banned_list"]] == ["ghost"]


def test_a_channel_that_becomes_one_of_the_type_follows(api, alice, bob):
    channel = api.group(alice, bob)
    ban(api, bob)
    api.post(f"{TYPE}/operators", operator_ids=[alice])
    api.put(f"/group_channels/{channel}", custom_type="food")
    assert members(api, channel) == [alice]
    assert [o["user_id"] for o in api.get(f"/group_channels/{channel}/operators")["operators"]] == [alice]
    api.put(f"/group_channels/{channel}", custom_type="drinks")
    api.post(f"/group_channels/{channel}/invite", user_ids=[bob])
    assert members(api, channel) == [alice, bob]


def test_who_is_muted_is_silent_in_all_channels_of_the_type(api, food, alice, bob):
    client = api.client("bob")
    api.post(f"{TYPE}/mute", user_ids=[bob], seconds=60, description="loud")
    said = {"message_type": "MESG", "user_id": bob, "message": "x"}
    assert client.refusal("POST", f"/group_channels/{food}/messages", said)[0] == 900041
    later = api.group(alice, bob, custom_type="food")
    assert client.refusal("POST", f"/group_channels/{later}/messages", said)[0] == 900041
    assert api.get(f"/group_channels/{food}/mute/{bob}")["is_muted"]
    shown = {m["user_id"]: m["is_muted"] for m in api.get(f"/group_channels/{food}", show_member=True)["members"]}
    assert shown == {alice: False, bob: True}
    [row] = api.get(f"{TYPE}/mute")["muted_list"]
    assert (row["user_id"], row["description"]) == (bob, "loud")
    api.delete(f"{TYPE}/mute", user_ids=[bob])
    client.post(f"/group_channels/{food}/messages", **said)


def test_operators_of_the_type_operate_channels_that_are_there_and_to_come(api, food, alice, bob):
    api.post(f"{TYPE}/operators", operator_ids=[bob])
    later = api.group(alice, bob, custom_type="food")
    for url in (food, later):
        assert [o["user_id"] for o in api.get(f"/group_channels/{url}/operators")["operators"]] == [bob]
    assert [o["user_id"] for o in api.get(f"{TYPE}/operators")["operators"]] == [bob]
    api.delete(f"{TYPE}/operators", operator_ids=[bob])
    assert api.get(f"/group_channels/{food}/operators")["operators"] == []


def test_one_user_and_several_types(api, food, alice, bob):
    types = {"channel_custom_types": ["food", "drinks"]}
    drinks = api.group(alice, bob, custom_type="drinks")
    api.post(f"/users/{bob}/muted_channel_custom_types", **types)
    assert api.get(f"/group_channels/{drinks}/mute/{bob}")["is_muted"]
    api.post(f"/users/{alice}/operating_channel_custom_types", **types)
    assert [o["user_id"] for o in api.get(f"/group_channels/{drinks}/operators")["operators"]] == [alice]
    api.post(f"/users/{bob}/banned_channel_custom_types", **types)
    assert members(api, food) == members(api, drinks) == [alice]


def test_a_deleted_user_is_in_no_rule(api, food, bob):
    ban(api, bob)
    api.post(f"{TYPE}/operators", operator_ids=[bob])
    api.delete(f"/users/{bob}")
    assert api.get(f"{TYPE}/ban")["banned_list"] == api.get(f"{TYPE}/operators")["operators"] == []
    api.user("bob")
    api.post(f"/group_channels/{food}/invite", user_ids=["bob"])


def test_looking_keeps_nothing(api):
    for number in range(9):
        api.get(f"/applications/settings_by_channel_custom_type/t{number}/ban")
    assert "custom_types" not in api.app.provider.dump(api.app)


def test_rules_are_kept(api, food, alice, bob):
    ban(api, bob, seconds=600)
    api.post(f"{TYPE}/mute", user_ids=[alice])
    api.post(f"{TYPE}/operators", operator_ids=[alice])
    other = new_api(api.app.provider.dump(api.app))
    dumps = [one.app.provider.dump(one.app)["custom_types"] for one in (api, other)]
    assert dumps[0] == dumps[1] and len(dumps[0]) == 1
    assert other.refusal("POST", f"/group_channels/{food}/invite", {"user_ids": [bob]})[0] == NOBODY
    assert other.get(f"/group_channels/{food}/mute/{alice}")["is_muted"]


steps = st.lists(
    st.tuples(
        st.sampled_from(["ban", "unban", "mute", "unmute", "own ban", "own unban", "type", "invite", "wait"]),
        st.sampled_from(["alice", "bob"]),
        st.sampled_from(["food", "drinks"]),
    ),
    max_size=14,
)


@given(steps)
def test_nobody_who_is_banned_is_ever_inside(steps):
    api = new_api()
    api.app.clock.freeze()
    for name in ("alice", "bob", "carol"):
        api.user(name)
    url = api.group("alice", "bob", "carol", custom_type="food")
    for what, user, kind in steps:
        path = f"/applications/settings_by_channel_custom_type/{kind}"
        match what:
            case "ban":
                api.post(f"{path}/ban", banned_list=[{"user_id": user, "seconds": 30}])
            case "unban":
                api.delete(f"{path}/ban", user_ids=[user])
            case "mute":
                api.post(f"{path}/mute", user_ids=[user], seconds=30)
            case "unmute":
                api.delete(f"{path}/mute", user_ids=[user])
            case "own ban":
                api.post(f"/group_channels/{url}/ban", user_id=user, seconds=30)
            case "own unban":
                api.send("DELETE", f"/group_channels/{url}/ban/{user}")
            case "type":
                api.put(f"/group_channels/{url}", custom_type=kind)
            case "invite":
                api.send("POST", f"/group_channels/{url}/invite", {"user_ids": [user]})
            case "wait":
                api.app.clock.advance(seconds=20)
        kind = api.get(f"/group_channels/{url}")["custom_type"]
        path = f"/applications/settings_by_channel_custom_type/{kind}"
        banned = {row["user"]["user_id"] for row in api.get(f"{path}/ban")["banned_list"]}
        banned |= {row["user"]["user_id"] for row in api.get(f"/group_channels/{url}/ban")["banned_list"]}
        rows = api.get(f"/group_channels/{url}/members")["members"]
        assert banned.isdisjoint(row["user_id"] for row in rows)
        muted = {row["user_id"] for row in api.get(f"{path}/mute")["muted_list"]}
        assert {row["user_id"] for row in rows if row["is_muted"]} == muted & {row["user_id"] for row in rows}
