"""Which tests reach which line, and how long each takes: coverage measures each test by itself, once."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from coverage import Coverage, CoverageData

from scripts.mutant_parts.drawing import WHERE, Mutant
from scripts.mutant_parts.ordering import ordered
from scripts.mutant_parts.tree import Tree

MEASURED = "measured"
INTO = "CHATMOCK_MUTANTS_INTO"
"""Names the file into which is measured what each test reaches."""
OF_ALL = ("tests/core", "tests/control", "tests/test_words.py", "tests/contract/test_claims.py")
OF_PROVIDERS = {
    "sendbird": ("operations", "realtime", "webhooks", "laws", "effects", "test_seeds.py", "test_seeds_of_today.py"),
    "connectycube": ("operations", "chat", "laws", "effects", "test_seeds.py"),
    "tencent": ("operations", "realtime", "webhooks", "laws", "effects", "test_seeds.py"),
}
"""Tests that may reach the core and the models: those of the vendors' own clients are left out, which take minutes."""
_WITHOUT = ("--ignore=tests/control/inspector",)
_PLUGIN = ("-p", "scripts.mutant_parts.reaching")
_HOURS = 3 * 3600
_NO_TEST = ""
"""What coverage calls the time before the first test."""


def all_tests() -> list[str]:
    """The folders and files of the tests that are measured."""
    return [*OF_ALL, *(f"tests/{name}/{part}" for name, parts in OF_PROVIDERS.items() for part in parts)]


def measure(copy: Tree, into: Path, tests: list[str]) -> Iterator[str]:
    """Run tests once and note which lines each of them reaches; tells what fails without any change, and counts for nothing.

    What was measured before is not measured again: each folder or file of tests has a file of its own.
    """
    into.mkdir(exist_ok=True)
    for test in tests:
        part = into / f"{test.replace('/', '.')}.coverage"
        if _seconds_beside(part).exists():
            continue
        part.unlink(missing_ok=True)
        _, said = copy.test([test], "--maxfail=0", *_PLUGIN, *_WITHOUT, environment={INTO: str(part)}, patience=_HOURS)
        if not _seconds_beside(part).exists():
            raise SystemExit(f"mutants: {test} cannot be measured; run it by scripts/test, and mend it\n{said}")
        seconds = json.loads(_seconds_beside(part).read_text(encoding="utf-8"))
        yield f"{test}: {len(seconds)} tests measured"
        yield from (
            f"{name} fails without any change, and counts for nothing" for name in seconds if seconds[name] is None
        )


def _seconds_beside(part: Path) -> Path:
    return part.with_suffix(".json")


class Reach:
    """The tests of each line, as they were measured into a folder."""

    def __init__(self, folder: Path) -> None:
        self.seconds: dict[str, float] = {}
        """How long each test took that passed."""
        self._parts: list[tuple[CoverageData, dict[str, str]]] = []
        for part in sorted(folder.glob("*.coverage")):
            data = CoverageData(str(part))
            data.read()
            self._parts.append((data, {name.rpartition("/chatmock/")[2]: name for name in data.measured_files()}))
            told = json.loads(_seconds_beside(part).read_text(encoding="utf-8"))
            self.seconds |= {test: seconds for test, seconds in told.items() if seconds is not None}
        self._tests_by_line = cache(self._of_file)

    def __repr__(self) -> str:
        return f"<Reach of {len(self.seconds)} tests>"

    def tests_of(self, mutant: Mutant) -> tuple[str, ...]:
        """The tests that run a changed statement, the best first; where it ``runs_early``, all that may see what came of it."""
        by_line = self._tests_by_line(mutant.file.removeprefix("chatmock/"))
        if self.runs_early(mutant):
            found = {test for test in self.seconds if test.startswith(_folder(mutant))}
        else:
            found = {test for line in _lines(mutant) for test in by_line.get(line, ()) if test in self.seconds}
        return ordered(found, mutant.file, self.seconds)

    def runs_early(self, mutant: Mutant) -> bool:
        """Whether a changed statement runs as modules are imported, and so before any test."""
        by_line = self._tests_by_line(mutant.file.removeprefix("chatmock/"))
        return mutant.first or any(_NO_TEST in by_line.get(line, ()) for line in _lines(mutant))

    def _of_file(self, file: str) -> dict[int, set[str]]:
        found: defaultdict[int, set[str]] = defaultdict(set)
        for data, names in self._parts:
            if file in names:
                for line, tests in data.contexts_by_lineno(names[file]).items():
                    found[line].update(tests)
        return dict(found)


def _folder(mutant: Mutant) -> str:
    """Where the tests lie that may see a change."""
    place = mutant.file.split("/")
    return f"tests/{place[2]}/" if place[1] == "providers" else "tests/"


def _lines(mutant: Mutant) -> range:
    return range(mutant.statement, mutant.last + 1)


# --- the plugin ---

_seconds: defaultdict[str, float] = defaultdict(float)
_failed: set[str] = set()


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main() -> Generator[None, object, object]:
    """Measure the whole run where that is wanted."""
    if not (into := os.environ.get(INTO)):
        return (yield)
    measuring = Coverage(data_file=into, config_file=False, include=[f"{os.getcwd()}/{where}" for where in WHERE])
    with measuring.collect():
        status = yield
    measuring.save()
    told = {test: None if test in _failed else seconds for test, seconds in _seconds.items()}
    _seconds_beside(Path(into)).write_text(json.dumps(told, indent=0), encoding="utf-8")
    return status


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Note under a test's name what it reaches."""
    measuring = Coverage.current()
    if measuring is not None:
        measuring.switch_context(item.nodeid)
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note how long a test takes, and whether it fails."""
    _seconds[report.nodeid] += report.duration
    if report.failed:
        _failed.add(report.nodeid)
