"""What a platform takes in other words than its schemas: null for "not given", texts for booleans, scalars for texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import is_
from typing import Any

from jsonschema_rs import ValidationError

Rule = Mapping[str, Any]
Refer = Callable[[str], Rule]
"""The document that a ``$ref`` names."""

_BOOLEANS = {"true": True, "false": False}
AS_TEXT = "x-as-text"
"""Marks a text, or a map of texts, whose platform makes texts of booleans and numbers, as Python's ``str`` does."""


_NUMBERS = frozenset({int, float})


def is_final(errors: list[ValidationError]) -> bool:
    """Whether all that is wrong is the number at one property: other words for that there are none, but its text."""
    return len(errors) == 1 and type(errors[0].instance) in _NUMBERS and len(errors[0].instance_path) == 1


def in_schema_words(given: dict[str, Any], rule: Rule, refer: Refer) -> dict[str, Any]:
    """What was given as the schema has it, at any depth: nulls are left out, but for what takes null.

    ``"true"`` and ``"false"`` become booleans where one stands. What it cannot put right stays, for the schema to refuse:
    the very object that was given comes back where nothing was put right.
    """
    return _object(given, rule, refer)


def _right(value: Any, rule: Rule, refer: Refer) -> Any:
    kind = type(value)
    if kind is str:
        return _BOOLEANS.get(value, value) if rule.get("type") == "boolean" else value
    if kind is dict:
        return _object(value, _chosen(rule, "object", refer), refer)
    if kind is list:
        items = _chosen(rule, "array", refer).get("items", {})
        right = [_right(item, items, refer) for item in value]
        return value if all(map(is_, right, value)) else right
    return _as_text(value) if rule.get(AS_TEXT) else value


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, bool | int | float) else value


def _object(value: dict[str, Any], rule: Rule, refer: Refer) -> dict[str, Any]:
    as_text = rule.get(AS_TEXT)
    rules = rule.get("properties", {})
    put_right: dict[str, Any] = {}
    nulls: set[str] = set()
    for name, item in value.items():
        if type(item) is str and item not in _BOOLEANS:
            continue
        if as_text:
            right = _as_text(item)
        elif name not in rules:
            continue
        elif item is None:
            if not _takes_null(rules[name]):
                nulls.add(name)
            continue
        else:
            right = _right(item, rules[name], refer)
        if right is not item:
            put_right[name] = right
    if nulls:
        return {name: put_right.get(name, item) for name, item in value.items() if name not in nulls}
    return value | put_right if put_right else value


def _takes_null(rule: Rule) -> bool:
    kinds = rule.get("type", ())
    return kinds == "null" or (isinstance(kinds, list) and "null" in kinds)


def _chosen(rule: Rule, kind: str, refer: Refer) -> Rule:
    """The rule that holds for a value of a kind: behind a reference, or one of several."""
    if "$ref" in rule:
        rule = refer(rule["$ref"])
    branches = rule.get("anyOf", ())
    return next((one for branch in branches if (one := _chosen(branch, kind, refer)).get("type") == kind), rule)
