"""How messages are shown: as JSON texts, each of which is made once, but for those with reactions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from chatmock.core.jsontext import exact
from chatmock.providers.connectycube.api import schemas
from chatmock.providers.connectycube.model import BROADCAST, PUBLIC, Dialog, Message


def render_message(dialog: Dialog, message: Message, viewer: int) -> bytes:
    """The JSON text of a message as a user sees it."""
    if message.rendered is not None:
        return message.rendered
    rendered = exact(orjson.dumps(show_fields(dialog, message, viewer)))
    if message.reactions is None:
        message.rendered = rendered
    return rendered


def render_page(dialog: Dialog, messages: Iterable[Message], viewer: int, skip: int, limit: int) -> bytes:
    """The JSON text of a page of messages: what is ready is joined."""
    texts = [message.rendered or render_message(dialog, message, viewer) for message in messages]
    return b"".join((b'{"skip":%d,"limit":%d,"items":[' % (skip, limit), b",".join(texts), b"]}"))


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
    """Handlers give messages, and pages of them, as JSON texts."""
    return shown
