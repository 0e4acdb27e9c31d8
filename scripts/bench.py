"""How fast chatmock is: what requests cost beside a bare aiohttp application, beside a larger state, beside its peers.

Run by scripts/bench. Nothing is asserted; docs/performance.md has a full run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from chatmock.providers.sendbird.model import DEFAULT_ERA
from scripts.bench_parts import (
    alone,
    fixture,
    floods,
    http_rows,
    inspector,
    log_rows,
    page,
    peer_rows,
    resets,
    saving,
    servers,
    socket_rows,
    starting,
)
from scripts.bench_parts.options import FULL, QUICK, SMOKE, Options
from scripts.bench_parts.peers import node_version
from scripts.bench_parts.rows import Row, Table, shown

Part = tuple[str, Callable[[], list[Row]]]
OF_OTHERS = {"connectycube", "tencent", "stanzas", "histories"}
"""The parts that use no application of Sendbird."""


def say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr)


def parts(options: Options) -> dict[str, Part]:
    """Everything there is to measure, with the titles of the tables."""

    def by_itself(part: str) -> Callable[[], list[Row]]:
        def measure() -> list[Row]:
            say(f"in a process of its own: {part}")
            return alone.measure(part, options)

        return measure

    size, channels = f"{options.few:,} and {options.many:,}", f"{options.few_channels:,} and {options.many_channels:,}"
    people = f"{options.few_members:,} and {options.many_members:,}"
    return {
        "http": (
            "Requests over HTTP, beside the same answers of a bare aiohttp application",
            lambda: http_rows.measure(http_rows.SENDBIRD, options, say),
        ),
        "connectycube": (
            "Requests of ConnectyCube's server API, beside the same answers of a bare aiohttp application",
            lambda: http_rows.measure(http_rows.CONNECTYCUBE, options, say),
        ),
        "tencent": (
            "Requests of Tencent Chat's REST API, beside the same answers of a bare aiohttp application",
            lambda: http_rows.measure(http_rows.TENCENT, options, say),
        ),
        "log": ("The request log in a file, beside `--quiet`", lambda: log_rows.measure(options, say)),
        "inspector": (
            "The inspector in a browser, under a hundred requests a second",
            lambda: inspector.measure(options, say),
        ),
        "sockets": (
            f"Messages to {options.members:,} WebSockets, beside a bare aiohttp application that sends them",
            lambda: socket_rows.fan_out(options, say),
        ),
        "stanzas": ("Messages of ConnectyCube's chat", lambda: socket_rows.stanzas(options, say)),
        "frames": ("Messages of Tencent Chat's web socket", lambda: socket_rows.frames(options, say)),
        "connections": ("WebSockets that are only held", lambda: socket_rows.connections(options, say)),
        "messages": (f"One channel with {size} messages", by_itself("messages")),
        "histories": (f"One dialog of ConnectyCube with {size} messages", by_itself("histories")),
        "conversations": (
            f"Conversations of Tencent Chat with {size} messages",
            lambda: [*by_itself("of_two")(), *by_itself("in_groups")()],
        ),
        "channels": (f"Users with {channels} group channels", by_itself("channels")),
        "members": (f"Group channels with {people} members", by_itself("members")),
        "memory": (f"{options.many:,} messages in memory", by_itself("memory")),
        "floods": (f"Memory under floods of {options.flood:,} requests", lambda: apart(floods.measure, options)),
        "resets": (f"Memory while {options.resets:,} applications go", lambda: apart(resets.measure, options)),
        "starting": (
            "Starting, and pytest",
            lambda: [
                *starting.measure(options, say),
                *fixture.measure(options, say),
                *alone.measure("seeding", options),
            ],
        ),
        "saving": ("--state", lambda: saving.measure(options, say)),
        "peers": ("Other mock servers, as ratios to bare aiohttp", lambda: peer_rows.measure(options, say)),
    }


def apart(measure: Callable[[Options, int | None, Callable[[str], None]], list[Row]], options: Options) -> list[Row]:
    """Measure servers on a core of their own."""
    with servers.apart() as core:
        return measure(options, core, say)


def about(options: Options) -> str:
    """What it was measured with."""
    where = servers.cores()
    facts = {
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        **{name: version(name) for name in ("aiohttp", "orjson", "jsonschema-rs", "msgspec")},
        "Node": node_version(),
        "loop": f"uvloop {version('uvloop')}" if options.uvloop else "asyncio",
        "cores": f"{os.cpu_count()}, servers and load each on one" if where else f"{os.cpu_count()}, shared",
        "machine": f"{platform.machine()} {platform.system()}",
        "rounds": f"{options.rounds} of {options.burst:g} s each",
    }
    return f"Measured with {', '.join(f'{name} {value}' for name, value in facts.items())}."


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Measure how fast chatmock is.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="a minute in place of six, with smaller states")
    size.add_argument("--smoke", action="store_true", help="a few requests of each kind: do all parts still work?")
    parser.add_argument(
        "--peers", action="store_true", help="other mock servers, too, which are installed into a cache"
    )
    parser.add_argument("--only", action="append", choices=sorted(parts(SMOKE)), help="one part; may be repeated")
    parser.add_argument("--json", action="store_true", help="print JSON in place of tables")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page, too")
    parser.add_argument("--uvloop", action="store_true", help="both servers on uvloop, which has to be installed")
    return parser.parse_args()


def measured(given: argparse.Namespace, options: Options) -> dict[str, Table]:
    """The tables that were asked for, by the name of their part."""
    known = parts(options)
    names = given.only or [name for name in known if name != "peers" or given.peers]
    return {name: (known[name][0], with_era(name, known[name][1]())) for name in names}


def with_era(part: str, rows: list[Row]) -> list[Row]:
    """The rows of a part, each with the era of Sendbird's application where the part uses one."""
    if part in OF_OTHERS:
        return rows
    return [replace(row, values={"era": DEFAULT_ERA, **row.values}) for row in rows]


def main() -> None:
    given = arguments()
    options = QUICK if given.quick else SMOKE if given.smoke else FULL
    options = replace(options, uvloop=given.uvloop)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # chatmock is compiled where it is installed, as aiohttp is
    tables, setting = measured(given, options), about(options)
    if given.write is not None:
        blocks = {name: f"{shown(table)}\n\n{setting}" for name, table in tables.items()}
        page.write(given.write, blocks)
    if given.json:
        told = {
            title: {row.name: {"target": row.target, **row.values} for row in rows} for title, rows in tables.values()
        }
        print(json.dumps({"about": setting, "tables": told}))
        return
    print("\n\n".join(map(shown, tables.values())))
    print(f"\n{setting}")


if __name__ == "__main__":
    main()
