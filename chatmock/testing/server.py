"""A chatmock server for a whole test session, in this process or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chatmock.testing.control import Control, Send, over_http

if TYPE_CHECKING:
    from chatmock.server.thread import ServerThread
    from chatmock.testing.application import Chatmock


class ChatmockServer:
    """A running server. ``application()`` gives an application of its own on it."""

    def __init__(self, url: str, send: Send, thread: ServerThread | None = None) -> None:
        self.url = url
        self.control = Control(send)
        self._thread = thread
        self._turns = count(1)

    def __repr__(self) -> str:
        return f"<ChatmockServer {self.url}>"

    @classmethod
    def start(cls, *, host: str = "127.0.0.1", port: int = 0, strict: bool = True) -> ChatmockServer:
        """A new server in a thread of this process."""
        from chatmock.server.thread import ServerThread
        from chatmock.serving import new_hub

        thread = ServerThread(new_hub(strict=strict), host=host, port=port).start()
        return cls(thread.url, thread.ask, thread)

    @classmethod
    def at(cls, url: str) -> ChatmockServer:
        """A server that runs already, in another process; stopping it is not ours."""
        server = cls(url.rstrip("/"), over_http(url.rstrip("/")))
        server.control("GET", "/health")
        return server

    def stop(self) -> None:
        if self._thread is not None:
            self._thread.stop()

    def broken(self) -> list[str]:
        """What strict checks have found so far; empty for a server elsewhere."""
        return self._thread.hub.broken if self._thread is not None else []

    def new(
        self, app_id: str | None = None, *, seed: str | Path | dict[str, Any] | None = None, **options: Any
    ) -> Chatmock:
        """A new application on this server, the caller's to remove. ``seed`` is a file, a name in fixtures, or a document."""
        from chatmock.testing.application import Chatmock

        if app_id is None and self._thread is not None:  # elsewhere others make applications, too: the server names it
            app_id = f"chatmock-{next(self._turns)}"
        state = _document(seed, options.get("provider"), app_id)
        described = self.control("POST", "/applications", app_id=app_id, state=state, **options)
        return Chatmock(self, described)

    @contextmanager
    def application(self, app_id: str | None = None, **options: Any) -> Iterator[Chatmock]:
        """A new application for as long as the block lasts; good for Hypothesis, whose examples share a fixture."""
        chatmock = self.new(app_id, **options)
        try:
            yield chatmock
        finally:
            chatmock.remove()


def _document(seed: str | Path | dict[str, Any] | None, provider: str | None, app_id: str | None) -> Any:
    if seed is None or isinstance(seed, dict):
        return seed
    from chatmock.serving import DEFAULT_PROVIDER, read_seed

    document = read_seed(seed).document_for(provider or DEFAULT_PROVIDER, app_id or "")
    return None if document is None else document.values
