"""Errors a provider documents, and the refusal that carries one out of a handler."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from jsonschema_rs import ValidationError


class Refused(msgspec.Struct, gc=False, eq=False, frozen=True):
    """The mark of a refusal: its code and its sentence, whatever status and shape the platform gives it."""

    code: int | str
    message: str
    """The sentence as the client got it."""


class Refusal(Exception):
    """A request is refused for a documented reason. It is raised before anything was changed."""

    def __init__(self, error: Error, values: dict[str, Any]) -> None:
        self.error = error
        self.values = values

    def message(self, sentence: str = "") -> str:
        """The documented sentence, or another one of the same fields, with this refusal's values."""
        return (sentence or self.error.sentence).format_map(self.values)

    def __str__(self) -> str:
        return f"{self.error.code}: {self.message()}"


class Error(msgspec.Struct, frozen=True):
    """One documented error: its code, its sentence (with fields in braces), its status, and facts of its provider."""

    code: int | str
    sentence: str
    status: int
    facts: Mapping[str, Any] = msgspec.field(default_factory=dict)

    def __call__(self, **values: Any) -> Refusal:
        return Refusal(self, values)


def error(code: int | str, sentence: str, *, status: int = 400, **facts: Any) -> Error:
    """Declare a documented error, as in ``not_found = error(400201, "{thing} not found.")``.

    ``facts`` are the provider's: what else it says in such a case, such as a condition or the words of another year.
    """
    return Error(code, sentence, status, facts)


def fits(sentence: str, message: str) -> bool:
    """Whether a message is a documented sentence, with something in place of each field in braces."""
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", ".*", re.escape(sentence)), message) is not None


ABSENT: Any = object()
"""Stands for a value that nobody gave."""


class Invalid(Exception):
    """A value breaks its schema: which field, by which keyword, and what the schema said.

    A provider turns it into one of its documented errors by its table of keywords.
    """

    def __init__(
        self,
        field: str,
        keyword: str,
        expected: Any = None,
        error: ValidationError | None = None,
        whole: Mapping[str, Any] | None = None,
        given: Any = ABSENT,
    ) -> None:
        self.field = field
        self.keyword = keyword
        self.expected = expected
        self.error = error
        """What the validator found, where it found it."""
        self.rule: Mapping[str, Any] | None = None
        """The schema of the field, or of what it stands in."""
        self.top = field
        """The property of the whole that the field is, or stands in."""
        self.whole: Mapping[str, Any] = whole or {}
        """The schema that the whole value breaks."""
        self.given = given
        """The value itself, where no validator found it."""


def invalid(error: ValidationError) -> tuple[str, Invalid]:
    """The top-level field an error belongs to, and the error as Invalid."""
    path, rules = error.instance_path, error.schema_path
    keyword = str(rules[-1])
    if keyword == "required":
        missing = error.kind.property  # type: ignore[attr-defined]
        return str(path[0] if path else missing), Invalid(missing, "required", error=error)
    names = path if len(path) == 1 else [part for part in path if isinstance(part, str)]
    if "propertyNames" in rules:
        keyword = "propertyNames"
    expected = None
    if keyword == "type":
        kinds = error.kind.types  # type: ignore[attr-defined]
        expected = kinds[0] if kinds[0] != "null" else kinds[1]
    elif keyword in ("minimum", "maximum", "minLength", "maxLength"):
        expected = error.kind.limit  # type: ignore[attr-defined]
    return str(path[0] if path else ""), Invalid(str(names[-1]) if names else "", keyword, expected, error)
