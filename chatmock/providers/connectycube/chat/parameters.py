"""The parameters of a message (``extraParams``): elements on the wire, keys and values in the history."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.element import CLIENT, Element, element
from chatmock.providers.connectycube.model import SERVICE

NAME = "extraParams"
_MILLISECONDS = 10**11
"""Times from here on are milliseconds: the Flutter SDK sends those (client)."""
_LATEST = 253_402_300_800
_ELEMENT = re.compile(r"[^\W\d][\w.-]{0,254}\Z")
"""Names that an element may have."""


def parameters_of(message: Element) -> Element | None:
    return message.child(NAME)


def is_set(message: Element, name: str) -> bool:
    """Whether a parameter says yes."""
    found = parameters_of(message)
    return found is not None and found.text_of(name).strip().lower() in ("1", "true")


def date_sent(message: Element) -> int | None:
    """When the client says it sent a message, in seconds; None where it does not say. Raises bad_request."""
    found = parameters_of(message)
    text = found.text_of("date_sent").strip() if found is not None else ""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise conditions.bad_request(reason="date_sent is a time in seconds.")
    at = int(text)
    at = at // 1000 if at >= _MILLISECONDS else at
    if at >= _LATEST:
        raise conditions.bad_request(reason="date_sent is a time in seconds.")
    return at


def read_parameters(message: Element) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The attachments of a message, and its own keys."""
    found = parameters_of(message)
    attachments: list[dict[str, Any]] = []
    own: dict[str, Any] = {}
    for inner in found.children if found is not None else ():
        if inner.name == "attachment":
            attachments.append({name: value for name, value in inner.attributes.items() if " " not in name})
        elif inner.name not in SERVICE:
            _add(own, inner)
    return attachments, own


def _add(values: dict[str, Any], one: Element) -> None:
    inside: dict[str, Any] = {}
    for inner in one.children:
        _add(inside, inner)
    value = inside or one.text
    if one.name not in values:
        values[one.name] = value
    elif isinstance(values[one.name], list):
        values[one.name].append(value)
    else:
        values[one.name] = [values[one.name], value]


def with_parameters(message: Element, values: Mapping[str, str]) -> Element:
    """A message with parameters added that it lacks."""
    found = parameters_of(message)
    if found is None:
        return message.with_content(element(NAME, CLIENT, *_elements(values)))
    there = {inner.name for inner in found.children}
    more = {name: value for name, value in values.items() if name not in there}
    if not more:
        return message
    whole = Element(NAME, found.xmlns, found.attributes, [*found.content, *_elements(more)])
    return Element(
        message.name,
        message.xmlns,
        message.attributes,
        [whole if inner is found else inner for inner in message.content],
    )


def write_parameters(values: Mapping[str, Any], attachments: Iterable[Mapping[str, Any]] = ()) -> Element:
    """Parameters as they are on the wire; names that no element may have are left out."""
    written = element(NAME, CLIENT, *_elements(values))
    for attachment in attachments:
        own = {name: _text(value) for name, value in attachment.items() if _ELEMENT.match(name)}
        written.content.append(Element("attachment", CLIENT, own))
    return written


def _elements(values: Mapping[str, Any]) -> Iterable[Element]:
    for name, value in values.items():
        if not _ELEMENT.match(name) or value is None:
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                yield element(name, CLIENT, *_elements(one))
            else:
                yield element(name, CLIENT, *([_text(one)] if one != "" else []))


def _text(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
