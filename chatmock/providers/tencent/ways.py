"""What goes over Tencent Chat's web socket and in its webhooks, read from the tables that send it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chatmock.core.ways import Message, Way, one_of, refers
from chatmock.providers.tencent.api import api, schemas
from chatmock.providers.tencent.socket.login import RELOGIN
from chatmock.providers.tencent.socket.post import MESSAGE
from chatmock.providers.tencent.socket.pushes import RELOGIN as OF_RELOGIN
from chatmock.providers.tencent.socket.pushes import SCHEMAS
from chatmock.providers.tencent.socket.talk import PATHS, SILENT
from chatmock.providers.tencent.webhooks.asking import RULES, VERDICT
from chatmock.providers.tencent.webhooks.posting import BODIES, delivery_name

_SOCKET = (
    f"A frame is a JSON object of a head and a body. At `{PATHS[0]}` it is a binary message, packed where the client asks for "
    f"that; at `{PATHS[1]}` it is a text. A command of a community's group may be called `million_group_open_http_svc.…`."
)
_WEBHOOKS = "The body of a POST request to the address that the application has set. Some are answered with a verdict."
_ERROR = "error"


def ways() -> tuple[Way, ...]:
    """The ways of the provider."""
    return (
        Way("socket", _SOCKET, (*_commands(), *_pushes()), PATHS[0]),
        Way("webhook", _WEBHOOKS, tuple(_webhooks())),
    )


def _commands() -> Iterator[Message]:
    for name, operation in api.commands.items():
        accepts = refers(operation.accepts) if operation.accepts else {"type": "object"}
        if name in SILENT:
            yield Message(name, _frame(name, accepts), operation.summary, True)
            continue
        answer = Message(name, _frame(name, one_of(*filter(None, (operation.returns, _ERROR)))), "The answer.")
        yield Message(name, _frame(name, accepts), operation.summary, True, (answer.key,))
        yield answer


def _pushes() -> Iterator[Message]:
    for schema in SCHEMAS.values():
        events = {"type": "array", "items": refers(schema), "minItems": 1, "maxItems": 1}
        body = {
            "type": "object",
            "properties": {"EventArray": events, "NeedAck": {"type": "integer"}},
            "required": ["EventArray", "NeedAck"],
        }
        yield Message(MESSAGE, _frame(MESSAGE, body), schemas[schema].document["description"], part=schema)
    yield Message(RELOGIN, _frame(RELOGIN, refers(OF_RELOGIN)), schemas[OF_RELOGIN].document["description"])


def _frame(servcmd: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """A whole frame: head and body."""
    head = {
        "type": "object",
        "properties": {"ver": {"type": "string"}, "servcmd": {"const": servcmd}, "seq": {"type": "integer"}},
        "required": ["servcmd", "seq"],
    }
    return {"type": "object", "properties": {"head": head, "body": body}, "required": ["head", "body"]}


def _webhooks() -> Iterator[Message]:
    verdict = Message("verdict", refers(VERDICT), "The answer to a before-webhook.", is_received=True)
    for command, schema in BODIES.items():
        replies = (verdict.key,) if command in RULES else ()
        yield Message(delivery_name(command), refers(schema.name), schema.document["description"], replies=replies)
    yield verdict
