"""What is no HTTP costs one line of the log, whatever it is."""

import socket
from urllib.parse import urlsplit

import pytest

from chatmock.core.hub import Hub
from chatmock.server.thread import ServerThread

MALFORMED = {
    "garbage": b"GARBAGE\r\n\r\n",
    "a megabyte of NULs": b"\0" * 1_000_000,
    "a greeting by TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500,
    "a header with a blank": b"GET / HTTP/1.1\r\nA b: c\r\n\r\n",
    "a length that is none": b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    "an address without end": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    "a later request that is none": b"GET /_chatmock/health HTTP/1.1\r\nHost: localhost\r\n\r\n\x01\x02\r\n\r\n",
}


@pytest.fixture(scope="module")
def server():
    with ServerThread(Hub()) as server:
        yield server


@pytest.mark.parametrize("sent", MALFORMED.values(), ids=MALFORMED)
def test_it_is_one_short_line(server, caplog, sent):
    with socket.create_connection(("127.0.0.1", urlsplit(server.url).port), timeout=10) as client:
        client.sendall(sent)
        try:
            while client.recv(65536):  # until the server closes
                pass
        except ConnectionError:
            pass
    [record] = [record for record in caplog.records if record.levelname != "DEBUG"]
    assert "is no HTTP" in record.getMessage() and record.exc_info is None
    assert len(record.getMessage()) < 300 and "\n" not in record.getMessage()


def test_who_speaks_tls_is_told_where_it_is(server, caplog):
    with socket.create_connection(("127.0.0.1", urlsplit(server.url).port), timeout=10) as client:
        client.sendall(MALFORMED["a greeting by TLS"])
        client.recv(65536)
    assert "--tls-port" in caplog.text
