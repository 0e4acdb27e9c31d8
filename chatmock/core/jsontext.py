"""JSON from outside: parsed only as deep as everything behind it can check it and write it again."""

from __future__ import annotations

from typing import Any

import orjson

MAX_DEPTH = 100
"""Objects and lists inside each other. orjson writes 254 at the most, and schemas check fewer than it reads."""
_SHORT = 2048
"""Bytes up to which one way of copying is the quickest."""


def parse(text: bytes | str) -> Any:
    """The value of a JSON text; raises ValueError where it is none, or nested deeper than MAX_DEPTH."""
    value = orjson.loads(text)
    data = text if isinstance(text, bytes) else text.encode()
    if len(data) <= 2 * MAX_DEPTH:  # each level takes two
        return value
    if _openings(data, b"{") + _openings(data, b"[") > MAX_DEPTH and _deeper(value):
        raise ValueError(f"nested deeper than {MAX_DEPTH}")
    return value


def _openings(data: bytes, sign: bytes) -> int:
    """How often a sign stands there, counted up to one more than MAX_DEPTH: leaving it out is quicker than counting it."""
    return len(data) - len(data.replace(sign, b"", MAX_DEPTH + 1))


def write(value: Any) -> bytes:
    """The JSON text of a value."""
    return orjson.dumps(value)


def _deeper(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ())
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def exact(data: bytes) -> bytes:
    """Bytes to be kept, in a buffer of just their size: orjson gives out one of 4 KB at least, and of many times its text."""
    return b"%b" % data if len(data) < _SHORT else b"".join((data, b""))
