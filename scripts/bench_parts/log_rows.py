"""Requests and frames to a server that writes its log into a file, in turn with one that writes none.

Each round has two servers of its own: two processes of one program differ by as much as the log costs.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from scripts.bench_parts import frames, http_rows, jobs, load, raw_socket, servers
from scripts.bench_parts.load import Burst, Job
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, Target
from scripts.bench_parts.servers import Process

NAMES = (jobs.VIEW_USER, jobs.SEND, jobs.LIST, jobs.MINE, jobs.REFUSED, jobs.REFUSED_BODY)
_RATIO = Target("ratio", 0.9)


def measure(options: Options, say: Callable[[str], None]) -> list[Row]:
    """A row for each request."""
    found: dict[str, list[list[Burst]]] = {name: [] for name in NAMES}
    for turn in range(options.rounds):
        say(f"with the log and without, round {turn + 1} of {options.rounds}")
        step = 1 if turn % 2 else -1
        with ExitStack() as stack:
            core = stack.enter_context(servers.apart())
            both = [_started(stack, core, options, logs=logs) for logs in (True, False)[::step]]
            for name, pairs in found.items():
                pairs.append([http_rows.burst(server, asked[name], options) for server, asked in both][::step])
    return [*(_row(name, pairs) for name, pairs in found.items()), _messages(options, say)]


def _started(stack: ExitStack, core: int | None, options: Options, *, logs: bool) -> tuple[Process, dict[str, Job]]:
    """A server with people, channels and messages, and the requests it is asked."""
    folder: Path = stack.enter_context(servers.folder())
    log = stack.enter_context((folder / "log").open("w")) if logs else None
    server = stack.enter_context(servers.running(servers.chatmock(folder, core, uvloop=options.uvloop, log=log)))
    asked = {job.name: job for job in jobs.seed(server.url) if job.name in NAMES}
    for job in asked.values():  # whatever is made at the first use is made now
        load.burst(server.url, job, options.burst / 5)
    return server, asked


def _messages(options: Options, say: Callable[[str], None]) -> Row:
    """Frames: each message between two has three lines."""
    pairs = []
    name = f"{frames.PRIVATE}, with the log"
    for turn in range(options.rounds):
        say(f"{name}, round {turn + 1} of {options.rounds}")
        step = 1 if turn % 2 else -1
        with ExitStack() as stack:
            core = stack.enter_context(servers.apart())
            log = stack.enter_context((stack.enter_context(servers.folder()) / "log").open("w"))
            both = [frames.two_talking(stack, core, options, one) for one in (log, None)[::step]]
            for side in both:
                raw_socket.burst(side, frames.messages(), options.burst / 5)
            pairs.append([raw_socket.burst(side, frames.messages(), options.burst) for side in both][::step])
    return raw_socket.row(name, pairs, _RATIO, "quiet")


def _row(name: str, pairs: list[list[Burst]]) -> Row:
    def both(figure: Callable[[Burst], float], digits: int | None) -> list[float]:
        return [round(median(figure(pair[which]) for pair in pairs), digits) for which in (0, 1)]

    columns = {
        "requests/s": both(lambda burst: burst.rate, None),
        "p99 ms": both(lambda burst: burst.percentile(99) * 1000, 2),
        "CPU µs": both(lambda burst: burst.cpu / burst.count * 1e6, 1),
    }
    values: dict[str, Any] = {
        "ratio": round(median(logged.rate / quiet.rate for logged, quiet in pairs), 2),
        "CPU ratio": round(median(_cheaper(logged, quiet) for logged, quiet in pairs), 2),
    }
    values |= {column: figures[0] for column, figures in columns.items()}
    values |= {f"quiet {column}": figures[1] for column, figures in columns.items()}
    return Row(f"{name}, with the log", values, (_RATIO,))


def _cheaper(logged: Burst, quiet: Burst) -> float:
    return quiet.cpu * logged.count / (quiet.count * logged.cpu) if logged.cpu else 0.0
