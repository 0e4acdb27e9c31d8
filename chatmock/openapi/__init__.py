"""An Api as an OpenAPI 3.1 document: nothing in it is written by hand, all of it is read from operations and schemas."""

from __future__ import annotations

from typing import Any

from chatmock import __version__
from chatmock.core.provider import Speaker
from chatmock.openapi.components import only_used, schemas
from chatmock.openapi.links import link_creations
from chatmock.openapi.operations import REFUSAL, paths, refusal, security_schemes
from chatmock.openapi.tags import tags

Document = dict[str, Any]


def document(speaker: Speaker[Any], url: str = "") -> Document:
    """The document of a provider or of the control API, for a server at ``url``."""
    made: Document = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{speaker.name} by chatmock",
            "version": __version__,
            "description": "What chatmock answers under this provider's addresses.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": url or "/"}],
        "tags": tags(speaker),
        "paths": paths(speaker),
        "components": {"schemas": schemas(speaker), "responses": {REFUSAL: refusal(speaker)}},
    }
    if speaker.security:
        made["components"]["securitySchemes"] = security_schemes(speaker)
    else:
        made["security"] = []
    link_creations(speaker, made["paths"])
    return only_used(made)
