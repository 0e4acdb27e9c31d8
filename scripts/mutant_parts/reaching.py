"""Which tests reach which line: coverage measures each test by itself, once, and a plugin of pytest runs those wanted."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage, CoverageData

from scripts.mutant_parts.drawing import WHERE, Mutant
from scripts.mutant_parts.tree import Tree

MEASURED = "measured.coverage"
ONLY = "CHATMOCK_MUTANTS_ONLY"
"""Names a file with the tests to run, one a line; without it all are run, each measured by itself."""
OF_ALL = ("tests/core", "tests/control")
OF_PROVIDERS = {
    "sendbird": ("operations", "realtime", "webhooks", "laws", "effects", "test_seeds.py", "test_seeds_of_today.py"),
    "connectycube": ("operations", "chat", "laws", "effects", "test_seeds.py"),
    "tencent": ("operations", "realtime", "webhooks", "laws", "effects", "test_seeds.py"),
}
"""Tests that may reach the core and the models: those of the vendors' own clients are left out, which take minutes."""


def all_tests() -> list[str]:
    """The folders and files of the tests that are measured."""
    return [*OF_ALL, *(f"tests/{name}/{part}" for name, parts in OF_PROVIDERS.items() for part in parts)]


def measure(copy: Tree, into: Path) -> None:
    """Run all tests once and note which lines each of them reaches. Exits where one fails without any change."""
    names = ",".join(f"{copy.folder}/{pattern}" for pattern in WHERE)
    coverage = ("coverage", "run", "--rcfile=/dev/null", f"--data-file={into}", f"--include={names}", "-m")
    status, told = copy.test(all_tests(), *PLUGIN, "--ignore=tests/control/inspector", under=coverage, patience=7200)
    if status:
        into.unlink(missing_ok=True)
        raise SystemExit(f"mutants: tests fail in a copy without any change; mend them first\n{told}")


PLUGIN = ("-p", "scripts.mutant_parts.reaching")


class Reach:
    """The tests of each line, as they were measured."""

    def __init__(self, file: Path) -> None:
        self._data = CoverageData(str(file))
        self._data.read()
        self._files = {name.partition("chatmock/")[2]: name for name in self._data.measured_files()}

    def __repr__(self) -> str:
        return f"<Reach of {len(self._files)} files>"

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that run the line of a change; those that run anything of its file, where it stands outside of functions."""
        name = self._files.get(mutant.file.partition("/")[2])
        if name is None:
            return []
        by_line = self._data.contexts_by_lineno(name)
        lines = by_line if mutant.first else range(mutant.statement, mutant.last + 1)
        found = [by_line.get(line, []) for line in lines]
        return sorted({test for tests in found for test in tests if test})


# --- the plugin ---


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run the wanted tests only, those that take long at the end."""
    if named := os.environ.get(ONLY):
        wanted = frozenset(Path(named).read_text(encoding="utf-8").splitlines())
        items[:] = sorted((item for item in items if item.nodeid in wanted), key=lambda item: "/laws/" in item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Note under a test's name what it reaches."""
    measuring = Coverage.current()
    if measuring is not None:
        measuring.switch_context(item.nodeid)
    return (yield)
