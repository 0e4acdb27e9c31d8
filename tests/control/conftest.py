"""Requests over real sockets, to the platform and to the control API."""

import http.client
import json
from urllib.parse import urlsplit

import pytest

from tests.control.grouped import Server


class Caller:
    """Sends one request over a connection of its own; gives status and parsed body."""

    def __init__(self, chatmock):
        self.chatmock = chatmock
        self.host = urlsplit(chatmock.url).netloc

    def __call__(self, method, path, body=None, timeout=10, **headers):
        connection = http.client.HTTPConnection(self.host, timeout=timeout)
        data = None if body is None else json.dumps(body)
        sent = {"Api-Token": self.chatmock.sendbird.api_token, "Content-Type": "application/json", **headers}
        try:
            connection.request(method, path, data, sent)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def control(self, method, path, body=None, **headers):
        """A call of the control API for this application."""
        app = self.chatmock.sendbird.app_id
        if method in ("GET", "DELETE"):
            return self(method, f"/_chatmock{path}{'&' if '?' in path else '?'}app={app}", **headers)
        return self(method, f"/_chatmock{path}", {**(body or {}), "app": app}, **headers)


@pytest.fixture
def call(chatmock):
    return Caller(chatmock)


@pytest.fixture
def server():
    """A server of the two dummy providers."""
    server = Server()
    yield server
    assert server.hub.broken == []


@pytest.fixture
def serving():
    """The same with default applications."""
    return Server(serves=True)


@pytest.fixture
def two(server):
    """A group with an application of notes and one of lines: its name, and both."""
    group = server.group()
    return group, server.tenant(group, "notes"), server.tenant(group, "lines")
