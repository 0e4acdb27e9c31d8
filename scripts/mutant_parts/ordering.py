"""The order in which tests are run for a change: those first that are most likely to notice it soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path


def ordered(tests: Iterable[str], file: str, seconds: Mapping[str, float]) -> tuple[str, ...]:
    """Tests in the order in which they are run: one of each file, the cheapest, and then the others by their files.

    Files that are named like the changed ``file`` go first, then the cheap ones; what is behind the first of a file has its
    fixtures already.
    """
    by_file: defaultdict[str, list[str]] = defaultdict(list)
    for test in sorted(tests, key=lambda test: (seconds.get(test, 0.0), test)):
        by_file[test.partition("::")[0]].append(test)
    words = set(Path(file).stem.split("_"))
    files = sorted(by_file.values(), key=lambda mine: (not _is_like(mine[0], words), seconds.get(mine[0], 0.0)))
    return *(mine[0] for mine in files), *(test for mine in files for test in mine[1:])


def _is_like(test: str, words: set[str]) -> bool:
    named = Path(test.partition("::")[0]).stem.split("_")
    return any(word.rstrip("s") in {one.rstrip("s") for one in named} for word in words)
