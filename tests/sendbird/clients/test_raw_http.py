"""Bytes on a socket: what no library sends, and what one sends when it dies. Never a 500, never a hang."""

import gzip
import json
import socket
from urllib.parse import urlsplit

import pytest

JSON = "Content-Type: application/json"
FORM = "Content-Type: multipart/form-data; boundary=x"
USER = b'{"user_id": "alice", "nickname": "Alice"}'


class Wire:
    """Connections to the server, and requests to put on them."""

    def __init__(self, sendbird):
        self.address = (urlsplit(sendbird.host).hostname, urlsplit(sendbird.host).port)
        self.token = sendbird.api_token

    def request(self, line, *headers, body=b"", close=True):
        lines = [f"{line} HTTP/1.1", "Host: 127.0.0.1", f"Api-Token: {self.token}", *headers]
        lines += [f"Content-Length: {len(body)}"] if body else []
        lines += ["Connection: close"] if close else []
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def send(self, *parts, dies=False):
        """All bytes that come back until the server closes; an error when it does not within seconds."""
        with socket.create_connection(self.address, timeout=10) as connection:
            for part in parts:
                connection.sendall(part)
            if dies:
                connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def ask(self, line, *headers, body=b""):
        """Status and parsed body of one answer."""
        head, _, rest = self.send(self.request(line, *headers, body=body)).partition(b"\r\n\r\n")
        return int(head.split()[1]), json.loads(rest)

    def users(self):
        return [user["user_id"] for user in self.ask("GET /v3/users")[1]["users"]]


@pytest.fixture
def wire(chatmock):
    return Wire(chatmock.sendbird)


def part(content, *headers, name="user_id"):
    head = "\r\n".join(["--x", f'Content-Disposition: form-data; name="{name}"', *headers])
    return head.encode() + b"\r\n\r\n" + content + b"\r\n"


def test_the_documents_form_has_a_boundary_with_dashes_and_no_type_for_its_file(wire):
    body = (
        b'----some_boundary_delimiter_string\r\nContent-Disposition: form-data; name="user_id"\r\n\r\nalice\r\n'
        b'----some_boundary_delimiter_string\r\nContent-Disposition: form-data; name="nickname"\r\n\r\nAlice\r\n'
        b'----some_boundary_delimiter_string\r\nContent-Disposition: form-data; name="issue_access_token"\r\n\r\ntrue\r\n'
        b'----some_boundary_delimiter_string\r\nContent-Disposition: form-data; name="profile_file"; filename="me.png"\r\n'
        b"Content-Type: false\r\n\r\n\x89PNG\r\n----some_boundary_delimiter_string--\r\n"
    )
    kind = "Content-Type: multipart/form-data; boundary=--some_boundary_delimiter_string"
    status, user = wire.ask("POST /v3/users", kind, body=body)
    assert (status, user["nickname"], len(user["access_token"])) == (200, "Alice", 40)
    fetched = wire.send(wire.request("GET " + urlsplit(user["profile_url"]).path))
    assert fetched.endswith(b"\r\n\r\n\x89PNG")


def test_a_connection_serves_several_requests(wire):
    with socket.create_connection(wire.address, timeout=10) as connection:
        for _ in range(3):
            connection.sendall(wire.request("GET /v3/users", close=False))
            assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK\r\n")


def test_requests_sent_at_once_are_answered_in_turn(wire):
    create = wire.request("POST /v3/users", JSON, body=USER, close=False)
    view = wire.request("GET /v3/users/alice", close=False)
    answers = wire.send(create + view + wire.request("GET /v3/users/bob")).split(b"HTTP/1.1 ")[1:]
    assert [answer[:3] for answer in answers] == [b"200", b"200", b"400"]


def test_a_request_may_come_byte_by_byte(wire):
    request = wire.request("POST /v3/users", JSON, body=USER)
    assert wire.send(*(request[at : at + 1] for at in range(len(request)))).startswith(b"HTTP/1.1 200 OK")


def test_the_old_protocol_is_answered_and_closed(wire):
    request = f"GET /v3/users HTTP/1.0\r\nApi-Token: {wire.token}\r\n\r\n".encode()
    assert b"200 OK" in wire.send(request)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"POST /v3/us",
        b"POST /v3/users HTTP/1.1\r\nHost: x\r\n",
        b"POST /v3/users HTTP/1.1\r\nApi-Token: {token}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
        b"POST /v3/users HTTP/1.1\r\nApi-Token: {token}\r\n%b\r\nContent-Length: 99\r\n\r\n--x\r\nCont" % FORM.encode(),
        b"POST /v3/users HTTP/1.1\r\nApi-Token: {token}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
    ],
    ids=["nothing", "line", "head", "json", "form", "chunk"],
)
def test_a_client_that_dies_in_the_middle_changes_nothing(wire, begun):
    wire.send(begun.replace(b"{token}", wire.token.encode()), dies=True)
    assert wire.users() == []


def test_who_asks_before_sending_is_told_to_go_on(wire):
    with socket.create_connection(wire.address, timeout=10) as connection:
        connection.sendall(wire.request("POST /v3/users", JSON, "Expect: 100-continue", f"Content-Length: {len(USER)}"))
        assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(USER)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK")


def test_head_is_get_without_the_body(wire):
    head, _, body = wire.send(wire.request("HEAD /v3/users")).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK") and b"Content-Length: 22" in head
    assert body == b""


