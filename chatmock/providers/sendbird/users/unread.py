"""Counts of a user's unread messages and of a user's channels (today)."""

from __future__ import annotations

from collections.abc import Iterator

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_authorized
from chatmock.providers.sendbird.model import App, Given, GroupChannel, Member, User

_KINDS = {"": None, "super_": True, "non_super_": False}


def _counted_members(app: App, user: User, given: Given) -> Iterator[Member]:
    """The memberships of a user that a request is about."""
    types, mode = given.get("custom_types"), given.get("super_mode", "all")
    for member in app.places.of(user).memberships.values():
        channel = member.channel
        if (types is None or channel.custom_type in types) and (mode == "all" or channel.is_super == (mode == "super")):
            yield member


@api.get("/users/{user_id}/unread_message_count", accepts="unread_message.query", returns="unread_count", by="self")
def view_unread_message_count(app: App, user: User, given: Given) -> dict[str, int]:
    """Count a user's unread messages in all group channels, or in some kinds of them."""
    feeds = {"unread_feed_count": app.feeds.unread(user, app.visible_since)} if given["include_feed_channel"] else {}
    if "custom_types" not in given and given.get("super_mode", "all") == "all":
        return {"unread_count": app.totals.of(user), **feeds}
    return {"unread_count": sum(app.unread_of(member) for member in _counted_members(app, user, given)), **feeds}


@api.get("/notifications/users/{user_id}/unread_message_count", returns="unread_count", by="self")
def view_unread_notification_count(app: App, user: User) -> dict[str, int]:
    """Count a user's unread notifications, and the unread messages."""
    return {"unread_count": app.totals.of(user), "unread_feed_count": app.feeds.unread(user, app.visible_since)}


@api.get("/users/{user_id}/unread_channel_count", accepts="unread.query", returns="unread_count", by="self")
def view_unread_channel_count(app: App, user: User, given: Given) -> dict[str, int]:
    """Count the group channels in which a user has something unread."""
    return {"unread_count": sum(app.unread_of(member) > 0 for member in _counted_members(app, user, given))}


@api.get("/users/{user_id}/unread_item_count", accepts="unread_item.query", returns="unread_items", by="self")
def view_unread_item_count(app: App, user: User, given: Given) -> dict[str, int]:
    """Count unread messages, unread mentions and invitations of a user, in super channels and in others."""
    types = given.get("custom_types", given.get("custom_type"))
    counts: dict[str, int] = {}
    for prefix, is_super in _KINDS.items():
        joined = [
            m for m in _counted_members(app, user, {"custom_types": types}) if is_super in (None, m.channel.is_super)
        ]
        invited = [m for m in app.places.of(user).invitations.values() if is_super in (None, m.channel.is_super)]
        counts[f"{prefix}group_channel_unread_message_count"] = sum(app.unread_of(m) for m in joined)
        counts[f"{prefix}group_channel_unread_mention_count"] = sum(_mentions(app, m) for m in joined)
        counts[f"{prefix}group_channel_invitation_count"] = sum(
            types is None or m.channel.custom_type in types for m in invited
        )
    return {name: counts[name] for name in given.get("item_keys") or counts}


def _mentions(app: App, member: Member) -> int:
    channel = member.channel
    return channel.unread_of_both(member, app.visible_since(channel))[1] if member.counts_mentions else 0


@api.get(
    "/users/{user_id}/group_channel_count",
    accepts="group_channel_count.query",
    returns="group_channel_count",
    by="self",
)
def view_group_channel_count(app: App, user: User, given: Given) -> dict[str, int]:
    """Count a user's group channels by the user's standing, and by whether a friend invited the user."""
    place = app.places.of(user)
    joined, invited = len(place.memberships), len(place.invitations)
    by_friends = sum(member.is_invited_by_friend for member in place.invitations.values())
    return {
        "group_channel_count": {
            "all": joined + invited,
            "joined_only": joined,
            "joined": joined,
            "invited_only": invited,
            "invited": invited,
            "invited_by_friend": by_friends,
            "invited_by_non_friend": invited - by_friends,
        }[given["state"]]
    }


@api.get("/users/{user_id}/count_preference/{channel_url}", returns="count_preference", by="self")
def view_count_preference(user: User, channel: GroupChannel) -> dict[str, str]:
    """View what of a channel a user's unread counts take in."""
    return {"count_preference": _membership(user, channel).count_preference}


@api.put(
    "/users/{user_id}/count_preference/{channel_url}",
    accepts="count_preference.update",
    returns="count_preference",
    by="self",
)
def update_count_preference(app: App, user: User, channel: GroupChannel, given: Given) -> dict[str, str]:
    """Choose what of a channel a user's unread counts take in. Answers the spelling that was sent (docs: the SDKs' notes)."""
    member = _membership(user, channel)
    member.count_preference = given["count_preference"]
    app.emit("count_preference.changed", channel=channel, user=user)
    return {"count_preference": member.count_preference}


def _membership(user: User, channel: GroupChannel) -> Member:
    if (member := channel.standing(user)) is None:
        raise not_authorized(reason="User is not a member.")
    return member
