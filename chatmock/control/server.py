"""The server as a whole: whether it answers, and what it can do."""

from __future__ import annotations

from urllib.parse import urlsplit

from chatmock import __version__
from chatmock.control.api import Given, api, no_ca
from chatmock.core.defaults import default_options
from chatmock.core.exchange import Binary
from chatmock.core.hub import Hub
from chatmock.core.listening import port_numbers

_PEM = "application/x-pem-file"


@api.get("/health", returns="health")
def view_health(hub: Hub) -> Given:
    """Whether the server answers, and what it holds."""
    return {
        "status": "ok",
        "version": __version__,
        "providers": list(hub.cards),
        "variants": {
            name: variant for name, card in hub.cards.items() if (variant := card.variant(default_options(hub, name)))
        },
        "applications": [application.app_id for application in hub],
        "listening": port_numbers(hub.addresses),
        **({"tls_port": urlsplit(hub.secure_url).port} if hub.secure_url else {}),
    }


@api.get("/ca.pem", gives=(_PEM,))
def view_ca_certificate(hub: Hub) -> Binary:
    """The certificate of the CA that clients by https have to trust, in PEM."""
    if not hub.ca_certificate:
        raise no_ca()
    return Binary(hub.ca_certificate, _PEM)


@api.get("/operations", returns="operation.page")
def list_operations(hub: Hub) -> Given:
    """Every operation of every provider."""
    return {
        "operations": [
            {
                "provider": provider.name,
                "name": operation.name,
                "method": operation.method,
                "path": operation.address,
                "summary": operation.summary,
            }
            for provider in hub.every()
            for operation in (*provider.api.operations.values(), *provider.api.commands.values())
        ]
    }
