"""Channel events by their category, as ``SYEV`` frames: who came and went, and what changed."""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.core.connection import Connection
from chatmock.providers.sendbird.model import App, Channel, GroupChannel, OpenChannel, Sanction, User
from chatmock.providers.sendbird.realtime.post import connections_inside, send
from chatmock.providers.sendbird.views.frames import counts, event_body, friend_person, person, sender
from chatmock.providers.sendbird.views.messages import brief

JOINED, LEFT, OPERATORS = 10000, 10001, 10002
INVITED, DECLINED = 10020, 10022
ENTERED, EXITED = 10102, 10103
UNMUTED, MUTED, UNBANNED, BANNED = 10200, 10201, 10600, 10601
UNFROZEN, FROZEN = 10700, 10701
TYPING, TYPED = 10900, 10901
CHANGED, METADATA, METACOUNTERS, PINNED = 11000, 11100, 11200, 11300
DELETED, HIDDEN, UNHIDDEN = 12000, 13000, 13001
UNBLOCKED, BLOCKED, DISCOVERED = 20000, 20001, 20900


def _tell(
    app: App,
    category: int,
    channel: Channel,
    data: dict[str, Any],
    *,
    also: User | None = None,
    but: str | None = None,
    counted: bool = False,
    **keys: Any,
) -> None:
    """Tell all who are inside; ``also`` is somebody who has left."""
    to = [
        *connections_inside(app, channel, but=but),
        *(app.connections.of(also.user_id) if also else ()),
    ]
    _send_to(app, to, category, channel, data, counted=counted, **keys)


def _send_to(
    app: App,
    to: list[Connection],
    category: int,
    channel: Channel,
    data: dict[str, Any],
    *,
    counted: bool = False,
    **keys: Any,
) -> None:
    if to:
        body = event_body(app, channel, category, data, **keys)
        of_group = isinstance(channel, GroupChannel)
        send(app, "SYEV", body, list(dict.fromkeys(to)), counted=counted and of_group)


# --- what happens to the channel itself ---


def _teller_of_change(category: int, **data: Any) -> Listener:
    return lambda app, channel, **_: _tell(app, category, channel, dict(data))


def _tell_of_making(app: App, channel: Channel, **_: Any) -> None:
    """Members hear that they have joined a new channel; that others are invited is an event of its own."""
    if isinstance(channel, GroupChannel) and (to := connections_inside(app, channel)):
        users = [member.user for member in channel.members_by_id.values()]
        _tell_who_joined(app, to, channel, users, channel.created_by)


def _tell_of_end(app: App, channel: Channel, users: list[User], **_: Any) -> None:
    """``users`` are those who were inside."""
    found = app.connections.among([user.user_id for user in users])
    if isinstance(channel, OpenChannel):
        found = [connection for connection in found if channel.channel_url in connection.state.entered]
    _send_to(app, found, DELETED, channel, {}, counted=True)


def _tell_of_hiding(app: App, channel: GroupChannel, user: User, previous: bool, **_: Any) -> None:
    member = channel.standing(user)
    assert member is not None
    data = {"allow_auto_unhide": member.auto_unhide, "hide_previous_messages": previous}
    own = app.connections.of(user.user_id)
    _send_to(app, own, HIDDEN, channel, data, counted=True, ts_message_offset=member.offset)


def _tell_of_showing(app: App, channel: GroupChannel, user: User, **_: Any) -> None:
    _send_to(app, app.connections.of(user.user_id), UNHIDDEN, channel, {})


def _tell_of_operators(app: App, channel: Channel, **_: Any) -> None:
    _tell(app, OPERATORS, channel, {"operators": [sender(user, operator=True) for user in channel.operators]})


def _teller_of_keys(category: int) -> Listener:
    """Metadata or counters: any of what was created, updated and deleted."""

    def tell(app: App, channel: Channel, **changes: Any) -> None:
        data = {name: changes[name] for name in ("created", "updated", "deleted") if changes.get(name)}
        if data:
            _tell(app, category, channel, data)

    return tell


# --- who comes and goes ---


def _tell_of_joining(app: App, channel: GroupChannel, users: list[User], **_: Any) -> None:
    inviter = channel.members_by_id[users[0].user_id].inviter
    _tell_who_joined(app, connections_inside(app, channel), channel, users, inviter)


def _tell_who_joined(
    app: App, to: list[Connection], channel: GroupChannel, users: list[User], inviter: User | None
) -> None:
    by = brief(inviter) if inviter is not None else None
    people = [_standing(channel, user) for user in users]
    data = {"users": [{**one, "inviter": by} for one in people], "is_bulk": True, **counts(channel)}
    _send_to(app, to, JOINED, channel, data, counted=True)


