"""Two processes beside one, asked directly and by nginx: whether a second process answers more, what the front costs.

No core is reserved for anybody: load, front and processes take what the system gives them; the processor time of each
says who had how much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from scripts.bench_parts import jobs, load, wrk
from scripts.bench_parts.load import Burst, Job
from tests.scaling import front as fronts

NAMES = (jobs.VIEW_USER, jobs.SEND, jobs.LIST)
LOADS = 2
"""Load generators at a time: one for each process, or both for one."""


def burst(asked: Sequence[tuple[str, Job]], seconds: float) -> list[Burst]:
    """Load several addresses at once."""
    loader = wrk.burst if wrk.path() and seconds >= wrk.SHORTEST else load.burst
    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(lambda one: loader(one[0], one[1], seconds, load.CLIENTS // LOADS), asked))


def used(pids: Sequence[int]) -> float:
    """Seconds of processor time that processes have used, and the workers they started."""
    return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in _with_children(pids)) / 1e9


def _with_children(pids: Sequence[int]) -> list[int]:
    children = [Path(f"/proc/{pid}/task/{pid}/children").read_text().split() for pid in pids]
    return [*pids, *(int(child) for some in children for child in some)]


def measured(asked: Sequence[tuple[str, Job]], seconds: float, front: fronts.Front) -> tuple[float, float, float]:
    """Answers per second, and microseconds per answer that chatmock and nginx used."""
    assert front.nginx is not None
    processes, nginx = [process.pid for process in front.processes.values()], [front.nginx.pid]
    before = used(processes), used(nginx)
    bursts = burst(asked, seconds)
    after = used(processes), used(nginx)
    count = sum(one.count for one in bursts)
    own, fronted = ((b - a) / count * 1e6 for a, b in zip(before, after, strict=True))
    return sum(one.rate for one in bursts), own, fronted


def table(front: fronts.Front, rounds: int, seconds: float, say: Callable[[str], None]) -> list[str]:
    """Markdown: answers per second, and microseconds of processor time for each."""
    first, second = [
        (f"http://{process}", url, {job.name: job for job in jobs.seed(f"http://{process}")})
        for process, url in front.urls.items()
    ]
    told = ["|  | requests/s | chatmock CPU µs | nginx CPU µs |", "| --- | ---: | ---: | ---: |"]
    for name in NAMES:
        ways = {
            "one process": [(place[0], place[2][name]) for place in (first, first)],
            "two processes": [(place[0], place[2][name]) for place in (first, second)],
            "one process, by nginx": [(place[1], place[2][name]) for place in (first, first)],
            "two processes, by nginx": [(place[1], place[2][name]) for place in (first, second)],
        }
        found: dict[str, list[tuple[float, float, float]]] = {way: [] for way in ways}
        for turn in range(rounds):
            say(f"{name}, round {turn + 1} of {rounds}")
            for way, asked in ways.items():
                found[way].append(measured(asked, seconds, front))
        for way, rows in found.items():
            rate, own, fronted = (median(column) for column in zip(*rows, strict=True))
            told.append(f"| {name}: {way} | {rate:,.0f} | {own:.0f} | {fronted:.0f} |")
    return told
