"""Ann and Bob, each in a window of headless Chromium; no page complains, and none asks anything of another machine.

``CHATMOCK_CHROMIUM`` names another browser.
"""

import os
import shutil

import pytest

from tests.connectycube.clients.browser.window import HERE, PLAYWRIGHT, SDK, Window
from tests.sendbird.clients.js_sdk.client import JsClient

CHROMIUM = os.environ.get("CHATMOCK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


def missing():
    """Why the SDK cannot run in a browser here; empty where it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    if absent := [path for path in (SDK, PLAYWRIGHT / "node_modules" / "playwright-core") if not path.exists()]:
        return f"there is no {absent[0]}: scripts/node-clients installs it"
    return "" if CHROMIUM else "chromium is not installed: scripts/debian-packages installs it on Debian"


@pytest.fixture(scope="module")
def browser():
    if why := missing():
        pytest.skip(why)
    os.environ["CHATMOCK_CHROMIUM"] = CHROMIUM
    browser = JsClient("browser", scripts=HERE, installed=PLAYWRIGHT)
    try:
        browser("start", sdk=str(SDK))
        yield browser
        browser("quit")
    finally:
        browser.close()


@pytest.fixture
def windows(browser, cube):
    """Ann's window and Bob's: signed up, logged in, connected."""
    both = [Window(browser, cube, login) for login in ("ann", "bob")]
    for one in both:
        one.enters()
    yield both
    assert browser("close") == []


@pytest.fixture
def ann(windows):
    return windows[0]


@pytest.fixture
def bob(windows):
    return windows[1]
