"""Alice with a client whose connection breaks, bob who talks meanwhile, and their channel."""

import pytest


@pytest.fixture
def bob(chatmock):
    return chatmock.sendbird.user("bob")


@pytest.fixture
def alice(chatmock, client, version, bob):
    chatmock.sendbird.sessions(ping_interval=1000, pong_timeout=1000)
    return client(version, "alice")


@pytest.fixture
def lunch(chatmock, alice, bob):
    """A channel alice's client knows already: in one it has to fetch, version 4 hears the first words in any order."""
    channel = str(chatmock.sendbird.group("alice", bob))
    alice.hears("onUserJoined", channel)
    return channel
