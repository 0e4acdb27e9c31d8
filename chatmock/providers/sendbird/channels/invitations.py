"""Accepting and declining invitations, and joining public channels (today)."""

from __future__ import annotations

from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_authorized, not_found
from chatmock.providers.sendbird.finders import acting_user, asking_user
from chatmock.providers.sendbird.model import App, Given, GroupChannel, Member, User
from chatmock.providers.sendbird.views.group_channels import channel_answer

_PATH = "/group_channels/{channel_url}"


def _invitation(channel: GroupChannel, user: User) -> Member:
    if (member := channel.invited.get(user.user_id)) is None:
        raise not_found(thing="Invitation")
    return member


def _check_code(channel: GroupChannel, given: Given) -> None:
    if channel.access_code and given.get("access_code") != channel.access_code:
        raise not_authorized(reason="The access code is wrong.")


@api.put(_PATH + "/accept", accepts="group_channel.accept", returns="group_channel", by="anybody")
def accept_invitation(app: App, call: Call, channel: GroupChannel, given: Given) -> With:
    """Accept an invitation: it makes the user a member.

    Errors: 400201 for a user who is not invited, 400108 for a wrong access code.
    """
    user = acting_user(call, given)
    member = _invitation(channel, user)
    _check_code(channel, given)
    app.places.accept(member, app.clock.stamp())
    app.emit("member.joined", channel=channel, users=[user])
    return channel_answer(app, call, channel, user)


@api.put(_PATH + "/decline", accepts="group_channel.actor", returns="empty", by="anybody")
def decline_invitation(app: App, call: Call, channel: GroupChannel, given: Given) -> None:
    """Decline an invitation, and delete it. Errors: 400201 for a user who is not invited."""
    user = acting_user(call, given)
    member = _invitation(channel, user)
    app.places.leave(member)
    app.emit("member.declined", channel=channel, user=user, inviter=member.inviter)


@api.put(_PATH + "/join", accepts="group_channel.accept", returns="group_channel", by="anybody")
def join_channel(app: App, call: Call, channel: GroupChannel, given: Given) -> With:
    """Join a public channel; a member stays as before, and an invited user accepts.

    Errors: 400108 for a channel that is not public, a banned user, a wrong access code, and a client where clients may not
    join by themselves (ruled).
    """
    user = acting_user(call, given)
    if user.user_id in channel.members_by_id:
        return channel_answer(app, call, channel, user)
    if not channel.is_public:
        raise not_authorized(reason='"Can\'t join to non-public channel.".')
    if channel.block_sdk_user_channel_join and asking_user(call) is not None:
        raise not_authorized(reason="Clients may not join the channel by themselves.")
    if user.user_id in channel.bans:
        raise not_authorized(reason="User is banned.")
    _check_code(channel, given)
    if (member := channel.invited.get(user.user_id)) is not None:
        app.places.accept(member, app.clock.stamp())
    else:
        app.places.join(channel, user, app.clock.stamp())
    app.emit("member.joined", channel=channel, users=[user])
    return channel_answer(app, call, channel, user)
