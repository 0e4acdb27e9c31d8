"""Rows that are measured in a process that does nothing else: memory counts, too, and what came before is in no one's way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict

from scripts.bench_parts import servers
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row


def measure(part: str, options: Options) -> list[Row]:
    """The rows of one of the parts below."""
    command = [sys.executable, "-m", __name__, part, json.dumps(asdict(options))]
    cores = servers.cores()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        if cores:
            os.sched_setaffinity(process.pid, {cores[0]})
        answer, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"bench: measuring {part} failed")
    return [Row.of(row) for row in json.loads(answer)]


if __name__ == "__main__":
    from scripts.bench_parts.held_up import saving
    from scripts.bench_parts.scale import channels, members, memory, messages
    from scripts.bench_parts.seeding import seeding
    from scripts.bench_parts.state import State

    parts = {
        "messages": messages,
        "channels": channels,
        "members": members,
        "memory": memory,
        "seeding": seeding,
        "saving": saving,
    }
    rows = parts[sys.argv[1]](Options(**json.loads(sys.argv[2])), State())
    print(json.dumps([asdict(row) for row in rows]))
