"""Tencent Chat's web SDK in a process of its own: ``alice("sendMessage", …)`` calls it there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from chatmock.testing.tencent import Tencent
from tests.called import calls
from tests.connectycube.clients.js_sdk.client import environment
from tests.sendbird.clients.js_sdk.client import TOP, JsClient
from tests.sendbird.clients.js_sdk.client import missing as node_is_missing

HERE = Path(__file__).parent
INSTALLED = Path(os.environ.get("CHATMOCK_CLIENTS", TOP / ".clients")) / "tencent"
NEW, OLD = "@tencentcloud/chat", "tim-js-sdk"
WEB, WINDOWS, ANDROID, IPHONE = 7, 1, 2, 3
newer = pytest.mark.parametrize("package", [NEW], indirect=True, scope="module")
"""A test of methods that the older SDK does not have."""
_FIRST = {
    NEW: ("SERVER_CONFIG_UPDATED", "GROUP_LIST_UPDATED", "FRIEND_LIST_UPDATED", "CONVERSATION_GROUP_LIST_UPDATED"),
    OLD: ("GROUP_LIST_UPDATED", "BLACKLIST_UPDATED", "CONVERSATION_GROUP_LIST_UPDATED"),
}
"""The events after a login, from what each SDK fetches then."""


def missing() -> str:
    """Why the SDKs cannot run here; empty where they can."""
    if not (INSTALLED / "node_modules" / "@tencentcloud" / "chat").is_dir():
        return node_is_missing() or f"Tencent Chat's SDKs are not in {INSTALLED}: scripts/node-clients installs them"
    return ""


class Sdk:
    """One person's SDK; ``text`` has it send text frames, and ``platform`` be taken for one of a native SDK."""

    def __init__(
        self,
        tencent: Tencent,
        user_id: str,
        *,
        package: str = NEW,
        text: bool = False,
        platform: int = WEB,
        installed: Path = INSTALLED,
    ) -> None:
        self.tencent = tencent
        self.user_id = user_id
        self.package = package
        with environment(CHAT_SDK=package):
            self.process = JsClient("chat", scripts=HERE, installed=installed)
        self.process("init", app=tencent.sdk_app_id, url=tencent.ws_url, text=text, platform=platform)

    def __str__(self) -> str:
        return self.user_id

    def __call__(self, method: str, *args: Any) -> Any:
        return self._noted(method, self.process("call", method=method, args=list(args)))

    def _noted(self, method: str, result: Any) -> Any:
        """What a method gave that did not fail: it counts as called."""
        calls.add(f"{self.package} {method}")
        return result

    def edits(self, message: Any, text: str) -> None:
        """Give a message that was sent another text."""
        self._noted("modifyMessage", self.process("edit", id=message["ID"], text=text))

    def enters(self, user_sig: str = "") -> Sdk:
        """Log in, and wait until all is there that the SDK fetches then."""
        self("login", {"userID": self.user_id, "userSig": user_sig or self.tencent.user_sig(self.user_id)})
        self.process.heard("SDK_READY")
        for name in _FIRST[self.package]:
            self.process.heard(name)
        return self

    def hears(self, name: str, wanted: Callable[[Any], Any] = lambda data: True) -> Any:
        """The data of the next event of a name that is as wanted; those before it are passed over."""
        while True:
            data = self.process._queue(name).get(timeout=15)["data"]
            if wanted(data):
                return data

    def deaf_to(self, name: str) -> bool:
        """Whether no event of a name waits; the server has answered since, so nothing is on its way."""
        self("getUserProfile", {"userIDList": [f"nobody-{os.urandom(4).hex()}"]})
        return self.process.deaf_to(name)

    # --- messages ---

    def makes(self, to: Any, text: str = "hi", **more: Any) -> Any:
        """A text message, not sent yet: to somebody, or in a group."""
        kind = "C2C" if isinstance(to, Sdk) else "GROUP"
        return self("createTextMessage", {"to": str(to), "conversationType": kind, "payload": {"text": text}, **more})

    def says(self, to: Any, text: str = "hi", options: Any = None, **more: Any) -> Any:
        """Send a text; gives the message as it was sent."""
        made = self.makes(to, text, **more)
        return self("sendMessage", {"messageID": made["ID"]}, *([options] if options else []))["message"]

    def receives(self, message: Any) -> Any:
        """A message as it is heard; other ones before it are passed over."""
        heard = self.hears("MESSAGE_RECEIVED", lambda rows: any(row["ID"] == message["ID"] for row in rows))
        return next(row for row in heard if row["ID"] == message["ID"])

    def notices(self, kind: int, group: str = "") -> Any:
        """A notice about a group, of a kind."""

        def wanted(row: Any) -> bool:
            payload = row["payload"]
            return bool(
                row["type"] == "TIMGroupSystemNoticeElem"
                and payload.get("operationType") == kind
                and group in ("", payload["groupProfile"].get("groupID"))
            )

        heard = self.hears("MESSAGE_RECEIVED", lambda rows: any(wanted(row) for row in rows))
        return next(row for row in heard if wanted(row))

    def tipped(self, kind: int) -> Any:
        """A tip of a kind."""

        def wanted(row: Any) -> bool:
            return bool(row["type"] == "TIMGroupTipElem" and row["payload"].get("operationType") == kind)

        heard = self.hears("MESSAGE_RECEIVED", lambda rows: any(wanted(row) for row in rows))
        return next(row["payload"] for row in heard if wanted(row))

    def conversation(self, to: Any) -> Any:
        """A conversation of the list."""
        wanted = f"C2C{to}" if isinstance(to, Sdk) else f"GROUP{to}"
        rows = self("getConversationList")["conversationList"]
        return next((row for row in rows if row["conversationID"] == wanted), None)

    def history(self, to: Any) -> list[Any]:
        """The messages of a conversation, the oldest first."""
        name = f"C2C{to}" if isinstance(to, Sdk) else f"GROUP{to}"
        return list(self("getMessageList", {"conversationID": name})["messageList"])

    def asks(self, command: str, **body: Any) -> Any:
        """The answer of the REST API, which the application's administrator asks."""
        admin = self.tencent.admin
        query: dict[str, Any] = {
            "sdkappid": self.tencent.sdk_app_id,
            "identifier": admin,
            "usersig": self.tencent.user_sig(admin),
        }
        answer = requests.post(f"{self.tencent.rest_url}/v4/{command}", params=query, json=body).json()
        assert answer["ErrorCode"] == 0, answer
        return answer

    def close(self) -> None:
        assert self.process.deaf_to("uncaught"), self.process.heard("uncaught")
        self.process.close()


def message_id(message: Any) -> dict[str, str]:
    """How an argument names a message."""
    return {"messageID": message["ID"]}
