"""How the keys of each platform are known, as a page."""

from __future__ import annotations

from chatmock import evidence
from chatmock.reference.tables import MADE
from chatmock.serving import new_hub

_HEAD = """# Evidence

How each key of a request, an answer, a frame and a webhook is known. The sources stand in the schemas, under `x-source`; a key
without one has that of the nearest schema around it. A test refuses a new key that has none, and looks up those in this repository
and in the vendor's SDK.

[`chatmock explain OPERATION`](command-line.md) prints the sources of an operation's keys, `chatmock explain OPERATION KEY` those
of one.

The kinds stand side by side; do not sum them: a key may be known in several ways. What each kind means stands in
[Contributing](../CONTRIBUTING.md#where-an-expectation-comes-from).
"""
_TAIL = """
`not signed` are keys from before the rule: `tests/contract/keys_without_source.txt` lists them, and only becomes shorter. What the
vendors have and chatmock has not is in [Not served](not-served.md).
"""


def page() -> str:
    hub = new_hub()
    assert hub.control is not None
    lines = [
        f"| platform | keys | {' | '.join(evidence.MARKS)} | not signed |",
        "| --- " * (len(evidence.MARKS) + 3) + "|",
    ]
    for speaker in (*hub.every(), hub.control):
        found = evidence.counted(speaker)
        counts = [found["keys"], *(found[mark] for mark in evidence.MARKS), found[""]]
        lines.append(f"| {speaker.name} | {' | '.join(f'{count:,}' for count in counts)} |")
    return "\n".join([MADE, _HEAD, *lines, _TAIL])
