"""Thousands of WebSockets at once: what they cost while nobody speaks, and whether all of them hear a message."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

from scripts.bench_parts import crowd, servers
from scripts.bench_parts.audience import Audience
from scripts.bench_parts.load import Client
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, Target, at_most
from scripts.bench_parts.servers import Process

IDLE = "idle connections"
HELD = "open connections, and one message to each"


def measure(options: Options, core: int | None, say: Callable[[str], None]) -> list[Row]:
    """chatmock, then a bare aiohttp application."""
    say("connections")
    with servers.folder() as folder:
        seed = crowd.seed(folder, options.held)
        idle, own, frame = _holding(servers.chatmock(folder, core, uvloop=options.uvloop, seed=seed), options)
        given = servers.bare(folder, core, frame, uvloop=options.uvloop, module="bare_fanout")
        bare_idle, bare, _ = _holding(given, options)
    idle |= {f"bare {column}": figure for column, figure in bare_idle.items() if column != "connections"}
    own |= {f"bare {column}": figure for column, figure in bare.items() if column != "connections"}
    return [
        Row(IDLE, idle, (at_most("more CPU ms/s", 0.5),)),
        Row(HELD, own, (Target("connections", options.held),)),
    ]


def _holding(process: Process, options: Options) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The figures of both rows, and what was heard."""
    with servers.running(process) as server, closing(Audience(server.url)) as audience:
        alone = _idle_cost(server, options.idle)
        audience.join(crowd.sockets(0, min(options.members, options.held // 2)))
        few, more = len(audience), _idle_cost(server, options.idle) - alone
        before, began = server.memory(), time.perf_counter()
        audience.join(crowd.sockets(few, options.held))
        took, size = time.perf_counter() - began, server.memory() - before
        frame = audience.sample(crowd.message())
        heard = audience.hear([Client(audience.address, crowd.message())])
        idle = {"connections": few, "more CPU ms/s": round(more * 1000, 2)}
        held = {
            "connections": len(audience),
            "KB for each": round(size / (len(audience) - few) / 1000, 1),
            "connects/s": round((len(audience) - few) / took),
            "ms to the last": round(heard * 1000, 1),
        }
        return idle, held, frame


def _idle_cost(server: Process, seconds: float) -> float:
    """Seconds of processor time that a server takes each second with nothing to do."""
    time.sleep(seconds / 5)  # what was begun before is over
    before, began = server.cpu() or 0.0, time.perf_counter()
    time.sleep(seconds)
    return ((server.cpu() or 0.0) - before) / (time.perf_counter() - began)
