"""A run of pytest that collects tests once, and then runs some of them for each change, in a process of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pytest

from scripts.mutant_parts.jobs import FAILED, NO_END, NO_TESTS, NOT_SWAPPED, PASSED, PATIENCE, Job, be_bounded
from scripts.mutant_parts.swapping import CannotSwap, swap
from scripts.mutant_parts.tree import TOP, Tree

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
        self._first = copy.folder / "first"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self._first.exists():
            self._first.write_text(report.nodeid, encoding="utf-8")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        named = {item: _names(item.nodeid) for item in session.items}
        for job in self._jobs:
            wanted = set(job.tests)
            items = [item for item in session.items if not named[item].isdisjoint(wanted)]
            items.sort(key=lambda item: "/laws/" in item.nodeid)  # those take long
            self._done(job, *self._test(job, session, items))
        return True

    def _test(self, job: Job, session: pytest.Session, items: list[pytest.Item]) -> tuple[int, str]:
        if not items:
            return NO_TESTS, "no test reaches it"
        self._first.unlink(missing_ok=True)
        if not job.file:
            status = self._fork(job, session, items)
        else:
            with self._copy.changed(job.file, job.text):
                status = self._fork(job, session, items)
                if status == NOT_SWAPPED:
                    return self._copy.test(job.tests)
        if status == NO_END:
            return status, f"no end in {PATIENCE} seconds"
        return status, self._first.read_text(encoding="utf-8") if self._first.exists() else f"{len(items)} tests"

    def _fork(self, job: Job, session: pytest.Session, items: list[pytest.Item]) -> int:
        process = os.fork()
        if process == 0:
            code = 99
            try:
                os.setsid()
                be_bounded()
                signal.alarm(PATIENCE)
                if job.file:
                    swap(self._copy.folder / job.file, (TOP / job.file).read_text(encoding="utf-8"), job.text)
                code = _run(session, items)
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


def _run(session: pytest.Session, items: list[pytest.Item]) -> int:
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return FAILED
    return PASSED
