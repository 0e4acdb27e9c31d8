"""A chatmock server for a whole test session, in this process or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from chatmock.server.listening import location
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
    def start(
        cls,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        strict: bool = True,
        listen: Mapping[str, int] | None = None,
        tls: bool = False,
        tls_ca: str | Path | None = None,
    ) -> ChatmockServer:
        """A new server in a thread of this process.

        ``listen`` names ports beside HTTP (0: any that is free), ``tls`` is for https and wss, by a CA in the folder
        ``tls_ca`` or, where none is named, in the user's data folder.
        """
        from chatmock.server.thread import ServerThread
        from chatmock.server.tls import Tls
        from chatmock.serving import new_hub

        secure = Tls(ca=Path(tls_ca) if tls_ca is not None else None) if tls else None
        thread = ServerThread(new_hub(strict=strict), host=host, port=port, listen=listen, tls=secure).start()
        return cls(thread.url, thread.ask, thread)

    @classmethod
    def at(cls, url: str) -> ChatmockServer:
        """A server that runs already, in another process; stopping it is not ours."""
        server = cls(url.rstrip("/"), over_http(url.rstrip("/")))
        server.control("GET", "/health")
        return server

    @property
    def listening(self) -> dict[str, int]:
        """The ports it listens to beside HTTP, by name."""
        return dict(self.control("GET", "/health")["listening"])

    @property
    def https_url(self) -> str:
        """Where https is; empty where it does not serve that."""
        port = self.control("GET", "/health").get("tls_port")
        return f"https://{location(urlsplit(self.url).hostname or '', port)}" if port else ""

    @property
    def ca_certificate(self) -> str:
        """What clients by https have to trust, in PEM: ``ssl.create_default_context(cadata=…)`` takes it."""
        return str(self.control.text("/ca.pem"))

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
        state = _document(seed)
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


def _document(seed: str | Path | dict[str, Any] | None) -> dict[str, Any] | None:
    if seed is None or isinstance(seed, dict):
        return seed
    from chatmock.core.seeds import read

    document = read(seed)
    document.check()
    return document.values
