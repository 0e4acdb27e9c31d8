"""How the keys and the errors of each platform are known, as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from chatmock import error_evidence, evidence
from chatmock.reference.tables import MADE
from chatmock.serving import new_hub

READING = Path(__file__).resolve().parents[1] / "proofs" / "evidence-read.md"
"""The result of a reading of drawn keys, written by hand."""
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
What the vendors have and chatmock has not is in [Not served](not-served.md).
"""
_ERRORS = """## Errors

How each error of the catalogues is known: the code, and with it the status, and each sentence. A platform that changed its words
has two sentences for some errors. Where a platform has no codes, the source is that of the status. The sources stand in
`error_sources.json` beside each provider. A test refuses an error whose code or sentence has none. [Errors](errors.md) shows the
kinds in a column, and `chatmock explain CODE` prints the sources.
"""


def page() -> str:
    hub = new_hub()
    assert hub.control is not None
    keys = {one.name: evidence.counted(one) for one in (*hub.every(), hub.control)}
    errors = {
        f"{one.name}, {what}": count
        for one in hub.every()
        for what, count in error_evidence.counted(one).items()
        if count
    }
    parts = [
        MADE,
        _HEAD,
        *_table("keys", keys),
        _TAIL,
        _ERRORS,
        *_table("all", errors),
        READING.read_text(encoding="utf-8"),
    ]
    return "\n".join(parts)


def _table(all_of_them: str, rows: Mapping[str, Counter[str]]) -> Iterator[str]:
    yield f"| platform | {all_of_them} | {' | '.join(evidence.MARKS)} |"
    yield "| --- " * (len(evidence.MARKS) + 2) + "|"
    for name, found in rows.items():
        counts = [found[all_of_them], *(found[mark] for mark in evidence.MARKS)]
        yield f"| {name} | {' | '.join(f'{count:,}' for count in counts)} |"
