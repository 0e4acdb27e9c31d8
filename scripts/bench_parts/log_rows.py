"""Requests and messages to a server that writes its log into a file, in turn with the same server while it writes none.

The log of one server is switched on and off: two processes of one program differ by as much as the log costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from scripts.bench_parts import frames, http_rows, load, log_switch, raw_socket, servers, stanzas
from scripts.bench_parts.http_rows import Vendor
from scripts.bench_parts.load import Burst
from scripts.bench_parts.options import Options
from scripts.bench_parts.raw_socket import Side
from scripts.bench_parts.rows import Row, Target
from scripts.bench_parts.servers import Process

_RATIO = Target("ratio", 0.9)
_SLICES = 5
"""Bursts of each round, which are as much shorter: the log takes turns with silence often."""


def measure(options: Options, say: Callable[[str], None]) -> list[Row]:
    """A row for each request of the server APIs, and one for messages over each kind of socket where one is said to one."""
    rows = _requests(http_rows.SENDBIRD, options, say)
    others = _requests(http_rows.CONNECTYCUBE, options, say) + _requests(http_rows.TENCENT, options, say)
    for module in (stanzas, frames):
        others.append(_messages(module.PRIVATE, module.seed, module.two_talking, module.messages(), options, say))
    return rows + [replace(row, values={"era": "", **row.values}) for row in others]


def _started(stack: ExitStack, options: Options, seed: Callable[[Path], Path] | None = None) -> Process:
    """A server on a core of its own, whose log is a file."""
    core, folder = stack.enter_context(servers.apart()), stack.enter_context(servers.folder())
    log = stack.enter_context((folder / "log").open("w"))
    given = seed(folder) if seed is not None else None
    server = servers.chatmock(folder, core, uvloop=options.uvloop, seed=given, log=log, module=log_switch.__name__)
    return stack.enter_context(servers.running(server))


def _in_turn(server: Process, options: Options) -> Iterator[int]:
    """Switch the log before each burst: 0 stands for on, 1 for off. They take turns in beginning."""
    for turn in range(options.rounds * _SLICES):
        for which in (0, 1) if turn % 2 else (1, 0):
            server.process.send_signal((log_switch.ON, log_switch.OFF)[which])
            yield which


def _requests(vendor: Vendor, options: Options, say: Callable[[str], None]) -> list[Row]:
    with ExitStack() as stack:
        server = _started(stack, options)
        rows = []
        short = replace(options, burst=options.burst / _SLICES)
        for job in vendor.seed(server.url):
            if job.name not in vendor.targets:
                continue
            say(f"with the log and without: {job.name}")
            load.burst(server.url, job, short.burst)  # whatever is made at the first use is made now
            found: tuple[list[Burst], list[Burst]] = ([], [])
            for which in _in_turn(server, options):
                found[which].append(http_rows.burst(server, job, short))
            rows.append(_row(job.name, list(zip(*found, strict=True))))
        return rows


def _messages(
    name: str,
    seed: Callable[[Path], Path],
    two_talking: Callable[[ExitStack, Process], Side],
    messages: Iterator[str],
    options: Options,
    say: Callable[[str], None],
) -> Row:
    say(f"with the log and without: {name}")
    with ExitStack() as stack:
        side = two_talking(stack, _started(stack, options, seed))
        seconds = options.burst / _SLICES
        raw_socket.burst(side, messages, seconds)
        found: tuple[list[raw_socket.Burst], list[raw_socket.Burst]] = ([], [])
        for which in _in_turn(side[0], options):
            found[which].append(raw_socket.burst(side, messages, seconds))
        return raw_socket.row(f"{name}, with the log", list(zip(*found, strict=True)), _RATIO, "quiet")


def _row(name: str, pairs: list[tuple[Burst, Burst]]) -> Row:
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
