"""Ann and Bob, each in a window of headless Chromium; no page complains, and none asks anything of another machine.

``CHATMOCK_CHROMIUM`` names another browser.
"""

import os
import shutil

import pytest

from chatmock.testing.server import ChatmockServer
from tests.sendbird.clients.js_sdk.client import JsClient
from tests.tencent.clients.browser.window import HERE, PLAYWRIGHT, SDKS, UPLOAD, Window

CHROMIUM = os.environ.get("CHATMOCK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


def missing():
    """Why the SDK cannot run in a browser here; empty where it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    if absent := [
        path for path in (*SDKS.values(), UPLOAD, PLAYWRIGHT / "node_modules" / "playwright-core") if not path.exists()
    ]:
        return f"there is no {absent[0]}: scripts/node-clients installs it"
    return "" if CHROMIUM else "chromium is not installed: scripts/debian-packages installs it on Debian"


@pytest.fixture(scope="module")
def server():
    server = ChatmockServer.start(strict=True, tls=True)
    yield server
    broken = server.broken()
    server.stop()
    assert broken == []


@pytest.fixture(scope="module", params=SDKS)
def package(request):
    """Which SDK it is."""
    return request.param


@pytest.fixture(scope="module")
def browser(package):
    if why := missing():
        pytest.skip(why)
    os.environ["CHATMOCK_CHROMIUM"] = CHROMIUM
    browser = JsClient("browser", scripts=HERE, installed=PLAYWRIGHT)
    try:
        browser("start", sdk=str(SDKS[package]), upload=str(UPLOAD))
        yield browser
        browser("quit")
    finally:
        browser.close()


@pytest.fixture
def windows(request, browser, server, package):
    """Ann's window and Bob's, logged in; the parameter ``wss`` has them come so."""
    with server.application() as chatmock:
        secure = getattr(request, "param", "ws") == "wss"
        url = server.https_url.replace("https", "wss") if secure else chatmock.tencent.ws_url
        both = [Window(browser, chatmock.tencent, user_id, package, url) for user_id in ("ann", "bob")]
        for one in both:
            one.enters()
        yield both
        assert browser("close") == []