def _tell_of_leaving(app: App, channel: GroupChannel, user: User, **_: Any) -> None:
    _tell(app, LEFT, channel, {**person(user), **counts(channel)}, also=user, counted=True)


def _tell_of_invitation(app: App, channel: GroupChannel, users: list[User], inviter: User | None, **_: Any) -> None:
    """Tell the members and those who are invited: these hear which friend of theirs invites."""
    if not app.connections:
        return
    now = app.clock.present()
    data = {
        "inviter": person(inviter) if inviter is not None else {},
        "invitees": [_standing(channel, user) for user in users],
        "invited_at": now,
        **counts(channel),
    }
    friends = {user.user_id: user.friend(inviter.user_id) for user in users} if inviter is not None else {}
    own = app.connections.among([user.user_id for user in users if friends.get(user.user_id) is None])
    _send_to(app, [*connections_inside(app, channel), *own], INVITED, channel, data)
    for user_id, friend in friends.items():
        if friend is not None:
            to = app.connections.of(user_id)
            _send_to(app, to, INVITED, channel, {**data, "inviter": friend_person(friend)})


def _tell_of_refusal(app: App, channel: GroupChannel, user: User, inviter: User | None, **_: Any) -> None:
    data = {
        "inviter": person(inviter) if inviter is not None else {},
        "invitee": person(user),
        **counts(channel),
    }
    _tell(app, DECLINED, channel, data, also=user)


def _teller_of_move(category: int) -> Listener:
    """Somebody entered or left an open channel."""

    def tell(app: App, channel: OpenChannel, user: User, **_: Any) -> None:
        data = {**person(user), **counts(channel), "edge_ts": app.clock.present()}
        _tell(app, category, channel, data, but=user.user_id)

    return tell


# --- what is done to users, and what they do ---


def _teller_of_sanction(category: int, what: str) -> Listener:
    def tell(app: App, channel: Channel, user: User, **facts: Any) -> None:
        sanction: Sanction = facts[what]
        about = {
            "description": sanction.description,
            "start_at": sanction.start_at,
            "end_at": sanction.end_at,
            "remaining_duration": sanction.remaining_duration,
        }
        _tell(app, category, channel, {**person(user), **about, **counts(channel)}, also=user)

    return tell


_send_ban = _teller_of_sanction(BANNED, "ban")


def _tell_of_ban(app: App, channel: Channel, user: User, inside: object, **facts: Any) -> None:
    """Send the ban, and a leave beside it: the v4 SDK removes nobody from its lists on a ban alone (client)."""
    _send_ban(app, channel, user, **facts)
    if isinstance(channel, GroupChannel) and inside is not None:
        _tell_of_leaving(app, channel, user)
    for connection in app.connections.of(user.user_id):
        connection.state.entered.discard(channel.channel_url)


def _teller_of_lifting(category: int) -> Listener:
    return lambda app, channel, user, **_: _tell(app, category, channel, {**person(user), **counts(channel)}, also=user)


def _teller_of_typing(category: int) -> Listener:
    return lambda app, channel, user, **_: _tell(app, category, channel, person(user), but=user.user_id)


def _standing(channel: GroupChannel, user: User) -> dict[str, Any]:
    """A member or an invited user, with what the channel knows of the user."""
    return {
        **sender(user, operator=user.user_id in channel.operators_by_id),
        "state": "joined" if user.user_id in channel.members_by_id else "invited",
        "is_muted": user.user_id in channel.mutes,
    }


LISTENERS: dict[str, Listener] = {
    "channel.created": _tell_of_making,
    "channel.changed": _teller_of_change(CHANGED),
    "distinct.ended": _teller_of_change(CHANGED),
    "channel.deleted": _tell_of_end,
    "channel.frozen": _teller_of_change(FROZEN, freeze=True),
    "channel.unfrozen": _teller_of_change(UNFROZEN, freeze=False),
    "channel.hidden": _tell_of_hiding,
    "channel.unhidden": _tell_of_showing,
    "member.joined": _tell_of_joining,
    "member.left": _tell_of_leaving,
    "member.invited": _tell_of_invitation,
    "member.declined": _tell_of_refusal,
    "participant.entered": _teller_of_move(ENTERED),
    "participant.left": _teller_of_move(EXITED),
    "operators.changed": _tell_of_operators,
    "user.muted": _teller_of_sanction(MUTED, "mute"),
    "user.unmuted": _teller_of_lifting(UNMUTED),
    "user.banned": _tell_of_ban,
    "ban.updated": _send_ban,
    "user.unbanned": _teller_of_lifting(UNBANNED),
    "metadata.changed": _teller_of_keys(METADATA),
    "metacounter.changed": _teller_of_keys(METACOUNTERS),
    "typing.started": _teller_of_typing(TYPING),
    "typing.ended": _teller_of_typing(TYPED),
}
"""By event: push it to the clients whom it concerns."""
