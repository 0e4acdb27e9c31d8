"""What a provider has to say of itself: one subclass, and the core serves it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from chatmock.core.api import Api
from chatmock.core.card import Card
from chatmock.core.connection import Connection
from chatmock.core.delivery import Delivery
from chatmock.core.errors import Invalid, Refusal, Refused
from chatmock.core.exchange import Request
from chatmock.core.faults import Fault
from chatmock.core.operation import Call, Operation, Tenants
from chatmock.core.overview import Overview
from chatmock.core.points import Point
from chatmock.core.sample import Cause
from chatmock.core.secrets import Secrets
from chatmock.core.seed_schema import SeedSchema, schema_in
from chatmock.core.seed_text import Place
from chatmock.core.sight import Naming
from chatmock.core.texts import Texts
from chatmock.core.transcript import Transcript
from chatmock.core.ways import Way

T = TypeVar("T")
"""A provider's kind of application."""

Server = Any
"""The hub of a server, which knows the providers and stands above them."""

Act = Callable[[Any, Any, str, dict[str, Any]], dict[str, Any]]
"""Hub, application, who acts, and the fields of the act; gives what the operation behind it answered."""


class Speaker(ABC, Generic[T]):
    """Whoever answers requests in a shape of its own: a provider, or the control API."""

    name: ClassVar[str]
    api: ClassVar[Api]
    security: ClassVar[dict[str, dict[str, Any]]] = {}
    """How each kind of credential is sent, as an OpenAPI security scheme; the usual kind has the empty name."""
    secrets: ClassVar[Secrets] = Secrets()
    """The names under which its clients send what the journal must not show."""
    allow_origin: ClassVar[bool] = False
    """Whether browser pages of any origin may call it (the platforms' own servers answer so)."""
    exposes: ClassVar[tuple[str, ...]] = ()
    """Headers of its answers that such a page may read beside the usual ones."""

    reads: ClassVar[bool] = False
    """Whether it has a ``read`` of its own."""
    answers: ClassVar[bool] = False
    """Whether it has an ``answer`` of its own."""

    def admits(self, hub: Server, origin: str) -> bool:
        """Whether a browser page of an origin may call it."""
        return self.allow_origin

    @abstractmethod
    def claims(self, request: Request) -> bool:
        """Whether a request is meant for it, by a mark of its own: never because nobody else would take it."""

    @abstractmethod
    def auth(self, request: Request) -> str:
        """Which kind of credential a request carries, where operations at one address differ by it; else empty."""

    @abstractmethod
    def authenticate(self, call: Call, operation: Operation | None) -> T | None:
        """The tenant a request belongs to; ``call.caller`` becomes who asks. Raises the documented Refusal."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.reads = cls.read is not Speaker.read
        cls.answers = cls.answer is not Speaker.answer

    def read(self, call: Call) -> Mapping[str, Any] | Texts | None:
        """The values a request brings, where its clients send them otherwise than as a JSON object, a form or a query."""
        return None

    def answer(self, operation: Operation, shown: Any) -> Any:
        """A result as this platform wraps it: JSON values, or the bytes of a JSON text."""
        return shown

    @abstractmethod
    def invalid(self, found: Invalid) -> Refusal:
        """The documented error for a value that breaks its schema."""

    @abstractmethod
    def refused(self, refusal: Refusal, message: str, application: T | None) -> tuple[int, dict[str, Any]]:
        """Status and body of a refusal that says this."""

    def message(self, refusal: Refusal, application: T | None) -> str:
        """The sentence of a refusal, in the words the application's clients get."""
        return refusal.message()

    @abstractmethod
    def unknown_path(self, call: Call) -> Refusal: ...

    @abstractmethod
    def bad_body(self, reason: str) -> Refusal:
        """The body is not what it says it is: ``reason`` is json, object, encoding, form, size or handshake."""

    def bad_json(self, reason: ValueError) -> Refusal:
        """The body is no JSON: ``reason`` says where."""
        return self.bad_body("json")

    @abstractmethod
    def broken(self, reason: str) -> Refusal:
        """An internal error, in its own words."""

    def ways(self) -> tuple[Way, ...]:
        """What goes over its sockets, in its webhooks and its pushes: for the documents."""
        return ()

    def carried_fault(self, call: Call) -> Fault:
        """The fault that a request carries for itself: read by the control API, which refuses what it may not carry."""
        raise self.unknown_path(call)


