"""``chatmock drift``: replay cassettes, and hold what differs against a list of known differences."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from chatmock.cli import INVALID, NOT_STARTED, OK, USAGE
from chatmock.commands.replay import steps_of
from chatmock.core.jsontext import write
from chatmock.recording.ledger import document, drift_of, lines_of, read_ledger


def drift(options: argparse.Namespace) -> int:
    """Replay each cassette; the status is 1 where something new differs, or something known does not any more."""
    paths = [Path(text) for text in options.cassettes]
    names = [path.name for path in paths]
    if len(set(names)) < len(names):
        print("chatmock drift: two cassettes have the same name; the ledger could not tell them apart", file=sys.stderr)
        return USAGE
    try:
        ledger = read_ledger(Path(options.ledger))
        found = drift_of({path.name: steps_of(path, options) for path in paths}, ledger)
    except (OSError, ValueError, LookupError) as reason:
        print(f"chatmock drift: {reason.args[-1] if isinstance(reason, LookupError) else reason}", file=sys.stderr)
        return NOT_STARTED if isinstance(reason, ConnectionError) else USAGE
    if options.json:
        sys.stdout.buffer.write(write(document(found)) + b"\n")
    else:
        print("\n".join(lines_of(found)))
    return OK if found.is_good else INVALID
