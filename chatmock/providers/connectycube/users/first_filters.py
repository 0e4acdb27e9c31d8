"""Filters of the first list of users: ``TYPE FIELD OPERATOR VALUE``, as ``number id in 45,78``, and its order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chatmock.providers.connectycube.errors import invalid_value, too_many
from chatmock.providers.connectycube.filters import Test, read_tests
from chatmock.providers.connectycube.model import App, Given, User
from chatmock.providers.connectycube.users.second_filters import value_of

FIELDS = {
    "id": "number",
    "external_user_id": "number",
    "full_name": "string",
    "email": "string",
    "login": "string",
    "phone": "string",
    "website": "string",
    "external_id": "string",
    "facebook_id": "string",
    "twitter_id": "string",
    "user_tags": "string",
    "created_at": "date",
    "updated_at": "date",
    "last_request_at": "date",
}
"""The fields of filters and orders, and the type that has to stand before each."""
_KINDS = {"number": "number", "string": "text", "date": "time"}
MOST = 20
"""Filters of one request: each is asked of each user."""
_OPERATORS = ("gt", "lt", "ge", "le", "eq", "ne", "between", "in")


def select(app: App, given: Given) -> list[User]:
    """The users that pass the filters, in the order asked for. Errors: invalid_value of filter or order, too_many."""
    if len(given["filter"]) > MOST:
        raise too_many(field="filter", limit=MOST)
    tests = [test for text in given["filter"] for test in _tests(text)]
    by_id = next((test for test in tests if test.field == "id" and test.operator in ("in", "eq")), None)
    users: Iterable[User] = app.users
    if by_id is not None:
        users = (user for user_id in sorted(set(by_id.values)) if (user := app.users.get(user_id)) is not None)
    found = [user for user in users if all(test.passes(value_of(user, test.field)) for test in tests)]
    return _ordered(found, given["order"]) if given.get("order") else found


def _tests(text: str) -> list[Test]:
    kind, field, operator, value = (*text.split(None, 3), "", "", "", "")[:4]
    if FIELDS.get(field) != kind or operator not in _OPERATORS or not value:
        raise invalid_value(field="filter")
    if operator == "between":
        low, _, high = value.partition(",")
        return [*_read(field, "gte", low), *_read(field, "lte", high)]
    return _read(field, operator, value)


def _read(field: str, operator: str, value: str) -> list[Test]:
    return read_tests({field: {operator: value}}, {field: _KINDS[FIELDS[field]]})


def _ordered(users: list[User], order: str) -> list[User]:
    """Users in an order such as ``desc date created_at``; JavaScript's SDK calls every field a string (client)."""
    direction, kind, field = (*order.split(None, 2), "", "", "")[:3]
    if direction not in ("asc", "desc") or kind not in _KINDS or field not in FIELDS:
        raise invalid_value(field="order")

    def rank(user: User) -> tuple[bool, Any]:
        value = value_of(user, field)
        return value is not None, value

    users = sorted(users, key=rank)
    return users[::-1] if direction == "desc" else users
