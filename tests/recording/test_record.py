"""``chatmock record``: what passes, passes unchanged; what breaks a schema is said; the file is whole at any end."""

import asyncio
import json
import signal
import subprocess
import sys

import pytest
import requests

from chatmock.cli import main
from chatmock.core.exchange import Request
from chatmock.testing.server import ChatmockServer
from tests.recording.passages import Passage, recorded

TOKEN = {"Api-Token": "chatmock-token"}
JSON = {**TOKEN, "Content-Type": "application/json"}


@pytest.fixture(scope="module")
def server():
    with ChatmockServer.start() as server:
        yield server


@pytest.fixture
def recording(server, tmp_path):
    """A recorder as a process: its address, its cassette, and the process."""
    out = tmp_path / "one.cassette"
    command = [sys.executable, "-m", "chatmock", "record", "--upstream", server.url, "--port", "0", "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[3], out, process
        process.kill()


def test_ctrl_c_ends_it_and_the_file_is_whole(server, recording):
    url, out, process = recording
    assert url.startswith("http://127.0.0.1:")
    with server.application() as chatmock:
        token = {"Api-Token": chatmock.sendbird.api_token}
        assert requests.get(f"{url}/v3/users", headers=token, timeout=10).json()["users"] == []
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert f"chatmock recorded 1 events into {out}" in said
    assert [json.loads(line)["kind"] for line in out.read_text().splitlines()[1:]] == ["exchange"]


def test_a_body_that_is_too_long_to_keep_passes_whole():
    passage = Passage("sendbird")
    with passage.open() as url:
        content = b"x" * 3_000_000
        sent = requests.post(f"{url}/v3/storage/file", headers=TOKEN, files={"file": ("a.bin", content)}, timeout=30)
        told = sent.json()
        path = told["url"].partition("//")[2].partition("/")[2]
        assert requests.get(f"{url}/{path}", headers=TOKEN, timeout=30).content == content
    assert [event.get("body", event.get("answer")) for event in passage.events] == [{"cut": True}, {"cut": True}]


def test_an_answer_that_breaks_its_schema_is_said_and_noted(tape):
    one = tape("sendbird")
    request = Request("GET", "/v3/users/ann", "", TOKEN)
    answer = {"user_id": "ann", "nickname": 5, "profile_url": "", "secret": "s3cr3t-thing"}
    content = json.dumps(answer).encode()
    one.recorder.exchange(1, request, b"", (200, {"Content-Type": "application/json"}, content))
    [event] = [json.loads(line) for line in one.text.splitlines()[1:]]
    assert any("nickname breaks user" in line for line in event["wrong"])
    assert [line.partition(": ")[2] for line in one.told] == event["wrong"]
    assert "s3cr3t" not in one.text + str(one.told)


def test_a_request_that_breaks_its_schema_is_said_where_it_was_not_refused(tape):
    one = tape("sendbird")
    body = b'{"user_id": 5}'
    request = Request("POST", "/v3/users", "", JSON, body)
    for status in (200, 400):
        content = b"{}" if status == 200 else b'{"error": true, "code": 400100, "message": "no"}'
        one.recorder.exchange(status, request, body, (status, {"Content-Type": "application/json"}, content))
    good, refused = (json.loads(line) for line in one.text.splitlines()[1:])
    assert "request: user_id breaks type of user.create" in good["wrong"]
    assert "wrong" not in refused


def test_a_socket_that_dies_ends_on_the_other_side_too():
    async def act(asker, passage):
        socket = await asker.open("/?p=JS&ai=chatmock&user_id=ann", {})
        assert (await socket.receive(5)).startswith("LOGI")
        socket._socket._response.connection.transport.abort()
        tenant = passage.hub.default.of("sendbird")
        while passage.server.run(lambda: len(tenant.connections)):
            await asyncio.to_thread(passage.server.run, lambda: None)

    passage = recorded("sendbird", act)
    assert passage.events[-1] == {"n": 3, "kind": "close", "socket": 1, "from": "client", "code": 1006}


def test_a_server_that_is_not_there_is_answered_with_502():
    passage = Passage("sendbird")
    with passage.open() as url:
        passage.server.stop()
        assert requests.get(f"{url}/v3/users", headers=TOKEN, timeout=10).status_code == 502


def test_an_archive_is_read_in_place_of_traffic(server, tmp_path, capsys):
    with server.application() as chatmock:
        chatmock.sendbird.user("ann").connect()
        token = {"Api-Token": chatmock.sendbird.api_token}
        requests.get(f"{server.url}/v3/users/ann", headers=token, timeout=10)
        archive = tmp_path / "one.har"
        archive.write_text(json.dumps(chatmock.sendbird.control("GET", "/journal.har")))
    out = tmp_path / "one.cassette"
    assert main(["record", "--har", str(archive), "--out", str(out)]) == 0
    kinds = {json.loads(line)["kind"] for line in out.read_text().splitlines()[1:]}
    assert kinds == {"exchange", "open", "frame", "close"}
    assert "ann" not in out.read_text()
    assert "events into" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ([], 2, "name either --upstream"),
        (["--har", "nothing.har"], 3, "nothing.har: No such file"),
        (["--har", __file__], 2, "is no HTTP archive"),
        (["--har", __file__, "--provider", "nobody"], 2, "nobody"),
    ],
)
def test_what_cannot_be_recorded_is_said(arguments, status, told, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["record", *arguments]) == status
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is no cassette"),
        ("nonsense\n", "line 1: it is no JSON object"),
        ('{"cassette":1,"provider":"sendbird"}\n{"n":1}\n', "line 2: it has to have a number n"),
        ('{"cassette":1,"provider":"nobody"}\n', "nobody"),
    ],
)
def test_a_file_that_is_no_cassette_is_refused(text, told, tmp_path, capsys):
    path = tmp_path / "one.cassette"
    path.write_text(text)
    assert main(["replay", str(path)]) == 2
    assert told in capsys.readouterr().err


def test_nobody_at_an_address_is_status_three(tmp_path, capsys):
    path = tmp_path / "one.cassette"
    event = {"n": 1, "kind": "exchange", "method": "GET", "path": "/v3/users", "status": 200}
    path.write_text('{"cassette":1,"provider":"sendbird"}\n' + json.dumps(event) + "\n")
    assert main(["replay", str(path), "--url", "http://127.0.0.1:9"]) == 3
    assert "nobody answers" in capsys.readouterr().err
