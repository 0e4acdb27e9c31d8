"""A raw socket to an application: frames are written as they are, answers are read as objects."""

import json
import zlib
from itertools import count

import aiohttp
import pytest
import requests

from tests.sendbird.realtime.conftest import Loop
from tests.tencent.conftest import strict_server


class Raw:
    """One socket."""

    def __init__(self, run, session, tencent, path="/binfo", packs=True, **query):
        values = {"sdkappid": tencent.sdk_app_id, "platform": 7, **({"compress": "gzip"} if packs else {}), **query}
        address = f"{tencent.ws_url}{path}?" + "&".join(f"{name}={value}" for name, value in values.items())
        self.tencent = tencent
        self.run = run
        self.socket = run(session.ws_connect(address, max_msg_size=0))
        self.numbers = count(1)
        self.head = {}

    def send(self, data):
        """Send a frame: text, or bytes."""
        self.run(self.socket.send_bytes(data) if isinstance(data, bytes) else self.socket.send_str(data))

    def take(self):
        """The next frame, as it came."""
        return self.run(self.socket.receive()).data

    def read(self):
        """The next frame, as an object."""
        data = self.take()
        if isinstance(data, bytes) and data[:4] == b"COMP":
            data = zlib.decompress(data[4:])
        return json.loads(data)

    def __call__(self, servcmd, body=None, **head):
        """The body of an answer; pushes before it are passed over."""
        number = next(self.numbers)
        frame = {"head": {**self.head, "servcmd": servcmd, "seq": number, **head}, "body": {} if body is None else body}
        self.send(json.dumps(frame))
        while (answer := self.read())["head"].get("seq") != number:
            pass
        assert answer["head"]["servcmd"] == servcmd
        return answer["body"]

    def enters(self, user_id):
        ticket = self.tencent.user_sig(user_id)
        told = self("im_open_status.wslogin", {"State": "Online"}, identifier=user_id, usersig=ticket)
        assert told["ErrorCode"] == 0
        self.head = {"a2": told["A2Key"], "tinyid": told["TinyId"]}
        return self

    def die(self):
        """End without a close frame."""

        async def die():
            self.socket._response.connection.transport.abort()

        self.run(die())

    def close(self):
        self.run(self.socket.close())


@pytest.fixture(scope="module")
def server():
    with strict_server() as server:
        yield server


@pytest.fixture
def tencent(server):
    with server.application() as chatmock:
        yield chatmock.tencent


@pytest.fixture(scope="module")
def run():
    loop = Loop()
    yield loop
    loop.close()


async def new_session():
    return aiohttp.ClientSession()


@pytest.fixture
def opens(tencent, run):
    """Opens sockets, which are closed at the end."""
    session, found = run(new_session()), []

    def opens(**details):
        found.append(Raw(run, session, tencent, **details))
        return found[-1]

    yield opens
    for one in found:
        one.close()
    run(session.close())


@pytest.fixture
def rest(tencent):
    """Calls a command of the REST API as the administrator, which has to be taken."""

    def rest(path, **body):
        query = {
            "sdkappid": tencent.sdk_app_id,
            "identifier": tencent.admin,
            "usersig": tencent.user_sig(tencent.admin),
        }
        answer = requests.post(f"{tencent.rest_url}/v4/{path}", params=query, json=body, timeout=10).json()
        assert answer["ErrorCode"] == 0, answer
        return answer

    return rest
