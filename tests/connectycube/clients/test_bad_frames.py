"""WebSockets whose frames flood, stop in the middle, break the protocol or are never read: cut off, and nobody else is harmed."""

import socket
import threading
from base64 import b64encode
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from tests.connectycube.clients.test_bad_input import TIMEOUT, Raw, Wire

OPEN = b'<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="127.0.0.1" version="1.0"/>'
TEXT, BINARY, CLOSE, PING, CONTINUED = 1, 2, 8, 9, 0


def frame(payload, opcode=TEXT, *, fin=True, size=None, masked=True):
    """A frame; ``size`` is what it says of its length. The mask is zeros, so the bytes stay as they are."""
    size = len(payload) if size is None else size
    length = bytes((126,)) + size.to_bytes(2, "big") if size < 65536 else bytes((127,)) + size.to_bytes(8, "big")
    length = bytes((size,)) if size < 126 else length
    mask = bytes((length[0] | (128 if masked else 0),)) + length[1:]
    return bytes((opcode | (128 if fin else 0),)) + mask + (b"\0" * 4 if masked else b"") + payload


class Web(Wire):
    """A client over a WebSocket."""

    def __init__(self, cube, actor=None):
        address = urlsplit(cube.chat_url)
        super().__init__(address.hostname, address.port)
        key = b64encode(b"0123456789abcdef").decode()
        self.socket.sendall(
            f"GET {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: xmpp\r\n\r\n".encode()
        )
        self.until(b"\r\n\r\n")
        self.says(OPEN, b"</stream:features>")
        if actor is not None:
            plain = b64encode(f"\0{actor.id}-{cube.app_id}\0{actor.password}".encode())
            self.says(
                b'<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">' + plain + b"</auth>", b"<success"
            )
            self.says(OPEN, b"</stream:features>")
            self.says(b'<iq type="set" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>', b"</iq>")

    def says(self, text, answer):
        self.socket.sendall(frame(text))
        self.until(answer)


@pytest.fixture
def good(cube):
    """Somebody who is served all the time."""
    with closing(Raw(cube, cube.user("good"))) as client:
        yield client
        client.pings()


BAD = {
    "64 MB in a frame": [frame(b"<message><body>", size=64 * 2**20), *[b"x" * 65536] * 1024],
    "64 MB in many frames": [
        frame(b"<message><body>", fin=False),
        *[frame(b"x" * 65536, CONTINUED, fin=False)] * 1024,
    ],
    "a frame of 2**62 bytes": [frame(b"<message>", size=2**62)],
    "100,000 nested elements": [frame(b"<a>" * 100_000 + b"</a>" * 100_000)],
    "a million siblings": [frame(b"<message>" + b"<a/>" * 200_000 + b"</message>")],
    "bytes in place of text": [frame(b"<message/>", BINARY)],
    "text that is none": [frame(b"<message><body>\xff\xfe</body></message>")],
    "two elements": [frame(b"<message/><message/>")],
    "a half element": [frame(b"<message><body>")],
    "no element": [frame(b"hello")],
    "a DTD": [frame(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
    "a frame without a mask": [frame(b"<presence/>", masked=False)],
    "an unknown kind of frame": [frame(b"x", 11)],
    "a ping that is too long": [frame(b"x" * 200, PING)],
    "a continuation of nothing": [frame(b"<presence/>", CONTINUED)],
}


@pytest.mark.parametrize("logged_in", [False, True])
@pytest.mark.parametrize("bad", BAD)
def test_what_no_client_should_send_ends_its_socket_alone(cube, good, bad, logged_in):
    with closing(Web(cube, cube.user("bad") if logged_in else None)) as client:

        def send():
            try:
                for part in BAD[bad]:
                    client.socket.sendall(part)
            except OSError:
                pass  # cut off

        sender = threading.Thread(target=send)
        sender.start()
        good.pings()
        client.end()
        client.socket.close()
        sender.join(TIMEOUT)
    assert cube.user("good").unread() == 0


def test_half_frames_and_empty_ones_wait_and_cost_nobody_anything(cube, good):
    halves = [Web(cube) for _ in range(20)]
    for one in halves:
        one.socket.sendall(frame(b"") + frame(b" \n") + frame(b"<message>", size=100))
    good.pings()
    for one in halves:
        one.close()


def test_many_pings_are_answered_and_cost_nobody_anything(cube, good):
    with closing(Web(cube, cube.user("busy"))) as busy:
        busy.socket.sendall(frame(b"p", PING) * 1000)
        good.pings()
        busy.says(b'<iq type="get" id="q"><ping xmlns="urn:xmpp:ping"/></iq>', b'id="q"')


def test_who_never_reads_is_dropped_and_others_are_not(cube, good):
    ann, bob = cube.user("ann"), cube.user("bob")
    group = cube.group(ann, bob)
    reader = Web(cube, bob)
    reader.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    for number in range(100):
        ann.says(f"{number} {'x' * 200_000}", group)
        if cube.journal.count("disconnect"):
            break
    else:
        cube.journal.wait("disconnect")
    good.pings()
    reader.close()
    assert bob.unread(group) == number + 1
