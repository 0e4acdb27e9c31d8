"""Declaring what a provider's API can do: operations, socket commands, and finders for what a path names."""

from __future__ import annotations

import inspect
import os
import typing
from collections.abc import Callable, Collection, Container
from dataclasses import replace
from difflib import get_close_matches
from importlib import import_module
from itertools import product, takewhile
from operator import attrgetter
from typing import Any, TypeVar

from chatmock.core.operation import Handler, Operation, Resolver
from chatmock.core.routes import CaselessRoutes, Routes
from chatmock.core.schema import Schemas

H = TypeVar("H", bound=Handler)
Given = dict[str, Any]
"""The values of a request that its schema accepted."""


def gather(package: str, *, but: Container[str] = ()) -> None:
    """Import every module of a package, ``but`` some files and folders of it: what they declare is there then."""
    for folder in import_module(package).__path__:
        for name in sorted(os.listdir(folder)):
            if name.removesuffix(".py") in but:
                continue
            if name.endswith(".py") and name != "__init__.py":
                import_module(f"{package}.{name.removesuffix('.py')}")
            elif "." not in name and os.path.exists(f"{folder}/{name}/__init__.py"):
                gather(f"{package}.{name}")


class Api:
    """The operations of one provider under one prefix.

    ``choices`` names path parameters with a closed list of values, as ``{channel_type}``: each value becomes a path of
    its own. The keywords of a declaration are those of ``Operation``: accepts, returns, auth, status, by, prefix,
    takes, gives.
    ``query`` is the schema of what the query of each operation may name beside a body.
    Paths are ``caseless`` on some platforms, and may have a ``suffix`` there.
    """

    def __init__(
        self,
        schemas: Schemas,
        prefix: str = "",
        choices: dict[str, tuple[str, ...]] | None = None,
        *,
        caseless: bool = False,
        suffix: str = "",
        query: str = "",
    ) -> None:
        self.schemas = schemas
        self.prefix = prefix
        self.query = query
        self.choices = choices or {}
        self.operations: dict[str, Operation] = {}
        self.commands: dict[str, Operation] = {}
        self._finders: dict[Any, Handler] = {}
        self._routes = CaselessRoutes(suffix) if caseless else Routes()
        self.match = self._routes.match
        self.reserve = self._routes.reserve
        """The operation at a path and the texts standing at its parameters, as ``Routes.match`` gives them."""

    # --- declaring ---

    def get(self, path: str, **details: Any) -> Callable[[H], H]:
        return self._declare("GET", path, **details)

    def post(self, path: str, **details: Any) -> Callable[[H], H]:
        return self._declare("POST", path, **details)

    def put(self, path: str, **details: Any) -> Callable[[H], H]:
        return self._declare("PUT", path, **details)

    def delete(self, path: str, **details: Any) -> Callable[[H], H]:
        return self._declare("DELETE", path, **details)

    def command(self, name: str, **details: Any) -> Callable[[H], H]:
        """Declare a command that comes over a socket; it may share its function with a path."""

        def declare(handler: H) -> H:
            self.commands[name] = self._operation(handler, "FRAME", name, prefix="", **details)
            return handler

        return declare

    def finder(self, find: H) -> H:
        """Declare how an entity is found: from path parameters by name (texts) or from other entities by type.

        A handler's argument annotated with the entity's type is found by it. For ``target: User`` a path parameter
        ``target_id`` is taken in place of the finder's own.
        """
        self._finders[typing.get_type_hints(find)["return"]] = find
        return find

    def _operation(self, handler: Handler, method: str, path: str, name: str = "", **details: Any) -> Operation:
        usual = {"prefix": self.prefix, "query": self.query}
        return Operation(self, name or handler.__name__, handler, method, path, **{**usual, **details})

    def _declare(self, method: str, path: str, **details: Any) -> Callable[[H], H]:
        def declare(handler: H) -> H:
            operation = self._operation(handler, method, path, **details)
            if (before := self.operations.get(operation.name)) is None:
                self.operations[operation.name] = operation
            elif before.handler is not handler:
                raise ValueError(f"two operations are called {operation.name}")
            else:  # a second address of the same operation
                self.operations[f"{operation.name} ({method} {path})"] = operation
            names = [name for name in operation.parameters if name in self.choices]
            for values in product(*(self.choices[name] for name in names)):
                fixed = dict(zip(names, values, strict=True))
                self._routes.add(replace(operation, fixed=fixed) if fixed else operation)
            return handler

        return declare

    # --- using it ---

    def every(self) -> list[Operation]:
        """All operations, at each of their addresses, and all commands."""
        return [*self._routes, *self.operations.values(), *self.commands.values()]

    def refuse_unknown_callers(self, words: Collection[str]) -> None:
        """Raise ValueError where ``by`` of an operation is none of the words its provider checks."""
        for operation in self.operations.values():
            if operation.by and operation.by not in words:
                raise ValueError(f"{operation.name} is for {operation.by!r}; its provider knows {', '.join(words)}")

    def resolvers(
        self, function: Handler, operation: Operation, renamed: dict[str, str] | None = None
    ) -> list[Resolver]:
        """How each argument of a function is found for a call of an operation."""
        hints = typing.get_type_hints(function)
        arguments = inspect.signature(function).parameters
        return [self._resolver(name, hints.get(name), operation, renamed or {}) for name in arguments]

    def _resolver(self, name: str, hint: Any, operation: Operation, renamed: dict[str, str]) -> Resolver:
        plain = _PLAIN.get(name)
        if plain is not None:
            return plain
        if hint in self._finders:
            return self._entity(name, hint, operation)
        parameter = renamed.get(name, name)
        if parameter in operation.fixed:
            value = operation.fixed[parameter]
            return lambda call: value
        names = [n for n in operation.parameters if n not in operation.fixed]
        if parameter in names:
            index = names.index(parameter)
            return lambda call: call.path[index]
        if operation.method == "FRAME":
            return lambda call: call.given.get(parameter)
        raise TypeError(
            f"{operation.name}: nothing gives its argument {name!r}; have a finder return its type, or name it in the path"
        )

    def _entity(self, name: str, hint: Any, operation: Operation) -> Resolver:
        find = self._finders[hint]
        renamed = {}
        if f"{name}_id" in operation.parameters:
            texts = [n for n, h in typing.get_type_hints(find).items() if h is str and n != "return"]
            renamed = {texts[-1]: f"{name}_id"}
        resolvers = self.resolvers(find, operation, renamed)

        def resolve(call: Any) -> Any:
            found = call.found.get(name)
            if found is None:
                found = call.found[name] = find(*[resolver(call) for resolver in resolvers])
            return found

        return resolve

    def nearest(self, text: str) -> list[str]:
        """Names of operations most like a text, for messages about one that does not exist."""
        return get_close_matches(text, self.operations, 3, 0.5)

    def nearest_paths(self, method: str, path: str) -> list[str]:
        """Addresses most like an unknown one: those that begin with as many of the same parts, then what goes on alike."""
        asked = path.split("/")
        found: list[tuple[int, list[str], Operation]] = []
        for operation in self.operations.values():
            parts = operation.address.split("/")
            found.append((sum(1 for _ in takewhile(bool, map(self._agree, asked, parts))), parts, operation))
        most = max((same for same, _, _ in found), default=0)
        rest = {f"{o.method} {o.address}": f"{o.method} {'/'.join(parts[most:])}" for n, parts, o in found if n == most}
        wanted = f"{method} {'/'.join(asked[most:])[:_LONGEST_ASKED]}"
        cutoff = 0.0 if most > self.prefix.count("/") + 1 else 0.5
        near = get_close_matches(wanted, dict.fromkeys(rest.values()), 3, cutoff)
        return [address for end in near for address, its_end in rest.items() if its_end == end][:3]

    def _agree(self, asked: str, known: str) -> bool:
        """Whether a part of an address may stand where an operation has another."""
        if known[:1] != "{":
            return asked == known
        return asked != "" and asked in self.choices.get(known[1:-1], (asked,))


_LONGEST_ASKED = 100
"""Characters of an unknown address that are compared."""


_PLAIN: dict[str, Resolver] = {
    "call": lambda call: call,
    **{name: attrgetter(name) for name in ("app", "hub", "given", "caller", "connection")},
}
