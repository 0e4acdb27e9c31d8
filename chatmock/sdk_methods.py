"""What the tests saw of each method of a vendor's server SDKs, as a table: written down by the tests that called them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

Seen = dict[str, dict[str, dict[str, Any]]]
"""By SDK, with its version, and method: its ``operation``, and either ``why_not`` it is called, or ``answer`` (why nothing of it is handed on;
empty where the SDK takes it), ``without`` (under which names the SDK spoils the value) and ``effect``."""

SEEN = Path(__file__).parent / "proofs" / "sdk_methods.json"


def tables() -> Iterator[str]:
    """A table for each SDK, with its count of methods."""
    seen: Seen = orjson.loads(SEEN.read_bytes()) if SEEN.exists() else {}
    for sdk, methods in seen.items():
        called = sum("why_not" not in facts for facts in methods.values())
        yield f"## {sdk}\n\n{called} of {len(methods)} methods are called.\n"
        lines = ["| method | operation | called | answer taken | effect seen |", "| --- | --- | --- | --- | --- |"]
        lines += [_row(name, methods[name]) for name in sorted(methods)]
        yield "\n".join(lines) + "\n"


def _row(name: str, facts: Mapping[str, Any]) -> str:
    if "why_not" in facts:
        cells = [facts["why_not"], "", ""]
    else:
        spoiled = ", ".join(f"`{place}`" for place in facts.get("without", ()))
        taken = facts["answer"] or (f"x, it spoils {spoiled}" if spoiled else "x")
        cells = ["x", taken, "x" if facts["effect"] else ""]
    operation = facts["operation"]
    return f"| {' | '.join([name, f'`{operation}`', *cells])} |"
