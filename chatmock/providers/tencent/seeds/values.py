"""Messages as seed documents have them."""

from __future__ import annotations

from chatmock.core.seed_values import Values, plain_values
from chatmock.providers.tencent.model import Message


def dump_message(message: Message) -> Values:
    """A message, without what it is in."""
    apart = ("sender", "target", "time", "rendered", "seq", "random", "client_time", "topic", "extension")
    values = plain_values(message, *apart)
    if message.extension is not None:
        known = {key: {"value": value, "seq": seq} for key, (value, seq) in message.extension.values.items()}
        values["extension"] = {**plain_values(message.extension, "values"), "values": known}
    return {
        "from": message.sender,
        "sent": message.time * 1000,
        "seq": message.seq,
        "random": message.random,
        "client_time": message.client_time,
        **values,
    }
