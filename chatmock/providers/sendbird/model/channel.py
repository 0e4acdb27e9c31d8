"""The common ground of open and group channels. Times are milliseconds, answers in seconds say so."""

from __future__ import annotations

from collections import deque
from typing import ClassVar, Literal

import msgspec

from chatmock.core.clock import SECOND
from chatmock.providers.sendbird.model.changelog import ChangeLog
from chatmock.providers.sendbird.model.history import Messages
from chatmock.providers.sendbird.model.sanction import Ban, Mute, Sanctions, by_user
from chatmock.providers.sendbird.model.user import User


class Channel(msgspec.Struct, eq=False):
    """The common ground of open and group channels."""

    channel_url: str
    serial: int
    created: int
    name: str
    cover_url: str
    data: str = ""
    custom_type: str = ""
    freeze: bool = False
    max_length_message: int = -1
    is_ephemeral: bool = False
    operators_by_id: dict[str, User] = msgspec.field(default_factory=dict)
    meta_data: dict[str, str] = msgspec.field(default_factory=dict)
    meta_counters: dict[str, int] = msgspec.field(default_factory=dict)
    messages: Messages = msgspec.field(default_factory=Messages)
    bans: Sanctions[Ban] = msgspec.field(default_factory=by_user)
    mutes: Sanctions[Mute] = msgspec.field(default_factory=by_user)
    pins: dict[int, int] = msgspec.field(default_factory=dict)
    """Ids of pinned messages and when each was pinned, the first first."""
    message_changes: ChangeLog = msgspec.field(default_factory=ChangeLog)
    word_finds: dict[str, list[int]] = msgspec.field(default_factory=dict)
    """When the word filter found something of each user, by id, where that can lead to moderation."""
    sent_at: dict[str, deque[int]] = msgspec.field(default_factory=dict)
    """When each user, by id, sent the last messages, where settings limit how many."""
    revision: int = 0
    """Grows whenever something changes that everybody sees of the channel itself or of who its members are."""

    kind: ClassVar[Literal["open", "group", "feed"]]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.channel_url}>"

    @property
    def created_at(self) -> int:
        """Seconds."""
        return self.created // SECOND

    @property
    def operators(self) -> list[User]:
        return list(self.operators_by_id.values())
