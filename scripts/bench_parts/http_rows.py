"""Requests over HTTP, in short bursts, in turn with the same answers of a bare aiohttp application."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from scripts.bench_parts import connectycube_jobs, jobs, load, servers, tencent_jobs
from scripts.bench_parts.load import Burst, Job
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, Target, at_most
from scripts.bench_parts.servers import Process, ask

RATIO, COUNTER_RATIO, SPREAD = "ratio", "ratio to sending", "p99/p50"
_SPREAD = at_most(SPREAD, 4)


@dataclass(frozen=True, slots=True)
class Vendor:
    """A platform, as its server API is measured."""

    seed: Callable[[str], list[Job]]
    """Fills a server; gives the requests."""
    targets: dict[str, Target]
    """By the names of the requests that are compared with a bare server's answers."""
    rows: dict[str, int]
    """How many rows a list has, by the name of its request."""


_SENDBIRD_TARGETS = {
    jobs.VIEW_USER: Target(RATIO, 1.2, 1.5),
    jobs.VIEW_NUMBERED: Target(RATIO, 1.2, 1.5),
    jobs.SEND: Target(RATIO, 1.0, 1.4),
    jobs.SEND_OF_FEW: Target(RATIO, 1.1),
    jobs.SEND_OF_MANY: Target(RATIO, 1.1),
    jobs.LIST: Target(RATIO, 5, 8),
    jobs.MINE: Target(RATIO, 3, 5),
    jobs.REFUSED: Target(RATIO, 1.2, 1.5),
    jobs.REFUSED_BODY: Target(RATIO, 1.2, 1.5),
}
SENDBIRD = Vendor(jobs.seed, _SENDBIRD_TARGETS, {jobs.LIST: jobs.MESSAGES, jobs.MINE: jobs.CHANNELS})
CONNECTYCUBE = Vendor(
    connectycube_jobs.seed,
    {connectycube_jobs.CREATE: Target(RATIO, 1.0), connectycube_jobs.LIST: Target(RATIO, 4)},
    {connectycube_jobs.LIST: jobs.MESSAGES},
)
TENCENT = Vendor(
    tencent_jobs.seed,
    {
        tencent_jobs.CHECK: Target(RATIO, 1.0),
        tencent_jobs.SEND: Target(RATIO, 0.9),
        tencent_jobs.LIST: Target(RATIO, 3),
    },
    {tencent_jobs.LIST: jobs.MESSAGES},
)


def measure(vendor: Vendor, options: Options, say: Callable[[str], None]) -> list[Row]:
    """The rows of a platform's table."""
    with ExitStack() as stack:
        core = stack.enter_context(servers.apart())
        folder = stack.enter_context(servers.folder())
        chatmock = stack.enter_context(servers.running(servers.chatmock(folder, core, uvloop=options.uvloop)))
        given = {job.name: job for job in vendor.seed(chatmock.url)}
        asked = [job for job in given.values() if job.name in vendor.targets]
        answers = {f"{job.method} {job.path.partition('?')[0]}": _answer(chatmock.url, job, vendor) for job in asked}
        bare = stack.enter_context(servers.running(servers.bare(folder, core, answers, uvloop=options.uvloop)))
        bursts = _bursts(chatmock, bare, asked, options, say)
        rows = [_row(name, pairs, vendor.targets[name]) for name, pairs in bursts.items()]
        if jobs.COUNTER in given:
            rows.append(_counted(chatmock, given[jobs.COUNTER], given[jobs.SEND], options, say))
        return rows


def _answer(url: str, job: Job, vendor: Vendor) -> list[Any]:
    found = json.loads(load.burst(url, job, 0, 1).answer)
    lists = [value for value in found.values() if isinstance(value, list)]
    expected = vendor.rows.get(job.name)
    assert expected is None or len(lists[0]) == expected, f"{job.name} has {len(lists[0])} rows"
    return [job.status, found]


def _bursts(
    chatmock: Process, bare: Process, asked: list[Job], options: Options, say: Callable[[str], None]
) -> dict[str, list[tuple[Burst, Burst]]]:
    """Those of both servers in each round, by the name of the request."""
    found: dict[str, list[tuple[Burst, Burst]]] = {job.name: [] for job in asked}
    for job in asked:  # nothing is measured yet: whatever is made at the first use is made now
        load.burst(chatmock.url, job, options.burst / 5)
        load.burst(bare.url, job, options.burst / 5)
    for turn in range(options.rounds):
        say(f"requests over HTTP, round {turn + 1} of {options.rounds}")
        for job in asked:
            if turn % 2:
                own = burst(chatmock, job, options)
                found[job.name].append((own, burst(bare, job, options)))
            else:
                base = burst(bare, job, options)
                found[job.name].append((burst(chatmock, job, options), base))
    return found


def burst(server: Process, job: Job, options: Options) -> Burst:
    """One burst, with what processor time it cost the server."""
    before = server.cpu()
    loaded = load.burst(server.url, job, options.burst, awake=server.apart)
    after = server.cpu()
    return replace(loaded, cpu=0.0 if before is None or after is None else after - before)


def _row(name: str, pairs: list[tuple[Burst, Burst]], target: Target) -> Row:
    own, base = [own for own, _ in pairs], [base for _, base in pairs]

    def both(figure: Callable[[Burst], float], digits: int | None) -> list[float]:
        return [round(median(map(figure, bursts)), digits) for bursts in (own, base)]

    columns = {
        "requests/s": both(lambda burst: burst.rate, None),
        "p50 ms": both(lambda burst: burst.percentile(50) * 1000, 2),
        "p99 ms": both(lambda burst: burst.percentile(99) * 1000, 2),
        SPREAD: both(_spread, 1),
        "CPU µs": both(lambda burst: _cost(burst) * 1e6, 1),
    }
    values: dict[str, Any] = {
        RATIO: round(median(own.rate / bare.rate for own, bare in pairs), 2),
        "CPU ratio": round(median(_cost(bare) / _cost(own) if own.cpu else 0.0 for own, bare in pairs), 2),
    }
    values |= {column: figures[0] for column, figures in columns.items()}
    values |= {f"bare {column}": figures[1] for column, figures in columns.items()}
    return Row(name, values, (target, _SPREAD))


def _cost(burst: Burst) -> float:
    """Seconds of processor time that an answer took the server."""
    return burst.cpu / burst.count


def _spread(burst: Burst) -> float:
    return burst.percentile(99) / burst.percentile(50)


def _counted(server: Process, counter: Job, sending: Job, options: Options, say: Callable[[str], None]) -> Row:
    """Every increase has to be there."""
    pairs = []
    for turn in range(options.rounds):
        say(f"{counter.name}, round {turn + 1} of {options.rounds}")
        sent = burst(server, sending, options)
        pairs.append((burst(server, counter, options), sent))
    counted = [burst for burst, _ in pairs]
    values = {
        COUNTER_RATIO: round(median(burst.rate / sent.rate for burst, sent in pairs), 2),
        "requests/s": round(median(burst.rate for burst in counted)),
        "p50 ms": round(median(burst.percentile(50) * 1000 for burst in counted), 2),
        "p99 ms": round(median(burst.percentile(99) * 1000 for burst in counted), 2),
        SPREAD: round(median(map(_spread, counted)), 1),
        "lost": sum(burst.count for burst in counted) - ask(server.url, "GET", counter.path)["likes"],
    }
    return Row(counter.name, values, (Target(COUNTER_RATIO, 1.0), at_most("lost", 0), _SPREAD))
