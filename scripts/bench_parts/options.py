"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass


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
    few_members: int
    many_members: int
    """Members of the small and of the large channel."""
    samples: int
    """Times that each cost is measured."""
    tests: int
    """Tests of a session; the first and the last one are not counted."""
    starts: int
    """Times that a server or a session is started."""
    reset: int
    """Messages in an application that is reset."""
    seeded: int
    """Messages of a seed file."""
    members: int
    """Connected members of the channel that messages are fanned out in."""
    held: int
    """Connections that are held at once."""
    idle: float
    """Seconds for which idle connections are watched."""
    kills: int
    """Times that a server is killed at work."""
    saved: int
    """Messages of a state that is saved beside the work."""
    saving: float
    """Seconds of that work."""
    flood: int
    """Requests of a flood."""
    resets: int
    """Times that an application goes, and another one comes."""
    uvloop: bool = False


FULL = Options(
    rounds=7,
    burst=1.0,
    few=1_000,
    many=1_000_000,
    few_channels=100,
    many_channels=100_000,
    few_members=10,
    many_members=100_000,
    samples=100,
    tests=300,
    starts=5,
    reset=10_000,
    seeded=10_000,
    members=1_000,
    held=5_000,
    idle=5.0,
    kills=100,
    saved=100_000,
    saving=10.0,
    flood=12_000,
    resets=1_000,
)
QUICK = Options(
    rounds=1,
    burst=0.5,
    few=1_000,
    many=100_000,
    few_channels=100,
    many_channels=5_000,
    few_members=10,
    many_members=10_000,
    samples=30,
    tests=50,
    starts=1,
    reset=1_000,
    seeded=10_000,
    members=1_000,
    held=1_000,
    idle=1.0,
    kills=5,
    saved=100_000,
    saving=4.0,
    flood=3_000,
    resets=300,
)
SMOKE = Options(
    rounds=1,
    burst=0.01,
    few=200,
    many=1_000,
    few_channels=20,
    many_channels=50,
    few_members=5,
    many_members=50,
    samples=1,
    tests=4,
    starts=1,
    reset=10,
    seeded=10,
    members=20,
    held=30,
    idle=0.05,
    kills=1,
    saved=100,
    saving=0.05,
    flood=20,
    resets=10,
)
