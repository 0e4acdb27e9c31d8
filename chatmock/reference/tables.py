"""A JSON Schema as a table of its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import orjson

MADE = "<!-- Made by scripts/docs: change what it is made from. -->"
_DEEPEST = 3
"""How many levels of objects that have no name of their own stand in one table."""
Link = Callable[[str], str]
"""How a reference to another schema is shown."""


def table(schema: dict[str, Any], link: Link) -> str:
    """Each field with its type and its meaning; a field that has to be there is bold."""
    rows = [f"| {name} | {kind} | {meaning} |" for name, kind, meaning in _rows(schema, link)]
    return "\n".join(["| field | type | meaning |", "| --- | --- | --- |", *rows]) + "\n" if rows else "No fields.\n"


def _rows(schema: dict[str, Any], link: Link, before: str = "", depth: int = 1) -> Iterator[tuple[str, str, str]]:
    for name, rule in schema.get("properties", {}).items():
        if not isinstance(rule, dict):
            continue
        place = f"{before}{name}"
        required = name in schema.get("required", ())
        yield f"**`{place}`**" if required else f"`{place}`", kind(rule, link), cell(_meaning(rule))
        inner = rule.get("items", rule) if rule.get("type") == "array" else rule
        if isinstance(inner, dict) and inner.get("properties") and depth < _DEEPEST:
            mark = "[]." if inner is not rule else "."
            yield from _rows(inner, link, f"{place}{mark}", depth + 1)


def _meaning(rule: dict[str, Any]) -> str:
    told = str(rule.get("description", ""))
    if "default" in rule and rule["default"] is not None:
        told = f"{told} `{orjson.dumps(rule['default']).decode()}` unless said."
    return told


def kind(rule: Any, link: Link) -> str:
    """The type of a value, in words."""
    if not isinstance(rule, dict):
        return "anything"
    if "$ref" in rule:
        return link(rule["$ref"])
    if "enum" in rule or "const" in rule:
        return ", ".join(f"`{orjson.dumps(one).decode()}`" for one in rule.get("enum", [rule.get("const")]))
    for several in ("anyOf", "oneOf"):
        if several in rule:
            return " or ".join(dict.fromkeys(kind(one, link) for one in rule[several]))
    kinds = rule.get("type", "anything")
    if isinstance(kinds, list):
        return " or ".join(kinds)
    if kinds == "array":
        return f"list of {kind(rule.get('items'), link)}"
    return str(kinds)


def cell(text: str) -> str:
    """A text as it stands in a cell of a table."""
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")
