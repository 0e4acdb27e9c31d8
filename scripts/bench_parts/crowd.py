"""A channel with many members, and the messages that are said there."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.bench_parts.load import Job
from scripts.bench_parts.servers import HEADERS

CHANNEL = "everybody"
_SPARE = 200
"""Open files for anything but sockets."""


def seed(folder: Path, members: int) -> Path:
    """A seed file with so many users, all in one channel."""
    people = [f"user-{number}" for number in range(members)]
    values = {
        "chatmock": 1,
        "users": [{"user_id": user, "nickname": user.title()} for user in people],
        "group_channels": [{"channel_url": CHANNEL, "is_super": True, "members": people}],
    }
    file = folder / f"{members}.json"
    file.write_text(json.dumps(values))
    return file


def message() -> Job:
    body = {"message_type": "MESG", "user_id": "user-0", "message": "The quick brown fox jumps over the lazy dog. " * 2}
    return Job("message", "POST", f"/v3/group_channels/{CHANNEL}/messages", HEADERS, json.dumps(body).encode())


def sockets(first: int, end: int) -> list[str]:
    """Where these members connect."""
    return [f"/?ai=chatmock&user_id=user-{number}" for number in range(first, end)]


@contextmanager
def descriptors(count: int, say: Callable[[str], None]) -> Iterator[None]:
    """Let this process and those it starts have that many sockets open, as far as the system allows it."""
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(before, count + _SPARE)
    if most != resource.RLIM_INFINITY and wanted > most:
        say(f"SOCKETS MAY FAIL: {wanted:,} open files are needed, the system allows {most:,} (ulimit -Hn)")
        wanted = most
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))
