"""Messages to many open WebSockets, in turn with a bare aiohttp application that sends them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from statistics import median
from typing import Any

from scripts.bench_parts import crowd, servers
from scripts.bench_parts.audience import Audience
from scripts.bench_parts.load import Client
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, Target
from scripts.bench_parts.servers import Process

ONE = "one message to all members of a channel"
TOGETHER = "ten messages at once to all of them"
_AT_ONCE = {ONE: 1, TOGETHER: 10}


@dataclass(frozen=True, slots=True)
class Burst:
    """How one burst of messages went."""

    rate: float
    """Deliveries per second."""
    cpu: float
    """Seconds of processor time a delivery cost the server."""
    wait: float
    """Seconds from a message to its last delivery."""


def measure(options: Options, core: int | None, say: Callable[[str], None]) -> list[Row]:
    """Both servers are up, and all members connected to both, all the time."""
    members = crowd.sockets(0, options.members)
    with ExitStack() as stack:
        folder = stack.enter_context(servers.folder())
        file = crowd.seed(folder, options.members)
        own = stack.enter_context(servers.running(servers.chatmock(folder, core, uvloop=options.uvloop, seed=file)))
        audience = stack.enter_context(closing(Audience(own.url)))
        audience.join(members)
        frame = audience.sample(crowd.message())
        given = servers.bare(folder, core, frame, uvloop=options.uvloop, module="bare_fanout")
        bare = stack.enter_context(servers.running(given))
        compared = stack.enter_context(closing(Audience(bare.url)))
        compared.join(members)
        compared.sample(crowd.message())
        both = [(own, audience), (bare, compared)]
        return [_compared(name, both, options, say) for name in _AT_ONCE]


def _compared(name: str, both: list[tuple[Process, Audience]], options: Options, say: Callable[[str], None]) -> Row:
    pairs: list[list[Burst]] = []
    for turn in range(options.rounds):
        say(f"{name}, round {turn + 1} of {options.rounds}")
        step = 1 if turn % 2 else -1
        pairs.append([_burst(*one, _AT_ONCE[name], options.burst) for one in both[::step]][::step])

    def figures(figure: Callable[[Burst], float], digits: int | None) -> list[float]:
        return [round(median(figure(pair[which]) for pair in pairs), digits) for which in (0, 1)]

    columns = {
        "deliveries/s": figures(lambda burst: burst.rate, None),
        "ms to the last": figures(lambda burst: burst.wait * 1000, 1),
        "CPU µs": figures(lambda burst: burst.cpu * 1e6, 2),
    }
    values: dict[str, Any] = {
        "ratio": round(median(own.rate / bare.rate for own, bare in pairs), 2),
        "CPU ratio": round(median(bare.cpu / own.cpu if own.cpu else 0.0 for own, bare in pairs), 2),
    }
    values |= {column: found[0] for column, found in columns.items()}
    values |= {f"bare {column}": found[1] for column, found in columns.items()}
    return Row(name, values, (Target("ratio", 1.5, 5),))


def _burst(server: Process, audience: Audience, count: int, seconds: float) -> Burst:
    """So many messages at a time, the next ones once all have heard of them."""
    speakers = [Client(audience.address, crowd.message()) for _ in range(count)]
    audience.expect(count)
    audience.hear(speakers)
    before, waits = server.cpu() or 0.0, [audience.hear(speakers)]
    while sum(waits) < seconds:
        waits.append(audience.hear(speakers))
    used = (server.cpu() or 0.0) - before
    for speaker in speakers:
        speaker.socket.close()
    if not audience.silent():
        raise RuntimeError("more was heard than was said")
    delivered = len(waits) * count * len(audience)
    return Burst(delivered / sum(waits), used / delivered, median(waits))
