"""Messages as a history shows them: each is written once, and again where it was changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from chatmock.providers.tencent.model import RECALLED_C2C, RECALLED_GROUP, Message

_READ, _UNREAD = b',"IsPeerRead":1}', b',"IsPeerRead":0}'


def show_of_two(messages: Iterable[Message]) -> orjson.Fragment:
    """Messages of two, as a list. Read is one whose receiver has sent a receipt of it (docs, 2024)."""
    rows = [
        (message.rendered or _row_of_two(message)) + (_READ if message.target in message.readers else _UNREAD)
        for message in messages
    ]
    return orjson.Fragment(b"[%b]" % b",".join(rows))


def _row_of_two(message: Message) -> bytes:
    """A message of two without the last field, kept until it changes."""
    message.rendered = _written(
        {
            "From_Account": message.sender,
            "To_Account": message.target,
            "MsgSeq": message.seq,
            "MsgRandom": message.random,
            "MsgTimeStamp": message.time,
            "MsgClientTime": message.client_time,
            "MsgFlagBits": RECALLED_C2C if message.recalled else 0,
            "MsgKey": message.key,
            "MsgVersion": message.version,
            "MsgBody": message.shown_body,
            "CloudCustomData": message.cloud_custom_data,
        }
    )
    return message.rendered


def show_of_group(message: Message) -> orjson.Fragment:
    """A message of a group."""
    if message.rendered is None:
        message.rendered = _written(
            {
                "From_Account": message.sender,
                "IsPlaceMsg": RECALLED_GROUP if message.recalled else 0,
                "MsgBody": [] if message.recalled else message.shown_body,
                "MsgPriority": _PRIORITIES.get(message.priority, 2),
                "MsgRandom": message.random,
                "MsgSeq": message.seq,
                "MsgTimeStamp": message.time,
                "MsgVersion": message.version,
                "CloudCustomData": message.cloud_custom_data,
                "IsSystemMsg": int(message.tip is not None),
            }
        )
    return orjson.Fragment(message.rendered + b"}")


_PRIORITIES = {"High": 1, "Normal": 2, "Low": 3, "Lowest": 4}


def _written(row: dict[str, Any]) -> bytes:
    """The row without its closing brace."""
    return orjson.dumps(row)[:-1]
