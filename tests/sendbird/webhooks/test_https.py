"""Receivers by https: they are trusted by the certificates of the system, and by no others."""

import ssl

import pytest
import trustme

from tests.sendbird.webhooks.conftest import Receiver
from tests.test_cli import ask, serving


@pytest.fixture
def ca():
    return trustme.CA()


@pytest.fixture
def secure(ca):
    """A receiver whose certificate is by the CA."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert("127.0.0.1").configure_cert(context)
    receiver = Receiver(context)
    yield receiver
    receiver.close()


def outcome(url, receiver):
    """What became of the first webhook of a server."""
    ask(url, "/_chatmock/settings", "PUT", {"settings": {"webhook": {"url": receiver.url}}})
    message = {"message_type": "MESG", "user_id": "alice", "message": "Soup?"}
    ask(url, "/v3/group_channels/lunch/messages", "POST", message)
    [entry] = ask(url, "/_chatmock/journal/wait", "POST", {"kind": "delivery", "timeout": 20})["entries"]
    return entry["outcome"]


def test_a_receiver_the_system_trusts_gets_its_webhooks(ca, secure, tmp_path):
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with serving("--quiet", "--seed", "lunch", SSL_CERT_FILE=str(tmp_path / "ca.pem")) as (_, url):
        assert outcome(url, secure) == "delivered"
    assert len(secure.requests) == 1


def test_one_that_nobody_vouches_for_gets_nothing(secure):
    with serving("--quiet", "--seed", "lunch") as (_, url):
        assert outcome(url, secure) == "tried again"
    assert secure.requests == []
