"""A window of a browser with Tencent Chat's SDK in its page: ``ann("getConversationList")`` calls it there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from chatmock.testing.tencent import Tencent
from tests.called import calls
from tests.sendbird.clients.js_sdk.client import INSTALLED, JsClient
from tests.tencent.clients.js_sdk.client import INSTALLED as TENCENT
from tests.tencent.clients.js_sdk.client import NEW, OLD

HERE = Path(__file__).parent
MODULES = TENCENT / "node_modules"
SDKS = {NEW: MODULES / "@tencentcloud/chat/index.js", OLD: MODULES / "tim-js-sdk/tim-js-friendship.js"}
UPLOAD = MODULES / "tim-upload-plugin" / "index.js"
PLAYWRIGHT = INSTALLED / "uikit"
"""Where what drives the browser is installed."""


class Window:
    """One person's window."""

    def __init__(self, browser: JsClient, tencent: Tencent, user_id: str, package: str, url: str) -> None:
        self.browser = browser
        self.package = package
        self.tencent = tencent
        self.user_id = user_id
        calls.add(f"{package} registerPlugin")  # the page does so at once: files need it
        self.about = browser("open", user=user_id, app=tencent.sdk_app_id, url=url)

    def __str__(self) -> str:
        return self.user_id

    def __call__(self, method: str, *args: Any) -> Any:
        result = self.browser("call", user=self.user_id, method=method, args=list(args))
        calls.add(f"{self.package} {method}")
        return result

    def enters(self) -> None:
        self("login", {"userID": self.user_id, "userSig": self.tencent.user_sig(self.user_id)})
        self.browser.heard(f"{self.user_id} SDK_READY")

    def hears(self, name: str, wanted: Callable[[Any], Any] = lambda data: True) -> Any:
        """The data of the next event of a name that is as wanted."""
        while True:
            data: Any = self.browser._queue(f"{self.user_id} {name}").get(timeout=15)["data"]
            if wanted(data):
                return data

    def receives(self, message: Any) -> Any:
        """A message as it is heard."""
        heard = self.hears("MESSAGE_RECEIVED", lambda rows: any(row["ID"] == message["ID"] for row in rows))
        return next(row for row in heard if row["ID"] == message["ID"])

    def reads(self, url: str) -> bytes:
        """The bytes at an address, as the page gets them."""
        return bytes(self.browser("fetch", user=self.user_id, url=url))
