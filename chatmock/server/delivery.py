"""Deliveries of every tenant of a hub, carried to their receivers without delaying anybody."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector

from chatmock.core.application import Application
from chatmock.core.delivery import INBOX
from chatmock.core.hub import Hub
from chatmock.core.outbox import Delivery
from chatmock.server.alarm import Alarm
from chatmock.server.certificates import trusted

AT_ONCE = 32
"""Deliveries of one tenant that are in flight together, at the most: a dead receiver holds up no other tenant."""
_ANSWER = 64 * 1024
"""Bytes of an answer that are read, for the journal."""

Post = Callable[[Delivery], Coroutine[Any, Any, tuple[int, bytes]]]


class Courier:
    """What the tenants of a hub need of an event loop: their deliveries are sent, and their clocks' timers fire."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._rounds: dict[Application, Round] = {}
        self._session: ClientSession | None = None

    def __repr__(self) -> str:
        return f"<Courier of {len(self._rounds)} applications>"

    def start(self) -> None:
        """Serve every tenant the hub has and every one it gets, on the running loop."""
        self._hub.watchers.append(self._watch)
        for application in self._hub:
            self._watch(application)

    async def stop(self) -> None:
        """Send nothing more. What was in flight counts as failed, and waits in its outbox."""
        if self._watch in self._hub.watchers:
            self._hub.watchers.remove(self._watch)
        tasks = [task for round in self._rounds.values() for task in round.tasks]
        for application in list(self._rounds):
            self._leave(application)
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _watch(self, application: Application) -> None:
        self._rounds[application] = Round(application, self._post, self._note_change)
        application.closing.append(lambda: self._leave(application))

    def _note_change(self) -> None:
        """Time has changed something: it has to be saved."""
        self._hub.changes += 1

    def _leave(self, application: Application) -> None:
        if (round := self._rounds.pop(application, None)) is not None:
            round.stop()

    async def _post(self, delivery: Delivery) -> tuple[int, bytes]:
        """Status and body of the receiver's answer."""
        if delivery.url == INBOX:
            return HTTPStatus.OK, b""
        if self._session is None:
            self._session = _session()
        answer = bytearray()
        async with self._session.request(
            delivery.method,
            delivery.url,
            data=delivery.body or None,
            headers=delivery.headers,
            allow_redirects=False,
            timeout=ClientTimeout(total=delivery.patience),
            ssl=trusted() if delivery.url[:6].lower() == "https:" else True,
        ) as response:
            async for chunk in response.content.iter_any():
                answer += chunk
                if len(answer) > _ANSWER:
                    response.close()
                    break
            return response.status, bytes(answer[:_ANSWER])


class Round:
    """One tenant, served."""

    def __init__(self, application: Application, post: Post, on_ring: Callable[[], None]) -> None:
        self.tasks: dict[asyncio.Task[None], Delivery] = {}
        self._outbox = application.outbox
        self._post = post
        self._loop = asyncio.get_running_loop()
        self._alarm = Alarm(application.clock, on_ring)
        self._called = False
        self._over = False
        self._outbox.on_ready = self._call
        self._call()

    def __repr__(self) -> str:
        return f"<Round with {len(self.tasks)} deliveries in flight>"

    def stop(self) -> None:
        self._over = True
        self._outbox.on_ready = None
        self._alarm.stop()
        for task in self.tasks:
            task.cancel()

    def _call(self) -> None:
        """Look for deliveries, but not before whoever posted one has finished."""
        if not self._called and not self._over:
            self._called = True
            self._loop.call_soon(self._go)

    def _go(self) -> None:
        self._called = False
        while not self._over and len(self.tasks) < AT_ONCE and (delivery := self._outbox.take()) is not None:
            task = self._loop.create_task(self._carry(delivery))
            self.tasks[task] = delivery
            task.add_done_callback(self._back)

    async def _carry(self, delivery: Delivery) -> None:
        try:
            status, answer = await self._post(delivery)
        except TimeoutError:
            self._outbox.failed(delivery, f"there was no answer within {delivery.patience:g} s")
        except Exception as failure:  # whatever it was, the delivery must not be lost
            self._outbox.failed(delivery, f"{type(failure).__name__}: {failure}")
        else:
            self._outbox.done(delivery, status, answer)

    def _back(self, task: asyncio.Task[None]) -> None:
        delivery = self.tasks.pop(task)
        if task.cancelled():
            self._outbox.failed(delivery, "the server stopped")
        self._call()


def _session() -> ClientSession:
    """Each delivery has a connection of its own: one that is kept may be dead by the time it is used again, and receivers
    made for a test often serve one connection at a time. Proxies of the environment are not used.
    """
    return ClientSession(
        connector=TCPConnector(limit=0, force_close=True),
        cookie_jar=DummyCookieJar(),
        auto_decompress=False,
    )
