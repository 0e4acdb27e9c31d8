"""A window of a browser with ConnectyCube's SDK in its page: ``ann("chat.dialog.list")`` calls it there."""

from pathlib import Path
from typing import Any

from tests.connectycube.clients.js_sdk.client import INSTALLED as CUBE
from tests.sendbird.clients.js_sdk.client import INSTALLED, JsClient

HERE = Path(__file__).parent
SDK = CUBE / "node_modules" / "connectycube" / "dist" / "connectycube.min.js"
"""The SDK as its package has it for browsers."""
PLAYWRIGHT = INSTALLED / "uikit"
"""Where what drives the browser is installed."""


class Window:
    """One person's window."""

    def __init__(self, browser: JsClient, cube: Any, login: str) -> None:
        self.browser = browser
        self.login = login
        self.id = 0
        self.about = browser(
            "open", user=login, app=cube.app_id, key=cube.auth_key, api=cube.api_url, chat=cube.chat_url
        )

    def __call__(self, method: str, *args: Any) -> Any:
        return self.browser("call", user=self.login, method=method, args=list(args))

    def enters(self) -> None:
        who = {"login": self.login, "password": f"{self.login}-password"}
        self("users.signup", {**who, "full_name": self.login.title()})
        session = self("createSession", who)
        self.id = session["user_id"]
        self("chat.connect", {"userId": self.id, "password": who["password"]})
        self("chat.ping")

    def hears(self, listener: str, *first: Any) -> list[Any]:
        """What a listener is called with next, or next after what ``first`` says."""
        return self.browser.hears(f"{self.login} {listener}", *first)

    def reads(self, url: str) -> str:
        """The text at an address, as the page gets it."""
        text: str = self.browser("fetch", user=self.login, url=url)
        return text
