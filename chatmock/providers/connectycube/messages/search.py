"""The search for a text in one's dialogs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import orjson

from chatmock.providers.connectycube.api import api, schemas
from chatmock.providers.connectycube.errors import blank, invalid_value, too_many
from chatmock.providers.connectycube.filters import seconds_of
from chatmock.providers.connectycube.finders import ids_of
from chatmock.providers.connectycube.model import EVERYTHING, App, Dialog, Given, Message, Occupant, Span, User
from chatmock.providers.connectycube.sessions.callers import Me
from chatmock.providers.connectycube.views.dialogs import name_for, show_dialog
from chatmock.providers.connectycube.views.messages import render_message
from chatmock.providers.connectycube.views.users import show_user

MOST_DIALOGS = 10
LONGEST = 93 * 86_400
"""Seconds between both dates: three months."""


@schemas.presents("search.result")
def present_result(shown: Given) -> Given:
    """What was found is shown already, dialogs and messages each in their way."""
    return shown


@api.get("/chat/search", accepts="search", returns="search.result", by="user")
def search_chat(app: App, me: Me, given: Given) -> Given:
    """Search one's dialogs: names of dialogs and texts of messages that hold a text, in this case.

    Flutter reads the lists at the top, JavaScript under ``results`` (client). Errors: too_short, too_many,
    invalid_value, blank.
    """
    text, limit = given["search_text"], given["limit"]
    span = _span(given)
    rows = app.dialogs.of(me).rows
    wanted = ids_of(",".join(given["chat_dialog_ids"])) if "chat_dialog_ids" in given else None
    if wanted is not None and len(wanted) > MOST_DIALOGS:
        raise too_many(field="chat_dialog_ids", limit=MOST_DIALOGS)
    own = list(rows.values()) if wanted is None else [rows[one] for one in wanted if one in rows]
    named = islice((one.dialog for one in own if text in (name_for(one.dialog, me) or "")), limit)
    said = list(islice(_messages(own, me, text, span), limit))
    people = {message.sender_id: app.users.get(message.sender_id) for _, message in said}
    results: dict[str, Any] = {
        "dialogs": [{**show_dialog(app, dialog, me), "unread_messages_count": None} for dialog in named],
        "messages": [orjson.Fragment(render_message(dialog, message, me.id)) for dialog, message in said],
        "users": [show_user(user) for user in people.values() if user is not None],
    }
    return {"results": results, **results}


def _messages(own: Iterable[Occupant], me: User, text: str, span: Span) -> Iterator[tuple[Dialog, Message]]:
    for one in own:
        for message in one.dialog.history.walk(me.id, newest_first=True, span=span):
            if message.message is not None and text in message.message:
                yield one.dialog, message


def _span(given: Given) -> Span:
    """From ``end_date``, the older one, up to ``start_date``, both included."""
    if "start_date" not in given and "end_date" not in given:
        return EVERYTHING
    for name in ("start_date", "end_date"):
        if name not in given:
            raise blank(field=name)
    newest, oldest = (seconds_of(name, given[name]) for name in ("start_date", "end_date"))
    if not 0 <= newest - oldest <= LONGEST:
        raise invalid_value(field="end_date")
    return (oldest, -(2**63)), (newest + 1, -(2**63))
