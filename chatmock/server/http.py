"""The core behind HTTP: aiohttp's low-level server, one handler, answers in one write."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from ssl import SSLContext
from typing import Any

from aiohttp import hdrs, web
from aiohttp.http_parser import RawRequestMessage

from chatmock.core.dispatch import dispatch
from chatmock.core.doors import Doors
from chatmock.core.exchange import FAULT, Answer, Request
from chatmock.core.given import port_number
from chatmock.core.hub import Hub
from chatmock.core.listening import listeners
from chatmock.server.bodies import path_of, read
from chatmock.server.carrier import Carriers
from chatmock.server.delivery import Courier
from chatmock.server.dismantling import Dismantling
from chatmock.server.exhausted import say
from chatmock.server.feeds import Feeds
from chatmock.server.lapses import Caretaker
from chatmock.server.listening import BACKLOG, CannotListen, location, reached_at, socket_for_both, socket_numbers
from chatmock.server.prompt import Connection, PromptServer
from chatmock.server.ready import Ready, head_of
from chatmock.server.sockets import Sockets
from chatmock.server.spoil import spoiled
from chatmock.server.streams import Streams
from chatmock.server.tls import Tls

MAX_LINE = 64 * 1024
"""Bytes of an address: a list of some hundred ids in a query is longer than aiohttp's 8 KiB."""


class Server:
    """One listening address for all tenants of a hub; beside it, where wanted, one by TLS and one for each stream."""

    def __init__(
        self,
        hub: Hub,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        listen: Mapping[str, int] | None = None,
        tls: Tls | None = None,
        doors: Doors | None = None,
    ) -> None:
        self.hub = hub
        self.hub.doors = doors or hub.doors
        self.host = host
        self.port = port_number(port)
        self.listen = dict(listen or {})
        self.tls = tls
        self._runner: web.ServerRunner | None = None
        self._courier = Courier(hub)
        self._caretaker = Caretaker(hub)
        self._dismantling = Dismantling(hub)
        self._carriers = Carriers(hub)
        self._sockets = Sockets(hub, self._carriers)
        self._streams = Streams(self._carriers)
        self._feeds = Feeds()

    def __repr__(self) -> str:
        return f"<Server {self.url}>"

    @property
    def url(self) -> str:
        """Where programs of this machine reach it."""
        return f"http://{location(reached_at(self.host), self.port)}"

    async def start(self) -> None:
        """Listen; port 0 becomes the one the system chose.

        Raises CannotListen where an address is taken, ValueError for a name nobody listens to, CannotSecure where there
        can be no TLS.
        """
        chosen = listeners(self.hub.cards, self.listen)
        asyncio.get_running_loop().set_exception_handler(say)
        server = PromptServer(self._respond, self._at_once, access_log=None, max_line_size=MAX_LINE)
        self._runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=1.0)
        try:
            await self._runner.setup()
            self.port = await self._listen(self._runner, self.port, "--port 0")
            self.hub.url = self.url
            if self.tls is not None:
                await self._listen_securely(self._runner, self.tls)
            for name, provider in chosen.items():
                with CannotListen.at(self.host, self.listen[name], f"--listen {name}=0"):
                    port = await self._streams.listen(provider, name, self.host, self.listen[name])
                self.hub.addresses[name] = location(reached_at(self.host), port)
        except BaseException:
            await self.stop()
            raise
        self._courier.start()
        self._caretaker.start()
        self._dismantling.start()

    async def _listen(self, runner: web.ServerRunner, port: int, free: str, context: SSLContext | None = None) -> int:
        before = len(runner.addresses)
        with CannotListen.at(self.host, port, free):
            both = socket_for_both(self.host, port)
            if both is None:
                await web.TCPSite(runner, self.host, port, ssl_context=context, backlog=BACKLOG).start()
            else:
                await web.SockSite(runner, both, ssl_context=context, backlog=BACKLOG).start()
        return int(runner.addresses[before][1])

    async def _listen_securely(self, runner: web.ServerRunner, tls: Tls) -> None:
        hosts = [*(host for card in self.hub.cards.values() for host in card.hosts), *sorted(self.hub.doors.hosts)]
        context, self.hub.ca_certificate = tls.context(self.host, hosts)
        port = await self._listen(runner, tls.port, "--tls-port 0", context)
        self.hub.secure_url = f"https://{location(reached_at(self.host), port)}"

    async def stop(self) -> None:
        """Take nobody in any more, say goodbye to whoever is there, and stop."""
        self._caretaker.stop()
        self._dismantling.stop()
        await self._courier.stop()
        self._streams.close()
        self._feeds.stop()
        await self._carriers.stop()
        self.hub.addresses.clear()
        self.hub.secure_url, self.hub.ca_certificate = "", b""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def sockets(self) -> list[int]:
        """The file descriptors that listen: a forked child has to close them."""
        sites: list[Any] = list(self._runner.sites) if self._runner else []
        return socket_numbers([*(getattr(site, "_server", None) for site in sites), *self._streams.servers])

    def _at_once(self, connection: Connection, message: RawRequestMessage, body: bytes, size: int) -> bytes | None:
        """The answer to a request that does not have to be waited for."""
        path, _, query = message.path.partition("?")
        asked = Request(
            message.method,
            path,
            query,
            message.headers,
            body,
            secure=connection.secure,
            peer=connection.peer,
            size=size,
        )
        answer = dispatch(self.hub, asked)
        if answer.waits or answer.fault is not None:
            connection.begun = asked, answer
            return None
        return head_of(answer.status, answer.content_type, answer.headers, len(answer.body)) + answer.body

    async def _respond(self, request: web.BaseRequest) -> web.StreamResponse:
        """Read a request, have it answered, send the answer (or what a fault makes of it)."""
        headers = request.headers
        connection = request.protocol
        assert isinstance(connection, Connection)
        if connection.begun is not None:
            begun, connection.begun = connection.begun, None
            return await self._sent(request, await waited_for(self.hub, *begun))
        if request.method == hdrs.METH_OPTIONS:
            return Ready(200, b"{}", self._cors(request), "application/json")
        if headers.get(hdrs.EXPECT, "").lower() == "100-continue" and request.transport is not None:
            request.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        try:
            asked = await read(request)
            asked.secure, asked.peer = connection.secure, connection.peer
            if FAULT in headers and self.hub.control is not None:
                asked.carried = headers[FAULT] or "nothing"
        except TimeoutError:  # half of it is all that came
            connection.give_up()
            return Ready(408, b"", {}, "application/json")
        except ConnectionError:  # the client went away in the middle of its request: nobody hears an answer
            return Ready(400, b"", {}, "application/json")
        if headers.get(hdrs.UPGRADE, "").lower() == "websocket":
            return await self._sockets.serve(request, asked)
        answer = await answered(self.hub, asked)
        if hdrs.ORIGIN in headers:
            answer.headers |= self._cors(request)
        sent = await self._sent(request, answer)
        if asked.problem == "encoding" and isinstance(sent, Ready):
            sent.force_close()  # where the next request begins is not known
        return sent

    async def _sent(self, request: web.BaseRequest, answer: Answer) -> web.StreamResponse:
        if answer.later is not None:
            return await self._feeds.send(request, answer)
        if answer.fault is not None:
            return await spoiled(request, answer)
        return Ready(answer.status, answer.body, answer.headers, answer.content_type)

    def _cors(self, request: web.BaseRequest) -> dict[str, str]:
        """What lets a browser page call: one of any origin a platform, as the platforms' own servers do; the rest it may
        not, but for origins that were named."""
        speaker = self.hub.speaker(Request(request.method, path_of(request), headers=request.headers))
        admitted = speaker.admits(self.hub, request.headers.get(hdrs.ORIGIN, ""))
        return _allow(request.headers, speaker.exposes) if admitted else {}


