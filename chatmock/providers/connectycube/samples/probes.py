"""Requests of a contract check to any server of ConnectyCube's API; ``app_id`` and ``auth_key`` are the application's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chatmock.core.sample import Ask

_ANN, _BOB, _PASSWORD = "chatmock_check_ann", "chatmock_check_bob", "sesame-1234"
_APPLICATION = {"application_id": "{app_id}", "auth_key": "{auth_key}"}
_DEVICE = {"platform": "android", "udid": "chatmock-check"}
_PUSH_TOKEN = {"environment": "development", "client_identification_sequence": "chatmock-check"}
_PUSH = {"notification_type": "push", "environment": "development", "message": "SGVsbG8="}


def _by(who: str, line: str, body: Mapping[str, Any] | None = None, **more: Any) -> Ask:
    """A request with the token that was kept under a name."""
    return Ask(line, body, headers={"CB-Token": f"{{{who}}}"}, **more)


def _session(who: str, login: str, password: str = _PASSWORD, **more: Any) -> Ask:
    user = {"login": login, "password": password}
    keep = {} if more else {who: "session/token"}
    return Ask("POST /session", {**_APPLICATION, "user": user}, headers={}, keep=keep, **more)


READING = (
    Ask("POST /session", _APPLICATION, headers={}, keep={"anybody": "session/token"}),
    Ask("POST /session", {**_APPLICATION, "auth_key": "chatmock-check"}, headers={}, code="unauthorized"),
    _by("anybody", "GET /session"),
    _by("anybody", "GET /users?per_page=5", keep={"found": "items/0/user/id"}),
    _by("anybody", "GET /users/{found}"),
    _by("anybody", "GET /users/v2?id={found}"),
    _by("anybody", "GET /users/online?limit=5"),
    _by("anybody", "GET /users/online?count=1"),
    _by("anybody", "GET /users/by_login?login=chatmock-asks-for-nobody", code="no_user"),
    _by("anybody", "GET /users/v2?limit=5", code="blank"),
    _by("anybody", "GET /chat/Dialog", code="needs_user"),
    _by("anybody", "DELETE /session"),
    _by("anybody", "GET /session", code="no_session"),
    Ask("GET /users/by_login?login=chatmock-asks-for-nobody", code="no_token", headers={}),
    Ask("GET /session", code="no_session", headers={"CB-Token": "chatmock-asks-for-nobody"}),
)
"""Opens a session and ends it, and changes nothing else."""

WRITING = (
    Ask("POST /session", _APPLICATION, headers={}, keep={"anybody": "session/token"}),
    _by("anybody", "POST /users", {"user": {"login": _ANN, "password": _PASSWORD}}, keep={"ann_id": "user/id"}),
    _by("anybody", "POST /users", {"user": {"login": _ANN, "password": _PASSWORD}}, code="taken"),
    _by("anybody", "POST /users", {"user": {"login": _BOB, "password": _PASSWORD}}, keep={"bob_id": "user/id"}),
    _session("ann", _ANN),
    _session("bob", _BOB),
    _session("", _ANN, "chatmock-check", code="invalid_password"),
    _by("ann", "PUT /users/{ann_id}", {"user": {"full_name": "Ann", "tag_list": "cooks"}}),
    _by("ann", "PUT /users/{bob_id}", {"user": {"full_name": "Bob"}}, code="forbidden"),
    _by("bob", "GET /users/{ann_id}"),
    _by("bob", f"GET /users/by_login?login={_ANN}"),
    _by("bob", f"GET /users/v2?login={_ANN}"),
    _by("bob", "GET /users/by_tags?tags=cooks"),
    _by("ann", "POST /chat/Dialog", {"type": 2, "name": "Lunch", "occupants_ids": ["{bob_id}"]}, keep={"lunch": "_id"}),
    _by("ann", "POST /chat/Dialog", {"type": 2, "occupants_ids": ["{bob_id}"]}, code="blank"),
    _by("ann", "POST /chat/Dialog", {"type": 3, "occupants_ids": ["{bob_id}"]}, keep={"pair": "_id"}),
    _by("ann", "PUT /chat/Dialog/{lunch}", {"description": "At noon"}),
    _by("bob", "GET /chat/Dialog?sort_desc=created_at&limit=5"),
    _by("bob", "GET /chat/Dialog?_id={lunch}&count=1"),
    _by("bob", "GET /chat/Dialog/{lunch}/occupants"),
    _by("bob", "PUT /chat/Dialog/{lunch}/notifications", {"enabled": 0}),
    _by("bob", "GET /chat/Dialog/{lunch}/notifications"),
    _by("ann", "PUT /chat/Dialog/{lunch}/admins", {"push_all": {"admins_ids": ["{bob_id}"]}}),
    _by("ann", "POST /chat/Message", {"chat_dialog_id": "{lunch}", "message": "Soup at noon?"}, keep={"said": "_id"}),
    _by("ann", "POST /chat/Message", {"recipient_id": "{bob_id}", "message": "Soup at noon, Bob?"}),
    _by("bob", "GET /chat/Message/unread?chat_dialog_ids={lunch},{pair}"),
    _by("bob", "GET /chat/Message?chat_dialog_id={lunch}&mark_as_read=0"),
    _by("bob", "GET /chat/Message?chat_dialog_id={lunch}&count=1"),
    _by("bob", "PUT /chat/Message/{said}", {"read": 1, "chat_dialog_id": "{lunch}"}),
    _by("bob", "PUT /chat/Message/{said}", {"message": "Stew?", "chat_dialog_id": "{lunch}"}, code="forbidden"),
    _by("bob", "PUT /chat/Message/{said}/reactions", {"add": "👍"}),
    _by("ann", "GET /chat/Message/{said}/reactions"),
    _by("ann", "PUT /chat/Message/{said}", {"message": "Stew at noon?", "chat_dialog_id": "{lunch}"}),
    _by("ann", "GET /chat/search?search_text=Stew%20at%20noon"),
    _by("ann", "POST /chat/Message/system", {"recipientId": "{bob_id}", "action": "refresh"}),
    _by("bob", "DELETE /chat/Message/{said}"),
    _by("ann", "DELETE /chat/Message/{said}?force=1"),
    _by(
        "bob",
        "POST /subscriptions",
        {"notification_channel": "gcm", "push_token": _PUSH_TOKEN, "device": _DEVICE},
        keep={"subscription": "0/subscription/id"},
    ),
    _by("bob", "GET /subscriptions"),
    _by("ann", "POST /events", {"event": {**_PUSH, "user": {"ids": ["{bob_id}"]}}}, keep={"event": "0/event/id"}),
    _by("ann", "GET /events/{event}"),
    _by("ann", "GET /events?per_page=5"),
    _by("ann", "DELETE /events/{event}"),
    _by("bob", "DELETE /subscriptions/{subscription}"),
    _by("ann", "POST /blobs", {"blob": {"content_type": "image/png", "name": "a.png"}}, keep={"blob": "blob/id"}),
    _by("ann", "PUT /blobs/{blob}", {"blob": {"name": "b.png"}}),
    _by("ann", "GET /blobs/{blob}"),
    _by("ann", "GET /blobs?per_page=5"),
    _by("ann", "DELETE /blobs/{blob}"),
    _by("bob", "DELETE /chat/Dialog/{pair}"),
    _by("ann", "DELETE /chat/Dialog/{pair},{lunch}?force=1"),
    _by("ann", "DELETE /users/{ann_id}"),
    _by("bob", "DELETE /users/{bob_id}"),
    _by("anybody", "GET /users/{ann_id}", code="no_user"),
    _by("anybody", "DELETE /session"),
)
"""Makes two users of its own and what they do, and removes all of it."""
