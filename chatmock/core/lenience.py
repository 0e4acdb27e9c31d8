"""What a platform takes in other words than its schemas: null for "not given", texts for booleans, scalars for texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Rule = Mapping[str, Any]
Refer = Callable[[str], Rule]
"""The document that a ``$ref`` names."""

_BOOLEANS = {"true": True, "false": False}
_AS_TEXT = "x-as-text"
"""Marks a text, or a map of texts, whose platform makes texts of booleans and numbers, as Python's ``str`` does."""


def in_schema_words(given: dict[str, Any], rule: Rule, refer: Refer) -> dict[str, Any]:
    """What was given as the schema has it, at any depth: nulls are left out, but for what takes null.

    ``"true"`` and ``"false"`` become booleans where one stands. What it cannot put right stays, for the schema to refuse.
    """
    return _object(given, rule, refer)


def _right(value: Any, rule: Rule, refer: Refer) -> Any:
    if type(value) is dict:
        return _object(value, _chosen(rule, "object", refer), refer)
    if type(value) is list:
        items = _chosen(rule, "array", refer).get("items", {})
        return [_right(item, items, refer) for item in value]
    if type(value) is str and rule.get("type") == "boolean":
        return _BOOLEANS.get(value, value)
    return _as_text(value) if rule.get(_AS_TEXT) else value


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, bool | int | float) else value


def _object(value: dict[str, Any], rule: Rule, refer: Refer) -> dict[str, Any]:
    if rule.get(_AS_TEXT):
        return {key: _as_text(item) for key, item in value.items()}
    rules = rule.get("properties", {})
    return {
        name: _right(item, rules.get(name, {}), refer)
        for name, item in value.items()
        if item is not None or name not in rules or _takes_null(rules[name])
    }


def _takes_null(rule: Rule) -> bool:
    kinds = rule.get("type", ())
    return kinds == "null" or (isinstance(kinds, list) and "null" in kinds)


def _chosen(rule: Rule, kind: str, refer: Refer) -> Rule:
    """The rule that holds for a value of a kind: behind a reference, or one of several."""
    if "$ref" in rule:
        rule = refer(rule["$ref"])
    branches = rule.get("anyOf", ())
    return next((one for branch in branches if (one := _chosen(branch, kind, refer)).get("type") == kind), rule)
