"""One change to be tested, and the bounds within which its tests run: it may have made a loop, or taken a bound away."""

from __future__ import annotations

import resource
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field

_PATIENCE, _TIMES = 60, 20
"""Seconds that every test may take, and how many times as long as it took without any change besides."""
_UNKNOWN = 3.0
"""Seconds that a test is taken to need that was not measured."""
MEMORY = 4 * 1024**3
"""Bytes that tests may take."""
NO_END = -signal.SIGALRM.value
PASSED, FAILED, NO_TESTS, NOT_SWAPPED = 0, 1, 5, 90
"""How the tests of a change end, as pytest's exit status says it; the last is our own."""


@dataclass(frozen=True)
class Job:
    """A change: the file that has another text, and the tests that may notice it, by names, files or folders, the best first."""

    name: str
    file: str
    text: str
    tests: tuple[str, ...]
    seconds: Mapping[str, float] = field(default_factory=dict, repr=False)
    """How long tests take without any change, as far as that was measured."""
    anew: bool = False
    """Whether it is about what runs as modules are imported, before any test: it takes a process that imports anew."""

    def patience(self, test: str) -> int:
        """Seconds after which a test, by its own name, has no end."""
        return int(_PATIENCE + _TIMES * self.seconds.get(test, _UNKNOWN))


def be_bounded() -> None:
    """Take no more memory than there is for tests."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
