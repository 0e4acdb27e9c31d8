"""A WebSocket client as any: opens sockets, sends lines, reads frames. It blocks, so that tests read as sentences."""

import asyncio
import json
import threading
from urllib.parse import urlencode

import aiohttp
import pytest

PATIENCE = 10.0


class Loop:
    """An event loop in a thread, for clients."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def __call__(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    def close(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


class Socket:
    """One open WebSocket. ``frames`` are (command, body)."""

    def __init__(self, run, raw):
        self.run = run
        self.raw = raw
        self._number = 0

    def next(self):
        """The next frame, or the close code where the socket ends."""
        message = self.run(self.raw.receive())
        if message.type is aiohttp.WSMsgType.TEXT:
            return message.data[:4], json.loads(message.data[4:])
        return message.data if message.type is aiohttp.WSMsgType.CLOSE else None

    def expect(self, command, **keys):
        """The body of the next frame, which has to be of this command, with these keys and values."""
        found = self.next()
        assert found is not None and isinstance(found, tuple), f"{command} was expected; the socket said {found}"
        assert (found[0], {key: found[1].get(key) for key in keys}) == (command, keys)
        return found[1]

    def send(self, command, **body):
        """Send a command nobody answers."""
        self.run(self.raw.send_str(f"{command}{json.dumps(body)}\n"))

    def ask(self, command, **body):
        """Send a command; gives the command and the body of the answer, which has to be the next frame."""
        self._number += 1
        self.send(command, req_id=str(self._number), **body)
        answer = self.next()
        assert answer[1].pop("req_id") == str(self._number)
        return answer

    def refused(self, command, **body):
        """The code a command is refused with."""
        name, error = self.ask(command, **body)
        assert name == "EROR" and set(error) == {"error", "code", "message"}
        return error["code"]

    def hears_nothing(self):
        """Whether no frame came before the answer to a ping that is sent now."""
        self.send("PING", id=1, active=1)
        return self.next()[0] == "PONG"

    def close(self):
        self.run(self.raw.close())

    @property
    def transport(self):
        return self.raw._response.connection.transport

    def die(self):
        """End without a close frame."""

        async def die():
            self.transport.abort()

        self.run(die())


@pytest.fixture
def run():
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture
def open_socket(chatmock, run):
    """Opens sockets by their query, as ``open_socket(user_id="alice")``."""
    session = run(_session())
    opened = []

    def open_(*, protocols=(), headers=None, **query):
        url = f"{chatmock.sendbird.ws_url}/?{urlencode({'ai': chatmock.sendbird.app_id, **query})}"
        raw = run(session.ws_connect(url, protocols=protocols, headers=headers, max_msg_size=0))
        opened.append(Socket(run, raw))
        return opened[-1]

    yield open_
    for socket in opened:
        socket.close()
    run(session.close())


async def _session():
    return aiohttp.ClientSession()


@pytest.fixture
def connect(open_socket):
    """Logs somebody in; the greeting is read."""

    def connect(user_id, **query):
        socket = open_socket(user_id=user_id, **query)
        socket.greeting = socket.expect("LOGI", user_id=user_id)
        return socket

    return connect


@pytest.fixture
def alice(chatmock):
    return chatmock.sendbird.user("alice")


@pytest.fixture
def bob(chatmock):
    return chatmock.sendbird.user("bob")


@pytest.fixture
def lunch(chatmock, alice, bob):
    """A group channel of alice and bob."""
    return str(chatmock.sendbird.group(alice, bob, name="lunch"))


@pytest.fixture
def a(connect, lunch):
    """Alice's socket."""
    return connect("alice")


@pytest.fixture
def b(connect, lunch):
    """Bob's socket."""
    return connect("bob")


@pytest.fixture
def lobby(chatmock):
    """An open channel."""
    return str(chatmock.sendbird.open_channel(name="Lobby"))


@pytest.fixture
def call(chatmock, run):
    """A call over HTTP: ``call("GET", "/users/alice", key=…)``; gives the parsed answer."""

    async def send(method, path, headers, body):
        url = chatmock.sendbird.api_url + path
        async with aiohttp.ClientSession() as session, session.request(method, url, headers=headers, json=body) as got:
            return await got.json()

    def call(method, path, key=None, headers=None, **body):
        token = {"Session-Key": key} if key else {"Api-Token": chatmock.sendbird.api_token}
        return run(send(method, path, headers or token, body or None))

    return call
