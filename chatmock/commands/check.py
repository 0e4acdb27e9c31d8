"""``chatmock check``: hold a server against the JSON Schemas."""

from __future__ import annotations

import argparse
import sys

import orjson

from chatmock.cli import INVALID, OK, USAGE
from chatmock.commands.options import options_of
from chatmock.contract import Checked, Finding, Unreachable
from chatmock.serving import new_hub


def check(options: argparse.Namespace) -> int:
    """Ask a server a few things and say which answers break which schema."""
    hub = new_hub()
    try:
        provider = hub.provider(options.provider)
        chosen = {**provider.card.defaults, **options_of(options, hub.cards).get(provider.name, {})}
    except (LookupError, ValueError) as reason:
        print(f"chatmock check: {reason.args[0]}", file=sys.stderr)
        return USAGE
    found: list[Finding] = []
    try:
        known = {**chosen, **provider.signature(chosen)}
        checked = Checked(provider, options.url, provider.credential(chosen), known)
        for finding in checked.findings(write=options.write):
            found.append(finding)
            if not options.json:
                print(finding, flush=True)
    except Unreachable as reason:
        print(reason, file=sys.stderr)
        return INVALID
    skipped, broken = sum(bool(one.skipped) for one in found), sum(bool(one.wrong) for one in found)
    asked = len(found) - skipped
    if options.json:
        counts = {"checked": asked, "broken": broken, "skipped": skipped}
        print(orjson.dumps({**counts, "findings": found}, option=orjson.OPT_INDENT_2).decode())
    else:
        print(f"{asked} answers checked, {broken} broken, {skipped} requests not sent")
    return INVALID if broken else OK
