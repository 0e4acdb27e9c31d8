"""Acts of people: each is a request like any client's, with a session of the actor's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from chatmock.core.actors import MissingDetail, ask, takes
from chatmock.core.hub import Hub
from chatmock.core.provider import Act
from chatmock.providers.connectycube.actors import sockets
from chatmock.providers.connectycube.actors.people import headers_of, user_of
from chatmock.providers.connectycube.model import BROADCAST, PUBLIC, App

PASSWORD = "chatmock-password"
"""What people log in by who were made without a password of their own."""


def _ask(hub: Hub, app: App, who: str, line: str, body: Any = None, query: str = "") -> Any:
    method, path = line.split(" ", 1)
    answer = ask(hub, method, path, headers_of(app, user_of(app, who)), body, query)
    return answer if isinstance(answer, dict) else {"answer": answer}


def exists(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Make a user with a login and the given profile, unless there is one."""
    profile = given.get("details", {})
    user = app.users.by("login", who)
    if user is None and who.isdecimal():
        user = user_of(app, who)
    if user is None:
        fields = {"login": who, "password": PASSWORD, "full_name": who.title(), **profile}
        answer = ask(hub, "POST", "/users", {"CB-AuthKey": app.auth_key}, {"user": fields})
    elif profile:
        answer = ask(hub, "PUT", f"/users/{user.id}", headers_of(app, user), {"user": profile})
    else:
        answer = ask(hub, "GET", f"/users/{user.id}", headers_of(app, user))
    return {**answer["user"], "password": app.users.rows[answer["user"]["id"]].password}


def opens_session(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Begin a session, as a client does that logs in."""
    session = app.sessions.open(user_of(app, who))
    return {"token": session.token, "id": session.id, "user_id": session.user_id}


def creates_dialog(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Make a dialog of a type with some people."""
    ids = [user_of(app, str(one)).id for one in given.get("people", ())]
    return _ask(hub, app, who, "POST /chat/Dialog", {"occupants_ids": ids, **given["details"]})


def creates_broadcast(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Make a broadcast dialog, as an application's console does."""
    dialog = app.dialogs.create(BROADCAST, user_of(app, who), **given.get("details", {}))
    return {"_id": dialog.id}


def says(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Say something in a dialog, through the chat; ``details`` are further fields of the message."""
    body = {
        "chat_dialog_id": given["dialog_id"],
        "message": given.get("message", ""),
        "send_to_chat": True,
        **given.get("details", {}),
    }
    return _ask(hub, app, who, "POST /chat/Message", body)


def reads(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Read everything in a dialog."""
    return _ask(hub, app, who, "PUT /chat/Message", {"chat_dialog_id": given["dialog_id"], "read": True})


def reacts(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """React to a message of a dialog, or take a reaction back (``removes``)."""
    message = app.messages.get(given["message_id"])
    if message is not None and message.chat_dialog_id != given["dialog_id"]:
        raise MissingDetail("message_id", "names a message of another dialog; name one of this dialog")
    change = {"remove" if given.get("removes") else "add": given["reaction"]}
    return _ask(hub, app, who, f"PUT /chat/Message/{quote(given['message_id'], safe='')}/reactions", change)


def joins(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Subscribe to a public dialog; somebody who is connected joins the room of any dialog."""
    dialog_id, user = given["dialog_id"], user_of(app, who)
    dialog = app.dialogs.get(dialog_id)
    answer: Any = {}
    if dialog is None or not dialog.has(user) or (dialog.type == PUBLIC and str(user.id) not in app.connections.held):
        answer = _ask(hub, app, who, f"POST /chat/Dialog/{quote(dialog_id, safe='')}/subscribe")
    sockets.join_room(hub, app, who, dialog_id)
    return answer


def leaves(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Leave a dialog, or remove it for oneself."""
    return _ask(hub, app, who, f"DELETE /chat/Dialog/{quote(given['dialog_id'], safe='')}")


def invites(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Add people to a group."""
    ids = [user_of(app, str(one)).id for one in given["people"]]
    line = f"PUT /chat/Dialog/{quote(given['dialog_id'], safe='')}"
    return _ask(hub, app, who, line, {"push_all": {"occupants_ids": ids}})


def unread(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Count unread messages: in one dialog, or in all."""
    query = urlencode({"chat_dialog_ids": given["dialog_id"]}) if given.get("dialog_id") else ""
    return {"total": _ask(hub, app, who, "GET /chat/Message/unread", query=query)["total"]}


ACTS: dict[str, Act] = {
    "exists": takes(exists, also=("details",)),
    "opens_session": takes(opens_session),
    "creates_dialog": takes(creates_dialog, "details", also=("people",)),
    "creates_broadcast": takes(creates_broadcast, also=("details",)),
    "says": takes(says, "dialog_id", also=("message", "details")),
    "reads": takes(reads, "dialog_id"),
    "reacts": takes(reacts, "reaction", "message_id", "dialog_id", also=("removes",)),
    "joins": takes(joins, "dialog_id"),
    "leaves": takes(leaves, "dialog_id"),
    "invites": takes(invites, "dialog_id", "people"),
    "unread": takes(unread, also=("dialog_id",)),
    "connect": takes(sockets.connect, also=("details",)),
    "drop": takes(sockets.drop),
    "resumes": takes(sockets.resumes),
    "received": takes(sockets.received_stanzas, also=("name",)),
    "types": takes(sockets.types, "dialog_id"),
}
