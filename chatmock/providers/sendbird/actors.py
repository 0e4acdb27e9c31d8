"""What a person in Sendbird does, for actors: each act is a request like any client's."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from chatmock.core.actors import Act, ask
from chatmock.core.application import Application, Hub

Given = dict[str, Any]


def _path(application: Application, channel_url: str, rest: str = "") -> str:
    kind = "open_channels" if getattr(application, "open_channels", {}).get(channel_url) else "group_channels"
    return f"/v3/{kind}/{quote(channel_url, safe='')}{rest}"


def _headers(application: Application) -> dict[str, str]:
    return {"Api-Token": application.api_token}


def says(hub: Hub, application: Application, user_id: str, given: Given) -> Given:
    """Send a text; ``details`` are further fields of the message."""
    body = {"message_type": "MESG", "user_id": user_id, "message": given.get("message", ""), **given.get("details", {})}
    return _dict(
        ask(hub, "POST", _path(application, given.get("channel_url", ""), "/messages"), _headers(application), body)
    )


def reads(hub: Hub, application: Application, user_id: str, given: Given) -> Given:
    """Read everything in a channel."""
    path = _path(application, given.get("channel_url", ""), "/messages/mark_as_read")
    return _dict(ask(hub, "PUT", path, _headers(application), {"user_id": user_id}))


def invites(hub: Hub, application: Application, user_id: str, given: Given) -> Given:
    """Invite others into a group channel."""
    path = _path(application, given.get("channel_url", ""), "/invite")
    return _dict(ask(hub, "POST", path, _headers(application), {"user_ids": given.get("user_ids", [])}))


def joins(hub: Hub, application: Application, user_id: str, given: Given) -> Given:
    """Become a member of a group channel."""
    return invites(hub, application, user_id, {**given, "user_ids": [user_id]})


def leaves(hub: Hub, application: Application, user_id: str, given: Given) -> Given:
    """Leave a group channel."""
    path = _path(application, given.get("channel_url", ""), "/leave")
    return _dict(ask(hub, "PUT", path, _headers(application), {"user_ids": [user_id]}))


def unread(hub: Hub, application: Application, user_id: str, given: Given) -> Given:
    """Count unread messages: in one channel, or in all."""
    if "channel_url" in given:
        path = _path(application, given["channel_url"], "/messages/unread_count")
        counts = ask(hub, "GET", path, _headers(application), query=f"user_ids={quote(user_id, safe='')}")
        return {"unread_count": counts["unread"][user_id]}
    return _dict(ask(hub, "GET", f"/v3/users/{quote(user_id, safe='')}/unread_count", _headers(application)))


def _dict(answer: Any) -> Given:
    return answer if isinstance(answer, dict) else {"answer": answer}


ACTS: dict[str, Act] = {
    "says": says,
    "reads": reads,
    "invites": invites,
    "joins": joins,
    "leaves": leaves,
    "unread": unread,
}
