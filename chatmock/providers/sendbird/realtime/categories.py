"""Channel events by their category, as ``SYEV`` frames: who came and went, and what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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


def listen(app: App) -> None:
    """Push channel events of an application to its clients."""
    frames = EventFrames(app)
    for name, tell in frames.tells.items():
        app.bus.on(name, tell)


class EventFrames:
    """The frame of each event, and its receivers."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.tells: dict[str, Callable[..., None]] = {
            "channel.created": self.created,
            "channel.changed": self._plain(CHANGED),
            "distinct.ended": self._plain(CHANGED),
            "channel.deleted": self.deleted,
            "channel.frozen": self._plain(FROZEN, freeze=True),
            "channel.unfrozen": self._plain(UNFROZEN, freeze=False),
            "channel.hidden": self.hidden,
            "channel.unhidden": self.unhidden,
            "member.joined": self.joined,
            "member.left": self.left,
            "member.invited": self.invited,
            "member.declined": self.declined,
            "participant.entered": self._moved(ENTERED),
            "participant.left": self._moved(EXITED),
            "operators.changed": self.operators,
            "user.muted": self._sanctioned(MUTED, "mute"),
            "user.unmuted": self._lifted(UNMUTED),
            "user.banned": self.banned,
            "ban.updated": self._sanctioned(BANNED, "ban"),
            "user.unbanned": self._lifted(UNBANNED),
            "metadata.changed": self._keys(METADATA),
            "metacounter.changed": self._keys(METACOUNTERS),
            "typing.started": self._typing(TYPING),
            "typing.ended": self._typing(TYPED),
        }

    def _tell(
        self,
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
            *connections_inside(self._app, channel, but=but),
            *(self._app.connections.of(also.user_id) if also else ()),
        ]
        self._to(to, category, channel, data, counted=counted, **keys)

    def _to(
        self,
        to: list[Connection],
        category: int,
        channel: Channel,
        data: dict[str, Any],
        *,
        counted: bool = False,
        **keys: Any,
    ) -> None:
        if to:
            body = event_body(self._app, channel, category, data, **keys)
            of_group = isinstance(channel, GroupChannel)
            send(self._app, "SYEV", body, list(dict.fromkeys(to)), counted=counted and of_group)

    # --- what happens to the channel itself ---

    def _plain(self, category: int, **data: Any) -> Callable[..., None]:
        return lambda channel, **_: self._tell(category, channel, dict(data))

    def created(self, channel: Channel, **_: Any) -> None:
        """Members hear that they have joined a new channel; that others are invited is an event of its own."""
        if isinstance(channel, GroupChannel) and (to := connections_inside(self._app, channel)):
            users = [member.user for member in channel.members_by_id.values()]
            self._join(to, channel, users, channel.created_by)

    def deleted(self, channel: Channel, users: list[User], **_: Any) -> None:
        """``users`` are those who were inside."""
        found = self._app.connections.among([user.user_id for user in users])
        if isinstance(channel, OpenChannel):
            found = [connection for connection in found if channel.channel_url in connection.state.entered]
        self._to(found, DELETED, channel, {}, counted=True)

    def hidden(self, channel: GroupChannel, user: User, previous: bool, **_: Any) -> None:
        member = channel.standing(user)
        assert member is not None
        data = {"allow_auto_unhide": member.auto_unhide, "hide_previous_messages": previous}
        own = self._app.connections.of(user.user_id)
        self._to(own, HIDDEN, channel, data, counted=True, ts_message_offset=member.offset)

    def unhidden(self, channel: GroupChannel, user: User, **_: Any) -> None:
        self._to(self._app.connections.of(user.user_id), UNHIDDEN, channel, {})

    def operators(self, channel: Channel, **_: Any) -> None:
        self._tell(OPERATORS, channel, {"operators": [sender(user, operator=True) for user in channel.operators]})

    def _keys(self, category: int) -> Callable[..., None]:
        """Metadata or counters: any of what was created, updated and deleted."""

        def tell(channel: Channel, **changes: Any) -> None:
            data = {name: changes[name] for name in ("created", "updated", "deleted") if changes.get(name)}
            if data:
                self._tell(category, channel, data)

        return tell

    # --- who comes and goes ---

    def joined(self, channel: GroupChannel, users: list[User], **_: Any) -> None:
        inviter = channel.members_by_id[users[0].user_id].inviter
        self._join(connections_inside(self._app, channel), channel, users, inviter)

    def _join(self, to: list[Connection], channel: GroupChannel, users: list[User], inviter: User | None) -> None:
        by = brief(inviter) if inviter is not None else None
        people = [_standing(channel, user) for user in users]
        data = {"users": [{**one, "inviter": by} for one in people], "is_bulk": True, **counts(channel)}
        self._to(to, JOINED, channel, data, counted=True)

    def left(self, channel: GroupChannel, user: User, **_: Any) -> None:
        self._tell(LEFT, channel, {**person(user), **counts(channel)}, also=user, counted=True)

    def invited(self, channel: GroupChannel, users: list[User], inviter: User | None, **_: Any) -> None:
        """Tell the members and those who are invited: these hear which friend of theirs invites."""
        if not self._app.connections:
            return
        now = self._app.clock.present()
        data = {
            "inviter": person(inviter) if inviter is not None else {},
            "invitees": [_standing(channel, user) for user in users],
            "invited_at": now,
            **counts(channel),
        }
        friends = {user.user_id: user.friend(inviter.user_id) for user in users} if inviter is not None else {}
        own = self._app.connections.among([user.user_id for user in users if friends.get(user.user_id) is None])
        self._to([*connections_inside(self._app, channel), *own], INVITED, channel, data)
        for user_id, friend in friends.items():
            if friend is not None:
                to = self._app.connections.of(user_id)
                self._to(to, INVITED, channel, {**data, "inviter": friend_person(friend)})

    def declined(self, channel: GroupChannel, user: User, inviter: User | None, **_: Any) -> None:
        data = {
            "inviter": person(inviter) if inviter is not None else {},
            "invitee": person(user),
            **counts(channel),
        }
        self._tell(DECLINED, channel, data, also=user)

    def _moved(self, category: int) -> Callable[..., None]:
        """Somebody entered or left an open channel."""

        def tell(channel: OpenChannel, user: User, **_: Any) -> None:
            data = {**person(user), **counts(channel), "edge_ts": self._app.clock.present()}
            self._tell(category, channel, data, but=user.user_id)

        return tell

    # --- what is done to users, and what they do ---

    def _sanctioned(self, category: int, what: str) -> Callable[..., None]:
        def tell(channel: Channel, user: User, **facts: Any) -> None:
            sanction: Sanction = facts[what]
            about = {
                "description": sanction.description,
                "start_at": sanction.start_at,
                "end_at": sanction.end_at,
                "remaining_duration": sanction.remaining_duration,
            }
            self._tell(category, channel, {**person(user), **about, **counts(channel)}, also=user)

        return tell

    def banned(self, channel: Channel, user: User, inside: object, **facts: Any) -> None:
        """Send the ban, and a leave beside it: the v4 SDK removes nobody from its lists on a ban alone (client)."""
        self._sanctioned(BANNED, "ban")(channel, user, **facts)
        if isinstance(channel, GroupChannel) and inside is not None:
            self.left(channel, user)
        for connection in self._app.connections.of(user.user_id):
            connection.state.entered.discard(channel.channel_url)

    def _lifted(self, category: int) -> Callable[..., None]:
        return lambda channel, user, **_: self._tell(category, channel, {**person(user), **counts(channel)}, also=user)

    def _typing(self, category: int) -> Callable[..., None]:
        return lambda channel, user, **_: self._tell(category, channel, person(user), but=user.user_id)


def _standing(channel: GroupChannel, user: User) -> dict[str, Any]:
    """A member or an invited user, with what the channel knows of the user."""
    return {
        **sender(user, operator=user.user_id in channel.operators_by_id),
        "state": "joined" if user.user_id in channel.members_by_id else "invited",
        "is_muted": user.user_id in channel.mutes,
    }
