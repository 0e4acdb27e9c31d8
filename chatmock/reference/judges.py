"""The judges from outside as a page: who was asked about chatmock, in which version, and what they said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import orjson

from chatmock import clients
from chatmock.reference.tables import MADE

ROOT = Path(__file__).resolve().parents[2]
JUDGES = Path(__file__).resolve().parents[1] / "proofs" / "judges.json"
"""Each judge: where its version is pinned, what it is asked, what passed, what it refused and why, and the test that asks it."""
_HEAD = """# Judges

Programs that others wrote, and what they say of chatmock. Nobody at chatmock decides what they find. Each row has the test that
asks; where a tool is not installed the test is skipped (`scripts/openapi-tools`, `scripts/node-clients`).

## Validators and generators
"""
_CLIENTS = """## The vendors' clients

They ran unmodified, each step as a test. A version has passed what it ran.
"""
_FURTHER = """
Each method of the vendors' server SDKs has [a row of its own](server-sdks.md). What the vendors' own suites found stands in
[Fidelity](fidelity.md#the-vendors-own-suites).
"""


def page() -> str:
    rows = [
        f"| `{one['judge']}` | {version(one)} | {one['asked']} | {one['passed']} | {one['refused']} | `{one['test']}` |"
        for one in judges()
    ]
    head = [
        "| judge | version | asked | passed | refused, with the reason | test |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([MADE, _HEAD, *head, *rows, "", _CLIENTS, clients.table(), _FURTHER])


def judges() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = orjson.loads(JUDGES.read_bytes())
    return found


def version(judge: dict[str, Any]) -> str:
    """The version of a judge, as it is pinned; LookupError where it is not."""
    text = (ROOT / judge["pin"]).read_text(encoding="utf-8")
    found = re.search(rf'{re.escape(judge["judge"])}"?(?:: "|==)([\w.]+)|{re.escape(judge["judge"])}(>=[\w.]+)', text)
    if found is None:
        raise LookupError(f"{judge['pin']} does not pin {judge['judge']}")
    return found[1] or found[2]
