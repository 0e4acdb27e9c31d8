"""Looks on at every answer of the control API in this process: its status, its type and its code stand in the OpenAPI document."""

from collections.abc import Generator
from functools import cache, wraps
from typing import Any

import pytest

from chatmock import openapi
from chatmock.control import Control
from chatmock.core import dispatch
from chatmock.core.exchange import Answer
from chatmock.core.operation import Call, Operation

_ANSWERS = ("_conclude", "_refuse")
"""The functions that make every answer."""
seen: set[tuple[str, int, str]] = set()
"""Operation, status and type of the answers so far."""


class Documenting:
    """Fails a test in which the control API answered what its document lacks."""

    def __init__(self) -> None:
        self.lacking: list[str] = []
        for name in _ANSWERS:
            setattr(dispatch, name, self._noting(getattr(dispatch, name)))

    def _noting(self, make: Any) -> Any:
        @wraps(make)
        def made(hub: Any, provider: Any, call: Call, *rest: Any) -> Answer:
            answer: Answer = make(hub, provider, call, *rest)
            if isinstance(provider, Control) and not answer.waits:
                self._note(call.operation, answer)
            return answer

        return made

    def _note(self, operation: Operation | None, answer: Answer) -> None:
        kind = answer.content_type.partition(";")[0]
        name = "" if operation is None else f"{operation.method} {operation.address}"
        seen.add((name, answer.status, kind))
        if answer.refusal is not None and answer.refusal.code not in _codes():
            self.lacking.append(f"{name} answered the code {answer.refusal.code}")
        if operation is not None and kind not in _types(operation.method, operation.address, answer.status):
            self.lacking.append(f"{name} answered {answer.status} with {kind}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None]:
        try:
            return (yield)
        finally:
            lacking, self.lacking = sorted(set(self.lacking)), []
            if lacking:
                pytest.fail(f"the OpenAPI document of the control API lacks: {'; '.join(lacking)}")


@cache
def _document() -> dict[str, Any]:
    return openapi.document(Control())


def _codes() -> list[str]:
    codes: list[str] = _document()["components"]["schemas"]["error"]["properties"]["code"]["enum"]
    return codes


def _types(method: str, address: str, status: int) -> dict[str, Any]:
    """The types of answers that the document has for a status of an operation."""
    item = (
        _document()["paths"].get(address) or _document()["paths"][address.rstrip("/").removesuffix("/_chatmock") or "/"]
    )
    answers = item[method.lower()]["responses"]
    found = answers.get(str(status)) or answers.get(f"{status // 100}XX") or {}
    if "$ref" in found:
        found = _document()["components"]["responses"][found["$ref"].rpartition("/")[2]]
    types: dict[str, Any] = found.get("content", {})
    return types
