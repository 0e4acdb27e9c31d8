"""What tests in Python use, as a page: each public class with its methods, by their docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module

from chatmock.providers import BUILT_IN
from chatmock.reference.tables import MADE
from chatmock.testing import Chatmock, ChatmockError, ChatmockServer, Control
from chatmock.testing.clock import Clock
from chatmock.testing.faults import Faults
from chatmock.testing.journal import Journal
from chatmock.testing.webhooks import Webhooks

_HEAD = """# Reference: Python

Every class that a test meets, with what it can do. [Writing tests](../writing-tests.md) explains them.
"""
_OF_ALL = (ChatmockServer, Chatmock, Clock, Faults, Journal, Webhooks, Control, ChatmockError)
_QUOTED = re.compile(r"(: |-> )'([^']*)'")


def page() -> str:
    parts = [MADE, _HEAD]
    for kind in (*_OF_ALL, *_of_platforms()):
        parts.append(f"## {kind.__module__}.{kind.__name__}\n\n{_told(kind)}\n")
        parts += _members(kind)
    return "\n".join(parts)


def _of_platforms() -> Iterator[type]:
    """The classes of each platform, in the order in which they stand there; not the types of what is answered."""
    for name in BUILT_IN:
        module = import_module(f"chatmock.testing.{name}")
        for kind in vars(module).values():
            if inspect.isclass(kind) and kind.__module__ == module.__name__ and not issubclass(kind, dict):
                yield kind


def _members(kind: type) -> Iterator[str]:
    for name, member in inspect.getmembers(kind):
        if name.startswith("_") or not _is_ours(member):
            continue
        if isinstance(member, property):
            yield f"**`{name}`**: {_told(member) or 'see its type.'}\n"
        elif inspect.isroutine(member):
            signature = _QUOTED.sub(r"\1\2", str(inspect.signature(member)))
            yield f"**`{name}{signature}`**\n\n{_told(member)}\n"


def _is_ours(member: object) -> bool:
    owner = member.fget if isinstance(member, property) else member
    return str(getattr(owner, "__module__", "")).startswith("chatmock.")


def _told(thing: object) -> str:
    """A docstring as paragraphs; nothing where there is none of its own."""
    text = (inspect.getdoc(thing) or "").replace("``", "`")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
