"""Sendbird's UIKit for React in headless Chromium, one window for each person."""

import json
from pathlib import Path

import pytest
import requests

from tests.sendbird.clients.js_sdk.client import INSTALLED
from tests.sendbird.clients.uikit.window import missing, png

UIKIT = INSTALLED / "uikit"
PACKAGES = json.loads(Path(__file__).with_name("package.json").read_text(encoding="utf-8"))["dependencies"]
NAMESPACES = {"html": "http://www.w3.org/1999/xhtml", "svg": "http://www.w3.org/2000/svg"}
PAGE = "page.jsx"
WHY_NOT = missing(UIKIT / "node_modules" / "@sendbird" / "uikit-react")

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


def step(*names):
    """A test of steps that stand in the table of versions."""
    return pytest.mark.step(*names, client=f"@sendbird/uikit-react {PACKAGES['@sendbird/uikit-react']}")


@pytest.fixture
def two(lunch, windows):
    """Alice's window and bob's, both with lunch open."""
    both = windows("alice", "bob")
    for one in both:
        one("open", name="Lunch", showing="This is Lunch.")
    return both


@step("connect", "list")
def test_channels_are_listed_with_what_is_unread(people, lunch, talk, windows):
    talk("Dinner")  # the first in the list is opened at once
    (alice,) = windows("alice")
    assert alice("list", count=2) == ["Dinner", "Lunch"]
    alice("badge", name="Lunch", count=1)
    people[1].says("Hello?", lunch)
    alice("badge", name="Lunch", count=2)
    alice("open", name="Lunch", showing="Hello?")
    alice("read_up", name="Lunch")


@step("message", "read")
def test_messages_go_both_ways(people, two):
    alice, bob = two
    alice("say", text="Soup at noon?")
    bob("see", text="Soup at noon?")
    bob("say", text="Yes! 🍲")
    alice("see", text="Yes! 🍲")
    bob("read", text="Yes! 🍲")
    assert people[0].unread() == 0


@step("receive")
def test_what_the_backend_does_appears(people, lunch, two):
    people[0].says("From elsewhere", lunch)
    for one in two:
        one("see", text="From elsewhere")


@step("typing")
def test_who_types_is_shown(two):
    alice, bob = two
    bob("begin", text="I wonder")
    alice("typing", text="bob is typing")


@step("delivery")
def test_a_message_is_marked_delivered_and_then_read(lunch, talk, windows):
    talk("Dinner")
    alice, bob = windows("alice", "bob")
    alice("open", name="Lunch", showing="This is Lunch.")
    alice("say", text="Anybody?")
    bob("badge", name="Lunch", count=1)
    alice("delivered", text="Anybody?")
    bob("open", name="Lunch", showing="Anybody?")
    alice("read", text="Anybody?")


@step("reaction")
def test_a_reaction_appears_with_its_picture(two):
    alice, bob = two
    bob("react", text="This is Lunch.", key="sendbird_emoji_thumbsup")
    assert alice("reactions", text="This is Lunch.") == [["sendbird_emoji_thumbsup.svg", True, "1"]]


@step("edit", "delete")
def test_an_edit_and_a_deletion_appear(two):
    alice, bob = two
    alice("say", text="Soup at noon?")
    alice("edit", text="Soup at noon?", into="Soup at one?")
    bob("see", text="Soup at one?")
    alice("remove", text="Soup at one?")
    for one in two:
        one("gone", text="Soup at one?")
        one("last", name="Lunch", text="This is Lunch.")


@step("file")
def test_a_picture_is_sent_and_shown(two, tmp_path):
    alice, bob = two
    (tmp_path / "soup.png").write_bytes(png(40, 30, "d36b2e"))
    alice("attach", file=str(tmp_path / "soup.png"))
    assert bob("pictured") == [40, 30]


@step("thread")
def test_a_reply_in_a_thread_is_counted(two):
    alice, bob = two
    alice("reply", to="This is Lunch.", text="Nice.")
    bob("replies", to="This is Lunch.", text="1 reply")
    bob("see", text="Nice.")


@step("channel")
def test_a_channel_made_in_a_window_appears_in_another(people, windows):
    alice, bob = windows("alice", "bob")
    alice("make", others=["bob"])
    alice("say", text="Hello!")
    bob("last", name="alice", text="Hello!")


def uploaded(chatmock, name, kind, content):
    """The address of a file that somebody uploaded."""
    headers = {"Api-Token": chatmock.sendbird.api_token}
    sent = requests.post(
        f"{chatmock.sendbird.api_url}/storage/file", headers=headers, files={"file": (name, content, kind)}, timeout=10
    )
    return sent.json()["url"]


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml", "image/svg+xml", "text/xml"])
def test_an_uploaded_page_cannot_ask_the_control_api(chatmock, browser, kind, framed):
    script = "fetch('/_chatmock/state'); new Image().src = '/_chatmock/health'"
    tag = "svg" if "svg" in kind else "html"
    page = f'<{tag} xmlns="{NAMESPACES[tag]}"><script>{script}</script></{tag}>'
    url = uploaded(chatmock, "page", kind, page)
    asked = browser("visit", url=url, framed=framed)
    assert url in asked and not [address for address in asked if "_chatmock" in address]
