"""ConnectyCube's JavaScript SDK in a process of its own: ``ann("chat.send", bob, {"body": "hi"})`` calls it there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.called import calls
from tests.sendbird.clients.js_sdk.client import TOP, JsClient

HERE = Path(__file__).parent
INSTALLED = Path(os.environ.get("CHATMOCK_CLIENTS", TOP / ".clients")) / "connectycube"
VERSION = json.loads(Path(__file__).with_name("package.json").read_text(encoding="utf-8"))["dependencies"][
    "connectycube"
]


def step(*names: str) -> pytest.MarkDecorator:
    """A test of steps that this version takes; what ran stands in README's table."""
    return pytest.mark.step(*names, client=f"connectycube {VERSION}")


@contextmanager
def environment(**texts: str) -> Iterator[None]:
    """What a process finds in its environment that begins meanwhile."""
    before = {name: os.environ.get(name) for name in texts}
    os.environ.update(texts)
    try:
        yield
    finally:
        for name, text in before.items():
            if text is None:
                del os.environ[name]
            else:
                os.environ[name] = text


class Cube:
    """One person's SDK, logged in."""

    def __init__(self, env: dict[str, str], login: str, *, tcp: bool = False, management: bool = True) -> None:
        self.login = login
        self.tcp = tcp
        self.id = 0
        self.password = f"{login}-password"
        with environment(**{"CUBE_TCP_ENABLE": "1"} if tcp else {}):
            self.process = JsClient("cube", scripts=HERE, installed=INSTALLED)
        chat = env["CONNECTYCUBE_TCP_URL"] if tcp else env["CONNECTYCUBE_CHAT_URL"]
        self.begin(env, api=env["CONNECTYCUBE_API_URL"], chat=chat, management=management)

    def begin(self, env: dict[str, str], **where: Any) -> None:
        """Give the SDK its credentials and the addresses."""
        self.process(
            "init",
            app=int(env["CONNECTYCUBE_APP_ID"]),
            key=env["CONNECTYCUBE_AUTH_KEY"],
            secret=env["CONNECTYCUBE_AUTH_SECRET"],
            **where,
        )

    def __call__(self, method: str, *args: Any) -> Any:
        calls.add(method)
        return self.process("call", method=method, args=list(args))

    def enters(self) -> Cube:
        """Sign up, log in, connect, and wait until the server has all that the SDK sends after it."""
        try:
            self("createSession")
            self("users.signup", {"login": self.login, "password": self.password, "full_name": self.login.title()})
        except Exception as taken:
            if "taken" not in str(taken):
                raise
        session = self("createSession", {"login": self.login, "password": self.password})
        self.id = session["user"]["id"]
        self.connects()
        return self

    def connects(self) -> None:
        self("chat.connect", {"userId": self.id, "password": self.password})
        self("chat.ping")

    def hears(self, listener: str, *first: Any) -> list[Any]:
        """What a listener is called with next, or next after what ``first`` says."""
        return self.process.hears(listener, *first)

    def deaf_to(self, listener: str) -> bool:
        """Whether a listener was not called; the server has answered since, so nothing is on its way."""
        self("chat.ping")
        return self.process.deaf_to(listener)

    def forgets(self, *listeners: str) -> None:
        """Pass over what some listeners were called with so far: earlier tests may have left it."""
        self.process.pass_over(*listeners)

    def close(self) -> None:
        self.process.close()
