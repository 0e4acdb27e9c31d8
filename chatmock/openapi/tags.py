"""Tags: an operation stands under the room of its code, which is a chapter of the platform's documentation."""

from __future__ import annotations

import inspect
import sys
from typing import Any

from chatmock.core.operation import Operation
from chatmock.core.provider import Speaker

Document = dict[str, Any]


def tag(speaker: Speaker[Any], operation: Operation) -> str:
    """The room of an operation: the part of its speaker's package in which its handler stands."""
    home = type(speaker).__module__.rpartition(".")[0]
    module = operation.handler.__module__
    if home and module.startswith(f"{home}."):
        return module[len(home) + 1 :].partition(".")[0]
    return module.rpartition(".")[2]


def tags(speaker: Speaker[Any]) -> list[Document]:
    """Every room that has operations, and what it says of itself."""
    found: dict[str, str] = {}
    home = type(speaker).__module__.rpartition(".")[0]
    for operation in speaker.api.operations.values():
        name = tag(speaker, operation)
        module = sys.modules.get(f"{home}.{name}") or sys.modules[operation.handler.__module__]
        found.setdefault(name, (inspect.getdoc(module) or name).split("\n")[0])
    return [{"name": name, "description": found[name].replace("``", "`")} for name in sorted(found)]
