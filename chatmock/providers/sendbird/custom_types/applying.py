"""What rules for a custom type do to its channels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatmock.core.bus import Listener
from chatmock.providers.sendbird.model import App, Channel, GroupChannel, OpenChannel, TypeRules, User
from chatmock.providers.sendbird.moderation.sanctions import expel


def _apply_rules(app: App, channel: Channel, **_: Any) -> None:
    if channel.custom_type:
        rules = app.type_rules.get(channel.custom_type)
        if rules:
            _put_out_banned(app, channel, rules)
            add_operators(app, channel, rules.operators)


def _put_out_banned(app: App, channel: Channel, rules: TypeRules) -> None:
    for ban in list(rules.bans):
        if ban.lasts and _is_inside(channel, ban.user):
            expel(app, channel, ban)


def _is_inside(channel: Channel, user: User) -> bool:
    if isinstance(channel, GroupChannel):
        return channel.standing(user) is not None
    return isinstance(channel, OpenChannel) and user.user_id in channel.participants_by_id


def add_operators(app: App, channel: Channel, users: dict[str, User]) -> None:
    """Make users operators of a channel, who are none yet."""
    if not users.keys() <= channel.operators_by_id.keys():
        app.places.operate(channel, channel.operators_by_id | users)
        app.emit("operators.changed", channel=channel)


def channels_of(app: App, user: User, custom_type: str) -> Iterator[Channel]:
    """The channels of a custom type that a user is in, or invited to."""
    place = app.places.of(user)
    inside = (place.memberships.values(), place.invitations.values(), place.participations.values())
    for standing in [row for rows in inside for row in rows]:
        channel: Channel = standing.channel
        if channel.custom_type == custom_type:
            yield channel


def all_channels(app: App, custom_type: str) -> list[Channel]:
    """All channels of a custom type, of both kinds."""
    return [channel for kind in ("group", "open") for channel in app.by_custom_type.get((kind, custom_type), ())]


LISTENERS: dict[str, Listener] = {
    "channel.created": _apply_rules,
    "channel.changed": _apply_rules,
}
"""By event: have channels that are new, or have another custom type, follow the rules for it."""