class Provider(Speaker[T]):
    """One chat platform: its operations, whose request it is, and how it words a refusal."""

    card: ClassVar[Card]
    """What can be said of it without loading it: options of its applications, and how to point clients here."""
    variants: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    """Options under which its errors read otherwise, by a title for people."""

    transcript: ClassVar[Transcript] = Transcript()
    about_errors: ClassVar[str] = ""
    """What the page about errors says of its refusals, in Markdown."""
    refuses_with_success: ClassVar[bool] = False
    """Whether a refusal may come with the status of a success."""
    plan: ClassVar[Path | None] = None
    """The folder of what a contract check asks a server of it; ``contract/plan.py`` says how it is written."""
    signed: ClassVar[str] = ""
    """The query in which each address of it shows its credential, with names in braces; empty where headers show it."""
    longest_message: ClassVar[int] = 1024 * 1024
    """Bytes of one message of a client's WebSocket; a longer one ends its connection with 1009."""

    def knows(self, request: Request) -> bool:
        """Whether a request that nobody claims carries its credential, or names one of its hosts."""
        headers = {scheme["name"] for scheme in self.security.values() if scheme.get("in") == "header"}
        return any(name in request.headers for name in headers) or self.card.is_host(request.headers.get("Host", ""))

    naming: ClassVar[Naming] = Naming()
    """How it names users and channels, where faults are for some of them only."""

    @abstractmethod
    def fault(self, fault: Fault, application: T | None) -> Refusal:
        """The refusal a fault asks for, by its code or status, in the words of an application."""

    def headers_of(self, status: int, application: T | None) -> dict[str, str]:
        """The headers that come with a status an injected fault answers with."""
        return {}

    @abstractmethod
    def error_codes(self) -> set[int | str]:
        """The codes it documents."""

    def code_in(self, code: int | str, options: Mapping[str, Any]) -> int | str:
        """The code that means the same in an application with these options, where that has another one."""
        return code

    def asker(self, call: Call) -> str:
        """The id of the user who sent a request, where a user did and not a back end; else empty."""
        return ""

    @abstractmethod
    def refusal_in(self, status: int, answer: Any) -> Refused | None:
        """What a server's answer refuses, as the platform marks it; None where it does what was asked."""

    def credential(self, options: Mapping[str, Any]) -> dict[str, str]:
        """The headers with which a client shows that it belongs to the application made with these options."""
        return {}

    def signature(self, options: Mapping[str, Any], now: int, *, lasting: bool = False) -> dict[str, Any]:
        """The same where addresses show it: what stands in braces in ``signed`` and ``plan``; made at ``now``, in milliseconds."""
        return {}

    def causes(self) -> tuple[Cause, ...]:
        """What provokes each error it documents."""
        return ()

    def fault_points(self) -> dict[str, Point]:
        """Where faults can strike, by name."""
        return {name: Point.of(found) for name, found in {**self.api.operations, **self.api.commands}.items()}

    def not_served(self) -> Mapping[str, str]:
        """What the platform has and is not served here, with the reason: for the documents."""
        return {}

    def journal_names(self) -> set[str]:
        """The names of operations that may stand in the journal: frames that are sent stand there by their command."""
        return {name.removeprefix("frame ") for name in self.points}

    @cached_property
    def points(self) -> dict[str, Point]:
        return self.fault_points()

    @cached_property
    def journalled(self) -> frozenset[str]:
        return frozenset(self.journal_names())

    def configuration(self, application: T) -> dict[str, Any]:
        """What can be set about a tenant that no operation of the platform sets, by name."""
        return {}

    def configure(self, application: T, values: dict[str, Any]) -> None:
        """Set some of it, wholly or not at all; raises ValueError with a sentence for people."""
        if values:
            raise ValueError(f"{self.name} has no settings")

    overview: ClassVar[Overview[Any]] = Overview()
    """Shows its applications to people."""

    def told_by(self, hub: Server, request: Request) -> dict[str, Any]:
        """The options of a client's application, as far as the request tells them: id and credentials; none without an id."""
        return {}

    def learn(self, application: T, options: Mapping[str, Any]) -> None:
        """Have an application that was made without knowing its credentials take these."""

    def webhooks(self, application: T) -> Mapping[str, bool]:
        """The webhooks that it can send, by name; whether the application sends each now."""
        return {}

    def sample_webhook(self, application: T, name: str, url: str) -> Delivery:
        """A webhook of a name with an example for its body, to ``url`` or where the application's go. Raises ValueError."""
        raise ValueError(f"{self.name} sends no webhooks")

    # --- sockets, where it has them ---

    def claims_socket(self, request: Request) -> bool:
        """Whether a socket opened with this request is meant for it, by a mark of its own."""
        return False

    def connect(self, hub: Server, request: Request, connection: Connection) -> None:
        """A socket has been opened: find out whose it is, greet it or close it; ``refusal`` refuses the handshake."""

    def open_stream(self, hub: Server, name: str, connection: Connection) -> None:
        """A client has connected to the port that is called ``name``; whose it is may turn out later."""

    def received(self, hub: Server, connection: Connection, data: str | bytes) -> None:
        """A message has come over a socket, text or binary, or some bytes over a stream, cut anywhere."""

    def closed(self, hub: Server, connection: Connection) -> None:
        """A socket or stream is gone."""

    def failed(self, hub: Server, connection: Connection, reason: str) -> None:
        """chatmock failed inside ``received`` or ``open_stream``: tell the client, where the platform has words for it."""

    def frame_reader(self) -> Callable[[bytes], Any] | None:
        """Reads the body of a frame for the journal, where frames are no JSON; what it reads gives None for nonsense."""
        return None

    def speaks(self, connection: Connection) -> Any:
        """Who is behind a socket: the caller of its commands."""
        return connection.who

    def unknown_command(self, call: Call) -> Refusal:
        """A command it does not have; as an unknown address, unless it says otherwise."""
        return self.unknown_path(call)

    # --- its applications ---

    @abstractmethod
    def acts(self) -> dict[str, Act]:
        """What its users can do by name, for actors."""

    @abstractmethod
    def create(self, app_id: Any, **options: Any) -> T:
        """A new, empty tenant."""

    @abstractmethod
    def new_options(self, hub: Tenants, number: int) -> dict[str, Any]:
        """An id and credentials for a tenant made while the server runs, the ``number``-th of its server."""

    def admit(self, application: T) -> None:
        """A tenant is served from now on."""

    def forget(self, application: T) -> None:
        """A tenant is not served any more."""

    @property
    def seed_schema(self) -> SeedSchema | None:
        """The schema of its seed documents, which lies among its schemas; None where documents are not checked."""
        return schema_in(self.api.schemas.folder)

    @abstractmethod
    def load(self, application: T, document: dict[str, Any], where: Place) -> None:
        """Fill a tenant from a seed document that is valid by its schema; ``where`` words a place in it for people."""

    @abstractmethod
    def dump(self, application: T) -> dict[str, Any]:
        """The whole state of a tenant as a seed document."""
