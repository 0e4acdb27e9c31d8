"""The answers to servcmds: what a command gives, with what every answer has in front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import App

_OK = {"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0}


def answer_of(app: App, command: str, result: Mapping[str, Any] | None) -> dict[str, Any]:
    """The body of an answer; under ``strict`` it is checked against the schema that the command returns."""
    body = {**_OK, **(result or {})}
    if app.report is not None:
        _check(app.report, command, orjson.loads(orjson.dumps(body)))
    return body


def _check(report: Callable[[str], None], command: str, body: Any) -> None:
    schema = api.commands[command].result
    if schema is not None and (found := schema.check(body)):
        report(f"the answer to {command} breaks its schema {schema.name}: {'; '.join(found[:5])}")
