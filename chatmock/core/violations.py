"""What in a value breaks a schema, in bounded time: the validator can list all errors or find the first, nothing between.

An error takes some kilobytes, and a body may have millions of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jsonschema_rs import Registry, ValidationError, validator_for

MOST_PARTS = 1_000
"""Parts of a property in which all errors are looked for; of a larger one it is the first."""
_LEAST, _MOST = -(2**63), 2**64 - 1
"""The whole numbers that can be written again."""


def errors_in(
    given: dict[str, Any], validator: Any, properties: Mapping[str, Any], address: str, registry: Registry
) -> list[ValidationError]:
    """The errors of each property of the schema at an address, of a large property the first alone."""
    large = {name: value for name, value in given.items() if is_larger(value, MOST_PARTS)}
    if not large:
        return list(validator.iter_errors(given))
    small = {name: value for name, value in given.items() if name not in large}
    found = [error for error in validator.iter_errors(small) if _missing(error) not in large]
    for name in large.keys() & properties.keys():
        alone = validator_for({"properties": {name: {"$ref": f"{address}#/properties/{name}"}}}, registry=registry)
        found += all_or_first(alone, {name: large[name]}, MOST_PARTS)
    return found


def _missing(error: ValidationError) -> str:
    """The property that an error says is missing; empty for another error."""
    return "" if error.instance_path else getattr(error.kind, "property", "")


def all_or_first(validator: Any, value: Any, most: int) -> list[ValidationError]:
    """All errors of a value, or the first one alone if the value has more than ``most`` parts."""
    if not is_larger(value, most):
        return list(validator.iter_errors(value))
    try:
        validator.validate(value)
    except ValidationError as error:
        return [error]
    return []


def is_larger(value: Any, most: int) -> bool:
    """Whether a value has more than so many parts, at any depth."""
    if type(value) is not list and type(value) is not dict:
        return False
    count, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        count += len(one)
        if count > most:
            return True
        waiting += [inner for inner in (one.values() if type(one) is dict else one) if type(inner) in (list, dict)]
    return False


def all_kept(values: Mapping[str, Any], names: Iterable[str]) -> bool:
    """Whether the values under some names are whole numbers that can be written again."""
    for name in names:
        value = values[name]
        if type(value) is not int or not _LEAST <= value <= _MOST:
            return False
    return True


def is_kept(number: Any) -> bool:
    """Whether a whole number is no float, and can be written again: JSON texts are read and written with 64 bits."""
    return type(number) is not float and (type(number) is not int or _LEAST <= number <= _MOST)
