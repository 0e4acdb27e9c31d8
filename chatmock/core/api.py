"""Declaring what a provider's API can do: operations, socket commands, and finders for what a path names."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module
from itertools import product
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any, TypeVar

from chatmock.core.schema import Schema, Schemas

if TYPE_CHECKING:
    from chatmock.core.dispatch import Call

Handler = Callable[..., Any]
H = TypeVar("H", bound=Handler)
Resolver = Callable[["Call"], Any]


@dataclass(eq=False)
class Operation:
    """Something a client can ask for: by method and path, or as a command on a socket. Its name is the handler's.

    Its schemas, and how the arguments of its handler are found, are worked out when it is first asked for.
    """

    api: Api
    name: str
    handler: Handler
    method: str
    path: str
    accepts: str | None
    returns: str | None
    auth: str
    summary: str
    fixed: dict[str, str] = field(default_factory=dict)

    @cached_property
    def accept(self) -> Schema | None:
        return self.api.schemas[self.accepts] if self.accepts else None

    @cached_property
    def result(self) -> Schema | None:
        return self.api.schemas[self.returns] if self.returns else None

    @cached_property
    def resolvers(self) -> list[Resolver]:
        return self.api.resolvers(self.handler, self)

    def __repr__(self) -> str:
        return f"<Operation {self.name}: {self.method} {self.path}>"

    @property
    def parameters(self) -> list[str]:
        """The names in braces in the path."""
        return [part[1:-1] for part in self.path.split("/") if part.startswith("{")]


class _Node:
    """One segment of the paths below it: texts first, then whatever stands there."""

    __slots__ = ("any", "leaf", "texts")

    def __init__(self) -> None:
        self.texts: dict[str, _Node] = {}
        self.any: _Node | None = None
        self.leaf: dict[str, Operation] = {}

    def walk(self) -> Iterator[Operation]:
        yield from self.leaf.values()
        for node in (*self.texts.values(), *([self.any] if self.any else ())):
            yield from node.walk()


class Api:
    """The operations of one provider under one prefix.

    ``auth`` of an operation says which credential it takes: the provider's usual one (empty), ``open`` for none, or another
    kind that tells operations at one address apart. ``choices`` names path parameters with a closed list of values, as ``{channel_type}``: each value becomes a path of its own.
    """

    def __init__(self, schemas: Schemas, prefix: str = "", choices: dict[str, tuple[str, ...]] | None = None) -> None:
        self.schemas = schemas
        self.prefix = prefix
        self.choices = choices or {}
        self.operations: dict[str, Operation] = {}
        self.commands: dict[str, Operation] = {}
        self._finders: dict[Any, Handler] = {}
        self._root = _Node()

    # --- declaring ---

    def get(self, path: str, **details: str) -> Callable[[H], H]:
        return self._declare("GET", path, **details)

    def post(self, path: str, **details: str) -> Callable[[H], H]:
        return self._declare("POST", path, **details)

    def put(self, path: str, **details: str) -> Callable[[H], H]:
        return self._declare("PUT", path, **details)

    def delete(self, path: str, **details: str) -> Callable[[H], H]:
        return self._declare("DELETE", path, **details)

    def command(self, name: str, **details: str) -> Callable[[H], H]:
        """Declare a command that comes over a socket; it may share its function with a path."""

        def declare(handler: H) -> H:
            self.commands[name] = self._operation(handler, "FRAME", name, **details)
            return handler

        return declare

    def finder(self, find: H) -> H:
        """Declare how an entity is found: from path parameters by name (texts) or from other entities by type.

        A handler's argument annotated with the entity's type is found by it. For ``target: User`` a path parameter
        ``target_id`` is taken in place of the finder's own.
        """
        self._finders[typing.get_type_hints(find)["return"]] = find
        return find

    def _operation(
        self,
        handler: Handler,
        method: str,
        path: str,
        accepts: str = "",
        returns: str = "",
        auth: str = "",
        name: str = "",
    ) -> Operation:
        summary = (inspect.getdoc(handler) or "").split("\n")[0]
        return Operation(
            self, name or handler.__name__, handler, method, path, accepts or None, returns or None, auth, summary
        )

    def _declare(self, method: str, path: str, **details: str) -> Callable[[H], H]:
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
                self._route(operation, dict(zip(names, values, strict=True)))
            return handler

        return declare

    def _route(self, operation: Operation, fixed: dict[str, str]) -> None:
        node = self._root
        for part in (self.prefix + operation.path).strip("/").split("/"):
            name = part[1:-1] if part.startswith("{") else ""
            if name and name not in fixed:
                node.any = node.any or _Node()
                node = node.any
            else:
                node = node.texts.setdefault(fixed[name] if name else part, _Node())
        key = operation.method + (operation.auth if operation.auth != "open" else "")
        if key in node.leaf:
            raise ValueError(f"{operation.name} and {node.leaf[key].name} have the same address")
        node.leaf[key] = replace(operation, fixed=fixed) if fixed else operation

    # --- using it ---

    def every(self) -> list[Operation]:
        """All operations, at each of their addresses, and all commands."""
        return [*self._root.walk(), *self.operations.values(), *self.commands.values()]

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

        def resolve(call: Call) -> Any:
            found = call.found.get(name)
            if found is None:
                found = call.found[name] = find(*[resolver(call) for resolver in resolvers])
            return found

        return resolve

    def match(self, parts: list[str], method: str, auth: str) -> tuple[Operation | None, list[str]]:
        """The operation at a path (split at its slashes) and the texts standing at its parameters, still percent-encoded."""
        node = self._root
        path: list[str] = []
        for part in parts:
            below = node.texts.get(part)
            if below is None:
                if node.any is None or not part:
                    break
                below = node.any
                path.append(part)
            node = below
        else:
            found = node.leaf.get(method + auth) or node.leaf.get(method)
            if found is not None:
                return found, path
        return self._search(self._root, parts, 0, method, auth) or (None, [])

    def _search(
        self, node: _Node, parts: list[str], at: int, method: str, auth: str
    ) -> tuple[Operation, list[str]] | None:
        """The same, also where a text of one path stands at a parameter of another."""
        if at == len(parts):
            found = node.leaf.get(method + auth) or node.leaf.get(method)
            # Where only an operation of another credential stands, it is the one that says what is missing.
            found = found or next((operation for operation in node.leaf.values() if operation.method == method), None)
            return (found, []) if found is not None else None
        below = node.texts.get(parts[at])
        if below is not None and (deeper := self._search(below, parts, at + 1, method, auth)):
            return deeper
        if node.any is not None and parts[at] and (deeper := self._search(node.any, parts, at + 1, method, auth)):
            return deeper[0], [parts[at], *deeper[1]]
        return None

    def nearest(self, text: str) -> list[str]:
        """Names of operations most like a text, for messages about one that does not exist."""
        return get_close_matches(text, self.operations, 3, 0.5)

    def nearest_paths(self, method: str, path: str) -> list[str]:
        """Addresses most like an unknown one."""
        known = [f"{operation.method} {self.prefix}{operation.path}" for operation in self.operations.values()]
        return get_close_matches(f"{method} {path}", known, 3, 0.5)


_PLAIN: dict[str, Resolver] = {
    "app": lambda call: call.app,
    "hub": lambda call: call.hub,
    "given": lambda call: call.given,
    "call": lambda call: call,
    "caller": lambda call: call.caller,
    "connection": lambda call: call.connection,
}


def gather(package: str) -> None:
    """Import every module of a package: what they declare is there then."""
    for module in walk_packages(import_module(package).__path__, f"{package}."):
        import_module(module.name)
