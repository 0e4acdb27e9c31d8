"""What the pytest fixture costs: the first test of a session, each further one, a reset."""

from __future__ import annotations

import subprocess
import sys
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
import pytest, statistics, time

class Watch:
    times = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self):
        began = time.perf_counter()
        result = yield
        self.times.append(time.perf_counter() - began)
        return result

@pytest.fixture(scope="session", autouse=True)
def watch(request):
    request.config.pluginmanager.register(Watch())
    yield
    print("took", statistics.median(Watch.times))

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
    """Sessions with tests that do nothing, with the fixture and without: medians of all that pytest does for a test."""
    found = []
    for turn in range(options.starts):
        say(f"{FURTHER}, {turn + 1} of {options.starts}")
        without, used = (
            _printed(folder, _TESTS.format(count=options.tests, arguments=arguments))[0]
            for arguments in ("number", "number, chatmock")
        )
        found.append(used - without)
    return Row(FURTHER, {"ms": round(median(found) * 1000, 2)}, (at_most("ms", 2, 1),))


def _reset(folder: Path, options: Options, say: Callable[[str], None]) -> Row:
    say(RESET)
    (took,) = _printed(folder, _RESET.format(times=max(5, options.starts), count=options.reset))
    return Row(RESET, {"ms": round(took * 1000, 2), "messages": options.reset}, (at_most("ms", 1),))


def _printed(folder: Path, tests: str) -> list[float]:
    """The seconds that a session prints."""
    (folder / "test_bench.py").write_text(tests)
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-qs", "-p", "no:cacheprovider", "--chatmock-journal=off", str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the tests failed:\n{done.stdout}{done.stderr}")
    line = done.stdout.partition("took ")[2].partition("\n")[0]
    return [float(figure.rstrip(".")) for figure in line.split()]
