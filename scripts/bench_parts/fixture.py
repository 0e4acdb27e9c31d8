"""What the pytest fixture costs: the first test of a session, each further one, a reset."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from scripts.bench_parts import servers
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, at_most

FIRST = "fixture: first use in a session, over the import of aiohttp"
FURTHER = "fixture: each further test"
RESET = "reset of an application with messages"

_TESTS = """
import pytest

@pytest.mark.parametrize("number", range({count}))
def test_nothing({arguments}):
    pass
"""

_FIRST = """
import time

def test_first(request):
    began = time.perf_counter()
    import aiohttp.web
    imported = time.perf_counter()
    request.getfixturevalue("chatmock")
    print("took", imported - began, time.perf_counter() - imported)
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


def measure(options: Options, say: Callable[[str], None]) -> list[Row]:
    with servers.folder() as folder:
        return [_first(folder, options, say), _further(folder, options, say), _reset(folder, options, say)]


def _first(folder: Path, options: Options, say: Callable[[str], None]) -> Row:
    """In one process: the import of aiohttp, then all else that the first use takes."""
    say(FIRST)
    found = [_printed(folder, _FIRST) for _ in range(options.starts)]
    aiohttp, more = (round(median(times) * 1000) for times in zip(*found, strict=True))
    return Row(FIRST, {"ms": more, "aiohttp ms": aiohttp}, (at_most("ms", 150, 80),))


def _further(folder: Path, options: Options, say: Callable[[str], None]) -> Row:
    """Sessions with many tests that do nothing and with one, with the fixture and without."""
    found = []
    for turn in range(options.starts):
        say(f"{FURTHER}, {turn + 1} of {options.starts}")
        few, many = (_alone(folder, count) for count in (1, options.tests))
        found.append((many - few) / (options.tests - 1))
    return Row(FURTHER, {"ms": round(median(found) * 1000, 2)}, (at_most("ms", 2, 1),))


def _alone(folder: Path, count: int) -> float:
    """Seconds that the fixture takes in a session of so many tests."""
    without, used = (
        _run(folder, _TESTS.format(count=count, arguments=arguments))[0] for arguments in ("number", "number, chatmock")
    )
    return used - without


def _reset(folder: Path, options: Options, say: Callable[[str], None]) -> Row:
    say(RESET)
    (took,) = _printed(folder, _RESET.format(times=options.starts, count=options.reset))
    return Row(RESET, {"ms": round(took * 1000, 2), "messages": options.reset}, (at_most("ms", 1),))


def _printed(folder: Path, tests: str) -> list[float]:
    """The seconds that a test prints."""
    line = _run(folder, tests, "-s")[1].partition("took ")[2].partition("\n")[0]
    return [float(figure.strip(".")) for figure in line.split()]


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
