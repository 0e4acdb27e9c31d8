"""Which tests reach which line: coverage measures each test by itself, once."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage, CoverageData

from scripts.mutant_parts.drawing import WHERE, Mutant
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


def measure(copy: Tree, into: Path, tests: list[str]) -> None:
    """Run tests once and note which lines each of them reaches. Exits where one fails without any change."""
    status, told = copy.test(tests, *_PLUGIN, *_WITHOUT, environment={INTO: str(into)}, patience=_HOURS)
    if status:
        into.unlink(missing_ok=True)
        raise SystemExit(f"mutants: tests fail in a copy without any change; mend them first\n{told}")


class Reach:
    """The tests of each line, as they were measured."""

    def __init__(self, file: Path) -> None:
        self._data = CoverageData(str(file))
        self._data.read()
        self._files = {name.rpartition("/chatmock/")[2]: name for name in self._data.measured_files()}

    def __repr__(self) -> str:
        return f"<Reach of {len(self._files)} files>"

    def tests_of(self, mutant: Mutant) -> tuple[str, ...]:
        """The tests that run a changed statement; those that run anything of its file, where it stands outside of functions."""
        name = self._files.get(mutant.file.removeprefix("chatmock/"))
        if name is None:
            return ()
        by_line = self._data.contexts_by_lineno(name)
        lines = by_line if mutant.first else range(mutant.statement, mutant.last + 1)
        found = [by_line.get(line, []) for line in lines]
        return tuple(sorted({test for tests in found for test in tests if test}))


# --- the plugin ---


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main() -> Generator[None, object, object]:
    """Measure the whole run where that is wanted."""
    if not (into := os.environ.get(INTO)):
        return (yield)
    measuring = Coverage(data_file=into, config_file=False, include=[f"{os.getcwd()}/{where}" for where in WHERE])
    with measuring.collect():
        status = yield
    measuring.save()
    return status


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Note under a test's name what it reaches."""
    measuring = Coverage.current()
    if measuring is not None:
        measuring.switch_context(item.nodeid)
    return (yield)
