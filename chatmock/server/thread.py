"""A server in a thread of its own, for tests and for whoever wants one beside other work."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from chatmock.core.clock import monotonic
from chatmock.core.exchange import Answer, Request
from chatmock.core.hub import Hub
from chatmock.server.http import Server, answered

T = TypeVar("T")
_PATIENCE = 70.0
"""Seconds a caller waits for the server's thread: longer than the longest wait an operation takes."""
_running: set[ServerThread] = set()

_Base: Any = getattr(asyncio, "ProactorEventLoop", asyncio.SelectorEventLoop)  # the first is Windows's


class _Loop(_Base):  # type: ignore[misc]
    """An event loop on the real clock: its timers run on while a test freezes time."""

    time = staticmethod(monotonic)


class ServerThread:
    """Runs a hub's server on a loop in a daemon thread; state is touched on that loop only."""

    def __init__(self, hub: Hub, **details: Any) -> None:
        """``details`` are those of ``Server``: host, port, listen, tls."""
        self.hub = hub
        self.server = Server(hub, **details)
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._pid = 0

    def __repr__(self) -> str:
        return f"<ServerThread {self.url}>"

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def is_here(self) -> bool:
        """Whether it runs in this process; a forked child has none of its threads."""
        return self._pid == os.getpid()

    def start(self) -> ServerThread:
        """Listen and serve; raises what ``Server.start`` raises."""
        started = threading.Event()
        failure: list[BaseException] = []

        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            self._stop = asyncio.Event()
            try:
                await self.server.start()
            except BaseException as reason:
                failure.append(reason)
                return
            finally:
                started.set()
            await self._stop.wait()
            await self.server.stop()

        def work() -> None:
            with asyncio.Runner(loop_factory=_Loop) as runner:
                runner.run(serve())

        self._thread = threading.Thread(target=work, name="chatmock", daemon=True)
        self._thread.start()
        started.wait()
        if failure:
            self._thread.join()
            raise failure[0]
        self._pid = os.getpid()
        _running.add(self)
        return self

    def stop(self) -> None:
        """Stop serving; connections are closed, the thread has ended when this returns."""
        if self._thread is None or self._loop is None or self._stop is None or not self.is_here:
            return
        _running.discard(self)
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        self._thread = None

    def __enter__(self) -> ServerThread:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self, work: Callable[[], T]) -> T:
        """Run something on the server's loop and give its result: how anybody else may touch the state."""

        async def job() -> T:
            return work()

        return self.complete(job())

    def ask(self, request: Request) -> Answer:
        """Answer a request as if it had come over HTTP, without the HTTP."""

        async def job() -> Answer:
            return await answered(self.hub, request)

        return self.complete(job())

    def complete(self, job: Coroutine[Any, Any, T]) -> T:
        """Do a job on the server's loop and give its result."""
        if self._loop is None or not self.is_here:
            job.close()
            where = "not started" if self._loop is None else f"in the process that forked this one; it is at {self.url}"
            raise RuntimeError(f"the server is {where}")
        return asyncio.run_coroutine_threadsafe(job, self._loop).result(_PATIENCE)


def _close_listeners_in_child() -> None:
    # A forked child inherits the listening sockets: kept open, they would take connections that nobody answers.
    for server in _running:
        for descriptor in server.server.sockets():
            os.close(descriptor)
    _running.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_listeners_in_child)
