"""What is said to people about a value that breaks a JSON Schema: one place for the control API, seeds and options.

Each keyword of JSON Schema has words of its own, which say what is wrong and what would be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import orjson
from jsonschema_rs import ValidationError

from chatmock.core.errors import ABSENT, Invalid
from chatmock.core.printable import printable

LONGEST = 200
"""Characters of a value that a message quotes."""
_SHORT = 40
"""Characters of a value that is written anew for people."""
_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "null",
}
_EXPECTED = ("types", "options", "limit", "pattern", "property", "expected_value", "multiple_of", "format")
"""Where the kinds of errors keep what the schema said."""


def shown(value: Any) -> str:
    """A value as a message quotes it: text in quotes, the rest as JSON, cut where it is long."""
    try:
        text = repr(value) if isinstance(value, str) else orjson.dumps(value).decode()
    except (TypeError, RecursionError):  # a number beyond 64 bits, or no value of JSON's
        text = repr(value)
    return cut(text)


def cut(text: str) -> str:
    """A text that is no longer than a message may quote."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text):,} characters)"


def nearest(word: Any, known: Iterable[Any], count: int = 1, cutoff: float = 0.5) -> list[str]:
    """The known words that are most like one, whatever its case; of numbers those that are most like it as text."""
    texts = {str(one).lower(): str(one) for one in known}
    return [texts[found] for found in get_close_matches(str(word).lower()[:LONGEST], texts, count, cutoff)]


def meant(word: Any, known: Iterable[Any], count: int = 1) -> str:
    """The end of a sentence about an unknown word: what was probably meant, or what there is."""
    known = list(map(str, known))
    if near := nearest(word, known, count):
        return f"did you mean {' or '.join(map(repr, near))}?"
    return f"there are: {', '.join(known)}" if known else "there are none"


def sentence(error: ValidationError, rule: Mapping[str, Any] | None = None) -> str:
    """What is wrong with a value, and what would be right; ``rule`` is the schema it broke, where that is known."""
    keyword, given = str([*error.schema_path][-1]), error.instance
    if (alternatives := getattr(error.kind, "context", None)) is not None:
        return _of_alternatives(alternatives, given)
    expected = next((getattr(error.kind, name) for name in _EXPECTED if hasattr(error.kind, name)), None)
    return _said(keyword, expected, given, rule or {})


def sentence_about(found: Invalid) -> str:
    """The same about what an operation was given."""
    if isinstance(found.error, ValidationError) and found.keyword != "propertyNames":
        return sentence(found.error, found.rule)
    return _said(found.keyword, found.expected, found.given, found.rule or {})