def test_a_body_may_be_chunked_or_compressed(wire):
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(USER), USER)
    assert wire.send(wire.request("POST /v3/users", JSON, "Transfer-Encoding: chunked") + chunks)[9:12] == b"200"
    other = gzip.compress(USER.replace(b"alice", b"bob"))
    assert wire.ask("POST /v3/users", JSON, "Content-Encoding: gzip", body=other)[0] == 200


def test_slashes_may_be_too_many(wire):
    assert wire.ask("GET //v3/users")[0] == wire.ask("GET /v3/users/")[0] == 200


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (JSON, b'{"filler": "%b"}' % (b"a" * (9 << 20))),
        (FORM, part(b"a" * (33 << 20), name="profile_file") + b"--x--\r\n"),
        (JSON + "\r\nContent-Encoding: gzip", gzip.compress(b"a" * (100 << 20), 1)),
    ],
    ids=["json", "form", "bomb"],
)
def test_what_is_too_large_is_refused_in_words(wire, kind, body):
    status, refused = wire.ask("POST /v3/users", kind, body=body)
    assert (status, refused["code"]) == (400, 400403)
    assert "larger" in refused["message"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (JSON, b"{"),
        (JSON, b"[]"),
        (JSON, b'"text"'),
        (JSON, b"[" * 100_000),
        (JSON, b'{"user_id": "\xff"}'),
        (JSON, b'{"user_id": "\\ud800"}'),
        (JSON, b'{"user_id": NaN}'),
        (JSON, b"user_id=alice&nickname=Alice"),
        (JSON + "\r\nContent-Encoding: gzip", b"no gzip"),
        (JSON + "\r\nContent-Encoding: gzip", gzip.compress(USER, mtime=0)[:-12]),
        ("Content-Type: multipart/form-data", b"no boundary"),
        (FORM, b"no form"),
        (FORM, part(b"alice")),
        (FORM, b"--x\r\nContent-Disposit"),
        (FORM, b"--x\r\nno header\r\n\r\nalice\r\n--x--\r\n"),
        (FORM, part(b"\xff") + b"--x--\r\n"),
        (FORM, part(b"", "Content-Type: multipart/mixed; boundary=y") + b"--x--\r\n"),
        (FORM.replace("x", "y"), part(b"alice") + b"--x--\r\n"),
    ],
)
def test_a_body_that_is_not_what_it_says_is_refused(wire, kind, body):
    status, refused = wire.ask("POST /v3/users", kind, body=body)
    assert (status, refused["code"]) == (400, 400403)


@pytest.mark.parametrize(
    "body",
    [
        part(b"alice", "Content-Transfer-Encoding: nonsense") + b"--x--\r\n",
        part(b"alice", "Content-Length: nonsense") + b"--x--\r\n",
        part(b"alice", "Content-Encoding: gzip") + b"--x--\r\n",
        b"--x\r\nContent-Disposition: ;;=\r\n\r\nalice\r\n--x--\r\n",
        b"--x\r\n\r\nalice\r\n--x--\r\n",
        part(b"alice", name="") + b"--x--\r\n",
        part(b"alice") + part(b"alice") + b"--x--\r\n",
        b"--x--\r\n",
    ],
)
def test_an_odd_form_is_refused(wire, body):
    assert wire.ask("POST /v3/users", FORM, body=body)[0] == 400


def test_an_object_deep_beyond_reason_is_refused(wire):
    deep = b'{"user_id": "a", "nickname": "A", "metadata": %b1%b}' % (b'{"a": ' * 500, b"}" * 500)
    assert wire.ask("POST /v3/users", JSON, body=deep)[0] == 400


@pytest.mark.parametrize(
    "line",
    [
        "GET /v3/users/%00",
        "GET /v3/users/%ff%fe",
        "GET /v3/users/%",
        "GET /v3/users/..%2F..%2Fetc%2Fpasswd",
        "GET /v3/../../etc/passwd",
        "GET /v3/users?limit=%zz&&&=&token",
        "GET /v3/users?limit=1&limit=x",
        "GET /v3/users?token=%F0%9F%8D%B2",
        "PATCH /v3/users",
        "CONNECT example.com:443",
        "POST /",
        "GET /v3",
    ],
)
def test_an_odd_address_is_refused_in_the_platforms_shape(wire, line):
    status, refused = wire.ask(line)
    assert status == 400
    assert set(refused) == {"error", "message", "code"}


def test_an_absolute_address_is_an_address(wire):
    assert wire.ask("GET http://127.0.0.1/v3/users") == (200, {"users": [], "next": ""})


def test_a_long_list_of_ids_is_taken(wire):
    ids = ",".join(f"user-{number:04}@example.com" for number in range(500))
    assert wire.ask(f"GET /v3/users?user_ids={ids}")[0] == 200


@pytest.mark.parametrize(
    "noise",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /v3/users\r\n\r\n",
        b"BREW /v3/users HTTP/1.1\r\n\r\n",
        b"GET /v3/users HTTP/1.1\r\nno header\r\n\r\n",
        b"GET /v3/users HTTP/1.1\r\nContent-Length: nonsense\r\n\r\n",
        b"GET /v3/users HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"POST /v3/users HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
    ],
)
def test_noise_is_refused_and_the_server_lives_on(wire, noise):
    assert b" 500 " not in wire.send(noise, dies=True)
    assert wire.users() == []
