"""Rows about WebSockets. Their client asks Linux how much there is to read: elsewhere there are none."""

from __future__ import annotations

import sys
from collections.abc import Callable

from scripts.bench_parts import crowd, servers
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row


def fan_out(options: Options, say: Callable[[str], None]) -> list[Row]:
    if not _possible(say):
        return []
    from scripts.bench_parts import fanout

    with crowd.descriptors(2 * options.members, say), servers.apart() as core:
        return fanout.measure(options, core, say)


def stanzas(options: Options, say: Callable[[str], None]) -> list[Row]:
    from scripts.bench_parts import stanzas

    with servers.apart() as core:
        return stanzas.measure(options, core, say)


def frames(options: Options, say: Callable[[str], None]) -> list[Row]:
    from scripts.bench_parts import frames

    with servers.apart() as core:
        return frames.measure(options, core, say)


def connections(options: Options, say: Callable[[str], None]) -> list[Row]:
    if not _possible(say):
        return []
    from scripts.bench_parts import held

    with crowd.descriptors(options.held, say), servers.apart() as core:
        return held.measure(options, core, say)


def _possible(say: Callable[[str], None]) -> bool:
    if sys.platform == "linux":
        return True
    say("WEBSOCKETS ARE NOT MEASURED: that needs Linux")
    return False
