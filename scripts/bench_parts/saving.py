"""``--state``: what is lost when a server is killed at work, and how long a request waits for a save."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from scripts.bench_parts import alone, crowd, load, servers
from scripts.bench_parts.load import Job
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, Target, at_most
from scripts.bench_parts.servers import HEADERS, Process

KILLS = "killed while it works, and started again"
WAIT = "the same over HTTP, beside whatever else the machine does"
_SHORTEST, _LONGEST = 0.3, 1.8
"""Seconds of work before a kill."""
_GOLDEN = 0.618
_ANEW = 10
"""Kills after which a new file is begun: the one before has grown."""


def measure(options: Options, say: Callable[[str], None]) -> list[Row]:
    """All rows."""
    say(f"{options.kills} kills at work")
    return [_kills(options), *alone.measure("saving", options), _wait(options, say)]


def _kills(options: Options) -> Row:
    late: list[float] = []
    lost = kept = 0
    with servers.folder() as folder:
        state = folder / "state.json"
        for number in range(options.kills):
            if number % _ANEW == 0:
                state.unlink(missing_ok=True)
            made, killed = _work_and_kill(folder, state, number)
            there = _there(folder, state)
            missing = [at for user_id, at in made.items() if user_id not in there]
            late.append(max((killed - at for at in missing), default=0.0))
            lost += sum(1 for at in missing if killed - at > 1)
            kept += len(made) - len(missing)
    values = {
        "kills": options.kills,
        "kept": kept,
        "lost, older than 1 s": lost,
        "oldest lost ms": round(max(late) * 1000),
        "median of them ms": round(median(late) * 1000),
    }
    return Row(KILLS, values, (at_most("lost, older than 1 s", 0), Target("kept", 1)))


def _work_and_kill(folder: Path, state: Path, number: int) -> tuple[dict[str, float], float]:
    """The users a server has acknowledged and when, until it was killed, and when that was."""
    process = _server(folder, state)
    process.wait()
    ends = time.perf_counter() + _SHORTEST + (_LONGEST - _SHORTEST) * (number * _GOLDEN % 1)
    made: dict[str, float] = {}
    while (now := time.perf_counter()) < ends:
        user_id = f"user-{number}-{len(made)}"
        body = json.dumps({"user_id": user_id, "nickname": user_id}).encode()
        load.burst(process.url, Job("create a user", "POST", "/v3/users", HEADERS, body), 0, 1)
        made[user_id] = now
    killed = time.perf_counter()
    process.process.kill()
    process.process.wait()
    (folder / "chatmock.port").unlink()
    return made, killed


def _there(folder: Path, state: Path) -> set[str]:
    """The users of the server that is started next, as it says itself."""
    with servers.running(_server(folder, state)) as server:
        shown = servers.ask(server.url, "GET", "/_chatmock/state")
    return {user["user_id"] for user in shown.get("users", ())}


def _server(folder: Path, state: Path, seed: Path | None = None) -> Process:
    return servers.chatmock(folder, None, seed=seed, more=("--state", str(state)))


def _wait(options: Options, say: Callable[[str], None]) -> Row:
    """Sending messages one after the other, with and without a file that has to be up to date."""
    with servers.folder() as folder:
        seed = folder / "seed.json"
        seed.write_text(json.dumps(crowd.talk(options.saved)))
        say("messages, without --state")
        with servers.running(servers.chatmock(folder, None, seed=seed)) as server:
            bare = load.burst(server.url, crowd.message(), options.saving, 1)
        state = folder / "state.json"
        say("the same, with it")
        with servers.running(_server(folder, state, seed)) as server:
            saved = load.burst(server.url, crowd.message(), options.saving, 1)
        values = {
            "messages": options.saved,
            "ms": round(max(saved.times) * 1000, 1),
            "p50 ms": round(saved.percentile(50) * 1000, 2),
            "without ms": round(max(bare.times) * 1000, 1),
            "without p50 ms": round(bare.percentile(50) * 1000, 2),
            "MB": round(state.stat().st_size / 1e6, 1),
        }
    return Row(WAIT, values, (at_most("ms", 20),))
