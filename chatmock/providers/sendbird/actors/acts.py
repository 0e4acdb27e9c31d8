"""Acts of people: each is a request like any client's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from chatmock.core.actors import ActRefused, MissingDetail, ask, takes
from chatmock.core.errors import Refusal, Refused
from chatmock.core.hub import Hub
from chatmock.core.provider import Act
from chatmock.providers.sendbird.actors.sockets import connect, drop, received_frames, send_command, start_typing
from chatmock.providers.sendbird.channels import participants
from chatmock.providers.sendbird.errors import not_authorized, refusal_message, user_deactivated
from chatmock.providers.sendbird.finders import find_open_channel, find_user
from chatmock.providers.sendbird.model import App, GroupChannel, OpenChannel, User

Given = dict[str, Any]
C = TypeVar("C", GroupChannel, OpenChannel)


def _path(application: App, channel_url: str, rest: str = "") -> str:
    kind = "open_channels" if getattr(application, "open_channels", {}).get(channel_url) else "group_channels"
    return f"/v3/{kind}/{quote(channel_url, safe='')}{rest}"


def _headers(application: App) -> dict[str, str]:
    return {"Api-Token": application.api_token}


def exists(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Make a user with the given profile, unless there is one."""
    path, profile = f"/v3/users/{quote(user_id, safe='')}", given.get("details", {})
    if user_id not in application.users:  # looking over the API would leave a refusal in the journal
        body = {"user_id": user_id, "nickname": user_id.title(), **profile}
        return _dict(ask(hub, "POST", "/v3/users", _headers(application), body))
    if profile:
        return _dict(ask(hub, "PUT", path, _headers(application), profile))
    return _dict(ask(hub, "GET", path, _headers(application)))


