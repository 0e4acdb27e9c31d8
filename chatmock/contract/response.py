"""Holding one answer of a server to its contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import orjson

from chatmock.core.exchange import Request
from chatmock.core.operation import Operation
from chatmock.core.provider import Provider
from chatmock.serving import new_hub

_TOLD = 10


def assert_conforms(response: Any, *, provider: str = "") -> None:
    """Hold an answer against the schema of its operation; raises AssertionError with what is wrong, and where.

    ``response`` is one of requests or httpx, one of aiohttp whose body was read (``await response.read()``), or a tuple
    ``(method, url, status, headers, body)`` with a body of bytes. The operation is found by method and path; name the
    ``provider`` where two have the same. Raises LookupError where no operation has this address.
    """
    method, url, status, headers, body = _parts(response)
    found = [*_operations(method, urlsplit(url).path, headers, provider)]
    if not found:
        raise LookupError(f"no operation answers {method} {url}; `chatmock routes` lists them all")
    told = [_wrong(speaker, operation, status, headers, body) for speaker, operation in found]
    wrong = min(told, key=len)
    assert not wrong, "\n".join([f"{method} {url} breaks its contract:", *(f"  {line}" for line in wrong[:_TOLD])])


def _parts(response: Any) -> tuple[str, str, int, Mapping[str, str], bytes]:
    if isinstance(response, tuple):
        method, url, status, headers, body = response
        return method, url, status, headers, body
    request = getattr(response, "request", None)
    if request is not None:  # requests and httpx
        return request.method, str(request.url), response.status_code, response.headers, response.content
    return response.method, str(response.url), response.status, response.headers, _body_that_was_read(response)


def _body_that_was_read(response: Any) -> bytes:
    """The body of an aiohttp answer: reading it a second time waits for nothing."""
    reading = response.read()
    try:
        reading.send(None)
    except StopIteration as ended:
        return bytes(ended.value)
    reading.close()
    raise ValueError("the body was not read yet; say `await response.read()` first")


def _operations(
    method: str, path: str, headers: Mapping[str, str], name: str
) -> Iterator[tuple[Provider[Any], Operation]]:
    hub = new_hub()
    for provider in [hub.provider(name)] if name else hub.every():
        seen = set()
        for auth in ("", *provider.security):
            operation = provider.api.match(path, method, auth)[0]
            if operation is not None and operation.name not in seen and provider.claims(Request(method, path)):
                seen.add(operation.name)
                yield provider, operation


def _wrong(
    provider: Provider[Any], operation: Operation, status: int, headers: Mapping[str, str], body: bytes
) -> list[str]:
    schema = operation.returns
    kind = headers.get("Content-Type", headers.get("content-type", "")).partition(";")[0].strip()
    if not schema and not body:
        return []
    try:
        answer = orjson.loads(body)
    except ValueError:
        return [f"the body is no JSON: {body[:80]!r}"] if schema else []
    refusal = provider.refusal_in(status, answer)
    wrong = [] if kind == "application/json" else [f"the content type is {kind!r}, not 'application/json'"]
    if refusal is not None:
        if refusal.code not in provider.error_codes():
            wrong.append(f"no document knows the code {refusal.code}: {refusal.message}")
        schema = "error"
    elif status != operation.status:
        wrong.append(f"the status is {status}, not {operation.status}")
    return [*wrong, *(provider.api.schemas[schema].check(answer) if schema else ())]
