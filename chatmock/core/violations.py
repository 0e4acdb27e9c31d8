"""What in a value breaks a schema, in bounded time: the validator can list all errors or find the first, nothing between.

An error takes some kilobytes, and a body may have millions of them.
"""

from __future__ import annotations

from typing import Any

from jsonschema_rs import ValidationError


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
