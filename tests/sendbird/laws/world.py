"""Tenants that laws are tried on: an empty one, and one where something of everything is."""

from __future__ import annotations

from typing import Any

from chatmock.core.hub import Hub
from chatmock.core.texts import Upload
from chatmock.providers.sendbird import Sendbird
from chatmock.providers.sendbird.model import App
from tests.conftest import watches
from tests.sendbird.conftest import Api

PEOPLE = ("alice", "bob", "carol", "dave")
NOON = 1_482_148_800_000
INVITED = "invited_by_non_friend"


def empty(*, strict: bool = True) -> Api:
    hub = Hub([Sendbird()], strict=strict)
    for watch in watches:
        watch(hub)
    app = hub.add(hub.provider("sendbird").create("chatmock", api_token="chatmock-token"))
    assert isinstance(app, App)
    return Api(hub, app)


def populated() -> Api:
    """People, channels of both kinds under the addresses ``lunch``, ``pair`` and ``lobby``, and what can be in them."""
    api = empty()
    for person in PEOPLE:
        api.user(person)
    hal = {"bot_userid": "hal", "bot_nickname": "HAL", "bot_profile_url": "", "bot_callback_url": "http://hal.example"}
    api.post("/bots", is_privacy_mode=False, **hal)
    api.group("alice", "bob", "hal", channel_url="lunch", operator_ids=["alice"], custom_type="food")
    api.group("alice", "carol", channel_url="pair", is_distinct=True)
    api.open(channel_url="lobby", operators=["alice"], custom_type="food")
    for channel, kind in (("lunch", "group_channels"), ("lobby", "open_channels")):
        api.say("bob", channel, kind=kind)
        api.say("alice", channel, kind=kind, is_silent=True, mentioned_user_ids=["bob"])
        api.post(f"/{kind}/{channel}/metadata", metadata={"a": "1"})
        api.post(f"/{kind}/{channel}/metacounter", metacounter={"a": 1, "b": 2**63 - 1})
        api.post(f"/{kind}/{channel}/ban", user_id="dave", seconds=60)
        api.post(f"/{kind}/{channel}/mute", user_id="bob", seconds=60)
    api.put("/group_channels/pair/hide", user_id="alice")
    api.post("/users/alice/block", target_id="carol")
    api.post("/users/alice/push/gcm", gcm_reg_token="token")
    api.put("/users/alice/push_preference", do_not_disturb=True)
    api.post("/applications/settings_by_channel_custom_type", custom_type="food")
    return api


def lively() -> Api:
    """Something of everything, so that it can be taken away; only frames are checked against their schemas."""
    api = empty(strict=False)
    api.app.report = api.hub.broken.append
    api.app.clock.freeze(NOON)
    for person in PEOPLE:
        api.user(person)
    api.group("alice", "bob", "carol", channel_url="lunch", operator_ids=["alice"])
    api.group("alice", "bob", channel_url="pair", is_distinct=True)
    api.group("alice", "bob", channel_url="crowd", is_super=True, is_public=True)
    api.post("/group_channels/crowd/invite", user_ids=["carol"], invitation_status={"carol": INVITED})
    api.post("/group_channels/lunch/invite", user_ids=["dave"])
    api.open(channel_url="lobby", operators=["alice", "dave"])
    for channel in ("lunch", "pair", "crowd", "lobby"):
        kind = "open_channels" if channel == "lobby" else "group_channels"
        path = f"/{kind}/{channel}"
        first = api.say("alice", channel, kind=kind)["message_id"]
        api.say("bob", channel, kind=kind, parent_message_id=first)
        api.post(f"{path}/messages/{first}/reactions", user_id="bob", reaction="a")
        api.post(f"{path}/messages/{first}/pin")
        api.post(f"{path}/metadata", metadata={"a": "a"})
        api.post(f"{path}/metacounter", metacounter={"a": 1})
    for path in ("/group_channels/lunch", "/open_channels/lobby"):
        api.post(f"{path}/mute", user_id="carol")
        api.put(f"{path}/freeze", freeze=True)
    api.post("/group_channels/pair/ban", user_id="carol")
    api.put("/group_channels/crowd/hide", user_id="bob")
    api.post("/users/alice/block", target_id="carol")
    return api


def rich() -> dict[str, Any]:
    """The dump of a tenant in which something of everything is that a dump can hold."""
    api = lively()
    first = api.app.group_channels.get("lunch")
    assert first is not None
    message = next(iter(first.messages)).message_id
    path = "/group_channels/lunch/messages"
    text: dict[str, Any] = {"sorted_metaarray": [{"key": "a", "value": ["b"]}], "mentioned_user_ids": ["bob"]}
    api.say("alice", "lunch", "soup", **text, target_langs=["es"], send_push=False)
    file = {"message_type": "FILE", "user_id": "alice", "url": "http://files.example/a.png"}
    api.post(path, **file, file_name="a", thumbnails=[{"width": 9, "height": 9, "url": "http://files.example/b.png"}])
    api.put(f"{path}/{message}/thread_push", user_id="bob", push_enabled=False)
    api.put(f"{path}/{message}", message_type="MESG", message="stew")
    api.upload("POST", "/storage/file", file=Upload("a.txt", "text/plain", b"text"))
    poll = api.post("/polls", title="soup?", options=["yes", "no"], created_by="alice")
    api.say("alice", "lunch", poll_id=poll["id"])
    voting = {"user_id": "alice", "option_ids": [poll["options"][0]["id"]]}
    api.put(f"/polls/{poll['id']}/vote", **voting, channel_url="lunch", channel_type="group_channels")
    api.post("/report/users/bob", report_category="spam", reporting_user_id="alice")
    hours = {"start_hour": 1, "start_min": 2, "end_hour": 3, "end_min": 4}
    api.put(
        "/users/alice/push_preference", do_not_disturb=True, snooze_enabled=True, snooze_start_ts=1, snooze_end_ts=2
    )
    api.put("/users/bob/push_preference", dnd_schedules=[{"day_of_week": "monday", "time_windows": [hours]}])
    api.post("/users/alice/push/gcm", gcm_reg_token="token")
    api.post("/users/alice/token")
    api.post("/applications/api_tokens")
    api.post("/applications/settings_by_channel_custom_type", custom_type="food")
    api.say("dave", "lunch")
    api.delete("/users/dave")
    api.app.limits.rates["user"] = (10, 1)
    api.get("/users")
    return api.app.provider.dump(api.app)
