"""No field is taken without effect: two values of each are sent where it matters, and something differs.

Answers, the whole state, frames, webhooks and pushes are compared; a value that the schema takes may also be refused. A
field without an effect says why in its schema (``x-no-effect``), or stands in ``not_shown.txt``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from chatmock.core.schema import Schema
from chatmock.providers.sendbird.api import api
from tests.contract.bad_input.conftest import ALL, Address
from tests.contract.effects import has_effect
from tests.sendbird.effects.stage import Stage
from tests.sendbird.effects.values import BASES, values_for

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


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_a_field_has_an_effect(stage, name, field):
    schema = schema_of(name)
    values = [stage.filled(value) for value in values_for(field, schema.properties[field])]
    ways = [partial(stage.ask, address) for address in ADDRESSES.get(name, ())] or [partial(stage.command, name)]
    shown = any(has_effect(schema, (field,), map(stage.filled, bases(name)), values, ask) for ask in ways)
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
