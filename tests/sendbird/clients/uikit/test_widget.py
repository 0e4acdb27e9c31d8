"""Sendbird's chat widget in headless Chromium: a visitor of a page talks with a bot."""

import json
from pathlib import Path

import pytest
import requests

from tests.sendbird.clients.js_sdk.client import INSTALLED
from tests.sendbird.clients.uikit.window import missing

UIKIT, WIDGET = INSTALLED / "uikit", INSTALLED / "widget"
VERSION = json.loads((Path(__file__).parent / "widget/package.json").read_text(encoding="utf-8"))["dependencies"]
PAGE = "widget/page.jsx"
WHY_NOT = missing(UIKIT / "node_modules" / "playwright-core", WIDGET / "node_modules" / "@sendbird" / "chat-ai-widget")

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


def ask(chatmock, method, path, **body):
    headers = {"Api-Token": chatmock.sendbird.api_token}
    answer = requests.request(
        method, f"{chatmock.sendbird.api_url}{path}", headers=headers, json=body or None, timeout=10
    )
    assert answer.ok, answer.text
    return answer.json()


@pytest.mark.step(
    "connect", "message", "receive", client=f"@sendbird/chat-ai-widget {VERSION['@sendbird/chat-ai-widget']}"
)
def test_a_visitor_talks_with_a_bot(chatmock, windows):
    bot = {
        "bot_userid": "cook",
        "bot_nickname": "Cook",
        "bot_profile_url": "",
        "bot_callback_url": "",
        "is_privacy_mode": False,
    }
    ask(chatmock, "POST", "/bots", **bot)
    (visitor,) = windows("cook")
    visitor("say", text="Soup?")
    visitor("see", text="Soup?")
    [channel] = ask(chatmock, "GET", "/users/cook/my_group_channels")["channels"]
    assert channel["last_message"]["message"] == "Soup?"
    ask(chatmock, "POST", "/bots/cook/send", channel_url=channel["channel_url"], message="At noon.")
    visitor("see", text="At noon.")
