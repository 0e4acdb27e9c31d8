"""Commands that look: ``routes``, ``validate``, ``export``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

import orjson

from chatmock import coverage
from chatmock.cli import INVALID, OK
from chatmock.core.application import Application
from chatmock.core.hub import Hub
from chatmock.core.scenario import rehearse
from chatmock.core.seeds import Document, SeedError, write
from chatmock.serving import new_hub, read_seed
from chatmock.testing.control import ChatmockError, Control, over_http


def routes(options: argparse.Namespace) -> int:
    """List the operations with what proves them, those of a text only where one is given."""
    rows = [row for row in _rows() if options.text.lower() in _searched(row).lower()]
    if options.json:
        _print_json({"routes": rows})
        return OK if rows else INVALID
    if not rows:
        print(f"no operation has {options.text!r} in its name, path or summary", file=sys.stderr)
        return INVALID
    width = max(len(row["path"]) for row in rows)
    for row in rows:
        letters = coverage.letters(row) if "laws" in row else ""
        print(f"{row['method']:6} {row['path']:{width}}  {row['name']:32} {letters:6}  {row['summary']}")
    if sys.stdout.isatty():
        print(f"\n{coverage.LEGEND}")
    return OK


def _rows() -> Iterator[dict[str, Any]]:
    """Every operation with what proves it, and every command on sockets, by platform."""
    witnessed = coverage.witnessed()
    for provider in new_hub().every():
        for row in coverage.rows(provider, coverage.documented(provider), witnessed):
            yield {"provider": provider.name, **row}
        for command in provider.api.commands.values():
            told = {"name": command.name, "method": command.method, "path": command.path, "summary": command.summary}
            yield {"provider": provider.name, **told}


def _searched(row: dict[str, Any]) -> str:
    return f"{row['method']} {row['path']} {row['name']} {row['summary']}"


def validate(options: argparse.Namespace) -> int:
    """Check seed files by loading them; says for each whether it is good, or where it is not."""
    found = [(path, _mistakes(path)) for path in options.files]
    if options.json:
        files = [{"file": path, "valid": not mistakes, "mistakes": mistakes} for path, mistakes in found]
        _print_json({"files": files})
    else:
        for path, mistakes in found:
            print(*(mistakes or [f"{path}: good"]), sep="\n", file=sys.stderr if mistakes else sys.stdout)
    return INVALID if any(mistakes for _, mistakes in found) else OK


def _mistakes(path: str) -> list[str]:
    """What is wrong with a seed file, each with file and line; nothing where it is good."""
    hub = new_hub()
    try:
        for document in hub.checked(read_seed(path)).documents:
            document.fill(_empty(hub, document))
            rehearse(hub, hub.provider(document.provider), [document], partial(_served, hub, document))
    except SeedError as reason:
        return str(reason).splitlines()
    return []


def _print_json(document: dict[str, Any]) -> None:
    print(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())


def _empty(hub: Hub, document: Document) -> Application:
    """A new application, served by nobody, for a document."""
    provider = hub.provider(document.provider)
    options = dict(provider.card.defaults)
    application: Application = provider.create(options.pop("app_id"), **options)
    return application


def _served(hub: Hub, document: Document, stage: Hub) -> Application:
    application = _empty(hub, document)
    document.fill(application)
    return stage.add(application)


def export(options: argparse.Namespace) -> int:
    """Print the state of a running server as YAML."""
    control = Control(over_http(options.url.rstrip("/")), **({"app": options.app_id} if options.app_id else {}))
    try:
        print(write(control("GET", "/state", scenario=options.scenario or None)), end="")
    except ChatmockError as reason:
        print(reason, file=sys.stderr)
        return INVALID
    return OK
