"""A topic of a community: it has messages with numbers of its own. Times are seconds."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from chatmock.providers.tencent.model.group_history import GroupHistory


class TopicSide(msgspec.Struct, eq=False):
    """A member of the community in one of its topics."""

    read_seq: int = 0
    """The MsgSeq up to which it has read."""
    muted_until: int = 0
    msg_flag: str = "AcceptAndNotify"


class Topic(msgspec.Struct, eq=False):
    """A topic."""

    topic_id: str
    serial: int
    name: str
    created: int
    face_url: str = ""
    introduction: str = ""
    notification: str = ""
    custom_string: str = ""
    """A text of the application."""
    muted: bool = False
    """Whether nobody but the owner and admins may speak."""
    history: GroupHistory = msgspec.field(default_factory=GroupHistory)
    pins: dict[int, str] = msgspec.field(default_factory=dict)
    """MsgSeqs of pinned messages, and who has pinned each."""
    sides: dict[str, TopicSide] = msgspec.field(default_factory=dict)
    """By UserID, of those of whom there is something to say."""
    silent: dict[str, TopicSide] = msgspec.field(default_factory=dict)
    """Those who were silenced."""

    def __repr__(self) -> str:
        return f"<Topic {self.topic_id}>"

    def side_of(self, user_id: str) -> TopicSide:
        """A member's side, for looking."""
        return self.sides.get(user_id) or TopicSide()

    def own_side(self, user_id: str) -> TopicSide:
        """A member's side, for changing it."""
        return self.sides.setdefault(user_id, TopicSide())

    def note_silence(self, user_id: str) -> None:
        """Whether a member is silent has changed."""
        side = self.own_side(user_id)
        if side.muted_until:
            self.silent[user_id] = side
        else:
            self.silent.pop(user_id, None)

    def forget(self, user_id: str) -> None:
        """Somebody is no member any more."""
        for rows in (self.sides, self.silent):
            rows.pop(user_id, None)

    def all_read(self, user_ids: Iterable[str]) -> None:
        """Some have read all there is."""
        for user_id in user_ids:
            self.own_side(user_id).read_seq = self.history.last_seq

    def unread(self, user_id: str) -> int:
        """How many messages of others a member has not read."""
        return self.history.unread(user_id, self.side_of(user_id).read_seq)
