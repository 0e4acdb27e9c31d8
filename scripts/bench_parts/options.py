"""How much is measured, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Options:
    """The size of a run."""

    rounds: int
    """Bursts of each kind, over HTTP."""
    burst: float
    """Seconds a burst takes."""
    few: int
    many: int
    """Messages of the small and of the large channel."""
    few_channels: int
    many_channels: int
    """Group channels of the two users."""
    samples: int
    """Times that each cost is measured."""
    tests: int
    """Tests of a session."""
    starts: int
    """Times that a server or a session is started."""
    reset: int
    """Messages in an application that is reset."""
    wrk: bool = False
    uvloop: bool = False


FULL = Options(
    rounds=7,
    burst=1.0,
    few=1_000,
    many=1_000_000,
    few_channels=100,
    many_channels=100_000,
    samples=100,
    tests=300,
    starts=5,
    reset=10_000,
)
QUICK = Options(
    rounds=1,
    burst=0.5,
    few=1_000,
    many=100_000,
    few_channels=100,
    many_channels=5_000,
    samples=30,
    tests=50,
    starts=1,
    reset=1_000,
)
SMOKE = Options(
    rounds=1,
    burst=0.01,
    few=200,
    many=1_000,
    few_channels=20,
    many_channels=50,
    samples=1,
    tests=2,
    starts=1,
    reset=10,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what was done, and the figures by the name of their column."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
