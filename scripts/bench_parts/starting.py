"""How long it takes until a server gives its first good answer."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from statistics import median

from chatmock.providers.connectycube import ConnectyCube
from scripts.bench_parts import load, servers, tencent_jobs
from scripts.bench_parts.load import Job
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, Target, at_most
from scripts.bench_parts.servers import HEADERS, Process

START = "chatmock serve: from its start to the first good answer"
START_ALL = "the same, to the first good answer of all three platforms"
_BARE = Job("bare", "GET", "/v3/users/alice", HEADERS)
_SENDBIRD = Job("sendbird", "GET", "/v3/users", HEADERS)


def measure(options: Options, say: Callable[[str], None]) -> list[Row]:
    """From starting a process until it has answered, in turn with a bare aiohttp application."""
    return [
        _compared(START, [_SENDBIRD], options, at_most("times bare", 1.5, 1.2), say),
        _compared(START_ALL, [_SENDBIRD, _connectycube(), _tencent()], options, at_most("times bare", 1.6), say),
    ]


def _connectycube() -> Job:
    """A session of the default application."""
    options = ConnectyCube.card.defaults
    body = {"application_id": options["app_id"], "auth_key": options["auth_key"]}
    return Job("connectycube", "POST", "/session", (), json.dumps(body).encode(), 201)


def _tencent() -> Job:
    return tencent_jobs.job("tencent", "im_open_login_svc/account_check", {"CheckItem": [{"UserID": "ann"}]})


def _compared(name: str, jobs: list[Job], options: Options, target: Target, say: Callable[[str], None]) -> Row:
    pairs = []
    for turn in range(options.starts):
        say(f"{name}, {turn + 1} of {options.starts}")
        pairs.append((_own(options, jobs), _bare(options)) if turn % 2 else (_bare(options), _own(options, jobs))[::-1])
    values = {
        "times bare": round(median(own / bare for own, bare in pairs), 2),
        "ms": round(median(own for own, _ in pairs) * 1000),
        "bare ms": round(median(bare for _, bare in pairs) * 1000),
    }
    return Row(name, values, (target,))


def _own(options: Options, jobs: list[Job]) -> float:
    with servers.folder() as folder:
        return first_answers(servers.chatmock(folder, None, uvloop=options.uvloop), jobs)


def _bare(options: Options) -> float:
    with servers.folder() as folder:
        answers = {f"{_BARE.method} {_BARE.path}": [200, {}]}
        return first_answers(servers.bare(folder, None, answers, uvloop=options.uvloop), [_BARE])


def first_answers(process: Process, jobs: list[Job]) -> float:
    """Seconds from its start until it has answered each of some requests."""
    with servers.running(process):
        for job in jobs:
            load.burst(process.url, job, 0, 1)
        return time.perf_counter() - process.began
