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


class Parameters:
    """The parameters of a message that came."""

    __slots__ = ("_element", "_message", "_rows")

    def __init__(self, message: Element) -> None:
        self._message = message
        self._element = message.child(NAME)
        content = self._element.content if self._element is not None else ()
        self._rows = {inner.name: inner for inner in content if type(inner) is Element}
        """By name; of several attachments the last one."""

    def __repr__(self) -> str:
        return f"<Parameters {', '.join(self._rows)}>"

    def is_set(self, name: str) -> bool:
        """Whether a parameter says yes."""
        found = self._rows.get(name)
        return found is not None and found.text.strip().lower() in ("1", "true")

    def date_sent(self) -> int | None:
        """When the client says it sent the message, in seconds; None where it does not say. Raises bad_request."""
        found = self._rows.get("date_sent")
        text = found.text.strip() if found is not None else ""
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 16):
            raise conditions.bad_request(reason="date_sent is a time in seconds.")
        at = int(text)
        at = at // 1000 if at >= _MILLISECONDS else at
        if at >= _LATEST:
            raise conditions.bad_request(reason="date_sent is a time in seconds.")
        return at

    def read(self) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """The attachments of the message, and its own keys."""
        attachments: list[dict[str, Any]] = []
        own: dict[str, Any] = {}
        for inner in self._element.content if self._element is not None else ():
            if type(inner) is not Element:
                continue
            if inner.name == "attachment":
                attachments.append({name: value for name, value in inner.attributes.items() if " " not in name})
            elif inner.name not in SERVICE:
                _add(own, inner)
        return attachments, own

    def completed(self, values: Mapping[str, str]) -> Element:
        """The message with parameters added that it lacks."""
        message, found = self._message, self._element
        if found is None:
            return message.with_content(element(NAME, CLIENT, *_elements(values)))
        more = [Element(name, CLIENT, {}, [value]) for name, value in values.items() if name not in self._rows]
        if not more:
            return message
        whole = Element(NAME, found.xmlns, found.attributes, [*found.content, *more])
        content = [whole if inner is found else inner for inner in message.content]
        return Element(message.name, message.xmlns, message.attributes, content)


def _add(values: dict[str, Any], one: Element) -> None:
    content = one.content
    if len(content) == 1 and type(content[0]) is str:
        value: Any = content[0]
    else:
        value = {}
        for inner in one.children:
            _add(value, inner)
        value = value or one.text
    if one.name not in values:
        values[one.name] = value
    elif isinstance(values[one.name], list):
        values[one.name].append(value)
    else:
        values[one.name] = [values[one.name], value]


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
