"""XML elements, and their text: no prefixes, and a namespace wherever it differs from the one around."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

import msgspec

CLIENT = "jabber:client"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_IMPOSSIBLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""Characters that XML has not; they become U+FFFD."""
_IN_TEXT = re.compile(f"[&<>\r{_IMPOSSIBLE}]")
_IN_ATTRIBUTE = re.compile(f'[&<>"\n\t\r{_IMPOSSIBLE}]')
_XML_SPACE = "http://www.w3.org/XML/1998/namespace "


class Element(msgspec.Struct, gc=False, eq=False):
    """One element. ``attributes`` have plain names, but for ``xml:lang`` and those of a namespace (``URI name``).

    Elements may share their attributes: nobody changes those.
    """

    name: str
    xmlns: str = CLIENT
    attributes: dict[str, str] = {}
    content: list[Element | str] = []
    """Its children and the texts between them, in order."""

    def __repr__(self) -> str:
        return f"<Element {self.name} of {self.xmlns}>"

    def get(self, name: str, otherwise: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, otherwise)

    @property
    def children(self) -> Iterator[Element]:
        return (inner for inner in self.content if type(inner) is Element)

    @property
    def text(self) -> str:
        """Its own text, without that of its children."""
        content = self.content
        if len(content) == 1 and type(content[0]) is str:
            return content[0]
        return "".join(inner for inner in content if type(inner) is str)

    def child(self, name: str, xmlns: str = CLIENT) -> Element | None:
        """The first child of a name."""
        for inner in self.content:
            if type(inner) is Element and inner.name == name and inner.xmlns == xmlns:
                return inner
        return None

    def text_of(self, name: str, xmlns: str = CLIENT) -> str:
        """The text of the first child of a name; empty where there is none."""
        found = self.child(name, xmlns)
        return "" if found is None else found.text

    def with_attributes(self, **attributes: str) -> Element:
        """The same content under changed attributes; an empty value removes one. ``from_`` stands for ``from``."""
        changed = dict(self.attributes)
        for name, value in attributes.items():
            name = name.rstrip("_")
            if value:
                changed[name] = value
            else:
                changed.pop(name, None)
        return Element(self.name, self.xmlns, changed, self.content)

    def with_content(self, *more: Element | str) -> Element:
        """The same with more at its end."""
        return Element(self.name, self.xmlns, self.attributes, [*self.content, *more])


def element(_name: str, _xmlns: str = CLIENT, *content: Element | str, **attributes: str) -> Element:
    """An element in one line; empty attributes are left out, ``from_`` stands for ``from``."""
    return Element(
        _name, _xmlns, {name.rstrip("_"): value for name, value in attributes.items() if value}, list(content)
    )


def to_text(one: Element, around: str = "") -> str:
    """The text of an element that stands in an element of the namespace ``around``."""
    parts: list[str] = []
    _write(one, around, parts)
    return "".join(parts)


def start_of(one: Element, around: str = "", *, but: Collection[str] = ()) -> str:
    """The start tag of an element, some attributes left out, without its last bracket: attributes may follow."""
    tag = f"<{one.name}" if one.xmlns == around else f'<{one.name} xmlns="{name_in_attribute(one.xmlns)}"'
    number = 0
    for name, value in one.attributes.items():
        if name in but:
            continue
        if " " in name:
            if name.startswith(_XML_SPACE):
                name = f"xml:{name.removeprefix(_XML_SPACE)}"
            else:
                uri, _, name = name.rpartition(" ")
                number += 1
                tag = f'{tag} xmlns:a{number}="{in_attribute(uri)}"'
                name = f"a{number}:{name}"
        tag = f'{tag} {name}="{in_attribute(value)}"'
    return tag


def in_attribute(text: str) -> str:
    """A text as it stands in the quotes of an attribute."""
    return text if text.isalnum() else _IN_ATTRIBUTE.sub(_escape, text)


name_in_attribute = lru_cache(maxsize=256)(in_attribute)
"""The same of the names of namespaces and servers: there are few."""


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found.group(), "\ufffd")


def content_of(one: Element) -> str:
    """The text between the tags of an element."""
    parts: list[str] = []
    _write_content(one, parts)
    return "".join(parts)


def _write(one: Element, around: str, parts: list[str]) -> None:
    name, content = one.name, one.content
    start = f"<{name}" if one.xmlns == around and not one.attributes else start_of(one, around)
    if not content:
        parts.append(f"{start}/>")
    elif len(content) == 1 and type(content[0]) is str:
        text = content[0]
        parts.append(f"{start}>{text if text.isalnum() else _IN_TEXT.sub(_escape, text)}</{name}>")
    else:
        parts.append(f"{start}>")
        _write_content(one, parts)
        parts.append(f"</{name}>")


def _write_content(one: Element, parts: list[str]) -> None:
    for inner in one.content:
        if type(inner) is str:
            parts.append(_IN_TEXT.sub(_escape, inner))
        else:
            _write(inner, one.xmlns, parts)  # type: ignore[arg-type]
