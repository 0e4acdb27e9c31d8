"""Seed documents: a tenant's state as YAML or JSON, read with its places, checked, filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from chatmock.core.application import Application

Path = Sequence[str | int]
Place = Callable[[Path], str]
"""Words the place of a value in a document for people: its file and line, or its path."""


class SeedError(Exception):
    """A seed document is wrong: where and how, in sentences for people."""


def fill(application: Application, document: dict[str, Any]) -> None:
    """Fill an empty tenant from a document."""
    application.provider.load(application, document, lambda path: "/".join(map(str, path)))
