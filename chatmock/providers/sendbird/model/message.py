"""A message of a channel."""

from __future__ import annotations

from typing import Any

import msgspec

from chatmock.providers.sendbird.model.user import User


class Message(msgspec.Struct, gc=False, eq=False):
    """One message. There may be a million of them, so the garbage collector does not visit them (``gc=False``).

    What only few messages have is in ``more``: mentioned users, metaarrays, that an operator sent it.
    """

    message_id: int
    created_at: int
    type: str
    """MESG, FILE or ADMM."""
    channel_url: str
    channel_type: str
    """open or group."""
    user: User | None
    """The sender; None for an ADMM."""
    message: str = ""
    data: str = ""
    custom_type: str = ""
    file: dict[str, Any] | None = None
    silent: bool = False
    updated_at: int = 0
    more: dict[str, Any] | None = None
    rendered: bytes | None = None
    """The part of the answer that depends on this message, made when it is first shown."""
    rendered_for: int = 0
    """The revision of the sender's profile in it."""

    def __repr__(self) -> str:
        return f"<Message {self.message_id} {self.type} {self.message[:20]!r}>"


def kept_from(message: Message) -> str:
    """The id of the user a message is kept from, because that one blocks its sender; empty for nobody."""
    return str(message.more.get("kept_from", "")) if message.more is not None else ""


def parent_of(message: Message) -> int:
    """The id of the message this one answers; 0 for none."""
    return int(message.more.get("parent_message_id", 0)) if message.more is not None else 0
