"""Requests that have to be refused, made of one that is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from chatmock.contract.plan import Row
from chatmock.core.api import Api
from chatmock.core.operation import Operation

NOBODY = "~nobody"
_MOST = 3


def spoiled(api: Api, operation: Operation, row: Row) -> Iterator[Row]:
    """A row without the credential, with a path that names nothing, and without each of the first fields it needs."""
    plain: dict[str, Any] = {"then": [], "keep": {}, "shows": None, "has": {}, "lacks": {}, "undo": []}
    row = msgspec.structs.replace(row, **plain)
    if not operation.auth or operation.auth != "open":
        yield msgspec.structs.replace(row, headers={})
    path, mark, query = row.line.partition("?")
    elsewhere = "/".join(_elsewhere(api, operation.path.split("/"), path.split("/")))
    if elsewhere != path:
        yield msgspec.structs.replace(row, do=f"{row.method} {elsewhere}{mark}{query}")
    needed: list[str] = operation.accept.document.get("required", []) if operation.accept is not None else []
    if isinstance(row.body, Mapping):
        for name in [name for name in needed if name in row.body][:_MOST]:
            rest = {key: value for key, value in row.body.items() if key != name}
            yield msgspec.structs.replace(row, body=rest)


def _elsewhere(api: Api, named: list[str], parts: list[str]) -> Iterator[str]:
    for name, part in zip(named, parts, strict=False):
        yield NOBODY if name.startswith("{") and name[1:-1] not in api.choices else part
