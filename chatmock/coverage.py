"""What proves each operation: which kinds of tests called it, as seen in the journals while they ran."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakSet

import orjson

from chatmock.core.application import Application
from chatmock.core.hub import Hub
from chatmock.core.journal import Entry
from chatmock.core.operation import Operation
from chatmock.core.provider import Provider

Witnessed = Mapping[str, Iterable[str]]
"""By kind of proof, the operations that were called: ``clients/requests``, ``laws``, ``refusals`` …"""

WITNESSED = Path(__file__).parent / "proofs" / "witnessed.json"
"""What was seen in a whole run of the tests."""
_DOCUMENTED = Path(__file__).parent / "proofs" / "documented"
"""For each provider what its document has, as far as it is written down."""

_PLACES = {"tests/contract/bad_input/": "refusals", "tests/contract/test_error_codes": "refusals"}
"""Where tests of every provider are a proof."""
_FOLDERS = {
    "fidelity": "recordings",
    "laws": "laws",
    "operations": "sentences",
    "realtime": "sentences",
    "webhooks": "sentences",
}
"""What the tests are that lie in ``tests/<provider>/<folder>/``."""
_COLUMNS = {
    "recordings": "recorded",
    "clients": "clients",
    "sentences": "sentences",
    "laws": "laws",
    "refusals": "refusals",
}


def proof(test: str) -> str:
    """The kind of proof a test is, by its place; empty where it is none."""
    if kind := next((kind for place, kind in _PLACES.items() if test.startswith(place)), ""):
        return kind
    _, _, folder, name, *_ = *test.partition("::")[0].split("/"), "", "", "", ""
    if folder == "clients":
        return "clients/" + name.removeprefix("test_").removesuffix(".py")
    return _FOLDERS.get(folder, "")


class Witness:
    """Looks on while tests run. A success counts for every kind of proof but refusals, which count refusals only."""

    def __init__(self, running: Callable[[], str]) -> None:
        self.seen: dict[str, set[str]] = {}
        self._running = running
        self._hubs: WeakSet[Hub] = WeakSet()

    def watch(self, hub: Hub) -> None:
        if hub not in self._hubs:
            self._hubs.add(hub)
            hub.on_admit(self._follow)

    def _follow(self, application: Application) -> None:
        def note(entry: Entry) -> None:
            kind = proof(self._running())
            if (
                kind
                and entry.kind == "request"
                and entry.operation
                and (entry.refusal is not None) == (kind == "refusals")
            ):
                self.seen.setdefault(kind, set()).add(f"{application.provider.name} {entry.operation}")

        application.journal.watchers.append(note)

    def told(self) -> dict[str, list[str]]:
        return {kind: sorted(names) for kind, names in sorted(self.seen.items())}

    def unproven(self, claims: Witnessed, *, without: set[str]) -> list[str]:
        """Claims that nobody saw come true; kinds of proof whose tests did not all run are left out."""
        return [
            f"{kind}: {name}"
            for kind, names in sorted(claims.items())
            if kind not in without
            for name in names
            if name not in self.seen.get(kind, ())
        ]


class Documented(NamedTuple):
    """What the document of a platform has: its title, its meaning for people, method and path of each operation."""

    title: str = ""
    meaning: str = ""
    operations: list[dict[str, str]] = []  # noqa: RUF012


def documented(provider: Provider[Any]) -> Documented:
    """What a platform's document has; nothing where none is written down."""
    path = _DOCUMENTED / f"{provider.name}.json"
    return Documented(**orjson.loads(path.read_bytes())) if path.exists() else Documented()


def witnessed() -> Witnessed:
    """What was seen in the last whole run of the tests that was written down."""
    found: Witnessed = orjson.loads(WITNESSED.read_bytes()) if WITNESSED.exists() else {}
    return found


def letters(row: Mapping[str, Any]) -> str:
    """A row's proofs as letters, a dash for each that is missing; LEGEND says which."""
    return "".join(letter if row[kind] else "-" for kind, letter in _LETTERS.items())


_LETTERS = {"documented": "D", "recordings": "R", "clients": "C", "sentences": "S", "laws": "L", "refusals": "N"}
LEGEND = "D the platform's document, R a recording, C a real client, S sentences, L laws, N bad input refused"


def rows(provider: Provider[Any], documented: Documented, witnessed: Witnessed) -> list[dict[str, Any]]:
    """A row for each operation: its address and by what it is proven."""
    known = {(row["method"], shape(row["path"]), row.get("auth", "")) for row in documented.operations}
    return [
        {
            "name": operation.name,
            "method": operation.method,
            "path": operation.address,
            "summary": operation.summary,
            "documented": bool(addresses(provider, operation) & known),
            **_proofs(f"{provider.name} {operation.name}", witnessed),
        }
        for operation in provider.api.operations.values()
    ]


def _proofs(name: str, witnessed: Witnessed) -> dict[str, Any]:
    kinds = [kind for kind, names in witnessed.items() if name in names]
    clients = [kind.removeprefix("clients/") for kind in kinds if kind.startswith("clients/")]
    return {**{kind: kind in kinds for kind in _COLUMNS if kind != "clients"}, "clients": clients}


def shape(path: str) -> str:
    """A path without the names of its parameters."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


def addresses(provider: Provider[Any], operation: Operation) -> set[tuple[str, str, str]]:
    """The shapes an operation has: with its choices left open, and with each made."""
    paths = [operation.path]
    for name, values in provider.api.choices.items():
        paths += [path.replace(f"{{{name}}}", value) for path in paths for value in values if f"{{{name}}}" in path]
    return {(operation.method, shape(path), operation.auth) for path in paths}


def table(found: list[dict[str, Any]], title: str) -> str:
    """The rows as a Markdown table."""
    head = ["operation", "address", *([title] if title else []), *_COLUMNS.values()]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for row in found:
        address = f"`{row['method']} {row['path']}`"
        cells = [", ".join(row[kind]) if kind == "clients" else "✓" if row[kind] else "" for kind in _COLUMNS]
        told = ["✓" if row["documented"] else ""] if title else []
        lines.append(f"| {' | '.join([row['name'], address, *told, *cells])} |")
    return "\n".join(lines)
