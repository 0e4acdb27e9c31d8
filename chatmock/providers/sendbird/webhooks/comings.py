"""What is told of who comes and goes: members, invited users, participants."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.model import App, Channel, GroupChannel, Member, OpenChannel, Participant, User
from chatmock.providers.sendbird.webhooks.objects import channel_view, members_of, person
from chatmock.providers.sendbird.webhooks.posting import Hooks
from chatmock.providers.sendbird.webhooks.tables import Listeners

JOINED, LEFT = "group_channel:join", "group_channel:leave"
INVITED, DECLINED = "group_channel:invite", "group_channel:decline_invite"
ENTERED, EXITED = "open_channel:enter", "open_channel:exit"


def tell_of_first_members(hooks: Hooks, channel: Channel, **_: Any) -> None:
    """Who is in a new channel has joined it, and was not invited (docs); that comes after the channel's making."""
    if isinstance(channel, GroupChannel) and (members := channel.members_by_id):
        tell_of_members(hooks, channel, [member.user for member in members.values()])


def tell_of_members(hooks: Hooks, channel: GroupChannel, users: list[User], **_: Any) -> None:
    """Users have become members; those of one request together."""
    if JOINED not in hooks.wanted:
        return
    joined = [channel.members_by_id[user.user_id] for user in users]
    body = {
        "joined_at": max(member.joined for member in joined),
        "users": [_with_inviter(member) for member in joined],
        **members_of(hooks.app, channel),
        "channel": channel_view(channel),
    }
    hooks.post(JOINED, channel.channel_url, body)


def _with_inviter(member: Member) -> dict[str, Any]:
    inviter = member.inviter
    return {**person(member.user), **({"inviter": person(inviter)} if inviter is not None else {})}


def tell_of_invitation(hooks: Hooks, channel: GroupChannel, users: list[User], inviter: User | None, **_: Any) -> None:
    """Users are invited who have to accept."""
    if INVITED not in hooks.wanted:
        return
    body: dict[str, Any] = {"invited_at": max(channel.invited[user.user_id].joined for user in users)}
    if inviter is not None:
        body["inviter"] = person(inviter)
    body["invitees"] = [person(user) for user in users]
    body |= {**members_of(hooks.app, channel), "channel": channel_view(channel)}
    hooks.post(INVITED, channel.channel_url, body)


def tell_of_refusal(hooks: Hooks, channel: GroupChannel, user: User, **_: Any) -> None:
    """An invitation was declined."""
    body = {
        "declined_invite_at": hooks.app.clock.now(),
        "users": [person(user)],
        **members_of(hooks.app, channel),
        "channel": channel_view(channel),
    }
    hooks.post(DECLINED, channel.channel_url, body)


def tell_of_leaving(hooks: Hooks, channel: GroupChannel, member: Member, **_: Any) -> None:
    """A member has left. An invitation that is taken back is no leaving (ruled)."""
    if member.invited or LEFT not in hooks.wanted:
        return
    user = {**person(member.user), "channel_unread_message_count": _unread(hooks.app, member)}
    body = {
        "left_at": hooks.app.clock.now(),
        "users": [user],
        **members_of(hooks.app, channel),
        "channel": channel_view(channel),
    }
    hooks.post(LEFT, channel.channel_url, body)


def _unread(app: App, member: Member) -> int:
    return member.channel.unread(member, app.visible_since(member.channel, member))


def tell_of_entering(hooks: Hooks, channel: OpenChannel, user: User, **_: Any) -> None:
    """A user has entered an open channel."""
    entered = channel.participants_by_id[user.user_id].entered
    body = {"entered_at": entered, "user": person(user), "channel": channel_view(channel)}
    hooks.post(ENTERED, channel.channel_url, body)


def tell_of_exit(hooks: Hooks, channel: OpenChannel, user: User, **_: Any) -> None:
    """A user is no longer in an open channel, also by the loss of the last socket (ruled)."""
    if EXITED in hooks.wanted:
        body = {"exited_at": hooks.app.clock.now(), "user": person(user), "channel": channel_view(channel)}
        hooks.post(EXITED, channel.channel_url, body)


def tell_of_ban(hooks: Hooks, channel: Channel, user: User, inside: Member | Participant | None, **_: Any) -> None:
    """Who is put out by a ban has left, too (ruled)."""
    if isinstance(channel, GroupChannel) and isinstance(inside, Member):
        tell_of_leaving(hooks, channel, inside)
    elif isinstance(channel, OpenChannel) and inside is not None:
        tell_of_exit(hooks, channel, user)


LISTENERS: Listeners = {
    "channel.created": ((JOINED,), tell_of_first_members),
    "member.joined": ((JOINED,), tell_of_members),
    "member.invited": ((INVITED,), tell_of_invitation),
    "member.declined": ((DECLINED,), tell_of_refusal),
    "member.left": ((LEFT,), tell_of_leaving),
    "participant.entered": ((ENTERED,), tell_of_entering),
    "participant.left": ((EXITED,), tell_of_exit),
    "user.banned": ((LEFT, EXITED), tell_of_ban),
}
"""Who is told what, by event."""
