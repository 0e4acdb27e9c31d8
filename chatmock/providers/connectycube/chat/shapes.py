"""The schemas of stanzas, and a stanza as the values that its schema is about."""

from __future__ import annotations

from typing import Any

from chatmock.providers.connectycube.chat.element import CLIENT, Element

_MANAGEMENT, _FRAME = "stanza.management", "stanza.frame"
_BOTH = {
    "presence": "stanza.presence",
    "iq": "stanza.iq",
    "open": _FRAME,
    "close": _FRAME,
    "r": _MANAGEMENT,
    "a": _MANAGEMENT,
}
_OF_CLIENTS = {
    **_BOTH,
    "message": "stanza.message.in",
    "auth": "stanza.auth",
    "enable": _MANAGEMENT,
    "resume": _MANAGEMENT,
    "active": "stanza.state",
    "inactive": "stanza.state",
}
_OF_THE_SERVER = {
    **_BOTH,
    "message": "stanza.message.out",
    "success": "stanza.outcome",
    "failure": "stanza.outcome",
    "enabled": _MANAGEMENT,
    "resumed": _MANAGEMENT,
    "failed": _MANAGEMENT,
    "features": "stanza.stream",
    "error": "stanza.stream",
}


def shape_of(one: Element, *, by_client: bool) -> str:
    """The name of the schema of an element; that of all elements of a side, where it may not send this one."""
    return _OF_CLIENTS.get(one.name, "stanza.in") if by_client else _OF_THE_SERVER.get(one.name, "stanza.out")


def facts_of(one: Element) -> dict[str, Any]:
    """An element by names: its own under ``name``, its attributes and its children.

    A namespace stands where it is another one than around it. Several children of a name are a list; one without attributes
    and children is its text.
    """
    return {"name": one.name, **_inside(one, CLIENT)}


def _inside(one: Element, around: str) -> dict[str, Any]:
    facts: dict[str, Any] = {**one.attributes, **({"xmlns": one.xmlns} if one.xmlns != around else {})}
    children: dict[str, list[Any]] = {}
    for inner in one.children:
        is_text = not inner.attributes and inner.xmlns == one.xmlns and next(inner.children, None) is None
        children.setdefault(inner.name, []).append(inner.text if is_text else _inside(inner, one.xmlns))
    if (text := one.text).strip():
        facts.setdefault("text", text)
    return {**{name: found if len(found) > 1 else found[0] for name, found in children.items()}, **facts}
