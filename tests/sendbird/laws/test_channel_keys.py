"""Every answer that shows a group channel shows one viewer the same keys."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sendbird.conftest import Api

ON_DEMAND = {"members", "read_receipt", "delivery_receipt", "metadata", "is_created"}
"""Keys that are there where they are asked for, or belong to the answer of a creation."""
LUNCH = "/group_channels/lunch"


@pytest.fixture
def world(api: Api) -> Api:
    for person in ("alice", "bob", "carol", "dave"):
        api.user(person)
    details = {"channel_url": "lunch", "operator_ids": ["alice"], "is_public": True, "inviter_id": "alice"}
    api.group("alice", "bob", **details)
    api.say("bob", "lunch", "soup")
    return api


def shown(asked: Api, *, by_client: bool) -> dict[str, dict[str, Any]]:
    """What each answer says of the channel."""
    found = {
        "view": asked.get(LUNCH),
        "list": asked.get("/group_channels", show_empty="true")["channels"][0],
        "update": asked.put(LUNCH, name="Lunch"),
        "invite": asked.post(f"{LUNCH}/invite", user_ids=["carol"]),
        "freeze": asked.put(f"{LUNCH}/freeze", freeze=False),
        "mute": asked.post(f"{LUNCH}/mute", user_id="bob", seconds=60),
    }
    if by_client:
        found |= {
            "join": asked.put(f"{LUNCH}/join", user_id="alice"),
            "mine": asked.get("/users/alice/my_group_channels")["channels"][0],
            "changes": asked.get("/users/alice/my_group_channels/changelogs", change_ts=0)["updated"][0],
            "search": asked.get("/search/messages", query="soup")["results"][0]["channel"],
            "sdk": asked.get("/sdk/group_channels/lunch"),
        }
    return found


def keys(channels: dict[str, dict[str, Any]]) -> dict[str, set[str]]:
    return {name: set(channel) - ON_DEMAND for name, channel in channels.items()}


def test_without_a_viewer_all_answers_have_the_same_keys(world):
    # live: lists have `invited_at` and `inviter`, too
    found = keys(shown(world, by_client=False))
    assert {"invited_at", "inviter"} <= found["view"]
    assert {name: names ^ found["view"] for name, names in found.items() if names != found["view"]} == {}


def test_a_client_gets_the_same_keys_in_all_answers(world):
    found = keys(shown(world.client("alice"), by_client=True))
    assert {name: names ^ found["view"] for name, names in found.items() if names != found["view"]} == {}


@pytest.mark.parametrize("viewer", ["alice", "dave"])
def test_who_is_named_sees_what_the_own_client_sees(world, viewer):
    named = world.get(LUNCH, user_id=viewer)
    assert set(named) - ON_DEMAND == set(world.client(viewer).get(LUNCH)) - ON_DEMAND


def test_a_creation_shows_the_keys_of_a_view(world):
    made = world.post("/group_channels", user_ids=["alice"])
    assert set(made) - ON_DEMAND == set(world.get(f"/group_channels/{made['channel_url']}")) - ON_DEMAND


def test_the_inviter_is_who_made_the_channel_or_nobody(world):
    assert world.get(LUNCH)["inviter"]["user_id"] == "alice"
    assert world.get(f"/group_channels/{world.group('bob')}")["inviter"] is None


def test_a_user_shows_what_belongs_to_the_creation_there_only(api):
    # live: views and updates have neither
    made = api.post("/users", user_id="ann", nickname="Ann")
    later = [api.get("/users/ann"), api.put("/users/ann", nickname="Ann B."), api.get("/users")["users"][0]]
    assert {"is_created", "phone_number"} <= set(made)
    assert [row.keys() & {"is_created", "phone_number"} for row in later] == [set()] * 3
