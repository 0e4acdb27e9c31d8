"""Texts of a query or a form, as the types a schema asks for. What cannot be one stays text, and the schema refuses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any
from urllib.parse import unquote

import msgspec

from chatmock.core.errors import Invalid
from chatmock.core.jsontext import parse


class Upload(msgspec.Struct, frozen=True):
    """A file inside a form."""

    filename: str
    content_type: str
    content: bytes


class Texts(list[tuple[str, Any]]):
    """Names and values as a query or a form brings them: text, or an Upload in a form; names may repeat.

    ``encoded`` says that the values are still percent-encoded, as in a query.
    """

    def __init__(self, pairs: Iterable[tuple[str, Any]] = (), *, encoded: bool = False) -> None:
        super().__init__(pairs)
        self.encoded = encoded

    def mapping(self) -> dict[str, Any]:
        """Values by name, for people: a list where a name repeats, a file by its name."""
        found: dict[str, Any] = {}
        for name, value in self:
            shown = value.filename if isinstance(value, Upload) else unquote(value) if self.encoded else value
            found[name] = [*_listed(found[name]), shown] if name in found else shown
        return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def query_texts(query: str) -> Texts:
    """The pairs of a query string, names decoded, values as they are."""
    pairs = (part.partition("=") for part in query.split("&") if part)
    return Texts(((unquote(name.replace("+", " ")), value) for name, _, value in pairs), encoded=True)


def as_json(text: str) -> Any:
    """The value of a JSON text; what is none stays text."""
    try:
        return parse(text)
    except ValueError:
        return text


def as_value(text: str, kind: str | list[str] | None) -> Any:
    """A text as a value of one of JSON Schema's types; of several, the first that it can be."""
    if isinstance(kind, list):
        return next((value for one in kind if type(value := as_value(text, one)) is not str), text)
    match kind:
        case "integer":
            return int(text) if text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 400 else text
        case "number":
            try:
                number = float(text)
            except ValueError:
                return text
            return number if isfinite(number) else text
        case "boolean":
            return {"true": True, "1": True, "false": False, "0": False}.get(text.lower(), text)
        case "object":
            return as_json(text)
    return text


def as_items(value: str, *, encoded: bool, of: str | None) -> list[Any]:
    """The items of a comma list. In a query they may be encoded one by one (raw commas between) or as a whole."""
    if encoded and "," in value:
        items = [unquote(item.replace("+", " ")) for item in value.split(",")]
    else:
        text = unquote(value.replace("+", " ")) if encoded else value
        if not encoded and text.startswith("["):
            return found if isinstance(found := as_json(text), list) else [text]
        items = [unquote(item) for item in text.split(",")] if "," in text or not encoded else [text]
    return [as_value(item, of) for item in items if item != ""]


_TEXT = {"type": "string"}


def read(texts: Texts, rules: Mapping[str, Mapping[str, Any]], *, keeps_others: bool) -> dict[str, Any]:
    """Values from a query (nothing between ``=`` and ``&`` means not given) or a form, by the types of a schema's rules."""
    given: dict[str, Any] = {}
    others: Mapping[str, Any] | None = _TEXT if keeps_others else None
    for name, value in texts:
        rule = rules.get(name, others)
        if rule is None or (texts.encoded and value == ""):
            continue
        kind = rule.get("type")
        if isinstance(value, Upload):
            if "contentEncoding" not in rule:
                raise Invalid(name, "type", kind)
            given[name] = value
        elif kind == "array":
            items = as_items(value, encoded=texts.encoded, of=rule.get("items", {}).get("type"))
            given[name] = [*given.get(name, ()), *items]
        else:
            text = unquote(value.replace("+", " ")) if texts.encoded else value
            given[name] = as_value(text, kind)
    return given


def names_of(raw: Mapping[str, Any] | Texts) -> Iterable[str]:
    """The names of what was brought, as often as they were given."""
    return (name for name, _ in raw) if isinstance(raw, Texts) else raw
