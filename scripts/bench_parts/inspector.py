"""The inspector in a browser, under a hundred requests a second: from a key, and from a message, to the paint."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from scripts.bench_parts import servers
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, Target, at_most

TYPED, SEEN = "a key in the inspector, until it is painted", "a message, until an inspector has painted it"
RATE = 100
_TOP = Path(__file__).parents[2]
_TOOLS = Path(os.environ.get("CHATMOCK_CLIENTS", _TOP / ".clients")) / "inspector"
_PATIENCE = 600


def measure(options: Options, say: Callable[[str], None]) -> list[Row]:
    """A row for each; without figures where there is no browser."""
    browser = os.environ.get("CHATMOCK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    target = (at_most("p95 ms", 100, unit=" ms"),)
    if browser is None or not (_TOOLS / "node_modules" / "playwright-core").is_dir():
        missing = {"p50 ms": "no browser here", "p95 ms": None}
        return [Row(name, missing, target) for name in (TYPED, SEEN)]
    say(f"the inspector under {RATE} requests a second")
    with servers.folder() as folder, servers.running(servers.chatmock(folder, None, seed=Path("lunch"))) as server:
        script = Path(__file__).with_name("inspector.cjs")
        command = ["node", str(script), str(_TOOLS), browser, server.url, str(RATE), str(10 * options.rounds)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_PATIENCE)
    found = json.loads(done.stdout)
    return [_row(name, sorted(found[key]), target) for name, key in ((TYPED, "typed"), (SEEN, "seen"))]


def _row(name: str, figures: list[float], target: tuple[Target, ...]) -> Row:
    def at(part: float) -> float:
        return round(figures[min(len(figures) - 1, int(part * len(figures)))], 1)

    return Row(name, {"p50 ms": at(0.5), "p95 ms": at(0.95), "requests/s": RATE}, target)
