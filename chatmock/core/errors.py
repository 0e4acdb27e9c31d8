"""Errors a provider documents, and the refusal that carries one out of a handler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError


class Refusal(Exception):
    """A request is refused for a documented reason. It is raised before anything was changed."""

    def __init__(self, error: Error, facts: dict[str, Any]) -> None:
        self.error = error
        self.facts = facts

    def message(self, era: str = "") -> str:
        """The documented sentence with this refusal's facts, in the words of an era."""
        return self.error.words(era).format_map(self.facts)

    def __str__(self) -> str:
        return f"{self.error.code}: {self.message()}"


@dataclass(frozen=True, slots=True)
class Error:
    """One documented error: its code, its sentence (with fields in braces) and the same sentence in other eras' words."""

    code: int
    sentence: str
    status: int
    eras: tuple[tuple[str, str], ...] = ()

    def words(self, era: str) -> str:
        return dict(self.eras).get(era, self.sentence) if self.eras else self.sentence

    def __call__(self, **facts: Any) -> Refusal:
        return Refusal(self, facts)


def error(code: int, sentence: str, *, status: int = 400, **eras: str) -> Error:
    """Declare a documented error, as in ``not_found = error(400201, "{thing} not found.")``."""
    return Error(code, sentence, status, tuple(eras.items()))


class Invalid(Exception):
    """A value breaks its schema: which field, by which keyword, and what the schema said.

    A provider turns it into one of its documented errors by its table of keywords.
    """

    def __init__(self, field: str, keyword: str, expected: Any = None) -> None:
        self.field = field
        self.keyword = keyword
        self.expected = expected


def invalid(error: ValidationError) -> tuple[str, Invalid]:
    """The top-level field an error belongs to, and the error as Invalid."""
    path, rules = error.instance_path, error.schema_path
    keyword = str(rules[-1])
    if keyword == "required":
        missing = error.kind.property  # type: ignore[attr-defined]
        return str(path[0] if path else missing), Invalid(missing, "required")
    names = [part for part in path if isinstance(part, str)]
    if "propertyNames" in rules:
        keyword = "propertyNames"
    expected = None
    if keyword == "type":
        kinds = error.kind.types  # type: ignore[attr-defined]
        expected = kinds[0] if kinds[0] != "null" else kinds[1]
    elif keyword in ("minimum", "maximum", "minLength", "maxLength"):
        expected = error.kind.limit  # type: ignore[attr-defined]
    return str(path[0] if path else ""), Invalid(names[-1] if names else "", keyword, expected)
