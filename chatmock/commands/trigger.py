"""The command ``trigger``: a sample of a webhook is sent."""

from __future__ import annotations

import argparse
import sys

from chatmock.cli import INVALID, OK
from chatmock.testing.control import ChatmockError, Control, over_http

_PATIENCE = 15
"""Seconds until a receiver is said not to answer: a little more than it has."""


def trigger(options: argparse.Namespace) -> int:
    """Have a running server send a sample of a webhook, and say what became of it."""
    of = {name: value for name, value in (("app", options.app_id), ("provider", options.provider)) if value}
    control = Control(over_http(options.url.rstrip("/")), **of)
    try:
        sent = control("POST", "/webhooks/trigger", category=options.category, url=options.to)
        asked = {"kind": "delivery", "operation": f"webhook {options.category}", **sent, "timeout": _PATIENCE}
        [entry, *_] = control("POST", "/journal/wait", **asked)["entries"]
    except ChatmockError as reason:
        print(reason, file=sys.stderr)
        return INVALID
    if entry["outcome"] != "delivered":
        print(f"{options.category} did not arrive at {entry['path']}: {entry['hint']}", file=sys.stderr)
        return INVALID
    print(f"{options.category} arrived at {entry['path']}, which answered {entry['status']}")
    return OK
