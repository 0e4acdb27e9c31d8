"""Who may write in a channel: what clients obey, over sockets and by HTTP, and actors with them."""

from __future__ import annotations

from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.model import Channel, GroupChannel, OpenChannel, User


def check_client(channel: Channel, user: User) -> None:
    """Refuse a user whose client may not write.

    Errors: 900021 deactivated; 900100 banned; 900020 not inside; 900041 muted; 900050 frozen and 900023 broadcast, unless the user is
    an operator.
    """
    if not user.is_active:
        raise errors.sender_deactivated()
    if user.user_id in channel.bans:
        raise errors.banned()
    if not _is_inside(channel, user.user_id):
        raise errors.not_inside()
    may_write(channel, user)


def may_write(channel: Channel, user: User) -> None:
    """Refuse who may not write: 900100 banned, 900041 muted.

    Others than operators do not write in frozen channels (900050) and in broadcast channels (900023; client: UIKit gives them
    no way to write there; the code is ruled).
    """
    if user.user_id in channel.bans:
        raise errors.banned()
    if user.user_id in channel.mutes:
        raise errors.muted()
    if user.user_id in channel.operators_by_id:
        return
    if channel.freeze:
        raise errors.frozen()
    if isinstance(channel, GroupChannel) and channel.is_broadcast:
        raise errors.sending_not_allowed()


def _is_inside(channel: Channel, user_id: str) -> bool:
    if isinstance(channel, OpenChannel):
        return user_id in channel.participants_by_id
    return isinstance(channel, GroupChannel) and user_id in channel.members_by_id
