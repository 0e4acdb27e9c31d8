"""One change to be tested, and the bounds within which its tests run: it may have made a loop, or taken a bound away."""

from __future__ import annotations

import resource
import signal
from dataclasses import dataclass

PATIENCE = 600
"""Seconds after which tests count as failed."""
MEMORY = 4 * 1024**3
"""Bytes that tests may take."""
NO_END = -signal.SIGALRM.value
PASSED, FAILED, NO_TESTS, NOT_SWAPPED = 0, 1, 5, 90
"""How the tests of a change end, as pytest's exit status says it; the last is our own."""


@dataclass(frozen=True)
class Job:
    """A change: the file that has another text, and the tests that may notice it, by names, files or folders."""

    name: str
    file: str
    text: str
    tests: tuple[str, ...]


def be_bounded() -> None:
    """Take no more memory than there is for tests."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
