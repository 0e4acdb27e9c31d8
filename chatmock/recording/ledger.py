"""A ledger: the differences that are known, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from chatmock.contract.likeness import Difference
from chatmock.recording.replaying import Step

LARGEST = 4 * 1024 * 1024
"""Bytes of a ledger."""


class BadLedger(ValueError):
    """A file is no ledger: a sentence for people."""


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A difference that is known: in which cassette, at which of its events, at which path, and why."""

    cassette: str
    event: int
    path: str
    reason: str

    @property
    def place(self) -> tuple[str, int, str]:
        return self.cassette, self.event, self.path


class Found(msgspec.Struct, frozen=True):
    """A difference of a replay; ``reason`` is the ledger's, empty where it does not know it."""

    cassette: str
    event: int
    what: str
    difference: Difference
    reason: str = ""


class Drift(msgspec.Struct):
    """What replays found, held against a ledger: known differences, new ones, and entries that do not differ any more."""

    known: list[Found] = []
    new: list[Found] = []
    gone: list[Known] = []
    unasked: int = 0
    """Entries about cassettes that were not replayed."""

    @property
    def is_good(self) -> bool:
        return not self.new and not self.gone


def read_ledger(path: Path) -> list[Known]:
    """The entries of a file; raises OSError, and BadLedger where it is none."""
    if path.stat().st_size > LARGEST:
        raise BadLedger(f"{path} is larger than {LARGEST} bytes; a ledger is a short list")
    try:
        found = msgspec.convert(yaml.safe_load(path.read_bytes()) or [], list[Known])
    except (yaml.YAMLError, UnicodeDecodeError, msgspec.ValidationError, RecursionError) as reason:
        said = str(reason).split("\n")[0][:200]
        raise BadLedger(f"{path} is no list of entries with cassette, event, path and reason: {said}") from None
    for one in found:
        if not one.reason.strip():
            raise BadLedger(f"{path}: {one.cassette}, event {one.event}, {one.path} has no reason; say why it differs")
    twice = [place for place, times in Counter(one.place for one in found).items() if times > 1]
    if twice:
        cassette, event, place = twice[0]
        raise BadLedger(f"{path}: {cassette}, event {event}, {place} stands there twice; remove one")
    return found


def drift_of(replays: Mapping[str, Sequence[Step]], ledger: Sequence[Known]) -> Drift:
    """What replays by the names of their cassettes found, held against a ledger."""
    left = {one.place: one for one in ledger}
    reasons = {one.place: one.reason for one in ledger}
    drift = Drift([], [], [])
    for cassette, steps in replays.items():
        for step in steps:
            for difference in step.wrong:
                place = cassette, step.n, difference.path
                left.pop(place, None)
                found = Found(cassette, step.n, step.what, difference, reasons.get(place, ""))
                (drift.known if found.reason else drift.new).append(found)
    drift.gone = [one for one in left.values() if one.cassette in replays]
    drift.unasked = len(left) - len(drift.gone)
    return drift


def lines_of(drift: Drift) -> list[str]:
    """The same for people: a line for each, and a line that counts them."""
    return [
        *(f"known  {_place(one)}\n         {one.difference}\n         {one.reason}" for one in drift.known),
        *(f"new    {_place(one)}\n         {one.difference}" for one in drift.new),
        *(
            f"gone   {one.cassette} {one.event}\n         {one.path}: it does not differ any more; remove it"
            for one in drift.gone
        ),
        f"{len(drift.known)} known, {len(drift.new)} new, {len(drift.gone)} gone"
        + (f"; {drift.unasked} entries are about other cassettes" if drift.unasked else ""),
    ]


def document(drift: Drift) -> dict[str, Any]:
    """The same as plain values."""
    plain: dict[str, Any] = msgspec.to_builtins(drift)
    return plain


def _place(one: Found) -> str:
    return f"{one.cassette} {one.event}  {one.what}"
