"""A JavaScript client in a process of its own, asked and listened to from a test."""

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TOP = HERE.parents[3]
INSTALLED = Path(os.environ.get("CHATMOCK_CLIENTS", TOP / ".clients"))
PATIENCE = 20.0


class Refused(Exception):
    """The SDK reported an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(f"{error['code']} {error['message']}")
        self.code = error["code"]


class Target:
    """What methods of an SDK are called on: ``alice.group(url).freeze()``, ``alice.groups.createChannel(name="lunch")``.

    Arguments by name are the parameters object of version 4; a query gives all its pages.
    """

    def __init__(self, client: "JsClient", *on: str | int) -> None:
        self._client = client
        self._on = on

    def __getattr__(self, method: str) -> Callable[..., Any]:
        def call(*args: Any, **params: Any) -> Any:
            return self._client("call", on=self._on, method=method, args=args, params=params)

        return call

    def __getitem__(self, fact: str) -> Any:
        """What the SDK knows of it."""
        return self._client("see", on=self._on)[fact]


class JsClient:
    """One process with one SDK: ``client("say", channel=url, text="hi")`` gives what it says, ``client.heard("message")``
    the next event of a name that was not heard yet."""

    patience = PATIENCE
    """Seconds until an answer is missed."""

    def __init__(
        self, version: str, *, scripts: Path = HERE, installed: Path = INSTALLED, reads: Path | None = None
    ) -> None:
        """``reads`` is a file into which trace.cjs writes which keys of frames the SDK reads."""
        self.version = version
        watching: list[str] = [] if reads is None else ["--require", str(HERE / "trace.cjs")]
        self._process = subprocess.Popen(
            ["node", *watching, scripts / f"{version}.cjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "CHATMOCK_CLIENTS": str(installed), "CHATMOCK_FRAME_READS": str(reads or "")},
            text=True,
            encoding="utf-8",
        )
        self._numbers = count(1)
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._events: dict[str, queue.Queue[dict[str, Any]]] = {}
        self._lock = threading.Lock()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if not line.startswith("{"):  # an SDK's own word
                continue
            said = json.loads(line)
            (self._queue(said["event"]) if "event" in said else self._answers).put(said)

    def _queue(self, name: str) -> queue.Queue[dict[str, Any]]:
        with self._lock:
            return self._events.setdefault(name, queue.Queue())

    def __call__(self, verb: str, **given: Any) -> Any:
        assert self._process.stdin is not None
        number = next(self._numbers)
        self._process.stdin.write(json.dumps({"id": number, "verb": verb, "given": given}) + "\n")
        self._process.stdin.flush()
        answer = self._answers.get(timeout=self.patience)
        assert answer["id"] == number
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["result"]

    def heard(self, name: str, **wanted: Any) -> dict[str, Any]:
        """The next event of a name that is as wanted; those before it are passed over."""
        while True:
            data: dict[str, Any] = self._queue(name).get(timeout=PATIENCE)["data"]
            if all(data.get(key) == value for key, value in wanted.items()):
                return data

    def hears(self, handler: str, *first: Any) -> list[Any]:
        """What a handler is called with next, or next after what ``first`` says: channels by address, people by id."""
        while True:
            told: list[Any] = self._queue(handler).get(timeout=PATIENCE)["data"]
            if told[: len(first)] == list(first):
                return told

    def receives(self, channel_url: str, handler: str = "onMessageReceived") -> dict[str, Any]:
        """The message a handler is called with next in a channel."""
        told: dict[str, Any] = self.hears(handler, str(channel_url))[1]
        return told

    def group(self, channel_url: str) -> Target:
        return Target(self, "group", str(channel_url))

    def open(self, channel_url: str) -> Target:
        return Target(self, "open", str(channel_url))

    def message(self, found: dict[str, Any]) -> Target:
        """A message this client has sent, heard or fetched."""
        return Target(self, "message", found["messageId"])

    @property
    def messages(self) -> Target:
        return Target(self, "messages")

    @property
    def polls(self) -> Target:
        return Target(self, "polls")

    @property
    def groups(self) -> Target:
        return Target(self, "groups")

    @property
    def opens(self) -> Target:
        return Target(self, "opens")

    @property
    def sdk(self) -> Target:
        return Target(self, "sdk")

    @property
    def me(self) -> Target:
        return Target(self, "me")

    def deaf_to(self, name: str) -> bool:
        """Whether no event of a name waits."""
        return self._queue(name).empty()

    def pass_over(self, *names: str) -> None:
        """Forget the events of some names that wait to be heard."""
        with self._lock:
            for name in names:
                self._events.pop(name, None)

    def forget(self) -> bool:
        """Whether the process is as new: logged out, deaf, and nothing of before waits to be heard."""
        try:
            self("forget")
        except (Refused, queue.Empty, AssertionError, OSError):
            return False
        with self._lock:
            self._events.clear()
        return self._answers.empty()

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(5)
        self._process.stdout.close()


def facts(found: dict[str, Any], *names: str) -> list[Any]:
    return [found[name] for name in names]


def missing() -> str:
    """Why there is no JavaScript client here; empty where there is."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (INSTALLED / "node_modules" / "@sendbird" / "chat").is_dir():
        return f"the JavaScript SDKs are not in {INSTALLED}: scripts/node-clients installs them"
    return ""
