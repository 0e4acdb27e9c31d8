"""Commands that look: ``routes``, ``validate``, ``export``."""

from __future__ import annotations

import argparse
import sys

from chatmock import coverage
from chatmock.cli import INVALID, OK
from chatmock.core.application import Application
from chatmock.core.hub import Hub
from chatmock.core.seeds import Document, SeedError, write
from chatmock.serving import new_hub, read_seed
from chatmock.testing.control import ChatmockError, Control, over_http


def routes(options: argparse.Namespace) -> int:
    """List the operations with what proves them, those of a text only where one is given."""
    witnessed = coverage.witnessed()
    rows: list[tuple[str, ...]] = []
    for provider in new_hub().every():
        for row in coverage.rows(provider, coverage.documented(provider), witnessed):
            rows.append((row["method"], row["path"], row["name"], coverage.letters(row), row["summary"]))
        for command in provider.api.commands.values():
            rows.append((command.method, command.path, command.name, "", command.summary))
    rows = [row for row in rows if options.text.lower() in " ".join((*row[:3], row[4])).lower()]
    if not rows:
        print(f"no operation has {options.text!r} in its name, path or summary", file=sys.stderr)
        return INVALID
    width = max(len(row[1]) for row in rows)
    for method, path, name, proofs, summary in rows:
        print(f"{method:6} {path:{width}}  {name:32} {proofs:6}  {summary}")
    if sys.stdout.isatty():
        print(f"\n{coverage.LEGEND}")
    return OK


def validate(options: argparse.Namespace) -> int:
    """Check seed files by loading them; says for each whether it is good, or where it is not."""
    status = OK
    for path in options.files:
        hub = new_hub()
        try:
            for document in hub.checked(read_seed(path)).documents:
                document.fill(_empty(hub, document))
        except SeedError as reason:
            print(reason, file=sys.stderr)
            status = INVALID
        else:
            print(f"{path}: good")
    return status


def _empty(hub: Hub, document: Document) -> Application:
    """A new application, served by nobody, for a document."""
    provider = hub.provider(document.provider)
    options = dict(provider.card.defaults)
    application: Application = provider.create(options.pop("app_id"), **options)
    return application


def export(options: argparse.Namespace) -> int:
    """Print the state of a running server as YAML."""
    control = Control(over_http(options.url.rstrip("/")), **({"app": options.app_id} if options.app_id else {}))
    try:
        print(write(control("GET", "/state")), end="")
    except ChatmockError as reason:
        print(reason, file=sys.stderr)
        return INVALID
    return OK
