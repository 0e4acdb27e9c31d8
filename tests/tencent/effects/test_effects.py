"""No field is taken without effect: two values of each are sent where it matters, and something differs.

Answers, the whole state, pushes and webhooks are compared; a value that the schema takes may also be refused. A field
without an effect says why in its schema (``x-no-effect``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from chatmock.core.fields import fields_of
from tests.contract.effects import has_effect
from tests.tencent.effects.requests import BASES, around
from tests.tencent.effects.stage import PROVIDER, Stage
from tests.tencent.effects.values import values_for

OPERATIONS = {
    one.path: one for one in PROVIDER.api.operations.values() if one.accept is not None and one.method == "POST"
}
COMMANDS = {name: one for name, one in PROVIDER.api.commands.items() if one.accept is not None}
_USERS: dict[str, list[str]] = {}
"""The operations and commands that take each schema: a field has its effect in one of them at least."""
for _name, _operation in {**OPERATIONS, **COMMANDS}.items():
    assert _operation.accept is not None
    _USERS.setdefault(_operation.accept.name, []).append(_name)
FIELDS = [
    pytest.param(names, place, rule, id=f"{schema}: {'.'.join(place)}")
    for schema, names in _USERS.items()
    for place, rule in fields_of(PROVIDER.api.schemas[schema], in_lists=True)
]


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage()


def bases(stage: Stage, name: str, operation: Any) -> Iterator[dict[str, Any]]:
    """Requests in which a field may matter: those written down for it, the examples, and the least there can be."""
    first = stage.example(name, operation)
    yield from map(stage.filled, BASES.get(name, ()))
    yield first
    document = operation.accept.document
    yield from document.get("examples", ())[1:]
    yield from around(name, operation.accept.properties, first)
    yield {field: first[field] for field in document.get("required", ()) if field in first}


@pytest.mark.parametrize(("names", "place", "rule"), FIELDS)
def test_a_field_has_an_effect(stage: Stage, names: list[str], place: tuple[str, ...], rule: dict[str, Any]) -> None:
    shown = any(_has_effect(stage, name, place, rule) for name in names)
    assert shown != ("x-no-effect" in rule), "has an effect" if shown else "says what effect it has"


def _has_effect(stage: Stage, name: str, place: tuple[str, ...], rule: dict[str, Any]) -> bool:
    operation = {**OPERATIONS, **COMMANDS}[name]
    assert operation.accept is not None
    values = [stage.filled(value) for value in values_for(place, rule)]
    return has_effect(
        operation.accept, place, bases(stage, name, operation), values, partial(stage.ask, name, operation)
    )


def test_the_same_twice_has_the_same_effect(stage: Stage) -> None:
    for name, operation in {**OPERATIONS, **COMMANDS}.items():
        given = next(bases(stage, name, operation))
        first = stage.ask(name, operation, given)
        stage.asked.clear()
        assert stage.ask(name, operation, given) == first, name
