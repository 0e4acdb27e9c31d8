"""One thing a client can ask for, and one call of it on its way."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import msgspec

from chatmock.core.clock import Clock
from chatmock.core.connection import Connection
from chatmock.core.doors import Doors
from chatmock.core.exchange import Request
from chatmock.core.ids import Ids
from chatmock.core.schema import Schema, Schemas

Handler = Callable[..., Any]
BY_QUERY = ("GET", "DELETE")
"""Methods whose operations have all that they take in the query."""


class Tenants(Protocol):
    """All applications of a server, as a call sees them."""

    url: str
    """Where the server is reached."""
    addresses: dict[str, str]
    """What it listens to beside HTTP, by name."""
    doors: Doors
    """Whom the control API lets in."""
    clock: Clock
    ids: Ids
    secret: bytes
    broken: list[str]
    """What was found to break its contract."""
    changes: int
    """Grows with each change of a tenant; every request but a GET counts as one, a GET that changes counts itself."""

    def speaker(self, request: Request) -> Any:
        """Who answers a request."""

    def carried_fault(self, call: Call) -> Any:
        """The fault that a request brings for itself; raises Refusal."""

    def find(self, provider: str, app_id: str | int) -> Any:
        """The application of a provider with an id; None where there is none."""

    def oldest(self, provider: str) -> Any:
        """The oldest application of a provider; None where there is none."""

    def holder(self, provider: str, credential: str) -> Any:
        """The application of a provider that granted a credential; None where none did."""


class Call(msgspec.Struct, eq=False):
    """One request on its way: who asks, what was found for it so far."""

    hub: Tenants
    request: Request
    app: Any = None
    caller: Any = None
    connection: Connection | None = None
    """The socket a command came over; None for a request."""
    operation: Operation | None = None
    path: list[str] = []
    given: dict[str, Any] = {}
    body: Mapping[str, Any] = {}
    """The object that was sent, before a schema looked at it."""
    read: Mapping[str, Any] | None = None
    """The same where its provider read it in a way of its own."""
    is_plain: bool = False
    """Whether that is the JSON of the body as it came: the journal has it in the body."""
    found: dict[str, Any] = {}
    headers: dict[str, str] = {}
    """Headers of the answer."""
    began: float = 0.0
    """When it came, in seconds of the machine's time; 0 where nobody asks how long it takes."""


Resolver = Callable[[Call], Any]


class Source(Protocol):
    """Where an operation has its schemas, and how the arguments of its handler are found: its Api."""

    schemas: Schemas

    def resolvers(self, function: Handler, operation: Operation) -> list[Resolver]:
        """How each argument of a function is found for a call of an operation."""


@dataclass(eq=False)
class Operation:
    """Something a client can ask for: by method and path, or as a command on a socket. Its name is the handler's.

    Its schemas, and how the arguments of its handler are found, are worked out when it is first asked for.
    """

    api: Source
    name: str
    handler: Handler
    method: str
    path: str
    """Behind the prefix; of a command its name."""
    prefix: str = ""
    accepts: str = ""
    """The schema of what it takes; empty for none."""
    returns: str = ""
    """The schema of its result; empty for none."""
    auth: str = ""
    """The kind of credential it takes: the provider's usual one (empty), ``open`` for none, or another."""
    status: int = 200
    """The HTTP status of its success."""
    by: str = ""
    """Who may call it besides a back end, in a word that its provider checks; empty: nobody.

    A command needs none: it comes over the socket of a client, and its handler refuses what that one may not do.
    """
    query: str = ""
    """The schema of what the query of an operation with a body may name; empty for nothing."""
    takes: tuple[str, ...] = ()
    """Media types that its body may have beside JSON."""
    gives: tuple[str, ...] = ()
    """Media types that its answer may have beside that of its result; empty with no result where it gives any bytes."""
    fixed: dict[str, str] = field(default_factory=dict)
    """Path parameters with a closed list of values, and the value that stands at this address."""

    @property
    def summary(self) -> str:
        """The first line of the handler's docstring."""
        return (inspect.getdoc(self.handler) or "").split("\n")[0]

    @property
    def address(self) -> str:
        """The whole path."""
        return self.prefix + self.path

    @cached_property
    def accept(self) -> Schema | None:
        return self.api.schemas[self.accepts] if self.accepts else None

    @cached_property
    def result(self) -> Schema | None:
        return self.api.schemas[self.returns] if self.returns else None

    @cached_property
    def query_parameters(self) -> dict[str, dict[str, Any]]:
        """The names that may stand in its query, each with its schema."""
        accept = self.accept
        if accept is None:
            return {}
        if self.method in BY_QUERY:
            return accept.properties
        rules = self.api.schemas[self.query].properties if self.query else {}
        takes_any = accept.document.get("unevaluatedProperties") is True
        return {n: accept.properties.get(n, rule) for n, rule in rules.items() if takes_any or n in accept.properties}

    @cached_property
    def resolvers(self) -> list[Resolver]:
        return self.api.resolvers(self.handler, self)

    def __repr__(self) -> str:
        return f"<Operation {self.name}: {self.method} {self.path}>"

    @cached_property
    def parameters(self) -> list[str]:
        """The names in braces in the path."""
        return [part[1:-1] for part in self.path.split("/") if part.startswith("{")]