def creates_group(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Make a group channel of some people."""
    body = {"user_ids": given.get("user_ids", []), **given.get("details", {})}
    return _dict(ask(hub, "POST", "/v3/group_channels", _headers(application), body))


def creates_open_channel(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Make an open channel."""
    return _dict(ask(hub, "POST", "/v3/open_channels", _headers(application), given.get("details", {})))


def says(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Send a text; ``details`` are further fields of the message."""
    body = {"message_type": "MESG", "user_id": user_id, "message": given.get("message", ""), **given.get("details", {})}
    return _dict(
        ask(hub, "POST", _path(application, given.get("channel_url", ""), "/messages"), _headers(application), body)
    )


def reads(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Read everything in a channel."""
    path = _path(application, given.get("channel_url", ""), "/messages/mark_as_read")
    return _dict(ask(hub, "PUT", path, _headers(application), {"user_id": user_id}))


def reacts(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """React to a message, or take a reaction back (``removes``)."""
    message_id = quote(str(given["message_id"]), safe="")
    path = _path(application, given["channel_url"], f"/messages/{message_id}/reactions")
    fields = {"user_id": user_id, "reaction": given["reaction"]}
    if given.get("removes"):
        return _dict(ask(hub, "DELETE", path, _headers(application), query=urlencode(fields)))
    return _dict(ask(hub, "POST", path, _headers(application), fields))


def invites(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Invite others into a group channel; whoever is no member may not (400108)."""
    channel = application.group_channels.get(given["channel_url"])
    if channel is not None:
        _obeys("invitation", _may_invite, application, user_id, channel)
    return _invite(hub, application, given)


def _may_invite(user: User, channel: GroupChannel) -> None:
    _is_active(user, channel)
    if channel.standing(user) is None:
        raise not_authorized(reason="User is not a member.")


def _is_active(user: User, channel: GroupChannel) -> None:
    if not user.is_active:
        raise user_deactivated()


def _invite(hub: Hub, application: App, given: Given) -> Given:
    path = _path(application, given.get("channel_url", ""), "/invite")
    return _dict(ask(hub, "POST", path, _headers(application), {"user_ids": given.get("user_ids", [])}))


def joins(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Become a member of a group channel, or enter an open one. Into a private channel the backend invites."""
    if _path(application, given.get("channel_url", "")).startswith("/v3/open_channels"):
        if send_command(hub, application, user_id, "ENTR", {"channel_url": given["channel_url"], "req_id": "enter"}):
            return {}
        return _passes("enter", participants.enter, application, user_id, given)
    channel = application.group_channels.get(given["channel_url"])
    if channel is not None:
        _obeys("joining", _is_active, application, user_id, channel)
    return _invite(hub, application, {**given, "user_ids": [user_id]})


def leaves(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Leave a group channel, or an open one."""
    if _path(application, given.get("channel_url", "")).startswith("/v3/open_channels"):
        if send_command(hub, application, user_id, "EXIT", {"channel_url": given["channel_url"], "req_id": "exit"}):
            return {}
        return _passes("exit", participants.exit, application, user_id, given)
    path = _path(application, given.get("channel_url", ""), "/leave")
    return _dict(ask(hub, "PUT", path, _headers(application), {"user_ids": [user_id]}))


def _passes(
    what: str, move: Callable[[App, OpenChannel, User], Any], application: App, user_id: str, given: Given
) -> Given:
    """Go in or out of an open channel: the Platform API has no operation for it, clients do it over their sockets."""
    channel = find_open_channel(application, given["channel_url"])
    _obeys(what, lambda user, entered: move(application, entered, user), application, user_id, channel)
    return {}


def _obeys(what: str, act: Callable[[User, C], Any], application: App, user_id: str, channel: C) -> None:
    """Have a user do something in a channel, or be refused as a client is."""
    try:
        act(find_user(application, user_id), channel)
    except Refusal as refusal:
        raise ActRefused(
            f"{user_id}'s {what}", Refused(refusal.error.code, refusal_message(refusal, application.era))
        ) from None


def unread(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Count unread messages: in one channel, or in all."""
    if "channel_url" in given:
        if not given["channel_url"]:
            raise MissingDetail("channel_url", "is empty; say it, or leave it out for all channels")
        path = _path(application, given["channel_url"], "/messages/unread_count")
        counts = ask(hub, "GET", path, _headers(application), query=f"user_ids={quote(user_id, safe='')}")
        return {"unread_count": counts["unread"][user_id]}
    return _dict(ask(hub, "GET", f"/v3/users/{quote(user_id, safe='')}/unread_count", _headers(application)))


def gets_session_token(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Get a session token, as from the backend of an app."""
    path = f"/v3/users/{quote(user_id, safe='')}/token"
    return _dict(ask(hub, "POST", path, _headers(application), given.get("details", {})))


def loses_session_tokens(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Have all session tokens revoked."""
    return _dict(ask(hub, "DELETE", f"/v3/users/{quote(user_id, safe='')}/token", _headers(application)))


def _dict(answer: Any) -> Given:
    return answer if isinstance(answer, dict) else {"answer": answer}


ACTS: dict[str, Act] = {
    "exists": takes(exists, also=("details",)),
    "creates_group": takes(creates_group, "user_ids", also=("details",)),
    "creates_open_channel": takes(creates_open_channel, also=("details",)),
    "says": takes(says, "channel_url", also=("message", "details")),
    "reads": takes(reads, "channel_url"),
    "reacts": takes(reacts, "reaction", "message_id", "channel_url", also=("removes",)),
    "invites": takes(invites, "channel_url", "user_ids"),
    "joins": takes(joins, "channel_url"),
    "leaves": takes(leaves, "channel_url"),
    "unread": takes(unread, also=("channel_url",)),
    "gets_session_token": takes(gets_session_token, also=("details",)),
    "loses_session_tokens": takes(loses_session_tokens),
    "connect": takes(connect, also=("details",)),
    "drop": takes(drop),
    "received": takes(received_frames, also=("command",)),
    "types": takes(start_typing, "channel_url"),
}
