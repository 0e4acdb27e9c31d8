"""What goes over a platform's sockets, to the servers of its users, and to their phones: for the documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

Kind = Literal["socket", "webhook", "push"]


class Message(msgspec.Struct, frozen=True):
    """One kind of message, by its name in the journal."""

    name: str
    payload: Mapping[str, Any]
    """The JSON Schema of its body; what it refers to are schemas of the provider, as ``{"$ref": "user.json"}``."""
    summary: str = ""
    is_received: bool = False
    """Whether chatmock receives it; otherwise it is sent."""
    replies: tuple[str, ...] = ()
    """The keys of messages that may answer it."""
    part: str = ""
    """Which of several messages of this name it is; empty where there is one."""

    @property
    def key(self) -> str:
        """What tells it from all others of its way."""
        name = f"{self.name} {self.part}" if self.part else self.name
        return f"{'client' if self.is_received else 'server'} {name}"


class Way(msgspec.Struct, frozen=True):
    """One way by which messages go."""

    kind: Kind
    about: str
    """How a message looks there, in words."""
    messages: tuple[Message, ...]
    address: str = ""
    """The path of a socket; empty where each receiver has its own."""
    content_type: str = "application/json"


def refers(name: str) -> dict[str, Any]:
    """A schema that is another one, by its name."""
    return {"$ref": f"{name}.json"}


def one_of(*names: str) -> dict[str, Any]:
    """A schema that is one of others, by their names."""
    different = list(dict.fromkeys(names))
    return refers(different[0]) if len(different) == 1 else {"anyOf": [refers(name) for name in different]}
