"""A suite of tests that each use the fixture, run by pytest alone and by pytest-xdist: each worker has its own server."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from scripts.bench_parts import servers

_SUITE = """
import pytest
import requests


@pytest.mark.parametrize("number", range({count}))
def test_bob_has_something_to_read(chatmock, number):
    sendbird = chatmock.sendbird
    lunch = sendbird.group(sendbird.user("alice"), sendbird.user("bob"))
    headers = {{"Api-Token": sendbird.api_token}}
    message = {{"message_type": "MESG", "user_id": "alice", "message": f"hungry {{number}}?"}}
    path = f"{{sendbird.api_url}}/group_channels/{{lunch}}/messages"
    assert requests.post(path, headers=headers, json=message).ok
    unread = requests.get(f"{{sendbird.api_url}}/users/bob/unread_count", headers=headers)
    assert unread.json() == {{"unread_count": 1}}
"""
_FILES = 8


def table(tests: int, rounds: int, workers: Sequence[int], say: Callable[[str], None]) -> list[str]:
    """Markdown: seconds of a whole session by the number of workers; 0 is pytest without xdist."""
    found: dict[int, list[tuple[float, float]]] = {number: [] for number in workers}
    with servers.folder() as folder:
        for number in range(_FILES):
            (folder / f"test_{number}.py").write_text(_SUITE.format(count=tests // _FILES))
        (folder / "pytest.ini").write_text("[pytest]\n")
        for turn in range(rounds):
            for number in workers:
                say(f"{tests} tests, {number} workers, round {turn + 1} of {rounds}")
                found[number].append(_session(folder, number))
    told = ["|  | s | tests/s | CPU s |", "| --- | ---: | ---: | ---: |"]
    for number, rows in found.items():
        took, used = (median(column) for column in zip(*rows, strict=True))
        name = f"`pytest -n {number}`" if number else "`pytest`"
        told.append(f"| {name} | {took:.1f} | {tests / took:,.0f} | {used:.1f} |")
    return told


def _session(folder: Path, workers: int) -> tuple[float, float]:
    """Seconds a session took, and seconds of processor time of all its processes."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", str(workers), str(folder)]
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    took, after = time.perf_counter() - began, os.times()
    if done.returncode:
        raise RuntimeError(f"the tests failed:\n{done.stdout}{done.stderr}")
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return took, spent
