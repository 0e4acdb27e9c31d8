"""The list of one's dialogs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from chatmock.core.clock import SECOND
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.dialogs.changes import MOST_EXTENSIONS
from chatmock.providers.connectycube.errors import too_many
from chatmock.providers.connectycube.filters import Test, read_tests, span_of
from chatmock.providers.connectycube.model import App, Dialog, Given, Occupant, Places, User
from chatmock.providers.connectycube.paging import page_of
from chatmock.providers.connectycube.sessions.callers import Me
from chatmock.providers.connectycube.views.dialogs import name_for, show_dialog

KINDS = {
    "_id": "text",
    "type": "number",
    "name": "text",
    "last_message_date_sent": "time",
    "created_at": "time",
    "updated_at": "time",
    "user_id": "number",
    "occupants_ids": "number",
}
"""The fields that the list is filtered by."""


@api.get("/chat/Dialog", accepts="dialog.list", returns="dialog.page", by="user")
def list_dialogs(app: App, me: Me, given: Given) -> Given:
    """List one's dialogs, the one with the newest message first, or count them. Errors: invalid_value, too_many."""
    places = app.dialogs.of(me)
    tests = tests_of(given)
    skip, limit = page_of(given)
    plain = not tests and not given.get("sort_asc") and not given.get("sort_desc")
    if given["count"]:
        counted = len(places.by_last_message) if plain else sum(1 for _ in _passing(places, tests, me))
        return {"items": {"count": counted}}
    if plain:
        total = len(places.by_last_message)
        found = [one.dialog for one in places.by_last_message.page(skip, limit, newest_first=True)]
    else:
        passing = [one.dialog for one in _passing(places, tests, me)]
        total, found = len(passing), in_order(passing[::-1], given, me)[skip : skip + limit]
    items = [show_dialog(app, dialog, me) for dialog in found]
    return {"total_entries": total, "skip": skip, "limit": limit, "items": items}


def tests_of(given: Given) -> list[Test]:
    """The conditions of a request. Errors: invalid_value."""
    extensions = {f"extensions.{name}": value for name, value in given.get("extensions", {}).items()}
    if len(extensions) > MOST_EXTENSIONS:
        raise too_many(field="extensions", limit=MOST_EXTENSIONS)
    return [*read_tests(given, KINDS), *read_tests(extensions, dict.fromkeys(extensions, "text"))]


def _passing(places: Places, tests: list[Test], me: User) -> Iterator[Occupant]:
    """One's dialogs that pass, the one first whose last message is the oldest; by the index of changes where one asks for them."""
    low, high, rest = span_of(tests, "updated_at")
    if low is None:
        candidates: Iterable[Occupant] = places.by_last_message.up()
        rest = tests
    else:
        recent = []
        for one in places.by_update.up((low[0] - 1, 2**63 - 2)):
            if high is not None and one.dialog.updated // SECOND >= high[0]:
                break
            recent.append(one)
        candidates = sorted(recent, key=lambda one: (one.dialog.last_sent, one.serial))
    return (one for one in candidates if all(test.passes(value_of(one.dialog, test.field, me)) for test in rest))


def in_order(found: list[Dialog], given: Given, me: User) -> list[Dialog]:
    """Dialogs in the order that is asked for; as they come where none is."""
    for name, backwards in (("sort_asc", False), ("sort_desc", True)):
        if field := given.get(name):
            rows = sorted(found, key=lambda dialog: (*_rank(dialog, field, me), dialog.serial))
            return rows[::-1] if backwards else rows
    return found


def _rank(dialog: Dialog, field: str, me: User) -> tuple[bool, Any]:
    value = value_of(dialog, field, me)
    return value is not None, 0 if value is None else value


def value_of(dialog: Dialog, field: str, me: User) -> Any:
    """A field as it is compared: times in seconds."""
    if field.startswith("extensions."):
        return (dialog.extensions or {}).get(field.removeprefix("extensions."))
    match field:
        case "_id":
            return dialog.id
        case "name":
            return name_for(dialog, me)
        case "created_at":
            return dialog.created // SECOND
        case "updated_at":
            return dialog.updated // SECOND
        case "last_message_date_sent":
            last = dialog.last(me.id)
            return None if last is None else last.date_sent
    return getattr(dialog, field)
