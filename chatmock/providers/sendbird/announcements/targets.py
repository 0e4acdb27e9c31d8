"""The channels that an announcement goes to."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.providers.sendbird.channels.group_channels import DEFAULT_NAME, make_group_channel
from chatmock.providers.sendbird.model import Announcement, App, GroupChannel, User

USERS_ONLY, USERS_INCLUDED = "target_users_only_channels", "target_users_included_channels"
CHANNELS, SENDERS = "target_channels", "sender_all_channels"


def channels_of(app: App, announcement: Announcement) -> list[GroupChannel]:
    """The channels there are for an announcement at present, the oldest first; targets that are not there are skipped."""
    custom_type = announcement.target_custom_type
    found = [
        channel
        for channel in _candidates(app, announcement)
        if (not custom_type or channel.custom_type == custom_type)
        and (announcement.send_to_frozen_channels or not channel.freeze)
    ]
    return sorted(found, key=lambda channel: (channel.created, channel.serial))


def _candidates(app: App, announcement: Announcement) -> Iterable[GroupChannel]:
    if announcement.target_at == CHANNELS:
        named = (app.group_channels.get(url) for url in announcement.target_list)
        return list(dict.fromkeys(channel for channel in named if channel is not None))
    sender = app.users.get(announcement.sender_id)
    if sender is None:
        return []
    own = [member.channel for member in app.places.of(sender).memberships.values()]
    if announcement.target_at == SENDERS:
        return own
    people = {sender.user_id, *users_of(app, announcement)}
    if len(people) == 1:
        return []
    kinds = {"distinct": (True,), "non-distinct": (False,), "all": (True, False)}[announcement.target_channel_type]
    only = announcement.target_at == USERS_ONLY
    return [
        channel
        for channel in own
        if channel.is_distinct in kinds and (people == channel.people if only else people <= channel.people)
    ]


def users_of(app: App, announcement: Announcement) -> dict[str, User]:
    """The target users there are, by id."""
    return {user_id: user for user_id in announcement.target_list if (user := app.users.get(user_id)) is not None}


def make_channel(app: App, announcement: Announcement) -> GroupChannel | None:
    """Make the channel of the sender and the target users, where the announcement may; its custom type is the target's."""
    sender = app.users.get(announcement.sender_id)
    users = users_of(app, announcement)
    if not announcement.create_channel or announcement.target_at not in (USERS_ONLY, USERS_INCLUDED):
        return None
    if sender is None or not users:
        return None
    options = announcement.create_channel_options
    given = {
        "name": options.get("name", DEFAULT_NAME),
        "cover_url": options.get("cover_url", ""),
        "data": options.get("data", ""),
        "custom_type": announcement.target_custom_type or options.get("custom_type", ""),
        "is_distinct": options.get("distinct", True),
    }
    inviter = sender if announcement.assign_sender_as_channel_inviter else None
    return make_group_channel(app, {sender.user_id: sender, **users}, inviter, given)
