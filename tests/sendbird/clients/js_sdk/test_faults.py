"""What the JavaScript SDKs make of sockets that fail, as docs/realtime.md tells it."""

import pytest
import requests

from tests.sendbird.clients.js_sdk.client import Refused


@pytest.fixture
def lunch(chatmock):
    return str(chatmock.sendbird.group(chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")))


def test_a_message_that_is_refused_is_not_sent_again(chatmock, client, version, lunch):
    alice = client(version, "alice")
    chatmock.faults.add("MESG", code=900050)
    with pytest.raises(Refused, match="900050"):
        alice("say", channel=lunch, text="lost")
    alice("say", channel=lunch, text="said")
    assert [message["text"] for message in alice("history", channel=lunch)] == ["said"]


def test_a_handshake_that_is_refused_is_tried_again(chatmock, client, version):
    chatmock.faults.add("connect", status=503)
    client(version, "alice")
    assert chatmock.journal.count("connect") == 2


def test_a_server_that_refuses_every_handshake_is_given_up(chatmock, client, version):
    chatmock.faults.add("connect", status=503, times=None)
    with pytest.raises(Refused, match=r"800120|800210"):
        client(version, "alice")


def test_who_types_is_forgotten_when_it_is_told(chatmock, client, version, lunch):
    alice = client(version, "alice")
    chatmock.sendbird.user("bob").types(lunch)
    assert alice.heard("typing") == {"users": ["bob"]}
    path, headers = (
        f"{chatmock.sendbird.api_url}/group_channels/{lunch}/typing",
        {"Api-Token": chatmock.sendbird.api_token},
    )
    requests.delete(path, headers=headers, json={"user_ids": ["bob"]}, timeout=10)
    assert alice.heard("typing") == {"users": []}
