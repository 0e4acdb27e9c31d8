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
from typing import Any

from scripts.bench_parts.load import Job, burst

TOKEN = "chatmock-token"
HEADERS = (("Api-Token", TOKEN),)
PATIENCE = 30.0
_TOP = Path(__file__).parents[2]
_HIDE_UVLOOP = (
    "import sys; sys.modules['uvloop'] = None; import runpy; runpy.run_module('chatmock', run_name='__main__')"
)


def cores() -> tuple[int, int] | None:
    """The core of the servers and the core of the load generator; None where they cannot be chosen."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    allowed = sorted(os.sched_getaffinity(0))
    return (allowed[-1], allowed[0]) if len(allowed) > 1 else None


class Process:
    """A server that says in a file which port it listens on."""

    def __init__(self, command: list[str], port_file: Path, core: int | None) -> None:
        self.began = time.perf_counter()
        self.process = subprocess.Popen(command, cwd=_TOP, stdout=subprocess.DEVNULL)
        if core is not None:
            with suppress(ProcessLookupError):
                os.sched_setaffinity(self.process.pid, {core})
        self._port_file = port_file
        self.url = ""

    def wait(self) -> None:
        """Until it listens."""
        while not self._port_file.exists():
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.process.args!r}")
            if time.perf_counter() - self.began > PATIENCE:
                raise RuntimeError(f"the server does not listen after {PATIENCE:g} s")
            time.sleep(0.001)
        self.url = f"http://127.0.0.1:{self._port_file.read_text().strip()}"

    def cpu(self) -> float | None:
        """Seconds of processor time it has used; None where the system does not say."""
        try:
            return int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[0]) / 1e9
        except OSError:
            return None

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def chatmock(folder: Path, core: int | None, *, uvloop: bool = False) -> Process:
    """What `chatmock serve` starts, without its log."""
    port_file = folder / "chatmock.port"
    program = ["-m", "chatmock"] if uvloop else ["-c", _HIDE_UVLOOP]
    command = [sys.executable, *program, "serve", "--port", "0", "--port-file", str(port_file), "--quiet"]
    return Process(command, port_file, core)


def bare(folder: Path, core: int | None, answers: dict[str, Any], *, uvloop: bool = False) -> Process:
    """An aiohttp application that gives these answers."""
    file, port_file = folder / "answers.json", folder / "bare.port"
    file.write_text(json.dumps(answers))
    loop = "uvloop" if uvloop else "asyncio"
    return Process([sys.executable, "-m", "scripts.bench_parts.bare", str(file), str(port_file), loop], port_file, core)


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