def _said(keyword: str, expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    words = _WORDS.get(keyword)
    if words is None:
        return f"{shown(given)} is not what {keyword} allows" if given is not ABSENT else f"{keyword} does not allow it"
    return words(expected, given, rule)


def _of_alternatives(alternatives: Iterable[Iterable[ValidationError]], given: Any) -> str:
    """Of several forms that a value may have: what is wrong with the one it is meant as, or all of them."""
    kinds: list[str] = []
    for errors in alternatives:
        for error in errors:
            kind = getattr(error.kind, "types", None)
            if kind is None or len([*error.instance_path]):
                return sentence(error)
            kinds += kind
    return _type(list(dict.fromkeys(kinds)), given, {})


def _type(expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    kinds = [expected] if isinstance(expected, str) else list(expected)
    named = [_KINDS.get(kind, kind) for kind in kinds if kind != "null"]
    said = f"has to be {' or '.join(named) or 'null'}"
    if given is ABSENT:
        return said
    if "integer" in kinds and type(given) in (int, float) and abs(given) >= 2**63:
        return f"{shown(given)} is too large; whole numbers have 64 bits"
    return f"{said}, not {shown(given)}{_written(kinds, given, rule)}"


def _written(kinds: list[str], given: Any, rule: Mapping[str, Any]) -> str:
    """How a value is written that is of another type than it was meant."""
    if given is None:
        return "; leave it out, or give it a value"
    if isinstance(given, list | dict) or len(shown(given)) > _SHORT:
        return ""
    if "string" in kinds and isinstance(given, bool | int | float):
        return f'; quote it: "{shown(given)}"'
    if "boolean" in kinds and isinstance(given, str | int) and str(given).lower() in ("true", "false", "0", "1"):
        return f"; write {'true' if str(given).lower() in ('true', '1') else 'false'}, without quotes"
    if isinstance(given, str) and {"integer", "number"} & set(kinds) and given.strip().lstrip("-").isdecimal():
        return f"; write {given.strip()}, without quotes"
    if "array" in kinds:
        return f"; write [{cut(printable(str(given)))}]"
    if "object" in kinds and (key := next(iter(rule.get("required", ())), "")):
        return f"; write {key}: {cut(printable(str(given)))}"
    return ""


def _enum(expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    known = " or ".join(map(shown, expected)) if expected else "nothing there is"
    if given is ABSENT:
        return f"has to be {known}"
    near = nearest(given, expected or (), 1, 0.4)
    return (
        f"has to be {known}, not {shown(given)}{f'; did you mean {near[0]!r}?' if near and len(expected) > 1 else ''}"
    )


def _required(expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    about = rule.get("properties", {}).get(expected, {}).get("description") or rule.get("description", "")
    if not about:
        return "is missing; give it"
    begins = about[:1] if about[1:2].isupper() else about[:1].lower()  # ISO stays ISO
    return f"is missing; give it: {begins}{about[1:].rstrip('.')}"


def _least(expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    return f"{_subject(given)} too small; {shown(expected)} is the least"


def _most(expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    return f"{_subject(given)} too large; {shown(expected)} is the most"


def _short(expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    if given == "" or expected == 1:
        return (
            f"is empty; give it {expected if expected != 1 else 'one'} character{'s' if expected != 1 else ''} at least"
        )
    return f"{_subject(given)} too short; it has {expected} characters at least"


def _long(expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    return f"{_subject(given)} too long; it has {expected} characters at the most"


def _few(expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    return f"has too little in it; {expected} at least"


def _many(expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    return f"has too much in it; {expected} at the most"


def _pattern(expected: Any, given: Any, rule: Mapping[str, Any]) -> str:
    return f"{_subject(given)} not {rule.get('x-form') or f'of the form {expected}'}"


def _subject(given: Any) -> str:
    return "is" if given is ABSENT else f"{shown(given)} is"


_WORDS: dict[str, Callable[[Any, Any, Mapping[str, Any]], str]] = {
    "type": _type,
    "enum": _enum,
    "const": lambda expected, given, rule: _enum([expected], given, rule),
    "required": _required,
    "minimum": _least,
    "exclusiveMinimum": lambda expected, given, rule: (
        f"{_subject(given)} too small; it has to be more than {shown(expected)}"
    ),
    "maximum": _most,
    "exclusiveMaximum": lambda expected, given, rule: (
        f"{_subject(given)} too large; it has to be less than {shown(expected)}"
    ),
    "minLength": _short,
    "maxLength": _long,
    "minItems": _few,
    "maxItems": _many,
    "minProperties": _few,
    "maxProperties": _many,
    "uniqueItems": lambda expected, given, rule: "has something twice; name each once",
    "pattern": _pattern,
    "format": lambda expected, given, rule: f"{_subject(given)} no {expected}",
    "multipleOf": lambda expected, given, rule: f"{_subject(given)} no multiple of {shown(expected)}",
    "propertyNames": lambda expected, given, rule: "has a key that is not allowed there; see its schema",
    "contains": lambda expected, given, rule: "lacks an item that has to be in it; see its schema",
    "not": lambda expected, given, rule: f"{_subject(given)} not allowed here; leave it out",
    "dependentRequired": lambda expected, given, rule: "lacks something that belongs to it; see its schema",
    "anyOf": lambda expected, given, rule: f"{_subject(given)} in none of the forms it may have; see its schema",
    "oneOf": lambda expected, given, rule: (
        f"{_subject(given)} not in exactly one of the forms it may have; see its schema"
    ),
    "additionalProperties": lambda expected, given, rule: "has a key that is not known; leave it out",
    "unevaluatedProperties": lambda expected, given, rule: "has a key that is not known; leave it out",
    "contentMediaType": lambda expected, given, rule: f"{_subject(given)} not of the kind of text it has to be",
    "contentEncoding": lambda expected, given, rule: f"{_subject(given)} not encoded as it has to be",
}
