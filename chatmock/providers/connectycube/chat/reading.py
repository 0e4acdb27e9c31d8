"""A stanza as JSON values, for the journal: what people look for in it."""

from __future__ import annotations

from typing import Any

from chatmock.providers.connectycube.chat.element import Element
from chatmock.providers.connectycube.chat.parser import BadXml, Parser


def values_of(body: bytes) -> dict[str, Any] | None:
    """Attributes and children of a stanza by their names, as ``{"name": "message", "type": "chat", "body": "Hi"}``."""
    try:
        one = element_of(body)
    except BadXml:
        return None
    return {"name": one.name, **_values(one)}


def element_of(text: str | bytes) -> Element:
    """The one element of a text. Raises BadXml."""
    return Parser(_nothing, framed=True).frame(
        text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    )


def _values(one: Element) -> dict[str, Any]:
    values: dict[str, Any] = dict(one.attributes)
    for inner in one.children:
        _add(values, inner.name, _value(inner))
    if (text := one.text).strip():
        values["text"] = text
    return values


def _value(one: Element) -> Any:
    if not one.attributes and next(one.children, None) is None:
        return one.text
    return _values(one)


def _add(values: dict[str, Any], name: str, value: Any) -> None:
    if name not in values:
        values[name] = value
    elif isinstance(values[name], list):
        values[name].append(value)
    else:
        values[name] = [values[name], value]


def _nothing(one: Element) -> None:
    """Nobody waits for it."""
