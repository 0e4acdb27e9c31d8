"""How messages are shown: bytes that are made once, but for whoever has a part in the reactions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from chatmock.providers.connectycube.api import schemas
from chatmock.providers.connectycube.model import BROADCAST, PUBLIC, Dialog, Message


def show_message(dialog: Dialog, message: Message, viewer: int) -> Any:
    """A message as a user sees it: a mapping, or the ready bytes of one."""
    if message.reactions is not None:
        return show_fields(dialog, message, viewer)
    if message.rendered is None:
        message.rendered = orjson.Fragment(orjson.dumps(show_fields(dialog, message, viewer)))
    return message.rendered


def show_messages(dialog: Dialog, messages: Iterable[Message], viewer: int) -> list[Any]:
    """Messages as a user sees them: what is ready is what all see."""
    return [message.rendered or show_message(dialog, message, viewer) for message in messages]


def show_fields(dialog: Dialog, message: Message, viewer: int) -> dict[str, Any]:
    """All keys of a message."""
    return {
        **message.parameters,
        "_id": message.id,
        "chat_dialog_id": message.chat_dialog_id,
        "message": message.message,
        "date_sent": message.date_sent,
        "sender_id": message.sender_id,
        "recipient_id": message.recipient_id,
        "read_ids": message.read_ids,
        "delivered_ids": message.delivered_ids,
        "attachments": message.attachments,
        "reactions": show_reactions(message, viewer),
        "views_count": len(message.read_by or ()) if dialog.type in (BROADCAST, PUBLIC) else 0,
        "edited_at": message.edited_at,
        "read": message.read,
        "created_at": message.created_at,
        "updated_at": message.updated_at,
    }


def show_reactions(message: Message, viewer: int) -> dict[str, Any] | None:
    """The viewer's own reactions, and how many there are of each."""
    if message.reactions is None:
        return None
    return {
        "own": [emoji for emoji, users in message.reactions.items() if viewer in users],
        "total": {emoji: len(users) for emoji, users in message.reactions.items()},
    }


@schemas.presents("message.page")
@schemas.presents("message")
def present_message(shown: Any) -> Any:
    """Handlers give messages, and pages of them, as ``show_message`` made them."""
    return shown
