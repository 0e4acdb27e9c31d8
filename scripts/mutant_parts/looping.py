"""A run of pytest that collects tests once, and then runs some of them for each change, in a process of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.mutant_parts.jobs import FAILED, NO_END, NO_TESTS, NOT_SWAPPED, PASSED, Job, be_bounded
from scripts.mutant_parts.swapping import CannotSwap, swap
from scripts.mutant_parts.tree import TOP, Tree

_BOUNDED = "-p", "scripts.mutant_parts.bounded"
_HOUR = 3600
Done = Callable[[Job, int, str], None]
"""Gets each job with its outcome, and the test that failed or how many did not."""
_QUIETLY = ("-q", "--tb=no", "-p", "no:cacheprovider", "-W", "ignore:Module already imported")


def run(copy: Tree, jobs: list[Job], done: Done) -> None:
    """Test each job in a copy of the checkout; this process itself collects the tests, and is in the copy from then on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what pytest has to say of each test
    os.chdir(copy.folder)
    sys.path[0] = os.environ["PYTHONPATH"] = str(copy.folder)
    tests = sorted({test for job in jobs for test in job.tests})
    files = sorted({test.partition("::")[0] for test in tests})
    status = pytest.main([*_QUIETLY, *files], plugins=[Loop(copy, jobs, done)])
    os.chdir(TOP)
    if status not in (PASSED, NO_TESTS):
        raise SystemExit(
            "mutants: pytest cannot collect the tests of the table; run them by scripts/test, and mend them"
        )


class Loop:
    """The plugin of pytest that does it. What is no change of functions alone is tested in a new process."""

    def __init__(self, copy: Tree, jobs: Iterable[Job], done: Done) -> None:
        self._copy, self._jobs, self._done = copy, jobs, done
        self._first, self._begun = copy.folder / "first", copy.folder / "begun"
        self._sound: dict[str, bool] = {}
        """Whether a test passes without any change, where it failed with one."""

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._begun.write_text(nodeid, encoding="utf-8")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._first.write_text(report.nodeid, encoding="utf-8")
            os._exit(FAILED)  # what a test has to tidy up may have no end now

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        named = {item: _names(item.nodeid) for item in session.items}
        for job in self._jobs:
            places = {test: place for place, test in enumerate(job.tests)}
            found = [
                ("/laws/" in item.nodeid, min(places[name] for name in names), item)  # laws take long
                for item, names in ((item, named[item] & places.keys()) for item in session.items)
                if names
            ]
            self._done(job, *self._test(job, session, [row[2] for row in sorted(found, key=lambda row: row[:2])]))
        return True

    def _test(self, job: Job, session: pytest.Session, items: list[pytest.Item]) -> tuple[int, str]:
        """Run tests until one fails, which has to fail again, and to pass without the change: else it counts for nothing."""
        if not items:
            return NO_TESTS, "no test reaches it"
        count = len(items)
        while items:
            status, said = self._run(job, session, items)
            if status == PASSED:
                break
            killer = next((item for item in items if item.nodeid == said), None)
            if killer is None:
                return status, said
            if self._is_sound(job, session, killer):
                if status == NO_END:
                    return status, f"{said} has no end"
                if self._run(job, session, [killer])[0] != PASSED:
                    return status, said
            items = items[items.index(killer) + 1 :]
        return PASSED, f"{count} tests"

    def _is_sound(self, job: Job, session: pytest.Session, item: pytest.Item) -> bool:
        if item.nodeid not in self._sound:
            self._sound[item.nodeid] = self._fork(replace(job, file=""), session, [item]) == PASSED
        return self._sound[item.nodeid]

    def _run(self, job: Job, session: pytest.Session, items: list[pytest.Item]) -> tuple[int, str]:
        """How tests with the change end, and which of them failed."""
        for file in (self._first, self._begun):
            file.unlink(missing_ok=True)
        with self._copy.changed(job.file, job.text):
            status = NOT_SWAPPED if job.anew else self._fork(job, session, items)
            if status == NOT_SWAPPED:
                return self._copy.test([item.nodeid for item in items], *_BOUNDED, patience=_HOUR)
        named = next((file for file in (self._first, self._begun) if file.exists()), None)
        return status, named.read_text(encoding="utf-8") if named is not None else "it does not begin"

    def _fork(self, job: Job, session: pytest.Session, items: list[pytest.Item]) -> int:
        process = os.fork()
        if process == 0:
            code = 99
            try:
                os.setsid()
                be_bounded()
                if job.file:
                    swap(self._copy.folder / job.file, (TOP / job.file).read_text(encoding="utf-8"), job.text)
                code = _run(job, session, items)
            except CannotSwap:
                code = NOT_SWAPPED
            finally:
                os._exit(code)
        _, status = os.waitpid(process, 0)
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)  # what the tests left behind
        return os.waitstatus_to_exitcode(status)


def _names(nodeid: str) -> set[str]:
    """All names by which a test may be wanted: its own, and those of its file and folders."""
    file, _, rest = nodeid.partition("::")
    return {nodeid, f"{file}::{rest.partition('[')[0]}", file, *map(str, Path(file).parents)}


def _run(job: Job, session: pytest.Session, items: list[pytest.Item]) -> int:
    for item, following in zip(items, [*items[1:], None], strict=True):
        signal.alarm(job.patience(item.nodeid))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    return PASSED
