"""A copy of the checkout, in which chatmock is changed and tested: the checkout itself stays as it is."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.mutant_parts.jobs import NO_END, be_bounded

TOP = Path(__file__).parents[2]


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
        self, tests: Iterable[str], *options: str, patience: int, environment: Mapping[str, str] = {}
    ) -> tuple[int, str]:
        """Run tests in a new process; gives pytest's exit status, and what it said or the name of the first that failed."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-p", "no:cacheprovider", *options, *tests]
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=be_bounded,
        )
        try:
            said, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return NO_END, f"no end in {patience} seconds"
        failed = [line.split(" ")[1] for line in said.splitlines() if line.startswith(("FAILED tests", "ERROR tests"))]
        return process.returncode, failed[0] if failed else said.strip().rpartition("\n")[2]


@contextmanager
def tree() -> Iterator[Tree]:
    """A copy that is gone afterwards."""
    with TemporaryDirectory(prefix="chatmock-mutants-") as folder:
        yield Tree(Path(folder))
