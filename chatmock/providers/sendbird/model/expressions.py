"""Regular expressions of the word filter, by RE2, whose time grows with the text alone whatever the expression is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import Any

MOST = 50
"""Finds of one expression in one text; behind the last one everything counts as found, so that no text takes long."""
_MEMORY = 1 << 20
"""Bytes that an expression may take; one that needs more is refused."""


def _engine() -> Any:
    """RE2, which an extra brings; None without it."""
    try:
        return import_module("re2")
    except ImportError:
        return None


class Expression:
    """An expression of a filter. It looks at letters in any case, and finds nothing that is empty."""

    __slots__ = ("_compiled",)

    def __init__(self, compiled: Any) -> None:
        self._compiled = compiled

    def is_in(self, text: str) -> bool:
        return next(self._spans(text.encode()), None) is not None

    def masked(self, text: str) -> str:
        """A text with as many asterisks in the place of each find as that has characters."""
        raw, shown, reached = text.encode(), [], 0
        spans = list(islice(self._spans(raw), MOST + 1))
        for start, end in spans[:MOST]:
            shown += [raw[reached:start].decode(), "*" * len(raw[start:end].decode())]
            reached = end
        rest = raw[reached:].decode()
        return "".join([*shown, "*" * len(rest) if len(spans) > MOST else rest])

    def _spans(self, raw: bytes) -> Iterator[tuple[int, int]]:
        return (found.span() for found in self._compiled.finditer(raw) if found[0])


def can_match() -> bool:
    """Whether there is what expressions are matched with."""
    return _engine() is not None


@lru_cache(maxsize=256)
def expression(regex: str) -> Expression | None:
    """The expression of a text; None for one that RE2 does not take."""
    engine = _engine()
    options = engine.Options()
    options.log_errors, options.case_sensitive, options.max_mem = False, False, _MEMORY
    try:
        return Expression(engine.compile(regex.encode(), options=options))
    except engine.error:
        return None
