"""A provider that is spoken to in lines: over TCP, over a WebSocket, in text and in bytes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, ClassVar

from chatmock.core.api import Api
from chatmock.core.application import Application
from chatmock.core.card import Card
from chatmock.core.connection import Connection
from chatmock.core.errors import Refusal, Refused, error
from chatmock.core.exchange import Request
from chatmock.core.frame import Frame
from chatmock.core.frames import note, push
from chatmock.core.hub import Hub
from chatmock.core.points import Point
from chatmock.core.provider import Provider
from chatmock.core.schema import Schemas

wrong = error(1, "wrong", status=400)
broken = error(9, "broken: {reason}", status=500)


class Lines(Provider[Application]):
    """Who says ``app NAME`` is in that application; from then on all of it hear each line. ``fail`` fails inside.

    ``echo TEXT`` comes back, ``many N`` brings N lines.
    """

    name: ClassVar[str] = "lines"
    api: ClassVar[Api] = Api(Schemas(Path(__file__).parent), prefix="/lines")
    card: ClassVar[Card] = Card(
        "lines",
        {
            "properties": {"app_id": {"type": "string", "default": "pad"}},
            "x-listens": ["lines"],
            "x-hosts": ["*.lines.example"],
        },
    )

    def __init__(self) -> None:
        self.chunks: list[int] = []
        self.seen: list[Connection] = []

    # --- what is said ---

    def claims_socket(self, request: Request) -> bool:
        return request.path == "/lines"

    def connect(self, hub: Hub, request: Request, connection: Connection) -> None:
        if request.query == "fail":
            raise LookupError("no door")
        self.seen.append(connection)
        connection.state = bytearray()

    def open_stream(self, hub: Hub, name: str, connection: Connection) -> None:
        self.seen.append(connection)
        connection.state = bytearray()
        if (app := hub.find("lines", "locked")) is not None:
            raise LookupError(f"{name} of {app.app_id} has no door")
        connection.send(Frame(b"hello\n"))

    def received(self, hub: Hub, connection: Connection, data: str | bytes) -> None:
        binary = isinstance(data, bytes)
        raw = data if isinstance(data, bytes) else data.encode()
        self.chunks.append(len(raw))
        connection.state += raw
        *lines, connection.state = connection.state.split(b"\n")
        for line in lines:
            self._line(hub, connection, bytes(line), binary)

    def _line(self, hub: Hub, connection: Connection, line: bytes, binary: bool) -> None:
        word, _, rest = line.partition(b" ")
        if word == b"fail":
            raise ValueError(rest.decode())
        if word == b"app":
            self._enter(hub, connection, rest.decode())
        elif word == b"many":
            for number in range(int(rest)):
                connection.send(Frame(b"%d\n" % number))
        elif (app := connection.application) is not None:
            said = Frame(line + b"\n", binary=binary)
            push(app, "line", line, list(app.connections), said)
        else:
            connection.send(Frame(rest + b"\n", binary=binary))

    def _enter(self, hub: Hub, connection: Connection, app_id: str) -> None:
        app = hub.find("lines", app_id)
        if app is None:
            connection.send(Frame(b"no such application\n"))
            connection.close(4004)
            return
        connection.application, connection.who = app, f"{len(app.connections)}"
        app.connections.add(connection)
        note(app, "enter", "connected", user=connection.who)
        connection.send(Frame(b"in\n"))

    def closed(self, hub: Hub, connection: Connection) -> None:
        if connection.application is not None and connection.application.connections.remove(connection):
            note(connection.application, "leave", "disconnected", user=connection.who, why=connection.why)

    def failed(self, hub: Hub, connection: Connection, reason: str) -> None:
        connection.send(Frame(f"failed: {reason}\n".encode()))

    # --- what every provider has to say ---

    def claims(self, request: Request) -> bool:
        return request.path.startswith("/lines")

    def auth(self, request: Request) -> str:
        return ""

    def authenticate(self, call: Any, operation: Any) -> Application | None:
        return None

    def invalid(self, found: Any) -> Refusal:
        return wrong()

    def refused(self, refusal: Refusal, message: str, application: Application | None) -> tuple[int, dict[str, Any]]:
        return refusal.error.status, {"oops": message}

    def unknown_path(self, call: Any) -> Refusal:
        return wrong()

    def bad_body(self, reason: str) -> Refusal:
        return wrong()

    def broken(self, reason: str) -> Refusal:
        return broken(reason=reason)

    def fault(self, fault: Any, application: Application | None) -> Refusal:
        return broken(reason="a fault")

    def error_codes(self) -> set[int | str]:
        return {1, 9}

    def fault_points(self) -> dict[str, Point]:
        return {**super().fault_points(), "frame line": Point("frame", by_users=True)}

    def acts(self) -> dict[str, Any]:
        return {}

    def refusal_in(self, status: int, answer: Any) -> Refused | None:
        return Refused(status, answer["oops"]) if "oops" in answer else None

    def create(self, app_id: str, **options: Any) -> Application:
        return Application(self, app_id, **options)

    def new_options(self, hub: Any, number: int) -> dict[str, Any]:
        return {"app_id": f"pad-{number}"}

    def load(self, application: Application, document: dict[str, Any], where: Any) -> None:
        """There is nothing to keep."""

    def dump(self, application: Application) -> dict[str, Any]:
        return {}


class Client:
    """A client over TCP."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def connect(cls, address: str) -> Client:
        host, _, port = address.rpartition(":")
        return cls(*await asyncio.open_connection(host, int(port)))

    def says(self, *lines: str) -> None:
        self.writer.write("".join(f"{line}\n" for line in lines).encode())

    async def hears(self) -> str:
        """The next line; empty at the end."""
        return (await self.reader.readline()).decode().rstrip("\n")

    async def enters(self, app_id: str = "pad") -> Client:
        """Read the greeting and be in an application."""
        assert await self.hears() == "hello"
        self.says(f"app {app_id}")
        assert await self.hears() == "in"
        return self

    async def leaves(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()
