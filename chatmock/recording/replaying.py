"""A cassette carried out again: everything the program sent is sent, and what comes back is compared with what came."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlencode

import msgspec

from chatmock.contract.likeness import Difference
from chatmock.core.provider import Provider
from chatmock.core.transcript import SIGNATURE, Said
from chatmock.recording import bodies
from chatmock.recording.binding import NOTHING, Bindings
from chatmock.recording.cassette import Cassette

Document = dict[str, Any]
_AHEAD = 10
"""Frames among which one is looked for that came in another order."""
_AFTERWARDS = 0.1
"""Seconds for which more frames are waited for at the end."""


class Socket(Protocol):
    """An open WebSocket; ``receive`` gives the next message, None where none comes in so many seconds."""

    async def send(self, message: str, *, binary: bool) -> None: ...

    async def receive(self, seconds: float) -> str | bytes | None: ...

    async def close(self) -> None: ...


class Asker(Protocol):
    """Whoever asks a server. Raises ConnectionError where nobody answers."""

    host: str
    """The name of the server."""

    async def ask(self, method: str, line: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str, bytes]: ...

    async def open(self, line: str, headers: Mapping[str, str]) -> Socket | int:
        """A socket, or the status by which it was refused."""


class Step(msgspec.Struct):
    """One event of a cassette that was carried out, and what differed in it."""

    n: int
    what: str
    wrong: list[Difference]


class Line:
    """One socket of a replay, with the frames that came and were not asked for yet."""

    def __init__(self, socket: Socket, provider: Provider[Any]) -> None:
        self.socket = socket
        self._provider = provider
        self._came: deque[Said] = deque()

    async def next(self, seconds: float) -> Said | None:
        """The next frame; None where none comes in time."""
        if not self._came:
            await self._receive(seconds)
        return self._came.popleft() if self._came else None

    async def take(self, name: str, seconds: float) -> Said | None:
        """The next frame of a name, among those that come soon; the others stay."""
        for _ in range(_AHEAD):
            if any(one.name == name for one in self._came) or not await self._receive(seconds):
                break
        for one in self._came:
            if one.name == name:
                self._came.remove(one)
                return one
        return None

    def put_back(self, said: Said) -> None:
        self._came.appendleft(said)

    async def _receive(self, seconds: float) -> bool:
        message = await self.socket.receive(seconds)
        if message is None:
            return False
        with suppress(ValueError):
            self._came += self._provider.transcript.read(message)
        return True


class Replay:
    """``patience`` are the seconds for which a frame is waited for."""

    def __init__(
        self,
        cassette: Cassette,
        provider: Provider[Any],
        options: Mapping[str, Any],
        asker: Asker,
        *,
        now: int,
        patience: float,
        values: bool = False,
        bound: Mapping[str, str] | None = None,
    ) -> None:
        self._cassette, self._provider, self._asker = cassette, provider, asker
        self._options, self._now, self._patience = options, now, patience
        self._bindings = Bindings(provider.transcript, options, now, host=asker.host, values=values)
        for stand_in, meaning in (bound or {}).items():
            self._bindings.bind(stand_in, meaning)
        self._lines: dict[int, Line] = {}

    async def run(self) -> AsyncIterator[Step]:
        """Carry out one event after another; gives each when it is done. Raises ConnectionError where nobody answers."""
        try:
            for event in self._cassette.events:
                kind, n = event["kind"], event["n"]
                if kind == "exchange":
                    yield await self._exchange(event)
                elif kind == "open":
                    yield await self._open(event)
                elif kind == "frame" and event["socket"] in self._lines:
                    yield await self._frame(event)
                elif kind == "close" and (line := self._lines.pop(event["socket"], None)) is not None:
                    yield Step(n, f"close {event['socket']}", await self._rest(line))
                    await line.socket.close()
            for number, line in self._lines.items():
                yield Step(self._cassette.events[-1]["n"], f"end of {number}", await self._rest(line))
        finally:
            for line in self._lines.values():
                await line.socket.close()

    # --- HTTP ---

    async def _exchange(self, event: Document) -> Step:
        what = f"{event['method']} {event['path']}"
        if bodies.CUT in event.get("body", {}):
            return Step(
                event["n"], what, [Difference("body", "a body of the cassette", "one that was too long to be kept")]
            )
        line, headers = self._asked(event)
        body, kind = b"", ""
        if "body" in event:
            body, kind = bodies.written(bodies.with_texts(event["body"], self._bindings.filled))
            recorded = headers.get("content-type", "")
            headers["content-type"] = recorded if recorded and "parts" not in event["body"] else kind
        status, came, content = await self._asker.ask(event["method"], line, headers, body)
        return Step(event["n"], what, [*self._differences(event, status, bodies.read(content, came))])

    def _asked(self, event: Document) -> tuple[str, dict[str, str]]:
        """The line and the headers of a request."""
        steps = [quote(str(self._bindings.filled(unquote(step))), safe="@:+") for step in event["path"].split("/")]
        pairs = [(self._bindings.filled(name), self._bindings.filled(value)) for name, value in event.get("query", ())]
        if any(value == SIGNATURE for _, value in pairs):
            signed = dict(pairs)
            self._provider.transcript.sign(signed, self._options, self._now // 1000)
            pairs = [*signed.items()]
        headers = {name: str(self._bindings.filled(value)) for name, value in event.get("headers", {}).items()}
        query = urlencode([(str(name), str(value)) for name, value in pairs])
        return "/".join(steps) + (f"?{query}" if query else ""), headers

    def _differences(self, event: Document, status: int, answer: Document) -> Iterator[Difference]:
        expected = event.get("answer", {})
        codes = [
            refusal.code if (refusal := self._provider.refusal_in(code, body.get("json"))) is not None else "no refusal"
            for code, body in ((event["status"], expected), (status, answer))
        ]
        if event["status"] != status:
            yield Difference("status", event["status"], status)
        if codes[0] != codes[1]:
            yield Difference("code", *codes)
        if event["status"] != status or codes[0] != codes[1] or bodies.CUT in expected:
            return
        if expected.keys() != answer.keys():
            yield Difference("body", *(next(iter(body), NOTHING) for body in (expected, answer)))
        elif "json" in expected:
            yield from self._bindings.differences(expected["json"], answer["json"])

    # --- sockets ---

    async def _open(self, event: Document) -> Step:
        line, headers = self._asked(event)
        opened = await self._asker.open(line, headers)
        if isinstance(opened, int):
            return Step(event["n"], f"open {event['socket']}", [Difference("status", 101, opened)])
        self._lines[event["socket"]] = Line(opened, self._provider)
        return Step(event["n"], f"open {event['socket']}", [])

    async def _frame(self, event: Document) -> Step:
        line, number = self._lines[event["socket"]], event["socket"]
        said = [Said(one["name"], one["body"]) for one in event.get("said", ())]
        what = f"{'to' if event['from'] == 'client' else 'from'} {number}: {' '.join(one.name for one in said)}"
        wrong: list[Difference] = []
        if event["from"] == "client":
            sent = [Said(one.name, self._bindings.filled(one.body)) for one in said]
            if sent:
                await line.socket.send(self._provider.transcript.write(sent), binary=event.get("binary", False))
            return Step(event["n"], what, wrong)
        for one in said:
            wrong += await self._expect(line, one)
        return Step(event["n"], what, wrong)

    async def _expect(self, line: Line, one: Said) -> list[Difference]:
        came = await line.next(self._patience)
        if came is None:
            self._patience = min(self._patience, 1.0)
            return [Difference("frame", one.name, NOTHING)]
        wrong = []
        if came.name != one.name:
            later = await line.take(one.name, self._patience)
            line.put_back(came)
            wrong.append(Difference("frame", one.name, f"{came.name} before it" if later is not None else came.name))
            if later is None:
                return wrong
            came = later
        return [*wrong, *self._bindings.differences(one.body, came.body)]

    async def _rest(self, line: Line) -> list[Difference]:
        """The frames that nobody expected."""
        wrong: list[Difference] = []
        while (more := await line.next(_AFTERWARDS)) is not None and len(wrong) < _AHEAD:
            wrong.append(Difference("frame", NOTHING, more.name))
        return wrong
