"""The versions of the vendors' clients that ran against chatmock, as a table: written down by the tests that ran them."""

from __future__ import annotations

from pathlib import Path

import orjson

Ran = dict[str, dict[str, dict[str, dict[str, str]]]]
"""By client and version: ``ran`` has its steps as keys, ``lacks`` the steps it does not have, with the version that brought them or ``never``."""

RAN = Path(__file__).parent / "proofs" / "clients.json"


def table() -> str:
    """A line for the versions of a client that did the same, the oldest first."""
    ran: Ran = orjson.loads(RAN.read_bytes())
    lines = ["| client | versions | ran | does not have |", "| --- | --- | --- | --- |"]
    for name, versions in sorted(ran.items()):
        alike: dict[tuple[str, str], list[str]] = {}
        for version in sorted(versions, key=lambda version: [*map(int, version.split("."))]):
            alike.setdefault((_steps(versions[version]["ran"]), _lacks(versions[version]["lacks"])), []).append(version)
        lines += [f"| `{name}` | {', '.join(found)} | {ran} | {lacks} |" for (ran, lacks), found in alike.items()]
    return "\n".join(lines)


def _steps(ran: dict[str, str]) -> str:
    return ", ".join(sorted(ran, key=lambda step: (_ORDER.index(step) if step in _ORDER else len(_ORDER), step)))


def _lacks(lacks: dict[str, str]) -> str:
    return ", ".join(
        step if since == "never" else f"{step} (came with {since})" for step, since in sorted(lacks.items())
    )


_ORDER = [
    *("connect", "list", "channel", "text", "params", "message", "receive", "edit", "delete", "delivery", "read"),
    *("typing", "reaction", "thread", "file", "leave"),
]
"""The order in which steps are told."""
