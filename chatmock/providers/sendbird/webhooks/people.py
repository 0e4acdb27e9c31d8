"""What is told of users: blocks, push choices, devices, sanctions, operators."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.model import Ban, Channel, Device, Given, Member, Mute, Sanction, User
from chatmock.providers.sendbird.webhooks.objects import channel_view, person
from chatmock.providers.sendbird.webhooks.posting import Hooks
from chatmock.providers.sendbird.webhooks.tables import Listeners

BLOCKED, UNBLOCKED = "user:block", "user:unblock"
PUSH, CHANNEL_PUSH = "user:push_preference", "user:push_channel_preference"
DEVICE, NO_DEVICE = "user:device_token_register", "user:device_token_unregister"
MUTED, BANNED, DEACTIVATED = "user:mute", "user:ban", "user:deactivate"
OPERATORS, NO_OPERATORS = "operators:register_by_operator", "operators:unregister_by_operator"


def lane_of(user: User) -> str:
    """What is told of a user comes in order, beside what is told of channels."""
    return f"user {user.user_id}"


def tell_of_block(hooks: Hooks, user: User, target: User, **_: Any) -> None:
    """A user blocks another; no time stands in it (docs)."""
    hooks.post(BLOCKED, lane_of(user), {"blocker": person(user), "blockee": person(target)})


def tell_of_unblock(hooks: Hooks, user: User, target: User, **_: Any) -> None:
    """A user takes a block back."""
    hooks.post(UNBLOCKED, lane_of(user), {"unblocker": person(user), "unblockee": person(target)})


def tell_of_push_preference(hooks: Hooks, user: User, preference: Given, **_: Any) -> None:
    """A user has chosen when to be notified; beyond ``user_id`` the body is ruled."""
    hooks.post(PUSH, lane_of(user), {"user_id": user.user_id, **preference})


def tell_of_channel_push_preference(hooks: Hooks, member: Member, sound: str, **_: Any) -> None:
    """A member has chosen for one channel; the body is ruled."""
    body = {
        "user_id": member.user.user_id,
        "push_trigger_option": member.push_trigger_option,
        "enable": member.push_enabled,
        "push_sound": sound,
        "channel": channel_view(member.channel),
    }
    hooks.post(CHANNEL_PUSH, lane_of(member.user), body)


def tell_of_device(hooks: Hooks, user: User, device: Device, **_: Any) -> None:
    """A device was registered; the body is ruled."""
    _tell_of_device(hooks, DEVICE, user, device)


def tell_of_lost_device(hooks: Hooks, user: User, device: Device, **_: Any) -> None:
    """A device was removed; the body is ruled."""
    _tell_of_device(hooks, NO_DEVICE, user, device)


def _tell_of_device(hooks: Hooks, category: str, user: User, device: Device) -> None:
    body = {"user": person(user), "token_type": device.token_type, "device_token": device.token}
    hooks.post(category, lane_of(user), body)


def tell_of_mute(hooks: Hooks, channel: Channel, user: User, mute: Mute, **_: Any) -> None:
    """A user was muted in a channel; the body is ruled."""
    body = {"muted_at": mute.start_at, **_sanction(mute), "user": person(user), "channel": channel_view(channel)}
    hooks.post(MUTED, channel.channel_url, body)


def tell_of_ban(hooks: Hooks, channel: Channel, user: User, ban: Ban, **_: Any) -> None:
    """A user was banned from a channel; the body is ruled."""
    body = {"banned_at": ban.start_at, **_sanction(ban), "user": person(user), "channel": channel_view(channel)}
    hooks.post(BANNED, channel.channel_url, body)


def _sanction(sanction: Sanction) -> dict[str, Any]:
    return {"end_at": sanction.end_at, "description": sanction.description}


def tell_of_deactivation(hooks: Hooks, user: User, **_: Any) -> None:
    """An account was deactivated; the body is ruled."""
    hooks.post(DEACTIVATED, lane_of(user), {"deactivated_at": hooks.app.clock.now(), "user": person(user)})


def tell_of_operators(
    hooks: Hooks, channel: Channel, before: dict[str, User] | None = None, by: User | None = None, **_: Any
) -> None:
    """An operator's client has registered others, or taken that back; the Platform API is not told of (docs)."""
    if before is None or by is None:
        return
    now = channel.operators_by_id
    _tell_of_operators(hooks, OPERATORS, channel, by, [user for id_, user in now.items() if id_ not in before])
    _tell_of_operators(hooks, NO_OPERATORS, channel, by, [user for id_, user in before.items() if id_ not in now])


def tell_of_change(
    hooks: Hooks, channel: Channel, changes: dict[str, tuple[Any, Any]], by: User | None, **_: Any
) -> None:
    """A channel was changed, perhaps its operators."""
    if "operators" in changes:
        tell_of_operators(hooks, channel, changes["operators"][0], by)


def _tell_of_operators(hooks: Hooks, category: str, channel: Channel, by: User, users: list[User]) -> None:
    if not users or category not in hooks.wanted:
        return
    body = {
        "requested_at": hooks.app.clock.now(),
        "requester": person(by),
        "channel_type": f"{channel.kind}_channel",
        "channel": {**channel_view(channel), "cover_url": channel.cover_url},
        "operators": [person(user) for user in users],
    }
    hooks.post(category, channel.channel_url, body)


LISTENERS: Listeners = {
    "user.blocked": ((BLOCKED,), tell_of_block),
    "user.unblocked": ((UNBLOCKED,), tell_of_unblock),
    "push_preference.changed": ((PUSH,), tell_of_push_preference),
    "channel_push_preference.changed": ((CHANNEL_PUSH,), tell_of_channel_push_preference),
    "device.added": ((DEVICE,), tell_of_device),
    "device.removed": ((NO_DEVICE,), tell_of_lost_device),
    "user.muted": ((MUTED,), tell_of_mute),
    "user.banned": ((BANNED,), tell_of_ban),
    "user.deactivated": ((DEACTIVATED,), tell_of_deactivation),
    "operators.changed": ((OPERATORS, NO_OPERATORS), tell_of_operators),
    "channel.changed": ((OPERATORS, NO_OPERATORS), tell_of_change),
}
"""Who is told what, by event."""
