"""No field is taken without effect: two values of each are sent where it matters, and something differs.

Answers, the whole state, stanzas and pushes are compared; a value that the schema takes may also be refused. A field
without an effect says why in its schema (``x-no-effect``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from chatmock.core.fields import fields_of
from tests.connectycube.effects.stage import Stage
from tests.connectycube.effects.values import BASES, values_for
from tests.contract.bad_input.connectycube.conftest import OPERATIONS
from tests.contract.effects import has_effect

FIELDS = [
    pytest.param(name, place, rule, id=f"{name}: {'.'.join(place)}")
    for name, operation in OPERATIONS.items()
    if operation.accept is not None
    for place, rule in fields_of(operation.accept)
]


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage()


def bases(stage: Stage, operation: Any) -> Iterator[dict[str, Any]]:
    """Requests in which a field may matter: the example, those written down for it, and the least there can be."""
    first = stage.base(operation)
    yield from map(stage.filled, BASES.get(operation.name, ()))
    yield first
    document = operation.accept.document
    yield from document.get("examples", ())[1:]
    yield {field: first[field] for field in document.get("required", ()) if field in first}


@pytest.mark.parametrize(("name", "place", "rule"), FIELDS)
def test_a_field_has_an_effect(stage, name, place, rule):
    operation = OPERATIONS[name]
    assert operation.accept is not None
    values = map(stage.filled, values_for(place, rule))
    shown = has_effect(operation.accept, place, bases(stage, operation), values, partial(stage.ask, operation))
    assert shown != ("x-no-effect" in rule), "has an effect" if shown else "says what effect it has"


def test_the_same_twice_has_the_same_effect(stage):
    for operation in OPERATIONS.values():
        if operation.accept is not None:
            given = next(bases(stage, operation))
            assert stage.ask(operation, given) == stage.ask(operation, given), operation.name
