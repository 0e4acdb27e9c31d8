"""What a provider says over sockets, in webhooks and in pushes, as an AsyncAPI 3 document: all of it is read from its tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from chatmock import __version__
from chatmock.core.provider import Speaker
from chatmock.core.ways import Message, Way
from chatmock.openapi.components import component, only_used, schemas

Document = dict[str, Any]
_OF_RECEIVERS = {"webhook": "receiver", "push": "phone"}
"""The server of what does not go over a socket of chatmock."""
_HOSTS: Document = {
    "receiver": {
        "host": "127.0.0.1:9000",
        "protocol": "http",
        "description": "A server of yours, at the address that you have set.",
    },
    "phone": {"host": "127.0.0.1", "protocol": "none", "description": "A phone. chatmock sends it nothing."},
}


def document(provider: Speaker[Any], url: str = "") -> Document:
    """The document of a provider, for a server at ``url``; without sockets, webhooks and pushes it has no channels."""
    ways = provider.ways()
    secure, _, host = (url or "http://127.0.0.1:8008").partition("://")
    own = {"host": urlsplit(f"//{host}").netloc, "protocol": "wss" if secure == "https" else "ws"}
    used = {_OF_RECEIVERS[way.kind] for way in ways if way.kind in _OF_RECEIVERS}
    return only_used(
        {
            "asyncapi": "3.0.0",
            "info": {
                "title": f"{provider.name} by chatmock",
                "version": __version__,
                "description": "Frames, webhooks and pushes of this provider. chatmock is the application.",
                "license": {"name": "MIT"},
            },
            "defaultContentType": "application/json",
            "servers": {"chatmock": own, **{name: _HOSTS[name] for name in sorted(used)}},
            "channels": {way.kind: _channel(provider, way) for way in ways},
            "operations": {
                f"{way.kind} {message.key}": _operation(way, message) for way in ways for message in _acts(way)
            },
            "components": {"schemas": schemas(provider)},
        }
    )


def _channel(provider: Speaker[Any], way: Way) -> Document:
    return {
        "address": way.address or None,
        "title": f"{way.kind.capitalize()}s",
        "description": way.about,
        "servers": [{"$ref": f"#/servers/{_OF_RECEIVERS.get(way.kind, 'chatmock')}"}],
        "messages": {message.key: _message(provider, way, message) for message in way.messages},
        **({"bindings": {"ws": {"method": "GET"}}} if way.kind == "socket" else {}),
    }


def _message(provider: Speaker[Any], way: Way, message: Message) -> Document:
    payload = dict(message.payload)
    described: Document = {"name": message.name, "contentType": way.content_type, "payload": component(payload)}
    if message.summary:
        described["summary"] = message.summary.replace("``", "`")
    if "$ref" in payload:
        examples = provider.api.schemas.referred(payload["$ref"])["examples"]
        described["examples"] = [{"payload": example} for example in examples]
    return described


def _acts(way: Way) -> Iterator[Message]:
    """The messages that begin something: all but those that come only as replies."""
    replies = {key for message in way.messages for key in message.replies}
    yield from (message for message in way.messages if message.key not in replies)


def _operation(way: Way, message: Message) -> Document:
    described: Document = {
        "action": "receive" if message.is_received else "send",
        "channel": {"$ref": f"#/channels/{way.kind}"},
        "messages": [_place(way, message.key)],
    }
    if message.summary:
        described["summary"] = message.summary.replace("``", "`")
    if message.replies:
        answers = [_place(way, key) for key in message.replies]
        described["reply"] = {"channel": described["channel"], "messages": answers}
    return described


def _place(way: Way, key: str) -> Document:
    return {"$ref": f"#/channels/{way.kind}/messages/{key.replace('~', '~0').replace('/', '~1')}"}
