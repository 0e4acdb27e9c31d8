"""The history of a dialog, and how much of it is unread."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.core.clock import SECOND
from chatmock.core.operation import Tenants
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.errors import forbidden
from chatmock.providers.connectycube.filters import Test, read_tests, span_of
from chatmock.providers.connectycube.finders import find_dialog, ids_of
from chatmock.providers.connectycube.model import App, Dialog, Given, Message, User
from chatmock.providers.connectycube.paging import page_of
from chatmock.providers.connectycube.sessions.callers import Me
from chatmock.providers.connectycube.views.messages import render_page

KINDS = {
    "_id": "text",
    "message": "text",
    "date_sent": "time",
    "sender_id": "number",
    "recipient_id": "number",
    "attachments.type": "text",
    "updated_at": "time",
    "created_at": "time",
}
"""The fields that a history is filtered by."""
PREVIEW = 20
"""Messages that people outside see of a dialog that allows it."""


@api.get("/chat/Message", accepts="message.list", returns="message.page", by="user")
def list_messages(app: App, hub: Tenants, me: Me, given: Given) -> Given | bytes:
    """List the messages of a dialog, the oldest first, and mark them as read; or count them.

    Errors: blank, not_found; forbidden outside of the dialog, unless it allows a preview and one is asked for;
    invalid_value.
    """
    dialog = find_dialog(app, given["chat_dialog_id"])
    tests = read_tests(given, KINDS)
    if not dialog.has(me):
        return _preview(dialog, me, given)
    if given["count"]:
        return {"items": {"count": _count(dialog, me, tests)}}
    skip, limit = page_of(given)
    found = select_messages(dialog, me, given, tests, skip, limit)
    if given["mark_as_read"] and not given["preview"] and dialog.history.unread(me.id):
        hub.changes += 1
        for message in found:
            if not message.is_read_by(me.id):
                app.messages.read(message, me)
    return render_page(dialog, found, me.id, skip, limit)


def _preview(dialog: Dialog, me: User, given: Given) -> bytes:
    """The last messages, for somebody outside."""
    if not given["preview"] or not (dialog.permissions or {}).get("allow_preview"):
        raise forbidden()
    found = dialog.history.page(me.id, 0, PREVIEW, newest_first=True)[::-1]
    return render_page(dialog, found, me.id, 0, PREVIEW)


def select_messages(dialog: Dialog, me: User, given: Given, tests: list[Test], skip: int, limit: int) -> list[Message]:
    """A page of the messages that pass, in the order asked for."""
    field = given.get("sort_desc") or given.get("sort_asc") or "date_sent"
    newest_first = "sort_desc" in given and "sort_asc" not in given
    low, high, rest = span_of(tests, "date_sent")
    if field == "date_sent":
        if not rest:
            return dialog.history.page(me.id, skip, limit, newest_first=newest_first, span=(low, high))
        return list(islice(_walk(dialog, me, tests, newest_first=newest_first), skip, skip + limit))
    rows = sorted(_walk(dialog, me, tests), key=lambda message: (*_rank(message, field), message.mark))
    return rows[::-1][skip : skip + limit] if newest_first else rows[skip : skip + limit]


def _walk(dialog: Dialog, me: User, tests: list[Test], *, newest_first: bool = False) -> Any:
    """The messages that pass, found by their sender or the type of an attachment where one asks for it."""
    low, high, rest = span_of(tests, "date_sent")
    by_sender = next((test for test in rest if test.field == "sender_id" and test.operator in ("eq", "in")), None)
    by_type = next((test for test in rest if test.field == "attachments.type" and test.operator in ("eq", "in")), None)
    found = dialog.history.walk(
        me.id,
        newest_first=newest_first,
        span=(low, high),
        senders=None if by_sender is None else list(by_sender.values),
        types=None if by_type is None or by_sender is not None else list(by_type.values),
    )
    return (message for message in found if all(test.passes(value_of(message, test.field)) for test in rest))


def _count(dialog: Dialog, me: User, tests: list[Test]) -> int:
    low, high, rest = span_of(tests, "date_sent")
    if not rest:
        return dialog.history.count(me.id, (low, high))
    return sum(1 for _ in _walk(dialog, me, tests))


def _rank(message: Message, field: str) -> tuple[bool, Any]:
    value = value_of(message, field)
    if isinstance(value, list):
        value = min(value, default=None)
    return value is not None, 0 if value is None else value


def value_of(message: Message, field: str) -> Any:
    """A field as it is compared: times in seconds, each type of an attachment."""
    match field:
        case "_id":
            return message.id
        case "attachments.type":
            return sorted(message.types)
        case "created_at":
            return message.created // SECOND
        case "updated_at":
            return message.updated // SECOND
    return getattr(message, field)


@api.get("/chat/Message/unread", accepts="message.unread.query", returns="message.unread", by="user")
def count_unread_messages(app: App, me: Me, given: Given) -> Given:
    """Count one's unread messages in groups and private dialogs: of all together, or of some dialogs, each."""
    places = app.dialogs.of(me)
    wanted = ids_of(",".join(given["chat_dialog_ids"])) if "chat_dialog_ids" in given else None
    if wanted is None:
        return {"total": places.unread()}
    counts = {dialog_id: places.rows[dialog_id].unread for dialog_id in wanted if dialog_id in places.rows}
    return {"total": sum(counts.values()), **counts}
