"""The inspector in a browser, looking at the application of a test.

The page complains of nothing and asks nothing of another machine: each test holds that at its end. ``CHATMOCK_ARTEFACTS`` names
a folder for pictures of it.
"""

import os
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.sendbird.clients.js_sdk.client import INSTALLED, JsClient
from tests.sendbird.clients.uikit.window import CHROMIUM, missing

TOOLS = INSTALLED / "inspector"
WHY_NOT = missing(TOOLS / "node_modules" / "playwright-core", TOOLS / "node_modules" / "axe-core")


class Browser(JsClient):
    """A browser, which may be slow on a machine that is busy."""

    patience = 90.0


@pytest.fixture(scope="session")
def inspecting():
    if WHY_NOT:
        pytest.skip(WHY_NOT)
    os.environ["CHATMOCK_CHROMIUM"] = CHROMIUM
    browser = Browser("browser", scripts=Path(__file__).parent, installed=TOOLS)
    browser("start")
    yield browser
    browser("quit")
    browser.close()


@pytest.fixture
def page(request, chatmock, inspecting, tmp_path):
    """Opens the inspector on the application of a platform; gives what can be done there."""
    folder = Path(os.environ.get("CHATMOCK_ARTEFACTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    opened = []

    def open_page(platform="sendbird", view="talk", **how):
        face = getattr(chatmock, platform)
        where = f"?app={quote(str(face.app_id))}&provider={platform}"
        inspecting("open", url=f"{chatmock.url}/_chatmock/{where}#{view}", **how)
        opened.append(view)
        return inspecting

    yield open_page
    if opened:
        inspecting("picture", file=str(folder / f"inspector-{request.node.name}.png"))
        assert inspecting("close") == []
