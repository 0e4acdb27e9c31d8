"""What goes over Sendbird's sockets, in its webhooks and its pushes, read from the tables that send it."""

from __future__ import annotations

from collections.abc import Iterator

from chatmock.core.ways import Message, Way, one_of, refers
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.bots import callbacks
from chatmock.providers.sendbird.model import CATEGORIES_2016
from chatmock.providers.sendbird.push.payloads import SCHEMA
from chatmock.providers.sendbird.realtime.post import REFUSED, SCHEMAS
from chatmock.providers.sendbird.realtime.talk import ANSWERED_BY
from chatmock.providers.sendbird.webhooks.bodies import BODIES
from chatmock.providers.sendbird.webhooks.posting import OF_2016, delivery_name

_SOCKET = (
    "A frame is a text: four letters that name the command, a JSON object, and in frames of the server a line feed. "
    "The payload is the object."
)
_WEBHOOKS = "The body of a POST request to the address that the application or the bot has set."
_PUSHES = "What the push service of a device would get. chatmock sends none of it: the journal has it."
_TEXT = {"type": "string"}
_APNS = {
    "type": "object",
    "properties": {"aps": {"type": "object"}, "sendbird": refers(SCHEMA)},
    "required": ["aps", "sendbird"],
}
_DATA = {
    "type": "object",
    "properties": {
        "data": {
            "type": "object",
            "properties": {"message": _TEXT, "sendbird": {**_TEXT, "contentMediaType": "application/json"}},
            "required": ["message", "sendbird"],
        }
    },
    "required": ["data"],
}


def ways() -> tuple[Way, ...]:
    """The ways of the provider."""
    return (
        Way("socket", _SOCKET, (*_commands(), *_frames()), "/"),
        Way("webhook", _WEBHOOKS, tuple(_webhooks())),
        Way("push", _PUSHES, (Message("push", {"anyOf": [_APNS, _DATA]}, "A message for somebody who is away."),)),
    )


def _commands() -> Iterator[Message]:
    for name, operation in api.commands.items():
        answer = [f"server {ANSWERED_BY.get(name, name)}"] if operation.returns else []
        yield Message(name, refers(operation.accepts), operation.summary, True, (*answer, "server EROR"))


def _frames() -> Iterator[Message]:
    for command, schema in SCHEMAS.items():
        answers = [
            operation.returns
            for name, operation in api.commands.items()
            if operation.returns and ANSWERED_BY.get(name, name) == command
        ]
        refusals = [REFUSED] if command == "LOGI" else []
        yield Message(command, one_of(schema, *answers, *refusals))


def _webhooks() -> Iterator[Message]:
    for category in dict.fromkeys((*BODIES, *CATEGORIES_2016)):
        schemas = [BODIES[category]] if category in BODIES else []
        yield Message(delivery_name(category), one_of(*schemas, *([OF_2016] if category in CATEGORIES_2016 else [])))
    yield Message(callbacks.DELIVERY, refers(callbacks.SCHEMA))
