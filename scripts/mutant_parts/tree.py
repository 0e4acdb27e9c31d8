"""A copy of the checkout, in which chatmock is changed and tested: the checkout itself stays as it is."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest

TOP = Path(__file__).parents[2]
PATIENCE = 600
"""Seconds after which tests count as failed: a change may have made a loop without an end."""
MEMORY = 4 * 1024**3
"""Bytes that tests may take: a change may have taken a bound away."""
NO_TESTS = pytest.ExitCode.NO_TESTS_COLLECTED
_OF_OTHERS = (
    "hypothesis",
    "anyio",
    "trio",
    "xdist",
    "aiohttp",
    "jsonschema_rs",
    "orjson",
    "msgspec",
    "yaml",
    "requests",
)
"""Packages that tests import: to import them once for all is half of the time of a short test."""
_QUIETLY = ("-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-W", "ignore:Module already imported")


class Tree:
    """The copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._said = folder / "said"
        self._changes = 0
        names = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, check=True, capture_output=True).stdout
        for name in filter(None, names.decode().split("\0")):
            if (TOP / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(TOP / name, folder / name)
        for name in _OF_OTHERS:
            with suppress(ImportError):
                import_module(name)

    def __repr__(self) -> str:
        return f"<Tree in {self.folder}>"

    @contextmanager
    def changed(self, file: str, text: str) -> Iterator[None]:
        """While it lasts the file has another text."""
        path = self.folder / file
        before, times = path.read_bytes(), path.stat()
        path.write_text(text, encoding="utf-8")
        self._changes += 1  # byte code is kept by the second and the size of its source
        os.utime(path, (times.st_atime, times.st_mtime + self._changes))
        try:
            yield
        finally:
            path.write_bytes(before)
            os.utime(path, (times.st_atime, times.st_mtime))

    def test(
        self, tests: Iterable[str], *options: str, environment: Mapping[str, str] = {}, patience: int = PATIENCE
    ) -> tuple[int, str]:
        """Run tests in a process of their own; gives pytest's exit status and the name of the first that failed."""
        process = os.fork()
        if process == 0:
            self._become_tests([*_QUIETLY, *options, *tests], environment, patience)
        _, status = os.waitpid(process, 0)
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)  # what the tests left behind
        code = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGALRM:
            return code, f"no end in {patience} seconds"
        said = self._said.read_text(encoding="utf-8", errors="replace")
        failed = [line for line in said.splitlines() if line.startswith(("FAILED tests", "ERROR tests"))]
        return code, failed[0].split(" - ")[0] if failed else said[-2000:]

    def _become_tests(self, arguments: list[str], environment: Mapping[str, str], patience: int) -> NoReturn:
        """Go on as a process that runs tests in the copy; nothing of chatmock has been imported before."""
        code = 99
        try:
            os.setsid()
            os.nice(10)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            signal.alarm(patience)
            out = os.open(self._said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(out, 1)
            os.dup2(out, 2)
            os.chdir(self.folder)
            sys.path[0] = str(self.folder)
            os.environ.update(environment, PYTHONPATH=str(self.folder))
            code = int(pytest.main(arguments))
            sys.stdout.flush()
        finally:
            os._exit(code)


@contextmanager
def tree() -> Iterator[Tree]:
    """A copy that is gone afterwards."""
    with TemporaryDirectory(prefix="chatmock-mutants-") as folder:
        yield Tree(Path(folder))
