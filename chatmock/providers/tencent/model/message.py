"""One message: between two accounts, or in a group."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec
import orjson

RECALLED_C2C, RECALLED_GROUP = 8, 2
"""What marks a recalled message between two (MsgFlagBits), and one in a group (IsPlaceMsg)."""
Body = list[dict[str, Any]]
NO_ELEMENTS = b"[]"
_NOTHING: Any = MappingProxyType({})
"""What most messages have in place of a dictionary of their own."""


def key_of(seq: int, random: int, time: int) -> str:
    """The MsgKey of a message between two."""
    return f"{seq}_{random}_{time}"


class Message(msgspec.Struct, gc=False, eq=False):
    """What somebody said. There may be a million, so the garbage collector does not visit them (``gc=False``)."""

    sender: str
    target: str
    """The UserID of the other one, or the GroupId."""
    seq: int
    """Between two the sender's, and it may repeat; in a group the server's, from 1 on without gaps."""
    random: int
    time: int
    """Seconds."""
    elements: bytes
    """MsgBody, as JSON."""
    number: int = 0
    """Which one it is in its history, in the order of coming."""
    cloud_custom_data: str = ""
    client_time: int = 0
    """When the sender's client made it, in seconds; part of its id in the web SDK."""
    control: tuple[str, ...] = ()
    """NoUnread, NoLastMsg, WithMuteNotifications."""
    online_only: bool = False
    """Nobody keeps it."""
    wants_receipt: bool = False
    extensible: bool = False
    priority: str = ""
    """High, Normal, Low or Lowest; in groups."""
    mentions: tuple[str, ...] = ()
    """UserIDs, and ``*`` for all; in groups."""
    recipients: tuple[str, ...] = ()
    """The members it is for; empty for all."""
    counted: bool = False
    """Whether it stands among those that may be unread."""
    recalled: bool = False
    recalled_at: int = 0
    """Seconds."""
    recaller: str = ""
    reason: str = ""
    version: int = 0
    """How often it was modified."""
    readers: dict[str, int] = _NOTHING
    """Who has sent a receipt that it was read, and when in seconds."""
    reactions: dict[str, dict[str, None]] = _NOTHING
    """Who has reacted, by reaction, the first first."""
    extensions: dict[str, tuple[str, int]] = _NOTHING
    """Values by key, each with the number of its writing."""
    extension_seq: int = 0
    """How often an extension was written."""
    extension_clear: int = 0
    """The number when all were cleared."""
    hidden_from: dict[str, None] = _NOTHING
    """Who has deleted it for itself; in groups."""
    rendered: bytes | None = None
    """Its row in a history, but for what changes without it."""
    topic: str = ""
    """The TopicId of the topic it stands in; empty for none."""
    tip: dict[str, Any] | None = None
    """What a tip of the server says, in place of elements; None for a message of somebody."""
    audience: tuple[str, ...] | None = None
    """The members whose receipts are counted: those there were when it was sent; None where nobody asked for them."""
    known_key: str = ""
    """MsgKey, once somebody has asked for it."""

    def __repr__(self) -> str:
        return f"<Message {self.seq} of {self.sender} to {self.target}>"

    @property
    def key(self) -> str:
        """MsgKey, of a message whose MsgSeq does not change any more."""
        known = self.known_key
        if not known:
            known = self.known_key = key_of(self.seq, self.random, self.time)
        return known

    @property
    def body(self) -> Body:
        """MsgBody, read anew each time."""
        found: Body = orjson.loads(self.elements)
        return found

    @property
    def shown_body(self) -> orjson.Fragment:
        """MsgBody, for what is written as JSON."""
        return orjson.Fragment(self.elements)

    @property
    def counts(self) -> bool:
        """Whether it is unread for those it is for."""
        return not self.recalled and "NoUnread" not in self.control and self.tip is None

    @property
    def unread_by(self) -> list[str]:
        """Whose receipt is still missing."""
        return [user_id for user_id in self.audience or () if user_id not in self.readers]

    # --- what is put beside it: ``C2C`` and ``Groups`` are the doors ---

    def react(self, user_id: str, reaction: str, *, added: bool) -> bool:
        """Add a reaction of somebody, or take it back; False where nothing is another."""
        own = self.reactions.get(reaction, {})
        if added == (user_id in own):
            return False
        if added:
            self.reactions = self.reactions or {}
            self.reactions.setdefault(reaction, {})[user_id] = None
        else:
            del own[user_id]
            if not own:
                del self.reactions[reaction]
        return True

    def extend(self, values: Mapping[str, str]) -> None:
        """Write extensions; an empty value deletes one."""
        self.extensions = self.extensions or {}
        for key, value in values.items():
            self.extension_seq += 1
            self.extensions[key] = (value, self.extension_seq)

    def clear_extensions(self) -> None:
        """Delete all extensions."""
        self.extension_seq += 1
        self.extension_clear = self.extension_seq
        self.extensions = _NOTHING

    def note_reader(self, user_id: str, time: int) -> None:
        """Note that somebody has sent a receipt, and when in seconds."""
        self.readers = self.readers or {}
        self.readers[user_id] = time

    def hide_from(self, user_id: str) -> None:
        """Have it that somebody has deleted it for itself."""
        self.hidden_from = self.hidden_from or {}
        self.hidden_from[user_id] = None
