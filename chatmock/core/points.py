"""Where faults strike: the kinds of points, what can be seen at one, and which fields of a fault do something there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

import msgspec

from chatmock.core.operation import Operation
from chatmock.core.sight import Naming

Kind = Literal["request", "command", "frame", "delivery", "handshake"]

_REFUSES = {"code", "status", "message"}
_ENDS = {"delay", "disconnect", "close_code", "stall"}
_SPOILS = {*_ENDS, "withhold", "duplicate", "broken_json"}
EFFECTS: dict[tuple[Kind, str], set[str]] = {
    ("request", "before"): {*_REFUSES, "headers", "delay", "disconnect", "truncate", "dribble", "broken_json"},
    ("request", "after"): {*_REFUSES, "headers", "delay", "disconnect", "truncate", "dribble", "broken_json"},
    ("command", "before"): {*_REFUSES, *_SPOILS},
    ("command", "after"): {*_REFUSES, *_SPOILS},
    ("frame", "before"): _SPOILS,
    ("frame", "after"): _SPOILS,
    ("handshake", "before"): {*_REFUSES, *_ENDS, "withhold"},
    ("handshake", "after"): _ENDS,
    ("delivery", "before"): {"status", "delay", "disconnect", "duplicate"},
    ("delivery", "after"): {"status", "disconnect"},
}
"""What does something at a kind of point, in a phase. Without any of it a fault is an internal error, or a failed delivery."""
SILENT: set[tuple[Kind, str]] = {("frame", "before"), ("frame", "after"), ("handshake", "after")}
"""Where a fault without any of it does nothing."""
WORDS: dict[Kind, str] = {
    "request": "requests",
    "command": "commands on sockets",
    "frame": "frames that are sent",
    "delivery": "deliveries",
    "handshake": "handshakes of sockets",
}


class Point(msgspec.Struct, frozen=True):
    """One point by its kind. ``place`` are the names in its path, ``sent`` those of what is sent; None: there may be any."""

    kind: Kind
    sent: Collection[str] | None = None
    place: Collection[str] = ()
    by_users: bool = False
    """Whether users ask there by themselves, or hear what is sent."""

    @classmethod
    def of(cls, operation: Operation) -> Point:
        accept = operation.accept
        sent = () if accept is None else None if accept.is_open else accept.properties
        place = [name for name in operation.parameters if name not in operation.fixed]
        is_command = operation.method == "FRAME"
        return cls("command" if is_command else "request", sent, place, is_command or bool(operation.by))

    def names(self, names: Iterable[str]) -> bool:
        """Whether one of these names may stand in its path or in what is sent."""
        return self.sent is None or any(name in self.sent or name in self.place for name in names)

    def names_users(self, naming: Naming) -> bool:
        return self.by_users or bool(naming.users and self.names(naming.users))

    def names_channels(self, naming: Naming) -> bool:
        return self.kind != "handshake" and bool(naming.channels and self.names(naming.channels))
