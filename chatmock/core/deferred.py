"""Modules that are imported when something of them is first asked for: what a server may never need costs its start nothing."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Deferred:
    """A module by its name."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return f"<Deferred {self._name}>"

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)
