"""``chatmock.yaml``: options of ``serve`` and ``exec`` in a file. The command line wins over it, and so do variables."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from chatmock.commands.arguments import Parser, Repeated, variable_of
from chatmock.core.card import BadOption, Card
from chatmock.core.seed_text import Place, SeedError, values_of
from chatmock.core.words import meant, shown
from chatmock.providers import DEFAULT
from chatmock.serving import new_hub

_PATHS = ("FILE", "FOLDER")
"""What options are called in the help that name a path: it begins at the folder of the options file."""


def defaults_in(path: Path, command: Parser, others: Iterable[Parser]) -> dict[str, Any]:
    """The values of a command's options in a file, by name. What only ``others`` take is left out.

    Raises ValueError with a sentence for people.
    """
    values, place = _read(path)
    cards = new_hub().cards
    actions, known = _actions(command), {name for parser in (command, *others) for name in _actions(parser)}
    found: dict[str, Any] = {}
    for key, value in _flat(values, cards, place).items():
        name = key.replace("-", "_")
        if name not in known:
            raise ValueError(f"{place((key,))}: there is no option {key!r}; {meant(key, {*known, *cards})}")
        if name in actions and not os.environ.get(variable_of(name)):
            found[name] = _value(actions[name], value, path.parent, place((key,)))
    return found


def _read(path: Path) -> tuple[dict[str, Any], Place]:
    """The values of a file; a file of remarks has none."""
    try:
        data = path.read_bytes()
    except OSError as reason:
        raise ValueError(f"{path} cannot be read: {reason.strerror}; make it readable, or move it away") from None
    if all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines()):
        return {}, lambda spot: str(path)
    try:
        values, place = values_of(data, str(path))
    except SeedError as reason:
        raise ValueError(str(reason)) from None
    if not isinstance(values, dict):
        raise ValueError(f"{path}: it has to be options with their values, as in port: 8008")
    return values, place


def _actions(command: Parser) -> dict[str, argparse.Action]:
    return {action.dest: action for action in command._actions if action.option_strings and action.dest != "help"}


def _flat(values: Mapping[str, Any], cards: Mapping[str, Card], place: Place) -> dict[str, Any]:
    """The values with the options of each provider's application as the command line takes them."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        card = cards.get(key)
        if card is None:
            flat[key] = value
            continue
        if not isinstance(value, dict):
            raise ValueError(f"{place((key,))}: {key} has options of its own, as in {key}: {{app_id: …}}")
        try:
            card.checked(value)
        except BadOption as reason:
            raise ValueError(f"{place((key,))}: {reason}") from None
        if key == DEFAULT:
            flat |= value
        else:
            flat["set"] = [*flat.get("set", ()), *(f"{key}.{name}={_text(one)}" for name, one in value.items())]
    return flat


def _value(action: argparse.Action, value: Any, folder: Path, place: str) -> Any:
    if isinstance(action, argparse._StoreTrueAction):
        if not isinstance(value, bool):
            raise ValueError(f"{place}: {action.dest} has to be true or false, not {shown(value)}")
        return value
    if isinstance(action, Repeated):
        return [_one(action, one, folder, place) for one in (value if isinstance(value, list) else [value])]
    return _one(action, value, folder, place)


def _one(action: argparse.Action, value: Any, folder: Path, place: str) -> Any:
    """A value as the command line would give it."""
    if isinstance(value, dict | list) or value is None:
        raise ValueError(f"{place}: {action.dest} has to be one value, not {shown(value)}")
    text = _text(value)
    if action.choices is not None and text not in action.choices:
        raise ValueError(f"{place}: {action.dest}: there is no choice {text!r}; there are {', '.join(action.choices)}")
    read: Callable[[str], Any] | Any = action.type or str
    try:
        given = read(text)
    except argparse.ArgumentTypeError as reason:
        raise ValueError(f"{place}: {action.dest}: {reason}") from None
    if action.metavar not in _PATHS:
        return given
    there = folder / text
    is_own_seed = action.dest == "seed" and not there.exists()  # it may be the name of one of chatmock's
    return text if is_own_seed else str(there)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
