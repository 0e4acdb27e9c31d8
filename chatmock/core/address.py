"""Where a client reached the server, as it names it: behind a port mapping or a proxy that is not where we listen."""

from __future__ import annotations

from chatmock.core.exchange import Request


def host_of(request: Request) -> str:
    """The host and port a client asked for; empty where it named none."""
    return request.headers.get("X-Forwarded-Host") or request.headers.get("Host", "")


def address_of(request: Request) -> str:
    """The address a client asked; empty where it named no host. Behind TLS a proxy has to say ``X-Forwarded-Proto``."""
    host = host_of(request)
    scheme = request.headers.get("X-Forwarded-Proto") or ("https" if request.secure else "http")
    return f"{scheme}://{host}" if host else ""
