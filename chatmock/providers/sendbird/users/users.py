"""Users of an application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.core.table import Order
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels import participants
from chatmock.providers.sendbird.channels.leaving import leave, leave_everything
from chatmock.providers.sendbird.errors import required, taken
from chatmock.providers.sendbird.messages.reading import mark_read
from chatmock.providers.sendbird.model import App, Given, User
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.storage import store

_PROFILE = ("nickname", "profile_url", "metadata", "preferred_languages")
_NEVER_SEEN = {"today": -1, "2016": 0}


@api.post("/users", accepts="user.create", returns="user")
def create_user(app: App, call: Call, given: Given) -> With:
    """Create a user.

    Errors: 400202 for an id that exists (live, later years; none was recorded in 2016).
    """
    if given["user_id"] in app.users:
        raise taken(field="user_id")
    user = new_user(app, given["user_id"])
    _set_profile(app, call, user, given)
    return With(user, is_created=True, phone_number="")


def new_user(app: App, user_id: str) -> User:
    """Make a user with nothing but an id."""
    return app.add_user(User(user_id, app.ids.serial(), app.clock.stamp(), last_seen_at=_NEVER_SEEN[app.era]))


def _set_profile(app: App, call: Call, user: User, given: Given) -> None:
    if (upload := given.get("profile_file")) is not None:
        given = {**given, "profile_url": store(call, upload)}
    for name in _PROFILE:
        if name in given:
            setattr(user, name, given[name])
    if "discovery_keys" in given:
        app.friends.set_keys(user, given["discovery_keys"])
    if given.get("issue_access_token"):
        user.access_token = app.secrets.add(app.ids.hex(40))
    if given.get("issue_session_token"):
        app.sessions.issue(user, given.get("session_token_expires_at"), with_profile=True)
    user.revision += 1


@api.get("/users", accepts="user.list", returns="user.page", by="anybody")
def list_users(app: App, call: Call, given: Given) -> dict[str, Any]:
    """List users, the newest first (recorded).

    Errors: 400105 for ``metadatavalues_in`` without ``metadatakey`` (live, later years).
    """
    if "metadatavalues_in" in given and "metadatakey" not in given:
        raise required(field="metadatakey")
    order = app.users.order
    if "user_ids" in given:
        order = Order(lambda user: user.created)
        for user_id in dict.fromkeys(given["user_ids"]):
            if (user := app.users.get(user_id)) is not None:
                order.add(user)
    return page(call, "users", order, _filter(given), newest_first=True)


def _filter(given: Given) -> Callable[[User], bool]:
    """The filters that a request gives, as one check of a user."""
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


@api.get("/users/{user_id}", accepts="user.view", returns="user", by="anybody")
def view_user(app: App, user: User, given: Given) -> User | With:
    """View a user, today on demand with the unread counts of all group channels or of some kinds of them."""
    if not given["include_unread_count"]:
        return user
    types, mode = given.get("custom_types"), given["super_mode"]
    counts = [
        count
        for channel, count in app.unread_by_channel(user)
        if (types is None or channel.custom_type in types) and (mode == "all" or channel.is_super == (mode == "super"))
    ]
    return With(user, unread_message_count=sum(counts), unread_channel_count=len(counts))


@api.put("/users/{user_id}", accepts="user.update", returns="user", by="self")
def update_user(app: App, call: Call, user: User, given: Given) -> User:
    """Update a user; what is not given stays."""
    _set_profile(app, call, user, given)
    if "is_active" in given:
        _set_active(app, user, active=given["is_active"], leave_all=given["leave_all_when_deactivated"])
    app.emit("user.updated", user=user)
    return user


def _set_active(app: App, user: User, *, active: bool, leave_all: bool = True) -> None:
    """Activate a user, or deactivate one, who then also leaves the group channels."""
    was_active, user.is_active = user.is_active, active
    user.revision += 1
    if was_active and not active:
        app.emit("user.deactivated", user=user)
    if not active and leave_all:
        leave_everything(app, user, reason="admin_deactivated")


@api.delete("/users/{user_id}", returns="empty")
def delete_user(app: App, user: User) -> None:
    """Delete a user; messages stay with the last profile, and the id can be used again."""
    place = app.places.of(user)
    for member in [*place.memberships.values(), *place.invitations.values()]:
        leave(app, member.channel, user, stays_operator=False, reason="admin_deleted")
    for participant in list(place.participations.values()):
        participants.exit(app, participant.channel, user)
    app.forget_user(user)
    app.emit("user.deleted", user=user)


@api.get("/users/{user_id}/unread_count", returns="unread_count", by="self")
def view_unread_count(app: App, user: User) -> dict[str, int]:
    """Count a user's unread messages in all group channels (2016)."""
    return {"unread_count": app.totals.of(user)}


@api.put("/users/{user_id}/activate", accepts="user.activate", returns="user.activated")
def activate_user(app: App, user: User, given: Given) -> User | None:
    """Activate or deactivate a user (deprecated in favour of update). Answers four keys, or nothing on deactivation."""
    _set_active(app, user, active=given["activate"])
    app.emit("user.updated", user=user)
    return user if given["activate"] else None


@api.put("/users/{user_id}/mark_as_read_all", accepts="user.mark_as_read_all", returns="empty", by="self")
def mark_all_as_read(app: App, user: User, given: Given) -> None:
    """Mark everything in all (today: or the named) group channels of a user as read."""
    memberships = app.places.of(user).memberships
    only = {url.lower() for url in given["channel_urls"]} if "channel_urls" in given else None
    for member in list(memberships.values()):
        if only is None or member.channel.channel_url.lower() in only:
            mark_read(app, member)
