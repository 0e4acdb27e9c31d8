"""Holding traffic against the schemas of its platform."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.core.dispatch import json_object
from chatmock.core.errors import Invalid, Refusal
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.operation import Call, Operation
from chatmock.core.provider import Provider
from chatmock.core.schema import Schema
from chatmock.core.transcript import Said

_TOLD = 10


class Judge:
    """Says what breaks a schema: each a place and a sentence, without anybody's data. ``clean`` replaces data in values."""

    def __init__(self, hub: Hub, provider: Provider[Any]) -> None:
        self._hub, self._provider = hub, provider

    def request(self, request: Request, operation: Operation | None, *, was_refused: bool) -> list[str]:
        """What is wrong with a request that was not refused; one that was refused is the server's to judge."""
        if operation is None:
            return ["request: no operation has this address"]
        if was_refused or operation.accept is None or request.headers.get("Content-Type", "").startswith("multipart/"):
            return []
        provider = self._provider
        try:
            own = provider.read(Call(self._hub, request, operation=operation)) if provider.reads else None
            if own is not None:
                operation.accept.accept(own)
            elif request.body and request.method != "GET":
                operation.accept.accept(json_object(provider, request.body))
            elif request.query:
                operation.accept.accept_query(request.query)
            else:
                operation.accept.accept({})
        except Invalid as found:
            known = found.field if found.field in operation.accept.properties else "a field"
            return [f"request: {known} breaks {found.keyword} of {operation.accept.name}"]
        except Refusal:
            return [f"request: it cannot be read as {operation.accept.name}"]
        return []

    def answer(
        self, operation: Operation | None, status: int, answer: Any, clean: Callable[[Any, str], Any]
    ) -> list[str]:
        """What is wrong with an answer: its status, its code, or what breaks its schema."""
        refusal = self._provider.refusal_in(status, answer)
        if refusal is not None:
            wrong = [] if refusal.code in self._provider.error_codes() else ["answer: no document knows its code"]
            return [*wrong, *self._broken("error", answer, clean, "answer")]
        if operation is None:
            return []
        wrong = [] if status == operation.status else [f"answer: the status is {status}, not {operation.status}"]
        return [*wrong, *self._broken(operation.returns, answer, clean, "answer")] if answer is not None else wrong

    def frame(self, said: Said, *, by_client: bool, clean: Callable[[Any, str], Any]) -> list[str]:
        """What is wrong with a frame; nothing where no schema is about it."""
        schema, part = self._provider.transcript.schema_of(said, by_client=by_client)
        return self._broken(schema, part, clean, "frame")

    def _broken(self, name: str, value: Any, clean: Callable[[Any, str], Any], what: str) -> list[str]:
        schemas = self._provider.api.schemas
        if not name or name not in schemas:
            return []
        schema: Schema = schemas[name]
        found = schema.check(value)
        if not found:
            return []
        without_data = dict(line.partition(": ")[::2] for line in schema.check(clean(value, name)))
        told = []
        for line in found[:_TOLD]:
            place = line.partition(": ")[0]
            said = without_data.get(place)
            told.append(f"{what}: {place} breaks {name}: {said}" if said else f"{what}: something breaks {name}")
        return told
