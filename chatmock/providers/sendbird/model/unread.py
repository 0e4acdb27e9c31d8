"""What counts as unread for a member."""

from __future__ import annotations

from chatmock.providers.sendbird.model.app import App
from chatmock.providers.sendbird.model.group_channel import GroupChannel, Member
from chatmock.providers.sendbird.model.user import User


def unread_by_channel(app: App, user: User) -> list[tuple[GroupChannel, int]]:
    """The user's group channels with something unread, and how much."""
    counts = ((member.channel, unread_of(app, member)) for member in user.memberships.values())
    return [(channel, count) for channel, count in counts if count]


def unread_of(app: App, member: Member) -> int:
    """What counts as unread for a member, by the member's own choice too."""
    return member.channel.unread(member, app.since(member.channel)) if member.counts_messages else 0


def accepts_at_once(app: App, user: User) -> bool:
    return app.auto_accept if user.auto_accept is None else user.auto_accept
