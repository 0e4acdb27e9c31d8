"""A copy of the checkout, in which chatmock is changed and tested: the checkout itself stays as it is."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

TOP = Path(__file__).parents[2]
PATIENCE = 600
"""Seconds after which tests count as failed: a change may have made a loop without an end."""
MEMORY = 4 * 1024**3
"""Bytes that tests may take: a change may have taken a bound away."""
_QUIETLY = ("-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no")
NO_TESTS = 5
"""The exit status of pytest where it found no test."""


class Tree:
    """The copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._changes = 0
        names = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, check=True, capture_output=True).stdout
        for name in filter(None, names.decode().split("\0")):
            if (TOP / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(TOP / name, folder / name)

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
        self,
        tests: Iterable[str],
        *options: str,
        under: Iterable[str] = (),
        patience: float = PATIENCE,
        environment: Mapping[str, str] = {},
    ) -> tuple[int, str]:
        """Run tests in one process; gives pytest's exit status and the name of the first that failed.

        ``under`` is a module with its arguments that runs pytest.
        """
        command = [sys.executable, "-m", *under, "pytest", *_QUIETLY, *options, *tests]
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=_bound,
        )
        try:
            said, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return -1, f"no end in {patience:.0f} seconds"
        failed = [line for line in said.splitlines() if line.startswith(("FAILED tests", "ERROR tests"))]
        return process.returncode, failed[0].split(" - ")[0] if failed else said[-2000:]


def _bound() -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@contextmanager
def tree() -> Iterator[Tree]:
    """A copy that is gone afterwards."""
    with TemporaryDirectory(prefix="chatmock-mutants-") as folder:
        yield Tree(Path(folder))
