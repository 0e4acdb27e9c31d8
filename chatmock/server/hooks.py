"""What a provider is told of its connections. A failure inside it is reported, and the connection stays whole."""

from __future__ import annotations

import logging
from typing import Any

from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.provider import Provider

log = logging.getLogger("chatmock")


def connect(hub: Hub, provider: Provider[Any], request: Request, connection: Connection) -> dict[str, Any]:
    """Have a WebSocket taken in. Returns the body with which its handshake is refused, empty in most cases."""
    hub.changes += 1
    try:
        provider.connect(hub, request, connection)
    except Exception as failure:
        connection.refusal = 500
        reason = _report(hub, provider, "connect", failure)
        refusal, app = provider.broken(reason), connection.application
        return provider.refused(refusal, provider.message(refusal, app), app)[1]
    return {}


def open_stream(hub: Hub, provider: Provider[Any], name: str, connection: Connection) -> None:
    """Have a stream taken in; it ends at once where that fails."""
    hub.changes += 1
    try:
        provider.open_stream(hub, name, connection)
    except Exception as failure:
        _failed(hub, provider, connection, "open_stream", failure)
        connection.close()


def received(hub: Hub, provider: Provider[Any], connection: Connection, data: str | bytes) -> None:
    """Hand on what came from a client."""
    hub.changes += 1
    try:
        provider.received(hub, connection, data)
    except Exception as failure:
        _failed(hub, provider, connection, "received", failure)


def closed(hub: Hub, provider: Provider[Any], connection: Connection) -> None:
    """Say that a connection is gone."""
    hub.changes += 1
    try:
        provider.closed(hub, connection)
    except Exception as failure:
        _report(hub, provider, "closed", failure)


def _failed(hub: Hub, provider: Provider[Any], connection: Connection, hook: str, failure: Exception) -> None:
    reason = _report(hub, provider, hook, failure)
    try:
        provider.failed(hub, connection, reason)
    except Exception as second:
        _report(hub, provider, "failed", second)


def _report(hub: Hub, provider: Provider[Any], hook: str, failure: Exception) -> str:
    """Log a failure and keep it for strict tests; returns it in words."""
    where, reason = f"{provider.name} {hook}", f"{type(failure).__name__}: {failure}"
    log.error("%s failed inside chatmock", where, exc_info=failure)
    hub.broken.append(f"{where}: {reason}")
    return reason
