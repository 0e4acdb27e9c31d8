"""An application that listens, and its own server, which webhooks go to. Both run in threads of their own."""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from chatmock.control import Control
from chatmock.core.hub import Hub
from chatmock.core.inquiry import Inquiry
from chatmock.providers.tencent import Tencent
from chatmock.providers.tencent.model import App, Caller, Group
from chatmock.server.thread import ServerThread
from tests.tencent.conftest import Api, new_api

PATIENCE = 10
OK = {"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0}
ADMIN = Caller("administrator", is_admin=True)
ALICE = Caller("alice", platform="Web", address="10.0.0.7", instance=1)
TEA: dict[str, Any] = {
    "GroupId": "tea",
    "Type": "Work",
    "Name": "Tea",
    "Owner_Account": "alice",
    "MemberList": [{"Member_Account": "bob"}],
}
"""A group to be made."""
TOKEN = "a-token-of-webhooks"


class Request:
    """One webhook that has arrived."""

    def __init__(self, path: str, headers: Any, body: bytes) -> None:
        self.headers = headers
        self.json = json.loads(body)
        address = urlsplit(path)
        self.path = address.path
        self.query = {name: value for name, [value] in parse_qs(address.query, strict_parsing=True).items()}

    @property
    def command(self) -> str:
        return str(self.json["CallbackCommand"])


class Receiver:
    """The application's own server: answers by script, OK after that; held, it answers nothing until it is released.

    In the script stand objects, bytes, and None for a connection that is closed.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.script: deque[Any] = deque()
        self.status = 200
        self._changed = threading.Condition()
        self._free = threading.Event()
        self._free.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def take(self, request: Request) -> bytes | None:
        with self._changed:
            self.requests.append(request)
            said = self.script.popleft() if self.script else OK
            self._changed.notify_all()
        self._free.wait(PATIENCE)
        return said if said is None or isinstance(said, bytes) else json.dumps(said).encode()

    def wait(self, count: int = 1) -> list[Request]:
        """The requests so far, once there are as many."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.requests) >= count, PATIENCE), self.commands
            return list(self.requests)

    @property
    def commands(self) -> list[str]:
        return [request.command for request in self.requests]

    def hold(self) -> None:
        self._free.clear()

    def release(self) -> None:
        self._free.set()

    def close(self) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            said = receiver.take(Request(self.path, self.headers, body))
            if said is None:
                self.connection.close()
                return
            try:
                self.send_response(receiver.status)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)
            except OSError:
                pass  # chatmock has gone

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


class World:
    """The application over HTTP: ``world("openim/sendmsg", …)`` gives the parsed answer of the administrator's request."""

    def __init__(self, server: ServerThread, api: Api, receiver: Receiver) -> None:
        self.server = server
        self.api = api
        self.app: App = api.app
        self.receiver = receiver

    def run(self, work: Callable[[], Any]) -> Any:
        """Do something where the server does its work."""
        return self.server.run(work)

    def send(self, method: str, path: str, body: Any) -> Any:
        address = urlsplit(self.server.url)
        connection = HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE)
        data = None if method == "GET" else json.dumps(body).encode()
        connection.request(method, path, data, {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        connection.close()
        return answer

    def __call__(self, path: str, **body: Any) -> Any:
        query = {"sdkappid": self.app.app_id, "identifier": "administrator", "usersig": self.run(self.api.sig)}
        return self.send("POST", f"/v4/{path}?{urlencode({**query, 'contenttype': 'json'}, safe='*')}", body)

    def control(self, method: str, path: str, **body: Any) -> Any:
        return self.send(method, f"/_chatmock/{path}", {"provider": "tencent", **body})

    def act(self, who: str, verb: str, **body: Any) -> Any:
        """Do something as an actor."""
        return self.control("POST", f"actors/{who}/{verb}", **body)

    def hook(self, *events: str, **settings: Any) -> None:
        """Have these webhooks sent, all of them where none is named."""
        on = {"events": list(events)} if events else {}
        told = self.control("PUT", "settings", settings={"webhook": {"url": self.receiver.url, **on, **settings}})
        assert "settings" in told, told

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        self.control("POST", "settled")

    def settle_inquiry(self, inquiry: Inquiry) -> None:
        """Wait until an inquiry is over."""
        over = threading.Event()
        self.run(lambda: inquiry.on_end(over.set))
        assert over.wait(PATIENCE)

    def begin(self, work: Callable[[], Any]) -> Callable[[], Any]:
        """Begin something that waits for an answer; gives the way to get its result."""
        found: list[Any] = []
        thread = threading.Thread(target=lambda: found.append(work()), daemon=True)
        thread.start()

        def result() -> Any:
            thread.join(PATIENCE)
            assert found, "it waits still"
            return found[0]

        return result

    def group_of(self, group_id: str) -> Group:
        return self.app.groups.rows[group_id]

    def dump(self) -> Any:
        """The state, but for what counts and times."""
        found = self.run(lambda: self.app.provider.dump(self.app))
        return {name: found[name] for name in ("accounts", "c2c", "groups", "conversations") if name in found}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def world(receiver: Receiver) -> Iterator[World]:
    """alice, bob and carol, a group of the first two, and a robot."""
    api = new_api(hub=Hub([Tencent()], strict=True, control=Control()))
    api.accounts("alice", "bob", "carol", "@RBT#001")
    api.group("alice", "bob", GroupId="lunch")
    with ServerThread(api.hub) as server:
        yield World(server, api, receiver)
    assert api.hub.broken == []
