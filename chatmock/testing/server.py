"""A chatmock server for a whole test session, in this process or elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chatmock.core.doors import Doors
from chatmock.core.words import meant
from chatmock.providers import BUILT_IN, DEFAULT
from chatmock.resources import options_document
from chatmock.server.listening import location
from chatmock.server.thread import ServerThread
from chatmock.server.tls import Tls
from chatmock.serving import new_hub, read_seed
from chatmock.testing.application import Chatmock
from chatmock.testing.clock import written_time
from chatmock.testing.control import ChatmockError, Control, Send, over_http
from chatmock.testing.results.control import Health


class ChatmockServer:
    """A running server. ``application()`` gives applications of its own on it."""

    def __init__(self, url: str, send: Send, thread: ServerThread | None = None) -> None:
        self.url = url
        self.control = Control(send)
        self._thread = thread

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
        allow_hosts: Iterable[str] = (),
        allow_origins: Iterable[str] = (),
        clock: datetime | str | None = None,
    ) -> ChatmockServer:
        """A new server in a thread of this process, which ``stop()`` ends, or the end of a ``with`` block.

        ``listen`` names ports beside HTTP (0: any that is free), ``tls`` is for https and wss, by a CA in the folder
        ``tls_ca`` or, where none is named, in the user's data folder. The control API answers this machine, requests
        for one of ``allow_hosts`` from anywhere, and pages of ``allow_origins``. At ``clock`` the clock of each application
        stands that does not say otherwise.
        """
        secure = Tls(ca=Path(tls_ca) if tls_ca is not None else None) if tls else None
        if isinstance(allow_hosts, str) or isinstance(allow_origins, str):
            raise ChatmockError("allow_hosts and allow_origins are lists; write allow_hosts=['chat.test']")
        doors = Doors.of(allow_hosts, allow_origins)
        hub = new_hub(strict=strict)
        if clock is not None:
            hub.default.begin_at(written_time(clock, "clock"))
        thread = ServerThread(hub, host=host, port=port, listen=listen, tls=secure, doors=doors).start()
        return cls(thread.url, from_anywhere(thread), thread)

    @classmethod
    def at(cls, url: str) -> ChatmockServer:
        """A server that runs already, in another process; stopping it is not ours."""
        server = cls(str(url).rstrip("/"), over_http(str(url).rstrip("/")))
        _ = server.health
        return server

    @property
    def health(self) -> Health:
        """What the server is, and what it holds."""
        health: Health = self.control("GET", "/health")
        return health

    @property
    def listening(self) -> dict[str, int]:
        """The ports it listens to beside HTTP, by name."""
        return self.health["listening"]

    @property
    def https_url(self) -> str:
        """Where https is; empty where it does not serve that."""
        port = self.health.get("tls_port")
        return f"https://{location(urlsplit(self.url).hostname or '', port)}" if port else ""

    @property
    def ca_certificate(self) -> str:
        """What clients by https have to trust, in PEM: ``ssl.create_default_context(cadata=…)`` takes it."""
        return str(self.control.text("/ca.pem"))

    def __enter__(self) -> ChatmockServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop serving, where the server is one of this process; twice does no harm."""
        if self._thread is not None:
            self._thread.stop()

    def broken(self) -> list[str]:
        """What strict checks have found so far; empty for a server elsewhere."""
        return self._thread.hub.broken if self._thread is not None else []

    def new(
        self,
        app_id: Any = None,
        *,
        seed: str | Path | dict[str, Any] | None = None,
        clock: datetime | str | None = None,
        replace: bool = False,
        idle_seconds: float | None = None,
        **options: Any,
    ) -> Chatmock:
        """New applications on this server, the caller's to remove; each is made when its face is first asked for.

        An ``app_id`` that is there already is refused, unless ``replace`` says that all it holds may be lost.

        ``seed`` is a file, a name in fixtures, or a document. At ``clock`` their clock stands, at the beginning and after
        each reset. ``options`` are those of an application of the first provider, such as ``app_id``, or a dict of those of
        another one under its name. Once nobody has asked for them for ``idle_seconds`` of real time, they are removed.
        """
        begun = self.control(
            "POST",
            "/groups",
            options=by_provider({"app_id": app_id, **options}),
            documents=self._documents(seed),
            clock=None if clock is None else written_time(clock, "clock"),
            replace=replace,
            idle_seconds=idle_seconds,
        )
        return Chatmock(self.url, self.control, begun)

    @contextmanager
    def application(self, app_id: Any = None, **options: Any) -> Iterator[Chatmock]:
        """New applications for as long as the block lasts; ``options`` are those of ``new``.

        Good for Hypothesis, whose examples share a fixture, and for test frameworks without fixtures.
        """
        chatmock = self.new(app_id, **options)
        try:
            yield chatmock
        finally:
            chatmock.remove()

    def _documents(self, seed: str | Path | dict[str, Any] | None) -> list[dict[str, Any]]:
        """The documents of a seed; what is wrong with a file is said with its lines."""
        if seed is None or isinstance(seed, dict):
            return [] if seed is None else seed.get("applications", [seed])
        if not isinstance(seed, str | Path) or not str(seed):
            raise ChatmockError(f"a seed is a file, a name such as 'lunch', or a dict, not {seed!r}")
        hub = self._thread.hub if self._thread is not None else new_hub()
        return [document.values for document in hub.checked(read_seed(seed)).documents]


def from_anywhere(thread: ServerThread) -> Send:
    """How to reach a server's control API, from a forked child of its process, too: there only HTTP reaches it."""
    by_http = over_http(thread.url)
    return lambda request: (thread.ask if thread.is_here else by_http)(request)


def by_provider(options: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Options of applications by provider: those that stand alone are the first provider's."""
    known = options_document(DEFAULT)["properties"]
    own = {name: value for name, value in options.items() if name in known}
    others = {name: value for name, value in options.items() if name not in own and value is not None}
    for name, value in others.items():
        if name in BUILT_IN and not isinstance(value, Mapping):
            raise ChatmockError(f"the options of {name} are a dict, not {value!r}; write {name}={{…}}")
    if wrong := [name for name, value in others.items() if not isinstance(value, Mapping)]:
        raise ChatmockError(
            f"an application has no option {wrong[0]!r}; {meant(wrong[0], (*known, 'seed', *BUILT_IN))}"
        )
    found = {**others, DEFAULT: {**others.get(DEFAULT, {}), **own}}
    return {name: {key: value for key, value in values.items() if value is not None} for name, values in found.items()}
