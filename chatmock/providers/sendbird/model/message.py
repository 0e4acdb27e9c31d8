"""A message of a channel."""

from __future__ import annotations

from typing import Any

import msgspec

from chatmock.providers.sendbird.model.rare import NOTHING, Rare
from chatmock.providers.sendbird.model.user import User


class Message(msgspec.Struct, gc=False, eq=False):
    """One message. There may be a million of them, so the garbage collector does not visit them (``gc=False``).

    Most messages have nothing ``rare``.
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
    rare: Rare | None = None
    rendered: bytes | None = None
    """The part of the answer that depends on this message, made when it is first shown."""
    rendered_for: int = 0
    """The revision of the sender's profile in it."""

    def __repr__(self) -> str:
        return f"<Message {self.message_id} {self.type} {self.message[:20]!r}>"


def rare_of(message: Message) -> Rare:
    """The rare fields of a message, for reading."""
    return message.rare if message.rare is not None else NOTHING


def own_rare(message: Message) -> Rare:
    """The rare fields of a message, for writing; made for one that has none."""
    if message.rare is None:
        message.rare = Rare()
    return message.rare


def kept_from(message: Message) -> str:
    """The id of the user a message is kept from, because that one blocks its sender; empty for nobody."""
    return message.rare.kept_from if message.rare is not None else ""


def parent_of(message: Message) -> int:
    """The id of the message this one answers; 0 for none."""
    return message.rare.parent_message_id if message.rare is not None else 0
