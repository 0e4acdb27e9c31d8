"""Where a client reached the server, as it names it: behind a port mapping or a proxy that is not where we listen."""

from __future__ import annotations

from chatmock.core.doors import name_of
from chatmock.core.exchange import Request

_SCHEMES = ("http", "https")


def host_of(request: Request) -> str:
    """The host and port a client asked for; of several proxies the first one says so. Empty where none is named."""
    return request.headers.get("X-Forwarded-Host", "").partition(",")[0].strip() or request.headers.get("Host", "")


def address_of(request: Request) -> str:
    """The address a client asked; empty where what it says is none. Behind TLS a proxy has to say ``X-Forwarded-Proto``."""
    host = host_of(request)
    if name_of(host) is None:
        return ""
    said = request.headers.get("X-Forwarded-Proto", "").partition(",")[0].strip().lower()
    scheme = said if said in _SCHEMES else "https" if request.secure else "http"
    return f"{scheme}://{host}"
