"""Servers in processes of their own, on one core; the load generator has another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from scripts.bench_parts.load import Job, burst

TOKEN = "chatmock-token"
HEADERS = (("Api-Token", TOKEN),)
PATIENCE = 30.0
_TOP = Path(__file__).parents[2]
_HIDE_UVLOOP = (
    "import sys; sys.modules['uvloop'] = None; import runpy; runpy.run_module('{module}', run_name='__main__')"
)


def cores() -> tuple[int, int] | None:
    """The core of the servers and the core of the load generator; None where they cannot be chosen."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    allowed = sorted(os.sched_getaffinity(0))
    return (allowed[-1], allowed[0]) if len(allowed) > 1 else None


class Process:
    """A server that says in a file which port it listens on."""

    def __init__(self, command: list[str], port_file: Path, core: int | None, stderr: IO[str] | None = None) -> None:
        self.began = time.perf_counter()
        self.process = subprocess.Popen(command, cwd=_TOP, stdout=subprocess.DEVNULL, stderr=stderr)
        if core is not None:
            with suppress(ProcessLookupError):
                os.sched_setaffinity(self.process.pid, {core})
        self.apart = core is not None
        """It has a core of its own."""
        self._port_file = port_file
        self.url = ""

    def wait(self) -> None:
        """Until it listens."""
        while not self.listens():
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.process.args!r}")
            if time.perf_counter() - self.began > PATIENCE:
                raise RuntimeError(f"the server does not listen after {PATIENCE:g} s")
            time.sleep(0.001)

    def listens(self) -> bool:
        if not self._port_file.exists():
            return False
        self.url = f"http://127.0.0.1:{self._port_file.read_text().strip()}"
        return True

    def cpu(self) -> float | None:
        """Seconds of processor time its threads have used; None where the system does not say."""
        tasks = list(Path(f"/proc/{self.process.pid}/task").glob("*/schedstat"))
        try:
            return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9 if tasks else None
        except OSError:  # a thread has ended meanwhile
            return self.cpu()

    def memory(self) -> int:
        """Bytes of memory it has in use; 0 where the system does not say."""
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * 4096
        except OSError:
            return 0

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def chatmock(
    folder: Path,
    core: int | None,
    *,
    uvloop: bool = False,
    seed: Path | None = None,
    more: tuple[str, ...] = (),
    log: IO[str] | None = None,
    module: str = "chatmock",
) -> Process:
    """What `chatmock serve` starts, with more options; without its log, unless there is a file for it.

    Another module may stand in for chatmock.
    """
    port_file = folder / "chatmock.port"
    program = ["-m", module] if uvloop else ["-c", _HIDE_UVLOOP.format(module=module)]
    command = [sys.executable, *program, "serve", "--port", "0", "--port-file", str(port_file)]
    command += [] if log is not None else ["--quiet"]
    command += ["--seed", str(seed)] if seed is not None else []
    command += more
    return Process(command, port_file, core, log)


def bare(
    folder: Path, core: int | None, given: dict[str, Any], *, uvloop: bool = False, module: str = "bare"
) -> Process:
    """An aiohttp application that gives these answers, or what another module serves with what it is given."""
    file, port_file = folder / f"{module}.json", folder / f"{module}.port"
    file.write_text(json.dumps(given))
    loop = "uvloop" if uvloop else "asyncio"
    command = [sys.executable, "-m", f"scripts.bench_parts.{module}", str(file), str(port_file), loop]
    return Process(command, port_file, core)


@contextmanager
def apart() -> Iterator[int | None]:
    """Gives the core of the servers; this process, which loads them, has the other one until then."""
    before = cores()
    if before is None:
        yield None
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {before[1]})
    try:
        yield before[0]
    finally:
        os.sched_setaffinity(0, allowed)


@contextmanager
def running(process: Process) -> Iterator[Process]:
    try:
        process.wait()
        yield process
    finally:
        process.stop()


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="chatmock-bench-") as name:
        yield Path(name)


def ask(url: str, method: str, path: str, body: Any = None, status: int = 200) -> Any:
    """One request; gives the parsed answer."""
    data = b"" if body is None else json.dumps(body).encode()
    return json.loads(burst(url, Job(path, method, path, HEADERS, data, status), 0, 1).answer)
