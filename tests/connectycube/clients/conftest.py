"""A server that listens to XMPP over TCP, and an application on it."""

import pytest

from chatmock.testing.server import ChatmockServer


@pytest.fixture(scope="session")
def server():
    server = ChatmockServer.start(listen={"xmpp": 0})
    yield server
    broken = server.broken()
    server.stop()
    assert broken == []


@pytest.fixture
def cube(server):
    """An application of ConnectyCube, as its face."""
    with server.application() as chatmock:
        yield chatmock.connectycube
