"""What a replay found, as a table for people and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from chatmock.recording.replaying import Step

_TOLD = 10
_WIDTH = 100


def table(steps: Sequence[Step]) -> Iterator[str]:
    """One line for each event, those that differ with their places, and a line that counts them."""
    for step in steps:
        yield f"{'differs' if step.wrong else 'ok':8} {step.n:5}  {step.what[:_WIDTH]}"
        yield from (f"{'':16}{one}" for one in step.wrong[:_TOLD])
        if len(step.wrong) > _TOLD:
            yield f"{'':16}and {len(step.wrong) - _TOLD} more"
    different = sum(bool(step.wrong) for step in steps)
    yield f"{len(steps)} events: {len(steps) - different} ok, {different} differ"


def document(steps: Sequence[Step]) -> dict[str, Any]:
    """The same as plain values."""
    different = sum(bool(step.wrong) for step in steps)
    return {"counts": {"ok": len(steps) - different, "differs": different}, "events": [_told(step) for step in steps]}


def _told(step: Step) -> dict[str, Any]:
    told = {"n": step.n, "what": step.what, "state": "differs" if step.wrong else "ok"}
    return {**told, "wrong": [msgspec.structs.asdict(one) for one in step.wrong]} if step.wrong else told
