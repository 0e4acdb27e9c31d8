"""Requests over HTTP, in short bursts, in turn with the same answers of a bare aiohttp application."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from statistics import median
from typing import Any

from scripts.bench_parts import load, servers, wrk
from scripts.bench_parts.load import Burst, Job
from scripts.bench_parts.options import Options, Row
from scripts.bench_parts.servers import HEADERS, Process, ask

MEMBERS = 10
MESSAGES = 100
CHANNELS = 20

VIEW_USER = "view a user"
SEND = "send a message"
LIST = "list 100 messages"
MINE = "page of 20 group channels"
REFUSED = "a refused request"
COUNTER = "metacounter, 16 clients on one key"
NAMES = (VIEW_USER, SEND, LIST, MINE, REFUSED)


def seed(url: str) -> list[Job]:
    """Put people, channels and messages on a chatmock server; gives the requests to measure."""
    users = [f"user-{number}" for number in range(MEMBERS)]
    for user in users:
        ask(url, "POST", "/v3/users", {"user_id": user, "nickname": user.title(), "profile_url": ""})
    urls = [
        ask(url, "POST", "/v3/group_channels", {"user_ids": users, "name": f"channel {number}"})["channel_url"]
        for number in range(CHANNELS)
    ]
    message = {
        "message_type": "MESG",
        "user_id": users[0],
        "message": "The quick brown fox jumps over the lazy dog. " * 2,
    }
    for channel in urls:
        ask(url, "POST", f"/v3/group_channels/{channel}/messages", message)
    full, busy = f"/v3/group_channels/{urls[0]}/messages", f"/v3/group_channels/{urls[1]}/messages"
    for number in range(MESSAGES - 1):
        ask(url, "POST", full, message | {"user_id": users[number % MEMBERS]})
    ask(url, "POST", f"/v3/group_channels/{urls[0]}/metacounter", {"metacounter": {"likes": 0}})
    page = f"/v3/users/{users[3]}/my_group_channels?limit={CHANNELS}&show_member=true"
    return [
        Job(VIEW_USER, "GET", f"/v3/users/{users[3]}", HEADERS),
        Job(SEND, "POST", busy, HEADERS, json.dumps(message).encode()),
        Job(LIST, "GET", f"{full}?message_ts=0&prev_limit={MESSAGES}&next_limit=0&include=false", HEADERS),
        Job(MINE, "GET", page, HEADERS),
        Job(REFUSED, "GET", "/v3/users/nobody", HEADERS, status=400),
        Job(
            COUNTER,
            "PUT",
            f"/v3/group_channels/{urls[0]}/metacounter",
            HEADERS,
            b'{"metacounter": {"likes": 1}, "mode": "increase"}',
        ),
    ]


def measure(options: Options, say: Callable[[str], None]) -> list[Row]:
    """The rows of the first table."""
    where = servers.cores()
    core = where[0] if where else None
    if where:
        os.sched_setaffinity(0, {where[1]})
    with ExitStack() as stack:
        folder = stack.enter_context(servers.folder())
        chatmock = stack.enter_context(servers.running(servers.chatmock(folder, core, uvloop=options.uvloop)))
        *jobs, counter = seed(chatmock.url)
        answers = {f"{job.method} {job.path.partition('?')[0]}": _answer(chatmock.url, job) for job in jobs}
        bare = stack.enter_context(servers.running(servers.bare(folder, core, answers, uvloop=options.uvloop)))
        rows = _compared(chatmock, bare, jobs, options, say)
        say(COUNTER)
        return [*rows, _counted(chatmock.url, counter, options)]


def _answer(url: str, job: Job) -> list[Any]:
    found = json.loads(load.burst(url, job, 0, 1).answer)
    rows = (
        next((value for value in found.values() if isinstance(value, list)), None) if job.name in (LIST, MINE) else None
    )
    assert rows is None or len(rows) in (MESSAGES, CHANNELS), f"{job.name} has {len(rows)} rows"
    return [job.status, found]


def _compared(
    chatmock: Process, bare: Process, jobs: list[Job], options: Options, say: Callable[[str], None]
) -> list[Row]:
    found: dict[str, list[tuple[Burst, Burst]]] = {job.name: [] for job in jobs}
    for job in jobs:  # nothing is measured yet: whatever is made at the first use is made now
        load.burst(chatmock.url, job, options.burst / 5)
        load.burst(bare.url, job, options.burst / 5)
    for turn in range(options.rounds):
        say(f"requests over HTTP, round {turn + 1} of {options.rounds}")
        for job in jobs:
            if turn % 2:
                own = _burst(chatmock, job, options)
                found[job.name].append((own, _burst(bare, job, options)))
            else:
                base = _burst(bare, job, options)
                found[job.name].append((_burst(chatmock, job, options), base))
    return [_row(name, pairs) for name, pairs in found.items()]


def _burst(server: Process, job: Job, options: Options) -> Burst:
    before = server.cpu()
    burst = (wrk.burst if options.wrk else load.burst)(server.url, job, options.burst)
    after = server.cpu()
    return replace(burst, cpu=0.0 if before is None or after is None else after - before)


def _row(name: str, pairs: list[tuple[Burst, Burst]]) -> Row:
    own, base = [own for own, _ in pairs], [base for _, base in pairs]

    def both(figure: Callable[[Burst], float], digits: int | None) -> list[float]:
        return [round(median(map(figure, bursts)), digits) for bursts in (own, base)]

    columns = {
        "requests/s": both(lambda burst: burst.rate, None),
        "p50 ms": both(lambda burst: burst.percentile(50) * 1000, 2),
        "p99 ms": both(lambda burst: burst.percentile(99) * 1000, 2),
        "CPU µs": both(lambda burst: _cost(burst) * 1e6, 1),
    }
    return Row(
        name,
        {
            "ratio": round(median(own.rate / bare.rate for own, bare in pairs), 2),
            "CPU ratio": round(median(_cost(bare) / _cost(own) if own.cpu else 0.0 for own, bare in pairs), 2),
        }
        | {column: figures[0] for column, figures in columns.items()}
        | {f"bare {column}": figures[1] for column, figures in columns.items()},
    )


def _cost(burst: Burst) -> float:
    """Seconds of processor time that an answer took the server."""
    return burst.cpu / burst.count


def _counted(url: str, job: Job, options: Options) -> Row:
    """Every increase has to be there: the load generator of this project counts its answers."""
    burst = load.burst(url, job, options.burst)
    total = ask(url, "GET", job.path)["likes"]
    lost = burst.count - total
    values = {
        "requests/s": round(burst.rate),
        "p50 ms": round(burst.percentile(50) * 1000, 2),
        "p99 ms": round(burst.percentile(99) * 1000, 2),
        "lost": lost,
    }
    return Row(job.name, values)
