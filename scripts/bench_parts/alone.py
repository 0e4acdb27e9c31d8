"""Rows that are measured in a process that does nothing else: memory counts, too, and what came before is in no one's way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

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
    from scripts.bench_parts.conversations import Conversations, in_groups, of_two
    from scripts.bench_parts.held_up import saving
    from scripts.bench_parts.histories import Dialogs, histories
    from scripts.bench_parts.scale import channels, members, memory, messages
    from scripts.bench_parts.seeding import seeding
    from scripts.bench_parts.state import State

    parts: dict[str, tuple[Callable[[Options, Any], list[Row]], Callable[[], Any]]] = {
        "messages": (messages, State),
        "channels": (channels, State),
        "members": (members, State),
        "memory": (memory, State),
        "seeding": (seeding, State),
        "saving": (saving, State),
        "histories": (histories, Dialogs),
        "of_two": (of_two, Conversations),
        "in_groups": (in_groups, Conversations),
    }
    part, state = parts[sys.argv[1]]
    rows = part(Options(**json.loads(sys.argv[2])), state())
    print(json.dumps([asdict(row) for row in rows]))
