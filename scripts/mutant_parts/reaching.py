"""Which tests reach which line, and how long each takes: coverage measures each test by itself, once."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest
from coverage import Coverage, CoverageData

from scripts.mutant_parts.drawing import WHERE, Mutant
from scripts.mutant_parts.ordering import ordered
from scripts.mutant_parts.tree import Tree

MEASURED = "measured.coverage"
INTO = "CHATMOCK_MUTANTS_INTO"
"""Names the file into which is measured what each test reaches."""
OF_ALL = ("tests/core", "tests/control")
OF_PROVIDERS = {
    "sendbird": ("operations", "realtime", "webhooks", "laws", "effects", "test_seeds.py", "test_seeds_of_today.py"),
    "connectycube": ("operations", "chat", "laws", "effects", "test_seeds.py"),
    "tencent": ("operations", "realtime", "webhooks", "laws", "effects", "test_seeds.py"),
}
"""Tests that may reach the core and the models: those of the vendors' own clients are left out, which take minutes."""
_WITHOUT = ("--ignore=tests/control/inspector",)
_PLUGIN = ("-p", "scripts.mutant_parts.reaching")
_HOURS = 3 * 3600


def all_tests() -> list[str]:
    """The folders and files of the tests that are measured."""
    return [*OF_ALL, *(f"tests/{name}/{part}" for name, parts in OF_PROVIDERS.items() for part in parts)]


def measure(copy: Tree, into: Path, tests: list[str]) -> list[str]:
    """Run tests once and note which lines each of them reaches; gives those that fail without any change, which count for nothing."""
    copy.test(tests, "--maxfail=0", *_PLUGIN, *_WITHOUT, environment={INTO: str(into)}, patience=_HOURS)
    if not _seconds_beside(into).exists():
        into.unlink(missing_ok=True)
        raise SystemExit("mutants: the tests cannot be measured; run them by scripts/test, and mend them")
    seconds = json.loads(_seconds_beside(into).read_text(encoding="utf-8"))
    return [test for test, one in seconds.items() if one is None]


def _seconds_beside(into: Path) -> Path:
    return into.with_suffix(".json")


class Reach:
    """The tests of each line, as they were measured."""

    def __init__(self, file: Path) -> None:
        self._data = CoverageData(str(file))
        self._data.read()
        self._files = {name.rpartition("/chatmock/")[2]: name for name in self._data.measured_files()}
        self._lines = cache(self._data.contexts_by_lineno)
        told = json.loads(_seconds_beside(file).read_text(encoding="utf-8"))
        self.seconds: dict[str, float] = {test: seconds for test, seconds in told.items() if seconds is not None}
        """How long each test took that passed."""

    def __repr__(self) -> str:
        return f"<Reach of {len(self._files)} files>"

    def tests_of(self, mutant: Mutant) -> tuple[str, ...]:
        """The tests that run a changed statement, or anything of its file where it stands outside of functions, the best first."""
        name = self._files.get(mutant.file.removeprefix("chatmock/"))
        if name is None:
            return ()
        by_line = self._lines(name)
        lines = by_line if mutant.first else range(mutant.statement, mutant.last + 1)
        found = {test for line in lines for test in by_line.get(line, []) if test in self.seconds}
        return ordered(found, mutant.file, self.seconds)


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
