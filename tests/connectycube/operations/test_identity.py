"""An application's own identity provider is really asked who logs in."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

TOKEN = "a-token-of-ours"


class Registry(ThreadingHTTPServer):
    """Knows one token; keeps the addresses it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked = []
        self.answer = 200, {"user": {"id": 77}}
        self.meanwhile = lambda: None
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.running = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self.running.start()

    def close(self):
        self.shutdown()
        self.running.join()
        self.server_close()


class Answering(BaseHTTPRequestHandler):
    """Answers what its registry says."""

    server: Registry

    def do_GET(self):
        self.server.asked.append(self.path)
        self.server.meanwhile()
        status, told = self.server.answer
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told):
        """Say nothing."""


@pytest.fixture
def registry():
    registry = Registry()
    yield registry
    registry.close()


@pytest.fixture
def cube(chatmock, registry):
    chatmock.connectycube.settings(
        identity_provider={
            "url": f"{registry.url}/who?app=1",
            "request": {"token": "#{login}"},
            "response": {"uid": "#{user.id}"},
        }
    )
    return chatmock.connectycube


def begin(cube):
    own = {"application_id": cube.app_id, "auth_key": cube.auth_key}
    return requests.post(f"{cube.api_url}/session", json=own, timeout=20).json()["session"]["token"]


def log_in(cube, token="", **who):
    token = token or begin(cube)
    body = {"login": TOKEN, "password": "anything", **who}
    return requests.post(f"{cube.api_url}/login", json=body, headers={"CB-Token": token}, timeout=20)


def test_it_is_asked_with_what_the_client_sent(cube, registry):
    assert log_in(cube).status_code == 202
    assert registry.asked == [f"/who?app=1&token={TOKEN}"]


def test_one_uid_is_one_user(cube, registry):
    first, again = (log_in(cube).json()["user"]["id"] for _ in range(2))
    registry.answer = 200, {"user": {"id": "78"}}
    assert first == again != log_in(cube).json()["user"]["id"]


def test_a_session_may_begin_so(cube):
    body = {"application_id": cube.app_id, "auth_key": cube.auth_key, "user": {"login": TOKEN, "password": "x"}}
    answer = requests.post(f"{cube.api_url}/session", json=body, timeout=20)
    assert answer.status_code == 201 and answer.json()["session"]["user"]["login"].startswith("identity_")


@pytest.mark.parametrize(
    "answer", [(404, {"user": {"id": 77}}), (200, {}), (200, b"no JSON"), (200, []), (200, {"user": {"id": None}})]
)
def test_whom_it_does_not_know_nobody_is(cube, registry, answer):
    registry.answer = answer
    refused = log_in(cube)
    assert refused.status_code == 401 and cube.journal.find("log_in")[0]["code"] == "identity_refused"
    assert cube.state.get("users", []) == []


def test_a_session_that_ends_while_it_is_asked_is_nobodys(cube, registry):
    token = begin(cube)
    ended = []

    def end():
        ended.append(requests.delete(f"{cube.api_url}/session", headers={"CB-Token": token}, timeout=20).status_code)

    registry.meanwhile = end
    refused = log_in(cube, token)
    assert ended == [200] and refused.status_code == 401 and cube.journal.find("log_in")[0]["code"] == "no_session"


def test_an_email_is_not_its_business(cube, registry):
    assert log_in(cube, login="", email="ann@example.com").status_code == 404 and registry.asked == []
