"""Users of an application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from chatmock.core.dispatch import Call
from chatmock.core.schema import With
from chatmock.core.table import Order
from chatmock.providers.sendbird import participants
from chatmock.providers.sendbird.api import api, page, schemas
from chatmock.providers.sendbird.errors import required, taken
from chatmock.providers.sendbird.files import stored
from chatmock.providers.sendbird.model import App, Given, GroupChannel, Member, User

_PROFILE = ("nickname", "profile_url", "metadata", "discovery_keys", "preferred_languages", "last_seen_at")
_NEVER_SEEN = {"2016": 0, "today": -1}


@api.post("/users", accepts="user.create", returns="user")
def create_user(app: App, call: Call, given: Given) -> With:
    """Create a user.

    Errors: 400202 for an id that exists (live answers of later years; none was recorded in 2016).
    """
    if given["user_id"] in app.users:
        raise taken(field="user_id")
    user = new_user(app, given["user_id"])
    _set_profile(app, call, user, given)
    app.emit("user.created", user=user)
    return With(user, is_created=True)


def new_user(app: App, user_id: str) -> User:
    """A user with nothing but an id; whoever calls it publishes the event."""
    return app.users.add(User(user_id, app.ids.serial(), app.clock.stamp(), last_seen_at=_NEVER_SEEN[app.era]))


def _set_profile(app: App, call: Call, user: User, given: Given) -> None:
    if (upload := given.get("profile_file")) is not None:
        given = {**given, "profile_url": stored(call, upload)}
    for name in _PROFILE:
        if name in given:
            setattr(user, name, given[name])
    if given.get("issue_access_token"):
        user.access_token = app.ids.hex(40)
    user.revision += 1


_project = schemas["user"].project


@schemas.presents("user")
def present_user(user: User | With) -> Any:
    """A user as a view shows one: rendered once, and again after it has changed."""
    if not isinstance(user, User) or user.session_tokens:
        return _project(user)
    if user.rendered is None or user.rendered[0] != user.revision:
        user.rendered = user.revision, orjson.Fragment(orjson.dumps(_project(user)))
    return user.rendered[1]


@api.get("/users", accepts="user.list", returns="user.page")
def list_users(app: App, call: Call, given: Given) -> dict[str, Any]:
    """List users, the newest first (recorded order).

    Errors: 400105 for ``metadatavalues_in`` without ``metadatakey`` (a live answer of later years).
    """
    if "metadatavalues_in" in given and "metadatakey" not in given:
        raise required(field="metadatakey")
    order = app.users.order
    if "user_ids" in given:
        order = Order(lambda user: user.created)
        for user_id in dict.fromkeys(given["user_ids"]):
            if (user := app.users.get(user_id)) is not None:
                order.add(user)
    return page(call, "users", order, _keep(given), newest_first=True)


def _keep(given: Given) -> Callable[[User], bool]:
    """Whether a user passes the filters; only those that are given are asked."""
    checks: list[Callable[[User], bool]] = []
    if (mode := given["active_mode"]) != "all":
        checks.append(lambda user: user.is_active == (mode == "activated"))
    if not given["show_bot"]:
        checks.append(lambda user: user.bot is None)
    if (nickname := given.get("nickname")) is not None:
        checks.append(lambda user: user.nickname == nickname)
    if (start := given.get("nickname_startswith", "").lower()) != "":
        checks.append(lambda user: user.nickname.lower().startswith(start))
    if (key := given.get("metadatakey")) is not None:
        values = given.get("metadatavalues_in")
        checks.append(lambda user: key in user.metadata and (values is None or user.metadata[key] in values))
    return lambda user: all(check(user) for check in checks)


@api.get("/users/{user_id}", accepts="user.view", returns="user")
def view_user(app: App, user: User, given: Given) -> User | With:
    """View a user, today on demand with the unread counts of all group channels or of some kinds of them."""
    if not given["include_unread_count"]:
        return user
    types, mode = given.get("custom_types"), given["super_mode"]
    counts = [
        count
        for channel, count in unread_by_channel(app, user)
        if (types is None or channel.custom_type in types) and (mode == "all" or channel.is_super == (mode == "super"))
    ]
    return With(user, unread_message_count=sum(counts), unread_channel_count=len(counts))


def unread_by_channel(app: App, user: User) -> list[tuple[GroupChannel, int]]:
    """The user's group channels with something unread, and how much."""
    counts = ((member.channel, unread_of(app, member)) for member in user.memberships.values())
    return [(channel, count) for channel, count in counts if count]


