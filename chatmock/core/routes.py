"""Which operation stands at an address: a trie of the paths' segments."""

from __future__ import annotations

from collections.abc import Iterator

from chatmock.core.operation import Operation


class _Node:
    """One segment of the paths below it: texts first, then whatever stands there."""

    __slots__ = ("any", "leaf", "others", "texts")

    def __init__(self) -> None:
        self.texts: dict[str, _Node] = {}
        self.any: _Node | None = None
        self.leaf: dict[str, Operation] = {}
        self.others: frozenset[str] = frozenset()
        """Methods of operations that are not served."""

    def walk(self) -> Iterator[Operation]:
        yield from self.leaf.values()
        for node in (*self.texts.values(), *([self.any] if self.any else ())):
            yield from node.walk()


class Routes:
    """Operations by method and path. A text of one path goes before a parameter of another."""

    def __init__(self) -> None:
        self._root = _Node()

    def __iter__(self) -> Iterator[Operation]:
        return self._root.walk()

    def add(self, operation: Operation) -> None:
        """Have an operation answer at its address, with its fixed parameters in their places."""
        node = self._root
        for part in filter(None, operation.address.split("/")):
            name = part[1:-1] if part.startswith("{") else ""
            if name and name not in operation.fixed:
                node.any = node.any or _Node()
                node = node.any
            else:
                node = node.texts.setdefault(self._text(operation.fixed[name] if name else part), _Node())
        key = operation.method + (operation.auth if operation.auth != "open" else "")
        if key in node.leaf:
            raise ValueError(f"{operation.name} and {node.leaf[key].name} have the same address")
        node.leaf[key] = operation

    def _text(self, part: str) -> str:
        """A part of a path as it is looked up."""
        return part

    def reserve(self, method: str, address: str) -> None:
        """Have nothing answer at an address, not even an operation that has a parameter where it has a text."""
        node = self._root
        for part in filter(None, address.split("/")):
            if part.startswith("{"):
                node.any = node.any or _Node()
                node = node.any
            else:
                node = node.texts.setdefault(self._text(part), _Node())
        node.others |= {method}

    def match(self, address: str, method: str, auth: str) -> tuple[Operation | None, list[str]]:
        """The operation at a path and the texts standing at its parameters, still percent-encoded."""
        parts = address.strip("/").split("/")
        if "" in parts:  # slashes that stand twice mean nothing
            parts = [part for part in parts if part]
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
            if method in node.others:
                return None, []
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
        below = node.texts.get(self._text(parts[at]))
        if below is not None and (deeper := self._search(below, parts, at + 1, method, auth)):
            return deeper
        if node.any is not None and parts[at] and (deeper := self._search(node.any, parts, at + 1, method, auth)):
            return deeper[0], [parts[at], *deeper[1]]
        return None


_LONGEST_KNOWN, _MOST_KNOWN = 100, 1_000


class CaselessRoutes(Routes):
    """Operations by method and path, the texts of a path in any case, with or without a suffix at its end."""

    def __init__(self, suffix: str = "") -> None:
        super().__init__()
        self._suffix = suffix
        self._known: dict[tuple[str, str, str], Operation] = {}
        """By address, method and credential: operations that were found without a parameter."""

    def _text(self, part: str) -> str:
        return part.lower()

    def match(self, address: str, method: str, auth: str) -> tuple[Operation | None, list[str]]:
        asked = (address, method, auth)
        if (known := self._known.get(asked)) is not None:
            return known, []
        parts = [part for part in address.removesuffix("/").removesuffix(self._suffix).split("/") if part]
        found = self._search(self._root, parts, 0, method, auth)
        if found is None:
            return None, []
        if not found[1] and len(address) <= _LONGEST_KNOWN:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[asked] = found[0]
        return found