async def answered(hub: Hub, request: Request) -> Answer:
    """The answer of a request, also where it has to be waited for."""
    return await waited_for(hub, request, dispatch(hub, request))


async def waited_for(hub: Hub, request: Request, answer: Answer) -> Answer:
    """The answer of a request, once it need not be waited for any more."""
    if not answer.waits:
        return answer
    if answer.later is not None:
        return answer if answer.later.feed is not None else await finished(answer)
    assert answer.fault is not None
    await asyncio.sleep(answer.fault.delay)
    request.waited = answer.fault
    return await answered(hub, request)


async def finished(answer: Answer) -> Answer:
    """An answer that had to be waited for, once it is there or its time is over."""
    later, finish = answer.later, answer.finish
    assert later is not None
    assert finish is not None
    changed = asyncio.Event()
    unwatch = later.watch(changed.set)
    try:
        async with asyncio.timeout(later.timeout):
            while (outcome := later.look()) is None:
                await changed.wait()
                changed.clear()
    except TimeoutError:
        outcome = later.late()
    finally:
        unwatch()
    return finish(outcome)


def _allow(headers: Mapping[str, str], exposes: tuple[str, ...]) -> dict[str, str]:
    allowed = {
        "Access-Control-Allow-Origin": headers.get(hdrs.ORIGIN, "*"),
        "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, PATCH, OPTIONS",
        "Access-Control-Allow-Headers": headers.get(hdrs.ACCESS_CONTROL_REQUEST_HEADERS, "*"),
        "Access-Control-Max-Age": "600",
    }
    return {**allowed, "Access-Control-Expose-Headers": ", ".join(exposes)} if exposes else allowed
