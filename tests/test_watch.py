"""``chatmock watch``: a line for each thing that happens on a running server."""

import json
import select
import subprocess
import sys

import pytest

from chatmock.cli import main


@pytest.fixture
def watching(chatmock):
    """Begins to watch; gives the process, which has seen one thing already."""
    begun = []

    def begin(*options):
        command = [sys.executable, "-m", "chatmock", "watch", "--url", chatmock.url, "--group", chatmock.group]
        process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def first_line(process, act):
    """The first line it prints; ``act`` is repeated until somebody listens."""
    assert process.stdout
    for _ in range(1000):
        act()
        if process.poll() is not None:
            break
        if select.select([process.stdout], [], [], 0.1)[0]:
            return process.stdout.readline()
    raise AssertionError(process.stderr.read())


def test_a_line_says_when_what_and_how_it_ended(chatmock, watching):
    alice = chatmock.sendbird.user("alice")
    lunch = chatmock.sendbird.group(alice)
    line = first_line(watching("--operation", "send_message"), lambda: alice.says("Soup?", lunch))
    when, kind, method, path, *_ = line.split()
    assert (len(when), kind, method, line.split()[-1]) == (12, "actor", "POST", "200")
    assert path == f"/v3/group_channels/{lunch}/messages"


def test_whole_entries_are_json(chatmock, watching):
    alice = chatmock.sendbird.user("alice")
    lunch = chatmock.sendbird.group(alice)
    line = first_line(watching("--json", "--operation", "send_*"), lambda: alice.says("Soup?", lunch))
    assert json.loads(line)["request"]["message"] == "Soup?"


def test_an_operation_that_nobody_has_is_refused_with_the_nearest(chatmock, capsys):
    assert main(["watch", "--url", chatmock.url, "--operation", "send_mesage"]) == 1
    assert "did you mean send_message" in capsys.readouterr().err


def test_a_kind_that_is_none_is_refused_with_those_there_are(chatmock, capsys):
    assert main(["watch", "--url", chatmock.url, "--kind", "requests"]) == 1
    assert "request" in capsys.readouterr().err


def test_no_server_is_said(capsys):
    assert main(["watch", "--url", "http://127.0.0.1:9"]) == 1
    assert "there is no chatmock at http://127.0.0.1:9" in capsys.readouterr().err
