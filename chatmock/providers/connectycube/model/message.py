"""One message, and who has read it. ``date_sent`` is in seconds, other times are milliseconds."""

from __future__ import annotations

from typing import Any

import msgspec

from chatmock.core.timeline import Mark
from chatmock.providers.connectycube.model.values import iso

SERVICE = frozenset(("save_to_history", "date_sent", "dialog_id", "message_id", "silent"))
"""Parameters of a stanza that are no data of the message."""


class Message(msgspec.Struct, gc=False, eq=False):
    """What a user said in a dialog. There may be a million, so the garbage collector does not visit them (``gc=False``)."""

    id: str
    serial: int
    chat_dialog_id: str
    sender_id: int
    recipient_id: int
    """The opponent in a private dialog, 0 in others."""
    message: str | None
    date_sent: int
    created: int
    updated: int
    attachments: tuple[dict[str, Any], ...] = ()
    parameters: dict[str, Any] = {}
    """Keys of the application's own, which are shown beside the others."""
    edited: int | None = None
    read_by: dict[int, None] | None = None
    """Others who have read it, in that order; None for nobody."""
    delivered_to: dict[int, None] | None = None
    """Others whom it has reached."""
    reactions: dict[str, dict[int, None]] | None = None
    """Who reacted, by emoji."""
    stored: bool = True
    """Whether it is in the history; the chat passes others on without keeping them."""
    markable: bool = False
    silent: bool = False
    """No push is made of it."""
    rendered: bytes | None = None
    """Its JSON text, the same for all, made when it is first shown; None as long as it has reactions."""

    def __repr__(self) -> str:
        return f"<Message {self.id} of {self.sender_id}>"

    @property
    def mark(self) -> Mark:
        """Where it stands in its history."""
        return self.date_sent, self.serial

    @property
    def read_ids(self) -> list[int]:
        return [self.sender_id, *(self.read_by or ())]

    @property
    def delivered_ids(self) -> list[int]:
        return [self.sender_id, *(self.delivered_to or ())]

    @property
    def read(self) -> int:
        """1 once somebody other than the sender has read it."""
        return 1 if self.read_by else 0

    @property
    def status(self) -> str:
        """As its author sees it: sent, delivered or read."""
        return "read" if self.read_by else "delivered" if self.delivered_to else "sent"

    def is_read_by(self, user_id: int) -> bool:
        return user_id == self.sender_id or (self.read_by is not None and user_id in self.read_by)

    def is_delivered_to(self, user_id: int) -> bool:
        return user_id == self.sender_id or (self.delivered_to is not None and user_id in self.delivered_to)

    @property
    def types(self) -> set[str]:
        """The types of its attachments."""
        return {str(attachment["type"]) for attachment in self.attachments if "type" in attachment}

    @property
    def created_at(self) -> str:
        return iso(self.created)

    @property
    def updated_at(self) -> str:
        return iso(self.updated)

    @property
    def edited_at(self) -> str | None:
        return None if self.edited is None else iso(self.edited)
