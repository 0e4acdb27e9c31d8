"""The journal as an HTTP archive: valid for a validator of others, with the messages of sockets, without secrets."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from chatmock.control import har
from tests.sendbird.clients.js_sdk.client import INSTALLED

TOOLS = INSTALLED / "inspector"
tools = pytest.mark.skipif(
    not (TOOLS / "node_modules" / "har-validator").is_dir(), reason="there is no har-validator: scripts/node-clients"
)


@pytest.fixture
def archive(chatmock):
    return lambda **query: chatmock.control("GET", "/journal.har", **query)


@pytest.fixture
def people(chatmock):
    return chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")


@pytest.fixture
def lunch(chatmock, people):
    return chatmock.sendbird.group(*people)


def entries(archive, kind):
    return [entry for entry in archive["log"]["entries"] if entry["_resourceType"] == kind]


def check(archive):
    command = ["node", str(Path(__file__).parent / "har.cjs")]
    environment = {**os.environ, "CHATMOCK_CLIENTS": str(TOOLS)}
    return subprocess.run(command, input=json.dumps(archive), capture_output=True, text=True, env=environment)


@tools
def test_an_archive_of_everything_is_valid(chatmock, archive, people, lunch):
    alice, bob = people
    chatmock.sendbird.webhooks.keep("*")
    bob.connect()
    alice.says("Soup? <b>€</b>", lunch)
    bob.drop()
    chatmock.connectycube.user("ann").connect()
    chatmock.tencent.user("li").connect()
    made = archive()
    checked = check(made)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    assert {socket["_user"] for socket in entries(made, "websocket")} >= {"bob", "li"}
    assert len(entries(made, "fetch")) > 5


@tools
def test_the_validator_would_find_something():
    assert check({"log": {"version": "1.2", "creator": {}, "entries": []}}).returncode == 1


def test_a_request_has_its_answer_beside_it(archive, people, lunch):
    people[0].says("Soup?", lunch)
    [entry] = entries(archive(operation="send_message"), "fetch")
    assert entry["request"]["method"] == "POST" and entry["_operation"] == "send_message"
    assert json.loads(entry["request"]["postData"]["text"])["message"] == "Soup?"
    assert json.loads(entry["response"]["content"]["text"])["message"] == "Soup?"


def test_what_a_socket_heard_and_said_stands_in_it_as_in_chrome(archive, people, lunch):
    alice, bob = people
    bob.connect()
    alice.says("Soup?", lunch)
    [socket] = entries(archive(), "websocket")
    assert (socket["response"]["status"], socket["request"]["url"].partition(":")[0]) == (101, "ws")
    said = [message for message in socket["_webSocketMessages"] if "Soup?" in message["data"]]
    assert [(message["type"], message["opcode"]) for message in said] == [("receive", 1)]


def test_secrets_are_masked_in_it(chatmock, archive, people, lunch):
    people[0].says("Soup?", lunch)
    assert chatmock.sendbird.api_token not in json.dumps(archive())


def test_what_is_too_much_is_left_out_and_said(archive, people, lunch, monkeypatch):
    alice, bob = people
    bob.connect()
    monkeypatch.setattr(har, "MOST_MESSAGES", 1)
    alice.says("one", lunch)
    alice.says("two", lunch)
    log = archive()["log"]
    assert "messages of sockets are left out" in log["comment"]


def test_only_what_is_asked_for_is_in_it(archive, people, lunch):
    assert archive(limit=1)["log"]["entries"][0]["_operation"] == "create_group_channel"
    assert archive(operation="view_user")["log"]["entries"] == []
