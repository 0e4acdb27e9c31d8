"""How long it takes until a server gives its first good answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from scripts.bench_parts import load, servers
from scripts.bench_parts.load import Job
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, at_most
from scripts.bench_parts.servers import HEADERS, Process

START = "chatmock serve: from its start to the first good answer"
_PATH = "/v3/users"


def measure(options: Options, say: Callable[[str], None]) -> list[Row]:
    """From starting a process until it has answered, in turn with a bare aiohttp application."""
    pairs = []
    for turn in range(options.starts):
        say(f"{START}, {turn + 1} of {options.starts}")
        pairs.append((_own(options), _bare(options)) if turn % 2 else (_bare(options), _own(options))[::-1])
    values = {
        "times bare": round(median(own / bare for own, bare in pairs), 2),
        "ms": round(median(own for own, _ in pairs) * 1000),
        "bare ms": round(median(bare for _, bare in pairs) * 1000),
    }
    return [Row(START, values, (at_most("times bare", 1.5, 1.2),))]


def _own(options: Options) -> float:
    with servers.folder() as folder:
        return first_answer(servers.chatmock(folder, None, uvloop=options.uvloop), _PATH)


def _bare(options: Options) -> float:
    with servers.folder() as folder:
        answers = {f"GET {_PATH}/alice": [200, {}]}
        return first_answer(servers.bare(folder, None, answers, uvloop=options.uvloop), f"{_PATH}/alice")


def first_answer(process: Process, path: str) -> float:
    """Seconds since it was started."""
    with servers.running(process):
        load.burst(process.url, Job(path, "GET", path, HEADERS), 0, 1)
        return time.perf_counter() - process.began
