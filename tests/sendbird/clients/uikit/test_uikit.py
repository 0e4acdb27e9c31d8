"""Sendbird's UIKit for React in headless Chromium, one window for each person.

No page complains, and none asks anything of another machine: each test holds that at its end. ``CHATMOCK_ARTEFACTS`` names
a folder for the pictures of the windows, ``CHATMOCK_CHROMIUM`` another browser.
"""

import os
import shutil
import struct
import zlib
from base64 import b64encode
from functools import partial
from pathlib import Path

import pytest
import requests

from tests.sendbird.clients.js_sdk.client import INSTALLED, JsClient

UIKIT = INSTALLED / "uikit"
NAMESPACES = {"html": "http://www.w3.org/1999/xhtml", "svg": "http://www.w3.org/2000/svg"}
CHROMIUM = os.environ.get("CHATMOCK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


def missing():
    """Why there is no browser with UIKit here; empty where there is."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (UIKIT / "node_modules" / "@sendbird" / "uikit-react").is_dir():
        return f"UIKit is not in {UIKIT}: scripts/node-clients installs it"
    return "" if CHROMIUM else "chromium is not installed: scripts/debian-packages installs it on Debian"


pytestmark = [pytest.mark.skipif(bool(missing()), reason=missing()), pytest.mark.chatmock(era="today")]


def png(width, height, colour):
    """A picture of one colour."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes.fromhex(colour) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def address(colour):
    """The address of a picture that is on no other machine."""
    return f"data:image/png;base64,{b64encode(png(1, 1, colour)).decode()}"


@pytest.fixture(scope="module")
def browser():
    os.environ["CHATMOCK_CHROMIUM"] = CHROMIUM
    browser = JsClient("browser", scripts=Path(__file__).parent, installed=UIKIT)
    try:
        browser("start")
        yield browser
        browser("quit")
    finally:
        browser.close()


@pytest.fixture
def artefacts(tmp_path):
    folder = Path(os.environ.get("CHATMOCK_ARTEFACTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def windows(request, chatmock, browser, artefacts):
    """Opens a window for each of some users; gives what can be done there."""
    opened: list[str] = []

    def open_windows(*user_ids):
        where = {"app": chatmock.sendbird.app_id, "api": chatmock.url, "ws": chatmock.sendbird.ws_url}
        opened.extend(user_ids)
        browser("windows", users=user_ids, **where)
        return [partial(browser, user=user_id) for user_id in user_ids]

    yield open_windows
    for user_id in opened:
        browser("picture", user=user_id, file=str(artefacts / f"{request.node.name}-{user_id}.png"))
    assert browser("close") == []


@pytest.fixture
def people(chatmock):
    user = chatmock.sendbird.user
    return user("alice", profile_url=address("b04759")), user("bob", profile_url=address("3f7cac"))


@pytest.fixture
def talk(chatmock, people):
    """Makes a group channel of alice and bob in which something was said."""

    def make(name):
        channel = chatmock.sendbird.group(*people, name=name)
        people[1].says(f"This is {name}.", channel)
        return channel

    return make


@pytest.fixture
def lunch(talk):
    return talk("Lunch")


@pytest.fixture
def two(lunch, windows):
    """Alice's window and bob's, both with lunch open."""
    both = windows("alice", "bob")
    for one in both:
        one("open", name="Lunch", showing="This is Lunch.")
    return both


def test_channels_are_listed_with_what_is_unread(people, lunch, talk, windows):
    talk("Dinner")  # the first in the list is opened at once
    (alice,) = windows("alice")
    assert alice("list", count=2) == ["Dinner", "Lunch"]
    alice("badge", name="Lunch", count=1)
    people[1].says("Hello?", lunch)
    alice("badge", name="Lunch", count=2)
    alice("open", name="Lunch", showing="Hello?")
    alice("read_up", name="Lunch")


def test_messages_go_both_ways(people, two):
    alice, bob = two
    alice("say", text="Soup at noon?")
    bob("see", text="Soup at noon?")
    bob("say", text="Yes! 🍲")
    alice("see", text="Yes! 🍲")
    bob("read", text="Yes! 🍲")
    assert people[0].unread() == 0


def test_what_the_backend_does_appears(people, lunch, two):
    people[0].says("From elsewhere", lunch)
    for one in two:
        one("see", text="From elsewhere")


def test_who_types_is_shown(two):
    alice, bob = two
    bob("begin", text="I wonder")
    alice("typing", text="bob is typing")


def test_a_message_is_marked_delivered_and_then_read(lunch, talk, windows):
    talk("Dinner")
    alice, bob = windows("alice", "bob")
    alice("open", name="Lunch", showing="This is Lunch.")
    alice("say", text="Anybody?")
    bob("badge", name="Lunch", count=1)
    alice("delivered", text="Anybody?")
    bob("open", name="Lunch", showing="Anybody?")
    alice("read", text="Anybody?")


def test_a_reaction_appears_with_its_picture(two):
    alice, bob = two
    bob("react", text="This is Lunch.", key="sendbird_emoji_thumbsup")
    assert alice("reactions", text="This is Lunch.") == [["sendbird_emoji_thumbsup.svg", True, "1"]]


def test_an_edit_and_a_deletion_appear(two):
    alice, bob = two
    alice("say", text="Soup at noon?")
    alice("edit", text="Soup at noon?", into="Soup at one?")
    bob("see", text="Soup at one?")
    alice("remove", text="Soup at one?")
    for one in two:
        one("gone", text="Soup at one?")
        one("last", name="Lunch", text="This is Lunch.")


def test_a_picture_is_sent_and_shown(two, tmp_path):
    alice, bob = two
    (tmp_path / "soup.png").write_bytes(png(40, 30, "d36b2e"))
    alice("attach", file=str(tmp_path / "soup.png"))
    assert bob("pictured") == [40, 30]


def test_a_reply_in_a_thread_is_counted(two):
    alice, bob = two
    alice("reply", to="This is Lunch.", text="Nice.")
    bob("replies", to="This is Lunch.", text="1 reply")
    bob("see", text="Nice.")


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
