"""One message: between two accounts, or in a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from chatmock.providers.tencent.model.extension import Extension

RECALLED_C2C, RECALLED_GROUP = 8, 2
"""What marks a recalled message between two (MsgFlagBits), and one in a group (IsPlaceMsg)."""
Body = list[dict[str, Any]]


@dataclass(slots=True, eq=False)
class Message:
    """What somebody said."""

    sender: str
    target: str
    """The UserID of the other one, or the GroupId."""
    seq: int
    """Between two the sender's, and it may repeat; in a group the server's, from 1 on without gaps."""
    random: int
    time: int
    """Seconds."""
    body: Body
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
    recaller: str = ""
    reason: str = ""
    version: int = 0
    """How often it was modified."""
    readers: dict[str, int] = field(default_factory=dict)
    """Who has sent a receipt that it was read, and when in seconds."""
    rendered: bytes | None = None
    """Its row in a history, but for what changes without it."""
    topic: str = ""
    """The TopicId of the topic it stands in; empty for none."""
    tip: dict[str, Any] | None = None
    """What a tip of the server says, in place of elements; None for a message of somebody."""
    audience: tuple[str, ...] | None = None
    """The members whose receipts are counted: those there were when it was sent; None where nobody asked for them."""
    extension: Extension | None = None
    """Keys and values that were put to it; None where there never were any."""

    def __repr__(self) -> str:
        return f"<Message {self.seq} of {self.sender} to {self.target}>"

    @property
    def key(self) -> str:
        """MsgKey."""
        return f"{self.seq}_{self.random}_{self.time}"

    @property
    def counts(self) -> bool:
        """Whether it is unread for those it is for."""
        return not self.recalled and "NoUnread" not in self.control and self.tip is None

    @property
    def unread_by(self) -> list[str]:
        """Whose receipt is still missing."""
        return [user_id for user_id in self.audience or () if user_id not in self.readers]
