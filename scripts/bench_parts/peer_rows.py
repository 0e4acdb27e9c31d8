"""The same requests to other mock servers, to chatmock and to a bare aiohttp application, in short bursts in turn."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from scripts.bench_parts import http_rows, jobs, load, peer_servers, servers
from scripts.bench_parts.load import Burst, Job
from scripts.bench_parts.options import Options
from scripts.bench_parts.peers import PEERS, NotInstalled, Peer
from scripts.bench_parts.rows import Row, at_most
from scripts.bench_parts.servers import Process

NAMES = (jobs.VIEW_USER, jobs.SEND, jobs.LIST)
BARE, OWN = "bare aiohttp", "chatmock"
BESIDE = "best beside chatmock"
"""The column that says how much of chatmock's rate a server reaches with the request that suits it best."""

Asked = tuple[Process, dict[str, Job]]
Bursts = dict[str, list[Burst]]
"""One of each round, by the name of the request."""


def measure(options: Options, say: Callable[[str], None]) -> list[Row]:
    """A row for each server. One that cannot be had is said loudly, and is in the table without figures."""
    missing = []
    with ExitStack() as stack:
        core = stack.enter_context(servers.apart())
        folder = stack.enter_context(servers.folder())
        own = stack.enter_context(servers.running(servers.chatmock(folder, core, uvloop=options.uvloop)))
        asked = {job.name: job for job in jobs.seed(own.url) if job.name in NAMES}
        answers = {name: (job, _answer(own, job)) for name, job in asked.items()}
        given = {f"{job.method} {job.path.partition('?')[0]}": [200, answer] for job, answer in answers.values()}
        bare = stack.enter_context(servers.running(servers.bare(folder, core, given, uvloop=options.uvloop)))
        live: dict[str, Asked] = {BARE: (bare, asked), OWN: (own, asked)}
        for peer in PEERS:
            try:
                live[peer.name] = _started(peer, stack, folder, core, answers, options, say)
            except (NotInstalled, OSError, RuntimeError) as reason:
                missing.append(peer.name)
                say(f"{peer.name} IS NOT MEASURED. {type(reason).__name__}: {reason}")
        for job in asked.values():
            load.burst(own.url, job, options.burst / 5)
        bursts = _bursts(live, options, say)
    return [*_rows(bursts), *(Row(name, {BESIDE: "not measured"}) for name in missing)]


def _answer(server: Process, job: Job) -> Any:
    return json.loads(load.burst(server.url, job, 0, 1).answer)


def _started(
    peer: Peer,
    stack: ExitStack,
    folder: Path,
    core: int | None,
    answers: peer_servers.Answers,
    options: Options,
    say: Callable[[str], None],
) -> Asked:
    program = peer.installed(say)
    say(f"starting {peer.name}")
    process, asked = peer_servers.start(peer, program, folder, core, answers)
    stack.enter_context(servers.running(process))
    for name in (jobs.VIEW_USER, jobs.LIST):  # it has to answer what chatmock does
        if len(json.dumps(_answer(process, asked[name]))) < 0.9 * len(json.dumps(answers[name][1])):
            raise RuntimeError(f"{name}: the answer is shorter than chatmock's")
    for job in asked.values():
        load.burst(process.url, job, options.burst / 5)
    return process, asked


def _bursts(live: dict[str, Asked], options: Options, say: Callable[[str], None]) -> dict[str, Bursts]:
    found: dict[str, Bursts] = {server: {name: [] for name in NAMES} for server in live}
    for turn in range(options.rounds):
        say(f"requests to all of them, round {turn + 1} of {options.rounds}")
        for name in NAMES:
            for server in list(live)[:: 1 if turn % 2 else -1]:
                process, asked = live[server]
                found[server][name].append(http_rows.burst(process, asked[name], options))
    return found


def _rows(bursts: dict[str, Bursts]) -> list[Row]:
    def ratio(server: str, other: str, name: str) -> float:
        pairs = zip(bursts[server][name], bursts[other][name], strict=True)
        return round(median(one.rate / two.rate for one, two in pairs), 3)

    rows = []
    for server, found in bursts.items():
        values: dict[str, Any] = {name: ratio(server, BARE, name) for name in NAMES}
        values[BESIDE] = max(ratio(server, OWN, name) for name in NAMES)
        for name in NAMES:
            values[f"{name}, CPU µs"] = round(median(burst.cpu / burst.count * 1e6 for burst in found[name]))
        rows.append(Row(server, values, () if server == OWN else (at_most(BESIDE, 1),)))
    return rows
