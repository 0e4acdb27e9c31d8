"""Webhooks of 2016: what they say, to whom, and who may believe it."""

import hashlib
import hmac
from typing import Any

import pytest

from chatmock.providers.sendbird.api import schemas

SAID: dict[str, dict[str, Any]] = {
    "MESG": {"message_type": "MESG", "user_id": "alice", "message": "Zażółć ㅅㄷㄴㅅ", "data": "d", "custom_type": "c"},
    "FILE": {
        "message_type": "FILE",
        "user_id": "alice",
        "url": "https://x.example/cat.png",
        "file_name": "cat.png",
        "file_type": "image/png",
        "file_size": 7,
        "custom_field": "d",
    },
    "ADMM": {"message_type": "ADMM", "message": "We close."},
}
PAYLOADS = {
    "MESG": {"custom_type": "c", "message": "Zażółć ㅅㄷㄴㅅ", "data": "d", "translations": {}},
    "FILE": {
        "custom_type": "",
        "url": "https://x.example/cat.png",
        "content_size": 7,
        "data": "d",
        "content_type": "image/png",
        "filename": "cat.png",
    },
    "ADMM": {"custom_type": "", "message": "We close.", "data": ""},
}
ALICE = {"user_id": "alice", "nickname": "Alice", "profile_url": ""}


@pytest.fixture(autouse=True)
def of_then(in_2016):
    """All of these are of 2016."""


@pytest.mark.usefixtures("hooked")
@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("where", ["group", "open"])
def test_a_message_is_told_as_documented(api, receiver, lunch, lobby, kind, where):
    url, name = (lunch, "lunch") if where == "group" else (lobby, "Lobby")
    api.post(f"/{where}_channels/{url}/messages", **SAID[kind])
    (request,) = receiver.wait()
    assert schemas["webhook.message_send"].check(request.json) == []
    assert request.json == {
        "app_id": "chatmock",
        "category": f"{where}_channel:message_send",
        "type": kind,
        "channel": {"channel_url": url, "name": name},
        "payload": PAYLOADS[kind],
        **({"sender": ALICE} if kind != "ADMM" else {}),
    }


@pytest.mark.usefixtures("hooked")
def test_a_webhook_is_signed_with_the_master_token(api, receiver, alice, lunch):
    api.say(alice, lunch)
    (request,) = receiver.wait()
    signature = hmac.new(b"chatmock-token", request.body, hashlib.sha256).hexdigest()
    assert request.headers["x-sendbird-signature"] == signature
    assert request.headers["Content-Type"] == "application/json" and request.path == "/hook"
    assert request.headers["User-Agent"].startswith("chatmock/")


def test_members_come_when_they_are_asked_for(api, receiver, alice, bob, lunch):
    api.put("/applications/settings/webhook", enabled=True, url=receiver.url, include_members=True)
    api.say(alice, lunch)
    (request,) = receiver.wait()
    assert schemas["webhook.message_send"].check(request.json) == []
    bob_there = {"user_id": "bob", "nickname": "Bob", "profile_url": "", "is_online": False, "push_enabled": True}
    assert request.json["members"][1] == {**bob_there, "unread_message_count": 1}
    assert request.json["members"][0]["unread_message_count"] == 0


def test_an_open_channel_has_no_members(api, receiver, lobby):
    api.put("/applications/settings/webhook", enabled=True, url=receiver.url, include_members=True)
    api.post(f"/open_channels/{lobby}/messages", **SAID["ADMM"])
    assert "members" not in receiver.wait()[0].json


@pytest.mark.usefixtures("hooked")
def test_a_webhook_says_how_it_was_at_that_instant(api, receiver, alice, bob, lunch):
    receiver.hold()
    api.say(alice, lunch, "one")
    api.say(alice, lunch, "two")
    api.put("/users/alice", nickname="Alicia")
    receiver.release()
    assert [request.json["sender"]["nickname"] for request in receiver.wait(2)] == ["Alice", "Alice"]


def test_nothing_is_told_until_webhooks_are_set_up(api, app, alice, lunch):
    api.say(alice, lunch)
    assert app.outbox.pending == 0


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"enabled": False}, []),
        ({"enabled_events": []}, []),
        ({"enabled_events": ["*"]}, ["group", "open"]),
        ({"enabled_events": ["open_channel:message_send"]}, ["open"]),
        ({"url": ""}, []),
    ],
)
def test_only_what_is_chosen_is_told(api, receiver, settle, alice, lunch, lobby, settings, told):
    api.put("/applications/settings/webhook", **{"enabled": True, "url": receiver.url, **settings})
    api.say(alice, lunch)
    api.say(alice, lobby, kind="open_channels")
    settle()
    assert sorted(request.json["category"].partition("_")[0] for request in receiver.requests) == told


def test_settings_of_webhooks_are_kept(api):
    before = api.get("/applications/settings/webhook")["webhook"]
    after = api.put("/applications/settings/webhook", enabled=True, url="http://x.example", include_members=True)
    assert before["enabled"] is False and before["url"] == ""
    assert api.get("/applications/settings/webhook") == after
    assert after["webhook"]["include_members"] is True


def test_what_is_left_out_of_the_settings_stays(api):
    api.put("/applications/settings/webhook", enabled=True, url="http://x.example", include_members=True)
    after = api.put("/applications/settings/webhook", enabled=False)["webhook"]
    assert (after["url"], after["enabled"], after["include_members"]) == ("http://x.example", False, True)  # docs, 2025


def test_all_categories_can_be_asked_for(api):
    webhook = api.get("/applications/settings/webhook", display_all_webhook_categories="true")["webhook"]
    assert webhook["all_webhook_categories"] == ["open_channel:message_send", "group_channel:message_send"]


def test_a_category_that_the_era_has_not_is_refused(api):
    body = {"enabled": True, "enabled_events": ["group_channel:join"]}
    assert api.refusal("PUT", "/applications/settings/webhook", body)[0] == 400111  # ruled
