"""What a request brings, however its client sends it: JSON or a form with brackets, in the body or in the query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chatmock.core.jsontext import parse
from chatmock.core.operation import Operation
from chatmock.core.texts import as_value
from chatmock.providers.connectycube import errors
from chatmock.providers.connectycube.forms import BadForm, parsed

Rule = Mapping[str, Any]
_TEXTS: tuple[str | list[str], ...] = ("string", ["string", "null"])
"""Types of texts."""
_FLAGS: dict[Any, bool] = {1: True, 0: False, "1": True, "0": False, "true": True, "false": False}


def body_of(content: bytes, kind: str) -> dict[str, Any]:
    """The values of a body; raises a refusal for one that is none."""
    if not content:
        return {}
    try:
        if kind.startswith("application/x-www-form-urlencoded"):
            return parsed(content.decode())
        found = parse(content)
    except UnicodeDecodeError:
        raise errors.bad_body(reason=errors.BODY_PROBLEMS["encoding"]) from None
    except BadForm:
        raise errors.bad_body(reason=errors.BODY_PROBLEMS["form"]) from None
    except ValueError:
        raise errors.bad_body(reason=errors.BODY_PROBLEMS["json"]) from None
    if not isinstance(found, dict):
        raise errors.bad_body(reason=errors.BODY_PROBLEMS["object"])
    return found


def query_of(query: str) -> dict[str, Any]:
    """The values of a query; raises a refusal for one that is none."""
    try:
        return parsed(query)
    except BadForm:
        raise errors.bad_body(reason=errors.BODY_PROBLEMS["form"]) from None


def fitted(values: dict[str, Any], operation: Operation | None) -> dict[str, Any]:
    """Values as an operation's schema has them: ids sent as texts become numbers, comma texts become lists."""
    if operation is None or operation.accept is None:
        return values
    accept = operation.accept
    fit: dict[str, Any] = _fit_object(values, accept.document, accept.schemas.referred)
    return fit


def _fit(value: Any, rule: Rule, refer: Callable[[str], Rule]) -> Any:
    if "$ref" in rule:
        rule = refer(rule["$ref"])
    kinds = rule.get("type")
    if type(value) is str and kinds in _TEXTS:  # nearly always
        return value
    for kind in (kinds,) if isinstance(kinds, str) else kinds or ():
        fit = _FITS.get(kind)
        if fit is not None and (found := fit(value, rule, refer)) is not value:
            return found
    return value


def _fit_number(value: Any, rule: Rule, refer: Callable[[str], Rule]) -> Any:
    return (
        as_value(value, rule["type"] if isinstance(rule["type"], str) else "integer") if type(value) is str else value
    )


def _fit_flag(value: Any, rule: Rule, refer: Callable[[str], Rule]) -> Any:
    return _FLAGS.get(value, value) if type(value) in (int, str) else value


def _fit_text(value: Any, rule: Rule, refer: Callable[[str], Rule]) -> Any:
    return str(value) if type(value) is int else value


def _fit_list(value: Any, rule: Rule, refer: Callable[[str], Rule]) -> Any:
    items = rule.get("items", {})
    if isinstance(value, dict) and all(name.isascii() and name.isdecimal() and len(name) < 10 for name in value):
        value = [value[name] for name in sorted(value, key=int)]  # as PHP and Rails number the items of a form
    elif type(value) is str and not rule.get("x-no-commas"):
        value = [text.strip() for text in value.split(",") if text.strip()]
    elif type(value) in (int, str):
        value = [value]
    return [_fit(item, items, refer) for item in value] if isinstance(value, list) else value


def _fit_object(value: Any, rule: Rule, refer: Callable[[str], Rule]) -> Any:
    rules = rule.get("properties")
    if not isinstance(value, dict) or not rules:
        return value
    return {name: _fit(item, rules[name], refer) if name in rules else item for name, item in value.items()}


_FITS: dict[str, Callable[[Any, Rule, Callable[[str], Rule]], Any]] = {
    "integer": _fit_number,
    "number": _fit_number,
    "boolean": _fit_flag,
    "string": _fit_text,
    "array": _fit_list,
    "object": _fit_object,
}
