"""Filters of today's list of users: which fields may stand alone, and by what operators (docs)."""

from __future__ import annotations

from typing import Any

from chatmock.core.clock import SECOND
from chatmock.providers.connectycube.errors import blank, invalid_value, too_short
from chatmock.providers.connectycube.filters import Test, read_tests
from chatmock.providers.connectycube.model import UNIQUE, App, Given, User

ALONE = ("id", *UNIQUE, "full_name", "user_tags")
"""Fields that may stand alone."""
TIMES = ("last_request_at", "created_at", "updated_at")
"""Fields that may only be added."""
PRIMARY = ("eq", "in", "start_with")
SHORTEST, MOST_BEGINNING = 4, 5
"""Characters that start_with needs at least, and rows it gives at the most."""


def select(app: App, given: Given) -> tuple[list[User], int]:
    """The users that meet all conditions, in the order of their ids, and how many are wanted of them at the most."""
    limit: int = given["limit"]
    beginnings = {name: _beginning(given, name) for name in ALONE}
    beginnings = {name: text for name, text in beginnings.items() if text}
    plain = {name: _without_beginning(value) for name, value in given.items()}
    kinds = {name: "number" if name == "id" else "time" if name in TIMES else "text" for name in (*ALONE, *TIMES)}
    tests = read_tests(plain, kinds)
    for test in tests:
        if test.operator not in (
            ("eq", "in", "nin") if test.field in ALONE else ("eq", "in", "gt", "lt", "gte", "lte")
        ):
            raise invalid_value(field=test.field)
    primary = [test for test in tests if test.field in ALONE and test.operator in PRIMARY]
    if not primary and not beginnings:
        raise blank(field="base")
    users = _candidates(app, primary, beginnings)
    found = [user for user in users if all(test.passes(value_of(user, test.field)) for test in tests)]
    for name, text in beginnings.items():
        found = [user for user in found if _begins(user, name, text)]
    return found, min(limit, MOST_BEGINNING) if beginnings else limit


def value_of(user: User, field: str) -> Any:
    """A field as it is compared: times in seconds, each tag."""
    match field:
        case "user_tags":
            return user.tags
        case "last_request_at":
            return None if user.last_request is None else user.last_request // SECOND
        case "created_at":
            return user.created // SECOND
        case "updated_at":
            return user.updated // SECOND
    return getattr(user, field)


def _candidates(app: App, primary: list[Test], beginnings: dict[str, str]) -> list[User]:
    """The users that one condition leaves, by an index."""
    if not primary:
        return app.users.beginning(*next(iter(beginnings.items())))
    test = primary[0]
    if test.field == "id":
        found = {user_id: app.users.get(user_id) for user_id in test.values}
    elif test.field in UNIQUE:
        users = (app.users.by(test.field, value) for value in test.values)
        found = {user.id: user for user in users if user is not None}
    else:
        found = {user.id: user for value in test.values for user in app.users.sharing(test.field, value)}
    return [user for _, user in sorted(found.items()) if user is not None]


def _beginning(given: Given, name: str) -> str:
    """What a field has to begin with; empty for nothing. Errors: too_short, invalid_value."""
    wanted = given.get(name)
    if not isinstance(wanted, dict) or "start_with" not in wanted:
        return ""
    text = wanted["start_with"]
    if not isinstance(text, str) or name == "id":
        raise invalid_value(field=name)
    if len(text) < SHORTEST:
        raise too_short(field=name, limit=SHORTEST)
    return text


def _without_beginning(value: Any) -> Any:
    return {op: one for op, one in value.items() if op != "start_with"} if isinstance(value, dict) else value


def _begins(user: User, name: str, text: str) -> bool:
    value = value_of(user, name)
    return any(one.startswith(text) for one in (value if isinstance(value, tuple) else (value or "",)))
