"""Windows of UIKit, one for each person, and those who look out of them.

No page complains, and none asks anything of another machine: each test holds that at its end. ``CHATMOCK_ARTEFACTS`` names
a folder for the pictures of the windows, ``CHATMOCK_CHROMIUM`` another browser.
"""

import os
from functools import partial
from pathlib import Path

import pytest

from tests.sendbird.clients.uikit.window import address, showing


@pytest.fixture(scope="module")
def browser(request):
    """Shows the page that a module of tests names as ``PAGE``."""
    with showing(request.module.PAGE) as browser:
        yield browser


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
