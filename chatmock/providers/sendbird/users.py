"""Users of an application."""

from __future__ import annotations

from typing import Any

from chatmock.core.dispatch import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import api, page
from chatmock.providers.sendbird.errors import taken
from chatmock.providers.sendbird.files import stored
from chatmock.providers.sendbird.model import App, Given, GroupChannel, Member, User

_PROFILE = ("nickname", "profile_url", "metadata", "discovery_keys", "preferred_languages")


@api.post("/users", accepts="user.create", returns="user")
def create_user(app: App, call: Call, given: Given) -> User:
    """Create a user.

    Errors: 400202 for an id that exists (live answers of later years; none was recorded in 2016).
    """
    if given["user_id"] in app.users:
        raise taken(field="user_id")
    user = new_user(app, given["user_id"])
    _set_profile(app, call, user, given)
    app.emit("user.created", user=user)
    return user


def new_user(app: App, user_id: str) -> User:
    """A user with nothing but an id; whoever calls it publishes the event."""
    return app.users.add(User(user_id, app.ids.serial(), app.clock.stamp()))


def _set_profile(app: App, call: Call, user: User, given: Given) -> None:
    if (upload := given.get("profile_file")) is not None:
        given = {**given, "profile_url": stored(call, upload)}
    for name in _PROFILE:
        if name in given:
            setattr(user, name, given[name])
    if given.get("issue_access_token"):
        user.access_token = app.ids.hex(40)
    user.revision += 1


@api.get("/users", accepts="user.list", returns="user.page")
def list_users(app: App, call: Call, given: Given) -> dict[str, Any]:
    """List users, the newest first (recorded order)."""
    mode = given["active_mode"]
    only = set(given["user_ids"]) if "user_ids" in given else None

    def keep(user: User) -> bool:
        return (
            (only is None or user.user_id in only)
            and (mode == "all" or user.is_active == (mode == "activated"))
            and (given["show_bot"] or user.bot is None)
            and ("nickname" not in given or user.nickname == given["nickname"])
            and user.nickname.lower().startswith(given.get("nickname_startswith", "").lower())
            and (
                "metadatakey" not in given
                or user.metadata.get(given["metadatakey"]) in given.get("metadatavalues_in", ())
            )
        )

    return page(call, "users", app.users.order, keep, newest_first=True)


@api.get("/users/{user_id}", accepts="user.view", returns="user")
def view_user(app: App, user: User, given: Given) -> User | With:
    """View a user."""
    if not given.get("include_unread_count"):
        return user
    counts = [
        count
        for member in user.memberships.values()
        if (count := member.channel.unread(member, app.since(member.channel)))
    ]
    return With(user, unread_message_count=sum(counts), unread_channel_count=len(counts))


@api.put("/users/{user_id}", accepts="user.update", returns="user")
def update_user(app: App, call: Call, user: User, given: Given) -> User:
    """Update a user; what is not given stays."""
    _set_profile(app, call, user, given)
    if given.get("is_active") is True:
        user.is_active = True
    elif given.get("is_active") is False:
        deactivate(app, user, leave_all=given["leave_all_when_deactivated"])
    app.emit("user.updated", user=user)
    return user


def deactivate(app: App, user: User, *, leave_all: bool) -> None:
    user.is_active = False
    if leave_all:
        for member in list(user.memberships.values()):
            app.remove_member(member)
            app.emit("member.left", channel=member.channel, user=user)


@api.delete("/users/{user_id}", returns="empty")
def delete_user(app: App, user: User) -> None:
    """Delete a user; messages stay with the last profile, and the id can be used again."""
    for member in list(user.memberships.values()):
        app.remove_member(member)
        app.emit("member.left", channel=member.channel, user=user)
    app.forget_user(user)
    app.emit("user.deleted", user=user)


@api.get("/users/{user_id}/unread_count", returns="unread_count")
@api.get("/users/{user_id}/unread_message_count", returns="unread_count")
def view_unread_count(app: App, user: User) -> dict[str, int]:
    """Count a user's unread messages in all group channels (today's path: unread_message_count)."""
    return {"unread_count": total_unread(app, user)}


def total_unread(app: App, user: User) -> int:
    return sum(member.channel.unread(member, app.since(member.channel)) for member in user.memberships.values())


@api.put("/users/{user_id}/activate", accepts="user.activate", returns="user.activated")
def activate_user(app: App, user: User, given: Given) -> User | None:
    """Activate or deactivate a user (deprecated in favour of update). Answers four keys, or nothing on deactivation."""
    if given["activate"]:
        user.is_active = True
        app.emit("user.updated", user=user)
        return user
    deactivate(app, user, leave_all=True)
    app.emit("user.updated", user=user)
    return None


@api.put("/users/{user_id}/mark_as_read_all", accepts="user.mark_as_read_all", returns="empty")
def mark_all_as_read(app: App, user: User, given: Given) -> None:
    """Mark everything in all (today: or the named) group channels of a user as read."""
    only = given.get("channel_urls")
    for member in list(user.memberships.values()):
        if only is None or member.channel.channel_url in only:
            mark_read(app, member)


def mark_read(app: App, member: Member) -> None:
    """The member has read all there is."""
    changed = member.channel.unread(member, app.since(member.channel)) > 0
    member.read_at = app.clock.present()
    app.emit("channel.read", channel=member.channel, user=member.user, changed=changed)


def leave(app: App, channel: GroupChannel, user: User) -> None:
    """The user is not a member any more; nothing happens where there was none."""
    member = channel.members_by_id.get(user.user_id)
    if member is not None:
        app.remove_member(member)
        app.emit("member.left", channel=channel, user=user)
