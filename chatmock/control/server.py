"""The server as a whole: whether it answers, and what it can do."""

from __future__ import annotations

from chatmock import __version__
from chatmock.control.api import Given, api
from chatmock.core.hub import Hub


@api.get("/health", returns="health")
def view_health(hub: Hub) -> Given:
    """Whether the server answers, and what it holds."""
    return {
        "status": "ok",
        "version": __version__,
        "providers": list(hub.cards),
        "applications": [application.app_id for application in hub],
    }


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
