"""Messages that are put together from others: their parts are kept, and fetched by a key."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import App, Given

MOST = 1000
"""Of them in one application; the oldest go."""
_LONGEST = 512 * 1024
"""Bytes of the parts together."""


@api.command(
    "im_long_msg.save_relay_json_msg",
    accepts="frame.im_long_msg.save_relay_json_msg",
    returns="im_long_msg.save_relay_json_msg.answer",
)
def save_relay(app: App, given: Given) -> Given:
    """Keep the parts of a message."""
    parts: list[dict[str, Any]] = given["MsgList"]
    if not parts or len(orjson.dumps(parts)) > _LONGEST:
        raise errors.too_big()
    key = app.ids.hex(32)
    app.relays[key] = parts
    while len(app.relays) > MOST:
        del app.relays[next(iter(app.relays))]
    return {"JsonMsgKey": key, "PbMsgKey": key, "MsgList": parts}


@api.command(
    "im_long_msg.get_relay_json_msg",
    accepts="frame.im_long_msg.get_relay_json_msg",
    returns="im_long_msg.get_relay_json_msg.answer",
)
def get_relay(app: App, given: Given) -> Given:
    """Give the parts of a message."""
    parts = app.relays.get(given["JsonMsgKey"])
    if parts is None:
        raise errors.bad_key()
    return {"JsonMsgKey": given["JsonMsgKey"], "MsgList": parts}
