"""Version 2 of UIKit for React, unmodified. It has no way to name a host: the browser takes the vendor's names for this machine."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from chatmock.testing import ChatmockServer
from tests.sendbird.clients.js_sdk.client import INSTALLED
from tests.sendbird.clients.uikit.window import missing, showing

PACKAGES = json.loads(Path(__file__).with_name("package.json").read_text(encoding="utf-8"))["dependencies"]
UIKIT = f"sendbird-uikit {PACKAGES['sendbird-uikit']}"
WHY_NOT = missing(INSTALLED / "uikit" / "node_modules", INSTALLED / "uikit2" / "node_modules" / "sendbird-uikit")

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


@pytest.fixture(scope="module")
def chatmock_server(tmp_path_factory):
    server = ChatmockServer.start(tls=True, tls_ca=tmp_path_factory.mktemp("ca"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browser(chatmock_server):
    port = urlsplit(chatmock_server.https_url).port
    with showing("version2/page.jsx", domain="sendbird.com", port=port) as browser:
        yield browser


@pytest.mark.step("connect", "list", client=UIKIT)
def test_channels_are_listed_with_what_is_unread(people, lunch, talk, windows):
    talk("Dinner")  # the first in the list is opened at once
    (alice,) = windows("alice")
    assert alice("list", count=2) == ["Dinner", "Lunch"]
    alice("badge", name="Lunch", count=1)


@pytest.mark.step("message", "receive", client=UIKIT)
def test_messages_go_both_ways(people, lunch, windows):
    alice, bob = both = windows("alice", "bob")
    for one in both:
        one("open", name="Lunch", showing="This is Lunch.")
    alice("say", text="Soup at noon?")
    bob("see", text="Soup at noon?")
    bob("say", text="Yes! 🍲")
    alice("see", text="Yes! 🍲")
    people[0].says("From elsewhere", lunch)
    for one in both:
        one("see", text="From elsewhere")
