"""A busy server: version 4 of the SDK is told when to come again, version 3 only that the socket has ended."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused


def test_who_is_put_off_connects_by_oneself_later(chatmock, client):
    alice = client("v4", "alice")
    alice("disconnect")
    chatmock.faults.add("connect", code=800221)
    where = {"app": chatmock.sendbird.app_id, "api": chatmock.url, "ws": chatmock.sendbird.ws_url}
    with pytest.raises(Refused) as refused:
        alice("connect", user="alice", **where)
    assert refused.value.code == 800221
    alice.heard("delayed", seconds=1)
    alice.heard("connected")


def test_version_3_finds_out_that_the_socket_has_ended(chatmock, client):
    alice = client("v3", "alice")
    alice("disconnect")
    chatmock.faults.add("connect", code=800221)
    where = {"app": chatmock.sendbird.app_id, "api": chatmock.url, "ws": chatmock.sendbird.ws_url}
    assert alice("connect", user="alice", **where)["user"] == "alice"  # it tries again at once
    assert chatmock.journal.count("connect") == 3
