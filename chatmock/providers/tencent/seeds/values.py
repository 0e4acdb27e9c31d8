"""Messages as seed documents have them."""

from __future__ import annotations

import msgspec

from chatmock.core.filling import Values
from chatmock.core.seed_values import copied
from chatmock.providers.tencent.model import Message

_PLAIN = {
    field.name: field.default
    for field in msgspec.structs.fields(Message)
    if field.default is not msgspec.NODEFAULT
    and field.name not in ("rendered", "known_key", "client_time", "topic", "hidden_from", "reactions", "extensions")
}
"""The fields that are dumped as they are, with the values that most messages have."""


def dump_message(message: Message) -> Values:
    """A message, without what it is in."""
    plain = {name: getattr(message, name) for name in _PLAIN}
    values = {name: copied(value) for name, value in plain.items() if value != _PLAIN[name]}
    if message.hidden_from:
        values["hidden_from"] = list(message.hidden_from)
    if message.reactions:
        values["reactions"] = {name: list(people) for name, people in message.reactions.items()}
    if message.extensions:
        rows = message.extensions.items()
        values["extensions"] = {key: {"value": value, "seq": seq} for key, (value, seq) in rows}
    return {
        "from": message.sender,
        "sent": message.time * 1000,
        "seq": message.seq,
        "random": message.random,
        "client_time": message.client_time,
        "body": message.body,
        **values,
    }
