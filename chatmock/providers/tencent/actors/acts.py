"""Acts of people: each is a command like any client's, by the web socket's names, or by the REST API where those have none."""

from __future__ import annotations

from typing import Any

from chatmock.core.actors import takes
from chatmock.core.hub import Hub
from chatmock.core.provider import Act
from chatmock.providers.tencent.actors import messages, sockets
from chatmock.providers.tencent.actors.commands import perform
from chatmock.providers.tencent.actors.signing import command, sign
from chatmock.providers.tencent.model import App
from chatmock.providers.tencent.tickets import usersig


def user_sig(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Make a UserSig, as an application's own server does; ``expire`` is in seconds."""
    return {"user_sig": sign(app, who, given.get("expire", usersig.DAYS_180))}


def exists(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Import an account, and set fields of its profile by tag."""
    command(hub, app, "im_open_login_svc/account_import", {"UserID": who})
    items = [{"Tag": tag, "Value": value} for tag, value in given.get("details", {}).items()]
    if items:
        command(hub, app, "profile/portrait_set", {"From_Account": who, "ProfileItem": items})
    account = app.accounts.rows[who]
    return {"user_id": who, "tiny_id": account.tiny_id, "user_sig": sign(app, who)}


def creates_group(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Make a group with some people; ``details`` are further fields of the command."""
    people = [{"Member_Account": str(one)} for one in given.get("people", ())]
    body = {"Owner_Account": who, "Type": "Public", "MemberList": people, **given.get("details", {})}
    return command(hub, app, "group_open_http_svc/create_group", body)


def creates_topic(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Make a topic in a community; ``details`` are further fields of the command."""
    body = {"GroupId": given["group_id"], **given["details"]}
    return perform(hub, app, who, "million_group_open_http_svc.create_topic", body)


def joins(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Join a group, or ask to be let in."""
    body = {"GroupId": given["group_id"], **given.get("details", {})}
    return perform(hub, app, who, "group_open_http_svc.apply_join_group", body)


def leaves(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Leave a group."""
    return perform(hub, app, who, "group_open_http_svc.quit_group", {"GroupId": given["group_id"]})


def invites(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Bring others into a group."""
    people = [{"Member_Account": str(one)} for one in given["people"]]
    body = {"GroupId": given["group_id"], "MemberList": people}
    return perform(hub, app, who, "group_open_http_svc.add_group_member", body)


def kicked(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """End all logins of an account."""
    return command(hub, app, "im_open_login_svc/kick", {"UserID": who})


ACTS: dict[str, Act] = {
    "user_sig": takes(user_sig, also=("expire",)),
    "kicked": takes(kicked),
    "exists": takes(exists, also=("details",)),
    "creates_group": takes(creates_group, "details", also=("people",)),
    "creates_topic": takes(creates_topic, "group_id", "details"),
    "joins": takes(joins, "group_id", also=("details",)),
    "leaves": takes(leaves, "group_id"),
    "invites": takes(invites, "people", "group_id"),
    "says": takes(messages.says, also=(*messages.PLACE, "text", "details")),
    "edits": takes(messages.edits, "message_id", also=(*messages.PLACE, "text", "details")),
    "recalls": takes(messages.recalls, "message_id", also=(*messages.PLACE, "reason")),
    "reacts": takes(messages.reacts, "reaction", "message_id", also=(*messages.PLACE, "removes")),
    "reads": takes(messages.reads, also=messages.PLACE),
    "unread": takes(messages.unread, also=messages.PLACE),
    "types": takes(messages.types, "to", also=("stops",)),
    "connect": takes(sockets.connect, also=("platform", "details")),
    "drop": takes(sockets.drop, also=("platform",)),
    "received": takes(sockets.received_events, also=("platform", "event")),
}
"""What users can do by name."""
