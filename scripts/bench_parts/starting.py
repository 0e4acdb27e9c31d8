"""How long it takes until there is something to work with: a server's start, the fixture, a reset."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from scripts.bench_parts import load, servers
from scripts.bench_parts.load import Job
from scripts.bench_parts.options import Options, Row
from scripts.bench_parts.servers import HEADERS, Process

START = "start to the first good answer"
FIRST = "fixture: first use in a session"
FURTHER = "fixture: each further test"
RESET = "reset of an application with messages"


def starts(options: Options, say: Callable[[str], None]) -> list[Row]:
    """From starting a process until it has answered."""
    own, base = [], []
    path = "/v3/users"
    with servers.folder() as folder:
        for _ in range(options.starts):
            say(START)
            bare = servers.bare(folder, None, {f"GET {path}/alice": [200, {}]}, uvloop=options.uvloop)
            base.append(_first_answer(bare, f"{path}/alice"))
            own.append(_first_answer(servers.chatmock(folder, None, uvloop=options.uvloop), path))
            for file in folder.iterdir():
                file.unlink()
    return [Row(START, {"ms": round(median(own) * 1000), "bare aiohttp ms": round(median(base) * 1000)})]


def _first_answer(process: Process, path: str) -> float:
    with servers.running(process):
        load.burst(process.url, Job(path, "GET", path, HEADERS), 0, 1)
        return time.perf_counter() - process.began


_TESTS = """
import pytest

@pytest.mark.parametrize("number", range({count}))
def test_nothing({arguments}):
    pass
"""

_RESET = """
import time

def test_reset(chatmock):
    alice, bob = chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")
    times = []
    for _ in range({times}):
        lunch = chatmock.sendbird.group(alice, bob)
        for number in range({count}):
            alice.says("hello", lunch)
        began = time.perf_counter()
        chatmock.reset()
        times.append(time.perf_counter() - began)
        alice, bob = chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")
    print("took", sorted(times)[len(times) // 2])
"""


def fixture(options: Options, say: Callable[[str], None]) -> list[Row]:
    """Sessions of pytest with tests that do nothing, without and with the fixture."""
    first, further = [], []
    with servers.folder() as folder:
        for _ in range(options.starts):
            say(FIRST)
            empty, one = (_session(folder, 1, arguments)[0] for arguments in ("number", "number, chatmock"))
            many_empty, many = (
                _session(folder, options.tests, arguments)[0] for arguments in ("number", "number, chatmock")
            )
            first.append(one - empty)
            further.append((many - many_empty - (one - empty)) / (options.tests - 1))
        say(RESET)
        text = _RESET.format(times=options.starts, count=options.reset)
        took = float(_run(folder, text, "-s")[1].partition("took ")[2].split()[0])
    return [
        Row(FIRST, {"ms": round(median(first) * 1000)}),
        Row(FURTHER, {"ms": round(median(further) * 1000, 2)}),
        Row(RESET, {"ms": round(took * 1000, 2), "messages": options.reset}),
    ]


def _session(folder: Path, count: int, arguments: str) -> tuple[float, str]:
    return _run(folder, _TESTS.format(count=count, arguments=arguments))


def _run(folder: Path, tests: str, *options: str) -> tuple[float, str]:
    """Seconds and output of a session."""
    (folder / "test_bench.py").write_text(tests)
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--chatmock-journal=off", *options]
    began = time.perf_counter()
    done = subprocess.run([*command, str(folder)], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the tests failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - began, done.stdout
