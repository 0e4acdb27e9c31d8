"""Messages as seed documents have them."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.providers.tencent.model import Message

_NOT_PLAIN = (
    *("sender", "target", "time", "seq", "random", "client_time", "elements", "topic"),
    *("rendered", "known_key", "hidden_from", "reactions", "extensions"),
)


def dump_message(message: Message) -> Values:
    """A message, without what it is in."""
    values = plain_values(message, *_NOT_PLAIN)
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
