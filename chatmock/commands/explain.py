"""The command ``explain``: how what an operation takes and gives is known, or an error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import Any

import orjson

from chatmock import coverage, error_evidence, evidence
from chatmock.cli import INVALID, OK, USAGE
from chatmock.core.provider import Speaker
from chatmock.core.words import meant, shown
from chatmock.error_evidence import CODE
from chatmock.evidence import Source
from chatmock.serving import new_hub

_UNSIGNED = "not signed"


def explain(options: argparse.Namespace) -> int:
    """Print the sources of an operation's keys, of one of them, or those of an error's code and sentences."""
    hub = new_hub()
    assert hub.control is not None
    if options.provider is not None and options.provider not in (known := [*hub.cards, hub.control.name]):
        return _refuse(f"no provider is called {shown(options.provider)}; {meant(options.provider, known)}", USAGE)
    speakers = [one for one in (*hub.every(), hub.control) if options.provider in (None, one.name)]
    named = {one.name: evidence.operations(one) for one in speakers}
    having = [one for one in speakers if options.operation in named[one.name]]
    if not having:
        return _errors(speakers, options)
    told = [_told(one, options.operation, named[one.name][options.operation], options.key) for one in having]
    if options.key:
        told = [one for one in told if one["keys"]]
    if not told:
        every = {
            key["key"].rpartition(".")[2] for one in having for key in _keys(one, named[one.name][options.operation])
        }
        return _refuse(f"{options.operation} has no key {shown(options.key)}; {meant(options.key, every, 3)}", INVALID)
    return _print("operations", told, _lines, options)


def _errors(speakers: list[Speaker[Any]], options: argparse.Namespace) -> int:
    """Print the sources of the errors with a code, where no operation has that name."""
    told = [
        {
            "provider": one.name,
            "error": known.name,
            "code": known.error.code,
            "status": known.error.status,
            "sources": list(known.parts[CODE]),
            "sentences": [{"says": known.says(part), "sources": list(by)} for part, by in known.sentences().items()],
        }
        for one in speakers
        for known in error_evidence.with_code(one, options.operation)
    ]
    if not told:
        every = {name for one in speakers for name in evidence.operations(one)}
        every |= {str(known.error.code) for one in speakers for known in error_evidence.errors_of(one)}
        near = meant(options.operation, every, 3)
        return _refuse(f"there is no operation or error {shown(options.operation)}; {near}", INVALID)
    if options.key:
        return _refuse(f"{options.operation} is an error, which has no keys: leave out {shown(options.key)}", INVALID)
    return _print("errors", told, _error_lines, options)


def _print(
    name: str, told: list[dict[str, Any]], lines: Callable[[dict[str, Any]], list[str]], options: argparse.Namespace
) -> int:
    if options.json:
        print(orjson.dumps({name: told}, option=orjson.OPT_INDENT_2).decode())
    else:
        print("\n".join(line for one in told for line in lines(one)))
    return OK


def _error_lines(told: dict[str, Any]) -> list[str]:
    lines = [f"{told['code']} of {told['provider']}, status {told['status']}  {_shown(told['sources'])}"]
    return lines + [f"  {one['says']}  {_shown(one['sources'])}" for one in told["sentences"]]


def _shown(sources: Iterable[Source]) -> str:
    return "; ".join(f"{one['mark']}: {one['where']}" for one in sources) or _UNSIGNED


def _refuse(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def _told(speaker: Speaker[Any], name: str, schemas: list[str], key: str | None) -> dict[str, Any]:
    keys = [row for row in _keys(speaker, schemas) if key is None or key in (row["key"], row["name"])]
    proven = {kind: True for kind, names in coverage.witnessed().items() if f"{speaker.name} {name}" in names}
    return {"provider": speaker.name, "operation": name, "proven": sorted(proven), "keys": keys}


def _keys(speaker: Speaker[Any], schemas: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "schema": one.schema,
            "key": one.place,
            "name": one.name,
            "sources": list(one.sources),
            "says": one.description,
        }
        for one in evidence.keys_around(speaker, schemas)
    ]


def _lines(told: dict[str, Any]) -> list[str]:
    lines = [f"{told['operation']} of {told['provider']}"]
    if told["proven"]:
        lines.append(f"  called in tests by: {', '.join(told['proven'])}")
    schema, before = "", ""
    for key in told["keys"]:
        if key["schema"] != schema:
            schema, before = key["schema"], ""
            lines.append(f"  {schema}")
        sources = _shown(key["sources"])
        lines.append(f"    {key['key']}" + ("" if sources == before else f"  {sources}"))
        before = sources
    return lines
