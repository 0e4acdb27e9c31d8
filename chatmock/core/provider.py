"""What a provider has to say of itself: one subclass, and the core serves it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from chatmock.core.errors import Invalid, Refusal

if TYPE_CHECKING:
    from chatmock.core.actors import Act
    from chatmock.core.api import Api, Operation
    from chatmock.core.application import Application, Hub
    from chatmock.core.connection import Connection
    from chatmock.core.dispatch import Call, Request
    from chatmock.core.faults import Fault
    from chatmock.core.sample import Ask, Cause
    from chatmock.core.seeds import Place


class Speaker(ABC):
    """Whoever answers requests in a shape of its own: a provider, or the control API."""

    name: ClassVar[str]
    api: ClassVar[Api]
    security: ClassVar[dict[str, dict[str, Any]]] = {}
    """How each kind of credential is sent, as an OpenAPI security scheme; the usual kind has the empty name."""
    allow_origin: ClassVar[bool] = False
    """Whether browser pages of any origin may call it (the platforms' own servers answer so)."""

    @abstractmethod
    def claims(self, path: str) -> bool:
        """Whether a request to this path is meant for it."""

    @abstractmethod
    def auth(self, request: Request) -> str:
        """Which kind of credential a request carries, where operations at one address differ by it; else empty."""

    @abstractmethod
    def authenticate(self, call: Call, operation: Operation | None) -> Application | None:
        """The tenant a request belongs to; ``call.caller`` becomes who asks. Raises the documented Refusal."""

    @abstractmethod
    def invalid(self, found: Invalid) -> Refusal:
        """The documented error for a value that breaks its schema."""

    @abstractmethod
    def refused(self, refusal: Refusal, application: Application | None) -> tuple[int, dict[str, Any]]:
        """Status and body of a refusal."""

    @abstractmethod
    def unknown_path(self, call: Call) -> Refusal: ...

    @abstractmethod
    def bad_body(self, reason: str) -> Refusal:
        """The body is not what it says it is: ``reason`` is json, object, encoding, form or size."""

    @abstractmethod
    def broken(self, reason: str) -> Refusal:
        """An internal error, in its own words."""


class Provider(Speaker):
    """One chat platform: its operations, whose request it is, and how it words a refusal."""

    listens: ClassVar[tuple[str, ...]] = ()
    """Names of what it listens to beside HTTP: a plain TCP port each, opened where somebody asks for it."""
    hosts: ClassVar[tuple[str, ...]] = ()
    """Hosts of the platform itself that its clients ask by https: chatmock's certificate is good for them, too."""

    @abstractmethod
    def fault(self, fault: Fault) -> Refusal:
        """The refusal a fault asks for, by its code or status, in the provider's own words."""

    @abstractmethod
    def error_codes(self) -> set[int]:
        """The codes it documents."""

    def credential(self, token: str) -> dict[str, str]:
        """The headers with which a client shows an application's token."""
        scheme = self.security.get("", {})
        return {scheme["name"]: token} if scheme.get("in") == "header" else {}

    def causes(self) -> tuple[Cause, ...]:
        """What provokes each error it documents."""
        return ()

    def probes(self, *, write: bool) -> tuple[Ask, ...]:
        """What a contract check asks a server: reading only, or also making things and taking them away again."""
        return ()

    def fault_points(self) -> list[str]:
        """The names a fault can be set on."""
        return [*self.api.operations, *self.api.commands]

    def configuration(self, application: Application) -> dict[str, Any]:
        """What can be set about a tenant that no operation of the platform sets, by name."""
        return {}

    def configure(self, application: Application, values: dict[str, Any]) -> None:
        """Set some of it, wholly or not at all; raises ValueError with a sentence for people."""
        if values:
            raise ValueError(f"{self.name} has no settings")

    # --- sockets, where it has them ---

    def claims_socket(self, request: Request) -> bool:
        """Whether a socket opened with this request is meant for it."""
        return False

    def connect(self, hub: Hub, request: Request, connection: Connection) -> None:
        """A socket has been opened: find out whose it is, greet it or close it; ``refusal`` refuses the handshake."""

    def open_stream(self, hub: Hub, name: str, connection: Connection) -> None:
        """A client has connected to the port that is called ``name``; whose it is may turn out later."""

    def received(self, hub: Hub, connection: Connection, data: str | bytes) -> None:
        """A message has come over a socket, text or binary, or some bytes over a stream, cut anywhere."""

    def closed(self, hub: Hub, connection: Connection) -> None:
        """A socket or stream is gone."""

    def failed(self, hub: Hub, connection: Connection, reason: str) -> None:
        """chatmock failed inside ``received`` or ``open_stream``: tell the client, where the platform has words for it."""

    def speaks(self, connection: Connection) -> Any:
        """Who is behind a socket: the caller of its commands."""
        return connection.who

    def unknown_command(self, call: Call) -> Refusal:
        """A command it does not have; as an unknown address, unless it says otherwise."""
        return self.unknown_path(call)

    @abstractmethod
    def acts(self) -> dict[str, Act]:
        """What its users can do by name, for actors."""

    @abstractmethod
    def env(self, application: Application, url: str) -> dict[str, str]:
        """Environment variables that point clients of a tenant to the server at ``url``."""

    @abstractmethod
    def pointers(self, application: Application, url: str) -> list[str]:
        """For people: how to point each of its clients to the server, a line each."""

    @abstractmethod
    def create(self, app_id: str, **options: Any) -> Application:
        """A new, empty tenant."""

    def admit(self, application: Application) -> None:
        """A tenant is served from now on."""

    def forget(self, application: Application) -> None:
        """A tenant is not served any more."""

    @abstractmethod
    def load(self, application: Application, document: dict[str, Any], where: Place) -> None:
        """Fill a tenant from a seed document that is valid by its schema; ``where`` words a place in it for people."""

    @abstractmethod
    def dump(self, application: Application) -> dict[str, Any]:
        """The whole state of a tenant as a seed document."""
