"""Queries and forms with brackets: ``user[login]=ann&type[]=2`` is ``{"user": {"login": "ann"}, "type": ["2"]}``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

DEEPEST = 8
"""Brackets of one name."""
MOST = 10_000
"""Fields of one query or form."""


class BadForm(ValueError):
    """A query or form that has no meaning."""


def parsed(text: str) -> dict[str, Any]:
    """The values of a query or of a form; raises BadForm."""
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST)
    except ValueError:
        raise BadForm from None
    return nested(pairs)


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Fields with brackets as objects and lists; raises BadForm where one name is several of them."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        head, *steps = name.replace("]", "").split("[")
        if len(steps) > DEEPEST:
            raise BadForm
        inner: Any = found
        for step, following in zip((head, *steps), (*steps, None), strict=True):
            if following is None:
                _put(inner, step, value)
            else:
                inner = _into(inner, step, [] if following == "" else {})
    return found


def _into(place: Any, step: str, empty: list[Any] | dict[str, Any]) -> Any:
    """What stands at a step, made where nothing does."""
    if not isinstance(place, dict):
        raise BadForm
    inner = place.setdefault(step, empty)
    if type(inner) is not type(empty):
        raise BadForm
    return inner


def _put(place: Any, step: str, value: str) -> None:
    if isinstance(place, list):
        place.append(value)
    elif isinstance(place.get(step), dict | list):
        raise BadForm
    else:
        place[step] = value
