"""The same on a real socket: large bodies, content types, odd addresses; the connection goes on after each refusal."""

import http.client
import json
import socket
from contextlib import suppress

import pytest

from chatmock.server.thread import ServerThread
from chatmock.serving import new_hub

TOKEN = {"Api-Token": "chatmock-token"}
LARGE = b'{"user_id": "alice", "nickname": "' + b"A" * 10_000_000 + b'"}'
OPERATIONS = ["POST /v3/users", "PUT /v3/users/alice", "POST /v3/open_channels", "DELETE /v3/users/alice"]
GOOD = b'{"user_id": "erin", "nickname": "Erin"}'


@pytest.fixture(scope="module")
def hub():
    hub = new_hub(strict=True)
    hub.add(hub.provider("sendbird").create("chatmock", api_token="chatmock-token"))
    return hub


@pytest.fixture(scope="module")
def server(hub):
    with ServerThread(hub) as server:
        yield server


@pytest.fixture
def ask(server, hub):
    """Asks on one connection, which must not be closed meanwhile; gives status and code (0 of a success)."""
    port = server.server.port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    used = set()

    def ask(line, body=None, **headers):
        method, _, path = line.partition(" ")
        more = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
        connection.putrequest(method, path, skip_accept_encoding=True)
        if body is not None:
            more["Content-Length"] = str(len(body))
        for name, value in {**TOKEN, **more}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        used.add(connection.sock.getsockname())
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read()).get("code", 0)

    yield ask
    assert len(used) == 1 and hub.broken == []
    connection.close()


@pytest.mark.parametrize("line", OPERATIONS)
def test_a_body_of_10_megabytes_is_refused_and_the_connection_goes_on(ask, line):
    assert ask(line, LARGE, Content_Type="application/json") == (400, 400403)
    assert ask("GET /v3/users") == (200, 0)


@pytest.mark.parametrize("kind", [None, "application/json", "application/json; charset=utf-8", "text/plain", "", "??/"])
def test_json_is_read_whatever_the_content_type_says(ask, kind):
    assert ask("POST /v3/users", GOOD, Content_Type=kind) == (200, 0)
    assert ask("DELETE /v3/users/erin") == (200, 0)


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "multipart/x"]
)
def test_a_form_that_is_none_is_refused(ask, kind):
    for body in (b"--x\r\n\r\n", b"user_id=erin", b"", b"--y--", b"\xff" * 100):
        status, code = ask("POST /v3/users", body, Content_Type=kind)
        assert (status, code) in [(400, 400403), (400, 400105)], body


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "rot13"])
def test_a_body_that_is_not_encoded_as_it_says_is_refused(ask, encoding):
    assert ask("POST /v3/users", b"\x00\x01 nothing of the kind", Content_Encoding=encoding) == (400, 400403)


def test_a_body_that_nobody_can_read_ends_its_connection_with_a_word(server):
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=5)
    connection.request("POST", "/v3/users", b"\x1f\x8b\x08junk", {**TOKEN, "Content-Encoding": "gzip"})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Connection"]) == (400, "close")
    connection.close()


@pytest.mark.parametrize(
    "text",
    ["%2F", "%", "%zz", "%00", "%ff", "%C3%A9", "%20", "x" * 300, "..", "%2e%2e", "a,b", "~", ";", "'", "[", "|"],
)
def test_an_odd_name_in_an_address_is_not_found(ask, text):
    for line in (f"GET /v3/users/{text}", f"DELETE /v3/open_channels/{text}", f"GET /v3/group_channels/{text}/members"):
        assert ask(line)[1] in (400201, 400404), line


@pytest.mark.parametrize(
    "line", [b"GET\r\n\r\n", b"\x00\x01\x02\r\n\r\n", b"GET /v3/users HTTP/9.9\r\n\r\n", b"\r\n\r\n\r\n"]
)
def test_what_is_no_http_gets_an_end(server, line):
    with socket.create_connection(("127.0.0.1", server.server.port), timeout=5) as connection:
        connection.sendall(line)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass


def test_a_client_that_leaves_in_the_middle_of_its_body_hurts_nobody(server, ask):
    with socket.create_connection(("127.0.0.1", server.server.port), timeout=5) as connection:
        connection.sendall(b"POST /v3/users HTTP/1.1\r\nApi-Token: chatmock-token\r\nContent-Length: 100\r\n\r\n{")
    assert ask("GET /v3/users") == (200, 0)


def form(parts, preamble=b""):
    part = b'--x\r\nContent-Disposition: form-data; name="nickname"\r\n\r\nE\r\n'
    fixed = b'--x\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
    said = fixed % (b"user_id", b"former-%d" % parts) + fixed % (b"profile_url", b"")
    return preamble + said + part * (parts - 2) + b"--x--\r\n"


@pytest.mark.parametrize(("parts", "answer"), [(1_000, (200, 0)), (1_001, (400, 400403)), (100_000, (400, 400403))])
def test_a_form_has_a_thousand_parts_at_the_most(ask, hub, parts, answer):
    kind = "multipart/form-data; boundary=x"
    status, code = ask("POST /v3/users", form(parts), Content_Type=kind)
    assert (status, code) == answer


@pytest.mark.parametrize("body", [form(50_000), form(3, b"\n" * 500_000)], ids=["parts", "lines"])
def test_a_form_of_many_parts_or_lines_makes_nobody_wait(server, body):
    port = server.server.port
    head = f"POST /v3/users HTTP/1.1\r\nHost: x\r\nApi-Token: chatmock-token\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sender:
        sender.sendall(head.encode() + body[:-2])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as other:
            other.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert other.recv(12) == b"HTTP/1.1 200"
        with suppress(ConnectionError):  # it may have been refused before its end
            sender.sendall(body[-2:])
        assert sender.recv(12) == b"HTTP/1.1 400"


@pytest.mark.parametrize(
    "sent",
    [
        b"\0" * 1_000_000,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 500,
        b"GET\r\n\r\n",
        b"SSH-2.0-x\r\n",
        b"\x1b[2J\r\n\r\n",
    ],
    ids=["zeros", "https", "half a line", "ssh", "escapes"],
)
def test_what_is_no_http_is_a_line_in_the_log(server, caplog, sent):
    with socket.create_connection(("127.0.0.1", server.server.port)) as raw:
        raw.sendall(sent)
        assert raw.recv(12).endswith(b" 400")
    [record] = [record for record in caplog.records if "no HTTP" in record.message]
    assert record.exc_info is None and record.message.isprintable() and len(record.message) < 400
    assert ("--tls-port" in record.message) == sent.startswith(b"\x16\x03")
