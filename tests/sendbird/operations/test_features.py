"""Reactions turned off, who may call by address, and messages that tell of events."""

import json

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from tests.sendbird.conftest import new_api

EVENTS = "/applications/settings/auto_event_message"
LIST = "/applications/settings/ip_whitelist"


def asked_from(api, peer):
    answer = dispatch(api.hub, Request("GET", "/v3/users", "", api.headers, peer=peer))
    return json.loads(answer.body).get("code", 200)


def test_while_reactions_are_off_messages_take_none(api, lunch, alice, bob):
    said = api.say(alice, lunch)
    path = f"/group_channels/{lunch}/messages/{said['message_id']}/reactions"
    api.post(path, user_id=alice, reaction="nom")
    assert api.put("/applications/settings/reactions", enabled=False) == {"reactions": False}
    assert api.refusal("POST", path, {"user_id": bob, "reaction": "nom"})[0] == 400108
    assert api.get(path, list_users=True) == {"nom": [alice]}
    api.put("/applications/settings/reactions", enabled=True)
    api.post(path, user_id=bob, reaction="nom")


def test_a_token_is_refused_from_addresses_that_are_not_on_the_list(api):
    # ruled: 400920
    assert asked_from(api, "203.0.113.9") == 200
    api.put(LIST, ip_whitelist_addresses=["192.0.2.7", "198.51.100.0/24", "2001:db8::/32"])
    peers = ("192.0.2.7", "198.51.100.200", "2001:db8::1", "203.0.113.9", "192.0.2.8", "elsewhere")
    assert [asked_from(api, peer) for peer in peers] == [200, 200, 200, 400920, 400920, 400920]
    assert api.get(LIST)["ip_whitelist_addresses"] == ["192.0.2.7", "198.51.100.0/24", "2001:db8::/32"]
    left = api.delete(LIST, ip_whitelist_addresses=["192.0.2.7", "2001:db8::/32", "10.0.0.1"])
    assert left == {"ip_whitelist_addresses": ["198.51.100.0/24"]}
    assert asked_from(api, "192.0.2.7") == 400920


@pytest.mark.parametrize("address", ["soup", "192.0.2.300", "", "192.0.2.0/40"])
def test_what_is_no_address_is_refused(api, address):
    body = {"ip_whitelist_addresses": ["192.0.2.1", address]}
    assert api.refusal("PUT", LIST, body)[0] == 400111
    assert api.get(LIST)["ip_whitelist_addresses"] == []


def texts(api, channel):
    return [m["message"] for m in api.get(f"/group_channels/{channel}/messages", message_ts=0)["messages"]]


def wanted(api, **events):
    api.put(EVENTS, **{event: dict.fromkeys(cases, True) for event, cases in events.items()})


def test_no_event_is_told_until_it_is_wanted(api, alice, bob):
    shown = api.get(EVENTS)["auto_event_message"]
    assert {value for cases in shown.values() for value in cases.values()} == {False}
    assert texts(api, api.group(alice, bob)) == []


def test_messages_tell_of_channels_and_of_those_who_come(api, alice, bob):
    wanted(api, user_join=["user_join"], channel_create=["public_channel"], channel_change=["channel_change"])
    public, private = api.group(alice, is_public=True), api.group(alice)
    api.post(f"/group_channels/{public}/invite", user_ids=[bob])
    api.put(f"/group_channels/{public}", name="Lunch")
    assert texts(api, public) == ["The channel was created.", "Bob joined the channel.", "The channel was changed."]
    assert texts(api, private) == []
    message = api.get(f"/group_channels/{public}/messages", message_ts=0)["messages"][1]
    assert (message["type"], json.loads(message["data"])["users"]) == ("ADMM", [{"user_id": bob}])


@pytest.mark.parametrize(
    ("case", "path", "body"),
    [
        ("left_by_own_choice", "/group_channels/{}/leave", {"user_ids": ["bob"]}),
        ("left", "/group_channels/{}/leave", {"user_ids": ["bob"]}),
        ("admin_deactivated", "/users/bob", {"is_active": False}),
        ("deactivated", "/users/bob", {"is_active": False}),
        ("admin_removed", "/group_channels/{}/ban", {"user_id": "bob"}),
        ("deleted", "/group_channels/{}/ban", {"user_id": "bob"}),
        ("admin_deleted", "/users/bob", None),
        ("deleted", "/users/bob", None),
    ],
)
def test_messages_tell_of_those_who_go(api, lunch, case, path, body):
    wanted(api, user_leave=[case])
    method = "DELETE" if body is None else "POST" if path.endswith("ban") else "PUT"
    api.send(method, path.format(lunch), body)
    assert texts(api, lunch) == ["Bob left the channel."]


@pytest.mark.parametrize(("reason", "told"), [("ADMIN_REMOVED", True), ("LEFT_BY_OWN_CHOICE", False), (None, False)])
def test_a_back_end_says_why_somebody_leaves(api, lunch, reason, told):
    wanted(api, user_leave=["admin_removed"])
    api.put(f"/group_channels/{lunch}/leave", user_ids=["bob"], **({"reason": reason} if reason else {}))
    assert bool(texts(api, lunch)) is told


def test_another_case_is_not_told(api, lunch):
    wanted(api, user_leave=["admin_removed", "admin_deleted"])
    api.put(f"/group_channels/{lunch}/leave", user_ids=["bob"])
    assert texts(api, lunch) == []


def test_a_ban_by_an_operator_is_told_as_one(api, lunch):
    api.post(f"/group_channels/{lunch}/operators", operator_ids=["alice"])
    wanted(api, user_leave=["channel_operator_removed"])
    api.client("alice").post(f"/group_channels/{lunch}/ban", user_id="bob")
    assert texts(api, lunch) == ["Bob left the channel."]


def test_what_is_not_given_stays(api):
    wanted(api, user_join=["user_join"])
    api.put(EVENTS, auto_event_message={"channel_change": {"channel_change": True}})
    shown = api.get(EVENTS)["auto_event_message"]
    assert shown["user_join"]["user_join"] and shown["channel_change"]["channel_change"]


def test_all_of_it_is_kept(api):
    api.put("/applications/settings/reactions", enabled=False)
    api.put("/applications/settings/use_default_emoji", use_default_emoji=False)
    api.put(LIST, ip_whitelist_addresses=["192.0.2.7"])
    wanted(api, user_join=["user_join"])
    [category] = api.post("/emoji_categories", emoji_categories=[{"name": "Food", "url": "u"}])["emoji_categories"]
    api.post("/emojis", emoji_category_id=category["id"], emojis=[{"key": "soup", "url": "u"}])
    dump = api.app.provider.dump(api.app)
    other = new_api(dump)
    assert other.app.provider.dump(other.app) == dump
    assert [emoji["key"] for emoji in other.get("/emojis")["emojis"]] == ["soup"]
    assert asked_from(other, "192.0.2.8") == 400920


def test_a_backend_says_which_operator_bans(api, lunch, alice, bob):
    wanted(api, user_leave=["channel_operator_removed"])
    assert api.refusal("POST", f"/group_channels/{lunch}/ban", {"user_id": bob, "agent_id": "nobody"})[0] == 400201
    api.post(f"/group_channels/{lunch}/ban", user_id=bob, agent_id=alice)
    assert texts(api, lunch) == ["Bob left the channel."]
