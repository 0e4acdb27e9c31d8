"""Derived documents: OpenAPI, AsyncAPI, and the JSON Schemas themselves."""

from __future__ import annotations

from typing import Any

from chatmock.control.api import Given, api, unknown_name
from chatmock.core.deferred import Deferred
from chatmock.core.hub import Hub
from chatmock.core.provider import Speaker

_ASYNCAPI = Deferred("chatmock.asyncapi")
_OPENAPI = Deferred("chatmock.openapi")


def speaker(hub: Hub, name: str) -> Speaker[Any]:
    """The provider of a name, or the control API under ``control``; the first provider where none is named."""
    if hub.control is not None and name == hub.control.name:
        return hub.control
    if name and name not in hub.cards:
        known = [*hub.cards, *([hub.control.name] if hub.control is not None else ())]
        raise unknown_name(thing="provider", name=name, near=f"; there are: {', '.join(known)}")
    return hub.provider(name or next(iter(hub.cards)))


@api.get("/openapi.json", accepts="openapi.query")
def view_openapi(hub: Hub, given: Given) -> Given:
    """An OpenAPI 3.1 document of a provider's API, or of this one with ``provider=control``."""
    document: Given = _OPENAPI.document(speaker(hub, given.get("provider", "")), hub.url)
    return document


@api.get("/asyncapi.json", accepts="openapi.query")
def view_asyncapi(hub: Hub, given: Given) -> Given:
    """An AsyncAPI 3 document of a provider's frames, webhooks and pushes. This API has none."""
    document: Given = _ASYNCAPI.document(speaker(hub, given.get("provider", "")), hub.url)
    return document


@api.get("/schemas/{provider}", returns="schema.page")
def list_schemas(hub: Hub, provider: str) -> Given:
    """Names of a provider's JSON Schemas."""
    return {"schemas": sorted(speaker(hub, provider).api.schemas.documents)}


@api.get("/schemas/{provider}/{name}")
def view_schema(hub: Hub, provider: str, name: str) -> Given:
    """A JSON Schema, with or without ``.json`` at its end, so that what it refers to is found beside it."""
    documents = speaker(hub, provider).api.schemas.documents
    name = name.removesuffix(".json")
    if name not in documents:
        raise unknown_name(thing="schema", name=name, near="")
    return documents[name]
