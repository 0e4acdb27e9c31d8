"""No field is taken without effect: two values of each are sent where it matters, and something differs.

Answers, the whole state, frames, webhooks and pushes are compared; a value that the schema takes may also be refused. A
field without an effect says why in its schema (``x-no-effect``), or stands in ``not_shown.txt``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from chatmock.core.errors import Invalid
from chatmock.core.schema import Schema
from chatmock.providers.sendbird.api import api
from tests.contract.bad_input.conftest import ALL, Address
from tests.sendbird.effects.stage import Stage
from tests.sendbird.effects.values import BASES, values_for

Ask = Callable[[dict[str, Any]], Any]
NOT_SHOWN = (Path(__file__).parent / "not_shown.txt").read_text(encoding="utf-8").splitlines()
"""Fields whose effect is not shown yet. It becomes shorter, never longer."""
ADDRESSES: dict[str, list[Address]] = {}
for address in ALL:
    if address.operation.accept is not None:
        ADDRESSES.setdefault(address.name, []).append(address)
COMMANDS = {name: command for name, command in api.commands.items() if command.accept is not None}


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage()


def schema_of(name: str) -> Schema:
    found = ADDRESSES[name][0].operation.accept if name in ADDRESSES else COMMANDS[name].accept
    assert found is not None
    return found


FIELDS = [(name, field) for name in (*ADDRESSES, *COMMANDS) for field in schema_of(name).properties]


def bases(name: str) -> Iterator[dict[str, Any]]:
    """Requests in which a field may matter: those written down for it, the examples, and the least there can be."""
    schema = schema_of(name)
    yield from BASES.get(name, ())
    examples = schema.document.get("examples", [{}])
    first = ADDRESSES[name][0].base() if name in ADDRESSES else examples[0]
    yield first
    yield from examples[1:]
    yield {field: first[field] for field in schema.document.get("required", ()) if field in first}


def takes(schema: Schema, given: dict[str, Any]) -> bool:
    try:
        schema.accept({name: value for name, value in given.items() if name[:1] != "*"})
    except Invalid:
        return False
    return True


def has_effect(stage: Stage, name: str, field: str) -> bool:
    ways: list[Ask] = [partial(stage.ask, address) for address in ADDRESSES.get(name, ())]
    return any(_has_effect(stage, name, field, ask) for ask in ways or [partial(stage.command, name)])


def _has_effect(stage: Stage, name: str, field: str, ask: Ask) -> bool:
    schema = schema_of(name)
    for base in map(stage.filled, bases(name)):
        without = {key: value for key, value in base.items() if key != field}
        tried = [without, *({**without, field: stage.filled(v)} for v in values_for(field, schema.properties[field]))]
        outcomes = (ask(given) for given in tried if takes(schema, given))
        first = next(outcomes, None)
        if any(outcome != first for outcome in outcomes):
            return True
    return False


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_a_field_has_an_effect(stage, name, field):
    shown = has_effect(stage, name, field)
    reason = schema_of(name).properties[field].get("x-no-effect", "")
    listed = f"{name}: {field}" in NOT_SHOWN
    assert shown != bool(reason or listed), "takes a field off the list" if shown else "says what effect it has"


def test_the_same_twice_has_the_same_effect(stage):
    for name, addresses in ADDRESSES.items():
        if name != "create_application":  # its id is new each time
            base = next(map(stage.filled, bases(name)))
            assert stage.ask(addresses[0], base) == stage.ask(addresses[0], base), name


def test_the_list_is_of_fields_there_are():
    assert sorted(set(NOT_SHOWN)) == NOT_SHOWN
    assert [row for row in NOT_SHOWN if tuple(row.split(": ")) not in FIELDS] == []
