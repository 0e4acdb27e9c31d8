"""The benchmark is run as people run it, with next to nothing to do: its figures mean nothing here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROWS = {
    "check an account",
    "send a message to one account",
    "pull 100 messages of two",
    "view a user",
    "view a user, no two requests alike",
    "send a message",
    "send a message, 10 members in turn",
    "send a message, 1,000 members in turn",
    "send a message, another sender each time",
    "list 100 messages",
    "page of 20 group channels",
    "a refused request: unknown user",
    "a refused request: bad body",
    "metacounter, 16 clients on one key",
    "a key in the inspector, until it is painted",
    "a message, until an inspector has painted it",
    "view a user, with the log",
    "view a user, no two requests alike, with the log",
    "send a message, with the log",
    "send a message, 10 members in turn, with the log",
    "send a message, 1,000 members in turn, with the log",
    "list 100 messages, with the log",
    "page of 20 group channels, with the log",
    "a refused request: unknown user, with the log",
    "a refused request: bad body, with the log",
    "create a message by REST, with the log",
    "list 100 messages of a dialog, with the log",
    "check an account, with the log",
    "send a message to one account, with the log",
    "pull 100 messages of two, with the log",
    "a private message between two sockets, with the log",
    "a C2C message between two web sockets, with the log",
    "one message to all members of a channel",
    "ten messages at once to all of them",
    "create a message by REST",
    "list 100 messages of a dialog",
    "list 100 messages of a dialog, half of them skipped",
    "list the 100 messages of a dialog before a time",
    "unread count of a dialog",
    "create a message in a dialog",
    "a private message between two sockets",
    "a C2C message between two web sockets",
    "one group message to 1,000 web sockets",
    "pull 100 messages of two, out of the middle",
    "pull 20 messages of a group, out of the middle",
    "unread count of an account",
    "conversation list of an account, with one pair",
    "conversation list of an account, with one group",
    "the same as a client pulls it, with the pair's unread count",
    "the same as a client pulls it, with the group's unread count",
    "send a message in a pair",
    "send a message in a group",
    "the same, to the first good answer of all three platforms",
    "one message to a group of 1,000",
    "idle connections",
    "open connections, and one message to each",
    "list 100 messages out of the middle",
    "view a message",
    "unread count of a member",
    "delete a message out of the middle",
    "the same, then the unread count",
    "page of 20 of a user's group channels, as made",
    "page of 20 of a user's group channels, by last message",
    "unread count of a user",
    "memory of a message of 374 bytes, with its rendered answer",
    "longest garbage collection while messages are sent",
    "a flood of requests with long queries",
    "a flood of requests with long paths",
    "a flood of requests with long headers",
    "a flood of uploads of ever new types, and resets",
    "a flood of messages with a dead receiver of webhooks, over those without",
    "an application with messages and a connection, reset",
    "an application with messages, marked and restored",
    "an application with messages and waiting webhooks, made and removed",
    "chatmock serve: from its start to the first good answer",
    "fixture: first use in a session, over the import of aiohttp",
    "fixture: each further test",
    "reset of an application with messages",
    "seed of messages from YAML",
    "killed while it works, and started again",
    "longest that a message waits for a save of a large state, in the server's processor time",
    "the same over HTTP, beside whatever else the machine does",
}


@pytest.fixture(scope="module")
def measured():
    top = Path(__file__).parents[2]
    command = [sys.executable, "-m", "scripts.bench", "--smoke", "--json"]
    done = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    tables = json.loads(done.stdout)["tables"]
    return {name: values for rows in tables.values() for name, values in rows.items()}


def test_every_row_is_measured(measured):
    assert measured.keys() == ROWS
    assert all(row["target"] and len(row.keys() - {"era"}) > 1 for row in measured.values())


def test_no_increase_of_a_counter_is_lost(measured):
    assert measured["metacounter, 16 clients on one key"]["lost"] == 0
