"""A channel with many members, and the messages that are said there."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.bench_parts.load import Job
from scripts.bench_parts.servers import HEADERS

CHANNEL = "everybody"
_SPARE = 200
"""Open files for anything but sockets."""


def seed(folder: Path, members: int) -> Path:
    """A seed file with so many users, all in one channel."""
    file = folder / f"{members}.json"
    file.write_text(json.dumps(_values(members)))
    return file


def talk(messages: int) -> dict[str, Any]:
    """A seed of two users in a channel with so many messages."""
    values = _values(2)
    values["group_channels"][0]["messages"] = [{"generate": messages, "from": ["user-0", "user-1"]}]
    return values


def _values(members: int) -> dict[str, Any]:
    people = [f"user-{number}" for number in range(members)]
    return {
        "chatmock": 1,
        "users": [{"user_id": user, "nickname": user.title()} for user in people],
        "group_channels": [{"channel_url": CHANNEL, "is_super": True, "members": people}],
    }


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
