"""What the journal must not show: the names under which a provider's clients send their secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

MASK = "***"
_LENGTH = 20
"""Characters from which on a text under a secret name is taken for a secret: data of a client's own may have a key called key."""


class Secrets:
    """Names of headers, of fields in bodies and of fields in queries that are shown as ``***``."""

    def __init__(self, *, headers: Iterable[str] = (), fields: Iterable[str] = (), query: Iterable[str] = ()) -> None:
        self.headers = frozenset(name.lower() for name in headers)
        self.fields = frozenset(fields)
        self.query = frozenset(query)

    @cached_property
    def _in_query(self) -> re.Pattern[str] | None:
        names = "|".join(map(re.escape, sorted(self.query)))
        return re.compile(rf"\b({names})=[^&]+") if names else None

    def in_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Headers by their lower-case names, in order."""
        shown = sorted((name.lower(), value) for name, value in headers.items())
        return {name: MASK if name in self.headers else value for name, value in shown}

    def in_query(self, query: str) -> str:
        """A query string."""
        return self._in_query.sub(rf"\1={MASK}", query) if self._in_query is not None else query

    def in_value(self, value: Any) -> Any:
        """A parsed body."""
        if isinstance(value, dict):
            return {
                name: MASK
                if name in self.fields and isinstance(inner, str) and len(inner) >= _LENGTH
                else self.in_value(inner)
                for name, inner in value.items()
            }
        return [self.in_value(inner) for inner in value] if isinstance(value, list) else value