def unread_of(app: App, member: Member) -> int:
    """What counts as unread for a member, by the member's own choice too."""
    return member.channel.unread(member, app.since(member.channel)) if member.counts_messages else 0


@api.put("/users/{user_id}", accepts="user.update", returns="user")
def update_user(app: App, call: Call, user: User, given: Given) -> User:
    """Update a user; what is not given stays."""
    _set_profile(app, call, user, given)
    if "is_active" in given:
        _set_active(app, user, active=given["is_active"], leave_all=given["leave_all_when_deactivated"])
    app.emit("user.updated", user=user)
    return user


def _set_active(app: App, user: User, *, active: bool, leave_all: bool = True) -> None:
    """Take an account into use or out of it, then also out of its group channels."""
    user.is_active = active
    user.revision += 1
    if not active and leave_all:
        leave_everything(app, user)


def leave_everything(app: App, user: User, custom_type: str | None = None) -> None:
    """The user is no member any more of any channel, or of any of one custom type."""
    for member in list(user.memberships.values()):
        if custom_type is None or member.channel.custom_type == custom_type:
            leave(app, member.channel, user)


@api.delete("/users/{user_id}", returns="empty")
def delete_user(app: App, user: User) -> None:
    """Delete a user; messages stay with the last profile, and the id can be used again."""
    for member in [*user.memberships.values(), *user.invitations.values()]:
        leave(app, member.channel, user, stays_operator=False)
    for participant in list(user.participations.values()):
        participants.exit(app, participant.channel, user)
    app.forget_user(user)
    app.emit("user.deleted", user=user)


@api.get("/users/{user_id}/unread_count", returns="unread_count")
def view_unread_count(app: App, user: User) -> dict[str, int]:
    """Count a user's unread messages in all group channels (2016)."""
    return {"unread_count": app.totals.of(user)}


@api.put("/users/{user_id}/activate", accepts="user.activate", returns="user.activated")
def activate_user(app: App, user: User, given: Given) -> User | None:
    """Activate or deactivate a user (deprecated in favour of update). Answers four keys, or nothing on deactivation."""
    _set_active(app, user, active=given["activate"])
    app.emit("user.updated", user=user)
    return user if given["activate"] else None


@api.put("/users/{user_id}/mark_as_read_all", accepts="user.mark_as_read_all", returns="empty")
def mark_all_as_read(app: App, user: User, given: Given) -> None:
    """Mark everything in all (today: or the named) group channels of a user as read."""
    only = given.get("channel_urls", user.memberships)
    for member in list(user.memberships.values()):
        if member.channel.channel_url in only:
            mark_read(app, member)


def mark_read(app: App, member: Member, until: int | None = None) -> None:
    """The member has read all there is, or all up to a time; what was read before stays read."""
    before = member.behind
    now = app.clock.stamp()  # what is said in the same millisecond, but later, is not read yet
    member.read_at = max(member.read_at, now if until is None else min(until, now))
    app.emit("channel.read", channel=member.channel, user=member.user, changed=member.behind != before)


def mark_delivered(app: App, member: Member) -> None:
    """All there is has reached the member's client."""
    last = member.channel.messages.last()
    if last is not None and member.received < last.created_at:
        member.delivered_at = app.clock.stamp()
        app.emit("channel.delivered", channel=member.channel, user=member.user, at=member.delivered_at)


def leave(app: App, channel: GroupChannel, user: User, *, stays_operator: bool = True) -> None:
    """The user is neither a member any more nor invited; nothing happens where there was none.

    An operator who comes back is one again (today, unless a request says otherwise: the SDKs' guides).
    """
    member = channel.standing(user)
    if member is not None:
        app.remove_member(member, stays_operator=stays_operator)
        app.emit("member.left", channel=channel, user=user)
