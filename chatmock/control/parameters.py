"""The query and the body of a call of this API: which names stand where, and one object made of both.

A GET and a DELETE have all in their query. Others have all in their body; their query may name whom the call is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chatmock.control.api import ADDRESSING, invalid_value, near, unknown_name
from chatmock.core.errors import Refusal
from chatmock.core.exchange import Request
from chatmock.core.operation import BY_QUERY, Operation
from chatmock.core.schema import Schema
from chatmock.core.texts import Texts, query_texts, read
from chatmock.core.words import nearest


def check_query(operation: Operation, query: str) -> Texts:
    """The names and texts of a query; refuses a name that the operation does not take, says twice, or says nothing of."""
    texts, rules = query_texts(query), operation.query_parameters
    seen: set[str] = set()
    for name, text in texts:
        if name not in rules:
            raise _unknown(name, operation, rules)
        if name in seen:
            raise invalid_value(field=name, reason="stands twice in the query; say it once")
        if name in ADDRESSING and not text:
            raise invalid_value(field=name, reason="is empty in the query; name one, or leave it out")
        seen.add(name)
    return texts


def _unknown(name: str, operation: Operation, rules: Mapping[str, Any]) -> Refusal:
    """What is said of a name that has no place in a query: where it belongs, what was meant, or what there is."""
    accept = operation.accept
    if accept is not None and operation.method not in BY_QUERY and name in accept.properties:
        hint = "; it belongs in the JSON object of the body"
    elif not rules:
        hint = "; this operation takes none, leave it out"
    else:
        hint = near(nearest(name, rules, 2), rules)
    return unknown_name(thing="query parameter", name=name, near=hint)


def check_no_body(operation: Operation, body: Mapping[str, Any]) -> None:
    """Refuse what stands in the body of an operation that takes none."""
    for name in body:
        where = "put it in the query" if name in operation.query_parameters else "leave it out"
        raise unknown_name(thing="field", name=name, near=f"; this operation takes no body, {where}")


def in_one(accept: Schema, rules: Mapping[str, Any], texts: Texts, body: dict[str, Any]) -> dict[str, Any]:
    """The values of both; a name that stands in both is refused, but for the provider that a state names as well."""
    named = read(texts, rules, keeps_others=False)
    for name, value in named.items():
        if name in body and (name in accept.properties or body[name] != value):
            raise invalid_value(field=name, reason="stands in the query and in the body; say it once")
    return body | named


def media_type(request: Request) -> str:
    """What a body says it is, without its parameters."""
    return request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
