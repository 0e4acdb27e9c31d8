"""How fast chatmock is: what requests cost beside a bare aiohttp application, and beside a larger state.

Run by scripts/bench. Nothing is asserted; docs/performance.md has a full run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from importlib.metadata import version

from scripts.bench_parts import http_rows, servers, starting, wrk
from scripts.bench_parts.options import FULL, QUICK, SMOKE, Options, Row

Table = tuple[str, list[Row]]


def say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr)


def in_process(part: str, options: Options) -> list[Row]:
    """The rows of scale.py, measured in a process that does nothing else."""
    say(f"in a large state: {part}")
    where = servers.cores()
    command = [sys.executable, "-m", "scripts.bench_parts.scale", part, json.dumps(asdict(options))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        if where:
            os.sched_setaffinity(process.pid, {where[0]})
        answer, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"bench: measuring {part} failed")
    return [Row(**row) for row in json.loads(answer)]


def tables(options: Options) -> list[Table]:
    """Everything there is to measure."""
    size, channels = f"{options.few:,} and {options.many:,}", f"{options.few_channels:,} and {options.many_channels:,}"
    parts: list[tuple[str, Callable[[], list[Row]]]] = [
        ("Starting, and pytest", lambda: [*starting.starts(options, say), *starting.fixture(options, say)]),
        (f"One channel with {size} messages", lambda: in_process("messages", options)),
        (f"Users with {channels} group channels", lambda: in_process("channels", options)),
        (f"{options.many:,} messages in memory", lambda: in_process("memory", options)),
        (
            "Requests over HTTP, beside the same answers of a bare aiohttp application",
            lambda: http_rows.measure(options, say),
        ),
    ]
    return [(title, measure()) for title, measure in parts][::-1]


def about(options: Options) -> dict[str, str]:
    """What it was measured with."""
    where = servers.cores()
    return {
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        **{name: version(name) for name in ("aiohttp", "orjson", "jsonschema-rs", "msgspec")},
        "loop": f"uvloop {version('uvloop')}" if options.uvloop else "asyncio",
        "load": f"wrk {wrk.version()}" if options.wrk else "scripts/bench_parts/load.py",
        "cores": f"{os.cpu_count()}, servers and load each on one" if where else f"{os.cpu_count()}, shared",
        "machine": f"{platform.machine()} {platform.system()}",
        "rounds": f"{options.rounds} of {options.burst:g} s each",
    }


def shown(table: Table) -> str:
    """A table in Markdown."""
    title, rows = table
    columns = list(dict.fromkeys(column for row in rows for column in row.values))
    lines = [["", *columns], ["---", *("---:" for _ in columns)]]
    lines += [
        [row.name, *(f"{row.values.get(column, ''):,}" if column in row.values else "" for column in columns)]
        for row in rows
    ]
    return f"## {title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Measure how fast chatmock is.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="half a minute in place of four, with smaller states")
    size.add_argument("--smoke", action="store_true", help="a few requests of each kind: do all parts still work?")
    parser.add_argument("--json", action="store_true", help="print JSON in place of tables")
    parser.add_argument("--uvloop", action="store_true", help="both servers on uvloop, which has to be installed")
    given = parser.parse_args()
    options = QUICK if given.quick else SMOKE if given.smoke else FULL
    options = replace(options, uvloop=given.uvloop, wrk=options is FULL and wrk.path() is not None)
    setting = about(options)  # before the load generator is given a core
    found = tables(options)
    if given.json:
        print(
            json.dumps({"about": setting, "tables": {title: {r.name: r.values for r in rows} for title, rows in found}})
        )
        return
    print("\n\n".join(map(shown, found)))
    print(f"\nMeasured with {', '.join(f'{name} {value}' for name, value in setting.items())}.")


if __name__ == "__main__":
    main()
