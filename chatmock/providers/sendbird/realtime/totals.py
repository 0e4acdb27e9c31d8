"""Total unread counts: asked for often and told with every message, so not counted anew for each."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.message import Message
from chatmock.providers.sendbird.model import App, Channel, GroupChannel, User
from chatmock.providers.sendbird.rules import FOR_EVER
from chatmock.providers.sendbird.users import total_unread

_CHANGES = (
    "channel.read",
    "channel.hidden",
    "count_preference.changed",
    "history.reset",
    "member.left",
    "member.joined",
    "user.banned",
)
"""What may change a user's counts; a deletion changes everybody's in the channel."""


class Totals:
    """Total unread counts by user id, as far as they are known to be right."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._known: dict[str, int] = {}
        for name in _CHANGES:
            app.bus.on(name, self._changed)
        for name in ("message.deleted", "channel.deleted", "settings.changed", "messages.migrated", "user.deleted"):
            app.bus.on(name, self._forget)
        app.bus.on("message.sent", self._sent)

    def __repr__(self) -> str:
        return f"<Totals of {len(self._known)} users>"

    def of(self, user: User) -> int:
        known = self._known.get(user.user_id)
        if known is None:
            known = total_unread(self._app, user)
            if self._keeps:
                self._known[user.user_id] = known
        return known

    @property
    def _keeps(self) -> bool:
        """Messages that time takes away change counts without an event."""
        app = self._app
        hours = [app.settings.message_retention_hours, *(s.message_retention_hours for s in app.channel_type_settings)]
        return min(hours) >= FOR_EVER

    def _sent(self, channel: Channel, message: Message, **_: Any) -> None:
        if not self._known or not isinstance(channel, GroupChannel):
            return
        sender = message.user.user_id if message.user is not None else None
        if sender is not None:  # sending reads, too
            self._known.pop(sender, None)
        if message.silent or channel.is_ephemeral:
            return
        known, members = self._known, channel.members_by_id
        few, many = (known, members) if len(known) < len(members) else (members, known)
        for user_id in few:
            if user_id in many and user_id != sender and members[user_id].counts_messages:
                known[user_id] += 1

    def _changed(self, user: User | None = None, users: list[User] | None = None, **_: Any) -> None:
        for one in users if users is not None else [user] if user is not None else []:
            self._known.pop(one.user_id, None)

    def _forget(self, **_: Any) -> None:
        self._known.clear()
