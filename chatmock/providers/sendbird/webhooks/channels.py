"""What is told of channels themselves: made, changed, frozen, deleted."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.model import Channel, GroupChannel, Member
from chatmock.providers.sendbird.webhooks.objects import changes_of, channel_view, members_of, person
from chatmock.providers.sendbird.webhooks.posting import Hooks
from chatmock.providers.sendbird.webhooks.tables import Listeners

CREATED = {"open": "open_channel:create", "group": "group_channel:create"}
REMOVED = {"open": "open_channel:remove", "group": "group_channel:remove"}
CHANGED, FROZEN = "group_channel:changed", "group_channel:freeze_unfreeze"
TOLD = ("name", "cover_url", "custom_type", "data", "access_code")
"""The changes that are told under their own names (docs, 2023)."""
_TYPES = {False: "group_channel", True: "supergroup_channel"}
"""The values of a changed ``channel_type`` (ruled)."""


def tell_of_channel(hooks: Hooks, channel: Channel, **_: Any) -> None:
    """A channel was made."""
    category = CREATED[channel.kind]
    if category not in hooks.wanted:
        return
    body: dict[str, Any] = {"created_at": channel.created}
    if isinstance(channel, GroupChannel):
        if channel.created_by is not None:
            body["inviter"] = person(channel.created_by)
        body |= members_of(hooks.app, channel)
    else:
        body["operators"] = [person(user) for user in channel.operators]
    hooks.post(category, channel.channel_url, {**body, "channel": channel_view(channel)})


def tell_of_removal(hooks: Hooks, channel: Channel, members: list[Member], **_: Any) -> None:
    """A channel was deleted; ``members`` are those it had."""
    category = REMOVED[channel.kind]
    if category in hooks.wanted:
        body = {
            "removed_at": hooks.app.clock.now(),
            **members_of(hooks.app, channel, members),
            "channel": channel_view(channel),
        }
        hooks.post(category, channel.channel_url, body)


def tell_of_change(hooks: Hooks, channel: Channel, changes: dict[str, tuple[Any, Any]], **_: Any) -> None:
    """A group channel was changed."""
    if not isinstance(channel, GroupChannel):
        return
    told = {name: changes[name] for name in TOLD if name in changes}
    if "is_super" in changes:
        old, new = changes["is_super"]
        told["channel_type"] = (_TYPES[old], _TYPES[new])
    if told:
        body = {
            "changed_at": hooks.app.clock.now(),
            "changes": changes_of(told),
            **members_of(hooks.app, channel),
            "channel": channel_view(channel),
        }
        hooks.post(CHANGED, channel.channel_url, body)


def tell_of_freezing(hooks: Hooks, channel: Channel, **_: Any) -> None:
    """A group channel was frozen, or is no longer; the key that says which of the two is ruled."""
    if isinstance(channel, GroupChannel):
        body = {"freeze": channel.freeze, **members_of(hooks.app, channel), "channel": channel_view(channel)}
        hooks.post(FROZEN, channel.channel_url, body)


LISTENERS: Listeners = {
    "channel.created": (tuple(CREATED.values()), tell_of_channel),
    "channel.deleted": (tuple(REMOVED.values()), tell_of_removal),
    "channel.changed": ((CHANGED,), tell_of_change),
    "channel.frozen": ((FROZEN,), tell_of_freezing),
    "channel.unfrozen": ((FROZEN,), tell_of_freezing),
}
"""Who is told what, by event."""
