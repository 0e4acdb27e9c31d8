"""A chatmock that listens, and a receiver its deliveries go to. Both run in threads of their own."""

import json
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chatmock.server.thread import ServerThread

PATIENCE = 10


class Received:
    """One request of chatmock."""

    def __init__(self, path, headers, body):
        self.path = path
        self.headers = headers
        self.body = body
        self.json = json.loads(body)

    @property
    def text(self):
        return self.json["payload"]["message"]


class Receiver:
    """Keeps what it is sent. Answers by script, 200 after that; ``hold`` makes it answer nothing until released."""

    def __init__(self, secure=None):
        self.requests = []
        self.script: deque[int] = deque()
        self.on_request = None
        self._changed = threading.Condition()
        self._free = threading.Event()
        self._free.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"{'https' if secure else 'http'}://127.0.0.1:{self._server.server_port}"
        if secure is not None:
            self._server.socket = secure.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def _handler(receiver):  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = receiver._take(Received(self.path, self.headers, body))
                try:
                    self.send_response(status)
                    self.send_header("Location", f"{receiver.url}/elsewhere")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                except OSError:
                    pass  # chatmock has gone

            def log_message(self, *_):
                pass

        return Handler

    def _take(self, request):
        if self.on_request is not None:
            self.on_request(request)
        with self._changed:
            self.requests.append(request)
            status = self.script.popleft() if self.script else 200
            self._changed.notify_all()
        self._free.wait(PATIENCE)
        return status

    def wait(self, count=1):
        """The requests so far, once there are as many."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.requests) >= count, PATIENCE), self.requests
            return list(self.requests)

    def hold(self):
        self._free.clear()

    def release(self):
        self._free.set()

    def close(self):
        self.release()
        self._server.shutdown()
        self._server.server_close()


class OnTheLoop:
    """Anything, its methods called on the server's loop, as requests are."""

    def __init__(self, server, thing):
        self._server = server
        self._thing = thing

    def __getattr__(self, name):
        method = getattr(self._thing, name)
        return lambda *args, **details: self._server.run(lambda: method(*args, **details))


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def server(hub, app):
    """Serves the application, whose clock stands still."""
    app.clock.freeze("2016-12-19T12:00:00")
    with ServerThread(hub) as server:
        yield server


@pytest.fixture
def api(api, server):
    return OnTheLoop(server, api)


@pytest.fixture
def clock(app, server):
    return OnTheLoop(server, app.clock)


SENT = ["group_channel:message_send", "open_channel:message_send"]


@pytest.fixture
def hooked(api, receiver):
    """Webhooks of messages go to the receiver."""
    url = f"{receiver.url}/hook"
    return api.put("/applications/settings/webhook", enabled=True, url=url, enabled_events=SENT)


@pytest.fixture
def in_2016(app):
    """The application is of 2016."""
    app.era = "2016"


@pytest.fixture
def settle(app, server):
    """Waits until nothing happens any more unless the clock moves."""
    changed = threading.Event()
    app.journal.watchers.append(lambda _: changed.set())

    def settle():
        while not server.run(lambda: app.outbox.settled):
            assert changed.wait(PATIENCE), app.outbox
            changed.clear()

    return settle


@pytest.fixture
def deliveries(app, server, settle):
    """What the journal says of deliveries, once they are settled."""

    def deliveries():
        settle()
        return server.run(lambda: [entry for entry in app.journal if entry.kind == "delivery"])

    return deliveries
