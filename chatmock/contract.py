"""Holding a server, chatmock or another, against the JSON Schemas: what it answers to a few requests breaks them or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

import orjson

from chatmock.core.operation import Operation
from chatmock.core.printable import printable
from chatmock.core.provider import Provider
from chatmock.core.sample import Ask

_PATIENCE = 30.0
_TOLD = 5


class Unreachable(Exception):
    """There is no server."""


@dataclass(slots=True)
class Finding:
    """One request, and what is wrong with its answer; ``skipped`` says why it was not sent."""

    line: str
    schema: str = ""
    wrong: list[str] = field(default_factory=list)
    skipped: str = ""

    def __str__(self) -> str:
        mark = "skip" if self.skipped else "BAD " if self.wrong else "ok  "
        lines = [f"{mark} {self.line}  {self.skipped or self.schema}".rstrip()]
        lines += [f"       {wrong}" for wrong in self.wrong[:_TOLD]]
        if len(self.wrong) > _TOLD:
            lines.append(f"       and {len(self.wrong) - _TOLD} more")
        return "\n".join(lines)


class Checked:
    """A server under examination, reached at ``url`` with a credential of an application.

    ``known`` are facts of the application that requests may name in braces, such as its id.
    """

    def __init__(
        self, provider: Provider[Any], url: str, credential: Mapping[str, str], known: Mapping[str, Any] | None = None
    ) -> None:
        self.provider = provider
        self.url = url.rstrip("/").removesuffix(provider.api.prefix)
        self._credential = credential
        self._opener = build_opener(ProxyHandler({}))
        self._kept = {name: str(value) for name, value in (known or {}).items()}

    def findings(self, *, write: bool = False) -> Iterator[Finding]:
        """Ask one thing after another; raises Unreachable where nobody answers."""
        for probe in self.provider.probes(write=write):
            yield self._finding(probe)

    def _finding(self, probe: Ask) -> Finding:
        try:
            ask = probe.filled(self._kept)
        except KeyError as missing:
            return Finding(probe.line, skipped=f"no {missing.args[0]} was found before")
        status, kind, body = self._send(ask)
        finding = Finding(ask.line, schema="error" if ask.code else self._schema(ask))
        if not body and (status == HTTPStatus.NO_CONTENT or not finding.schema):
            kind, body = "application/json", b"{}"
        if kind.partition(";")[0].strip() != "application/json":
            finding.wrong.append(f"the content type is {kind!r}")
        try:
            answer = orjson.loads(body)
        except ValueError:
            finding.wrong.append(f"the body is no JSON: {body[:80]!r}")
            return finding
        finding.wrong += self._about(ask, finding.schema, status, answer)
        self._kept |= ask.kept(answer)
        return finding

    def _about(self, ask: Ask, schema: str, status: int, answer: object) -> Iterator[str]:
        refused = self.provider.refusal_in(status, answer)
        code = refused.code if refused is not None else 0
        if code != ask.code:
            said = refused.message if refused is not None else ""
            yield f"expected {ask.code or 'success'}, got status {status}, code {code}: {said}".rstrip(": ")
            if refused is not None:
                schema = "error"
        elif (refused is None and status != self._status(ask)) or (
            refused is not None and status == HTTPStatus.OK and not self.provider.refuses_with_success
        ):
            yield f"the status is {status}"
        if schema:
            yield from self.provider.api.schemas[schema].check(answer)

    def _operation(self, ask: Ask) -> Operation | None:
        return self.provider.api.match(ask.path, ask.method, "")[0]

    def _status(self, ask: Ask) -> int:
        operation = self._operation(ask)
        return operation.status if operation is not None else HTTPStatus.OK

    def _schema(self, ask: Ask) -> str:
        operation = self._operation(ask)
        return operation.returns if operation is not None else ""

    def _send(self, ask: Ask) -> tuple[int, str, bytes]:
        headers = {"Content-Type": "application/json", **(self._credential if ask.headers is None else ask.headers)}
        request = Request(self.url + ask.line.partition(" ")[2], ask.content or None, headers, method=ask.method)
        try:
            with self._opener.open(request, timeout=_PATIENCE) as response:
                return response.status, response.headers.get("Content-Type", ""), response.read()
        except HTTPError as refused:
            with refused:
                return refused.code, refused.headers.get("Content-Type", ""), refused.read()
        except HTTPException as failure:
            said = printable(str(failure) or type(failure).__name__, 100)
            raise Unreachable(f"what answers at {self.url} speaks no HTTP: {said}; name another address") from None
        except (URLError, OSError) as failure:
            raise Unreachable(f"nobody answers at {self.url}: {getattr(failure, 'reason', failure)}") from None
