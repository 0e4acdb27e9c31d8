"""Requests to an application in this process, as a server would pass them on, and the processor time they take."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from functools import partial
from statistics import median
from time import thread_time
from typing import Any

import orjson

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.serving import new_hub
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, Target


class Asking:
    """A hub, and what each request to it begins with."""

    def __init__(self, headers: dict[str, str], prefix: str = "") -> None:
        self.hub = new_hub()
        gc.freeze()  # as `chatmock serve` does
        self._headers = {**headers, "Host": "localhost"}
        self._prefix = prefix

    def request(self, method: str, path: str, body: dict[str, Any] | None = None) -> Request:
        path, _, query = path.partition("?")
        headers = self._headers if body is None else {**self._headers, "Content-Type": "application/json"}
        return Request(method, f"{self._prefix}{path}", query, headers, orjson.dumps(body) if body else b"")

    def ask(self, request: Request) -> Any:
        """The parsed answer of a request that has to be a good one."""
        answer = dispatch(self.hub, request)
        if answer.status not in (200, 201):
            raise RuntimeError(f"{request.method} {request.path}: {answer.body.decode()}")
        return orjson.loads(answer.body)

    def time(self, request: Request, times: int) -> float:
        """Seconds of processor time that one of several requests takes: whatever else the machine does is not in it."""
        return self.time_all([request] * times)

    def time_all(self, requests: list[Request]) -> float:
        """Likewise for requests that differ."""
        began = thread_time()
        for request in requests:
            dispatch(self.hub, request)
        return (thread_time() - began) / len(requests)

    def costs(self, requests: Iterable[Request], times: int) -> list[Callable[[], float]]:
        """What measures each of these requests: good ones, and so many of each at a time."""
        asked = list(requests)
        for request in asked:
            self.ask(request)
        return [partial(self.time, request, times) for request in asked]


def compare(name: str, costs: list[Callable[[], float]], options: Options, target: Target) -> Row:
    """The cost in a large state over that in a small one, which is the first of the two."""
    for cost in costs:
        cost()
    pairs = [(costs[0](), costs[1]()) for _ in range(options.samples)]
    return Row(
        name,
        {
            "few µs": round(median(few for few, _ in pairs) * 1e6, 1),
            "many µs": round(median(many for _, many in pairs) * 1e6, 1),
            "ratio": round(median(many / few for few, many in pairs), 2),
        },
        (target,),
    )
