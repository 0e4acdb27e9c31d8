"""Clients that flood, nest, stop in the middle and never read: they are told so and cut off, and nobody else is harmed."""

import socket
import threading
from base64 import b64encode
from contextlib import closing

import pytest

TIMEOUT = 20.0
HEAD = (
    b"<?xml version='1.0'?><stream:stream xmlns='jabber:client' version='1.0' to='127.0.0.1' "
    b"xmlns:stream='http://etherx.jabber.org/streams'>"
)


class Wire:
    """A connection of a client that sends what bytes it likes."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), TIMEOUT)
        self.came = b""

    def until(self, part):
        while part not in self.came:
            data = self.socket.recv(65536)
            assert data, self.came[-500:]
            self.came += data
        self.came = self.came.partition(part)[2]

    def end(self):
        """All that comes until the server has closed the connection."""
        try:
            while data := self.socket.recv(65536):
                self.came += data
        except ConnectionError:
            pass
        return self.came

    def close(self):
        self.socket.close()


class Raw(Wire):
    """A client over TCP."""

    def __init__(self, cube, actor=None, resource="raw"):
        host, _, port = cube.tcp_url.removeprefix("xmpp://").rpartition(":")
        super().__init__(host, int(port))
        self.socket.sendall(HEAD)
        self.until(b"</stream:features>")
        if actor is not None:
            plain = b64encode(f"\0{actor.id}-{cube.app_id}\0{actor.password}".encode())
            self.socket.sendall(
                b"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + plain + b"</auth>"
            )
            self.until(b"<success")
            self.socket.sendall(HEAD)
            self.until(b"</stream:features>")
            bind = f"<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>{resource}</resource></bind>"
            self.socket.sendall(f"<iq type='set' id='b'>{bind}</iq><presence/>".encode())
            self.until(b"<presence")

    def pings(self):
        self.socket.sendall(b"<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>")
        self.until(b'id="p"')


@pytest.fixture
def good(cube):
    """Somebody who is served all the time."""
    with closing(Raw(cube, cube.user("good"))) as client:
        yield client
        client.pings()


FLOODS = {
    "64 MB of text": (b"<message><body>", b"x" * 65536, 1000),
    "64 MB of a tag": (b"<message a='", b"x" * 65536, 1000),
    "100,000 nested elements": (b"", b"<a>" * 10_000, 10),
    "a million siblings": (b"<message>", b"<a/>" * 10_000, 100),
}


@pytest.mark.parametrize("logged_in", [False, True])
@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_is_cut_off(cube, good, flood, logged_in):
    first, rest, times = FLOODS[flood]
    with closing(Raw(cube, cube.user("bad") if logged_in else None)) as bad:

        def send():
            try:
                bad.socket.sendall(first)
                for _ in range(times):
                    bad.socket.sendall(rest)
            except OSError:
                pass  # cut off

        sender = threading.Thread(target=send)
        sender.start()
        good.pings()
        came = bad.end()
        bad.socket.close()
        sender.join(TIMEOUT)
    assert b"<policy-violation " in came or came == b""  # what was sent may be lost with the connection that is reset
    assert cube.user("good").unread() == 0


def test_half_stanzas_wait_and_cost_nobody_anything(cube, good):
    halves = [Raw(cube) for _ in range(50)]
    for one in halves:
        one.socket.sendall(b"<message><body>")
    good.pings()
    for one in halves:
        one.close()


def test_letter_by_letter_is_as_good(cube, good):
    with closing(Raw(cube, cube.user("slow"), "slow")) as slow:
        for letter in b"<iq type='get' id='s'><ping xmlns='urn:xmpp:ping'/></iq>":
            slow.socket.sendall(bytes((letter,)))
        slow.until(b'id="s"')


def test_who_never_reads_is_dropped_and_others_are_not(cube, good):
    ann, bob = cube.user("ann"), cube.user("bob")
    group = cube.group(ann, bob)
    reader = Raw(cube, bob)
    reader.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    text = "x" * 200_000
    for number in range(100):
        ann.says(f"{number} {text}", group)
        if cube.journal.count("disconnect"):
            break
    else:
        cube.journal.wait("disconnect")
    good.pings()
    reader.close()
    assert bob.unread(group) == number + 1


@pytest.mark.parametrize(
    "garbage", [b"\x16\x03\x01\x02\x00\x01\x00\x01", b"GET / HTTP/1.1\r\n\r\n", b"\xff" * 100, b"<a/>" * 10]
)
def test_what_is_no_stream_is_told_so(cube, garbage):
    host, _, port = cube.tcp_url.removeprefix("xmpp://").rpartition(":")
    with closing(socket.create_connection((host, int(port)), TIMEOUT)) as client:
        client.sendall(garbage)
        came = b""
        while data := client.recv(65536):
            came += data
    assert came.startswith(b"<?xml") and came.endswith(b"</stream:stream>")
