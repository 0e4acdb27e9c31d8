"""``chatmock check``: hold a server against the JSON Schemas."""

from __future__ import annotations

import argparse
import sys

from chatmock.cli import INVALID, OK, USAGE
from chatmock.commands.options import options_of
from chatmock.contract import Checked, Unreachable
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
    asked = broken = skipped = 0
    try:
        known = {**chosen, **provider.signature(chosen)}
        checked = Checked(provider, options.url, provider.credential(chosen), known)
        for finding in checked.findings(write=options.write):
            print(finding, flush=True)
            asked += not finding.skipped
            skipped += bool(finding.skipped)
            broken += bool(finding.wrong)
    except Unreachable as reason:
        print(reason, file=sys.stderr)
        return INVALID
    print(f"{asked} answers checked, {broken} broken, {skipped} requests not sent")
    return INVALID if broken else OK
