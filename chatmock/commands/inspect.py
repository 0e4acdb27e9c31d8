"""Commands that look: ``routes``, ``validate``, ``export``."""

from __future__ import annotations

import argparse
import sys

from chatmock.cli import INVALID, OK
from chatmock.core.seeds import SeedError, read, write
from chatmock.serving import DEFAULT_PROVIDER, new_hub
from chatmock.testing.control import ChatmockError, Control, over_http


def routes(options: argparse.Namespace) -> int:
    """List the operations, those of a text only where one is given."""
    rows = [
        (operation.method, provider.api.prefix + operation.path, operation.name, operation.summary)
        for provider in new_hub().providers
        for operation in (*provider.api.operations.values(), *provider.api.commands.values())
    ]
    rows = [row for row in rows if options.text.lower() in " ".join(row).lower()]
    if not rows:
        print(f"no operation has {options.text!r} in its name, path or summary", file=sys.stderr)
        return INVALID
    width = max(len(path) for _, path, _, _ in rows)
    for method, path, name, summary in rows:
        print(f"{method:6} {path:{width}}  {name:32} {summary}")
    return OK


def validate(options: argparse.Namespace) -> int:
    """Check seed files by loading them; says for each whether it is good, or where it is not."""
    status = OK
    for path in options.files:
        hub = new_hub()
        try:
            document = read(path)
            application = hub.provider(document.provider or DEFAULT_PROVIDER).create("validate", api_token="validate")
            document.fill(application)
        except SeedError as reason:
            print(reason, file=sys.stderr)
            status = INVALID
        else:
            print(f"{path}: good")
    return status


def export(options: argparse.Namespace) -> int:
    """Print the state of a running server as YAML."""
    control = Control(over_http(options.url.rstrip("/")), **({"app": options.app_id} if options.app_id else {}))
    try:
        print(write(control("GET", "/state")), end="")
    except ChatmockError as reason:
        print(reason, file=sys.stderr)
        return INVALID
    return OK
