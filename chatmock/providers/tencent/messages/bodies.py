"""The elements of a message: what each type holds, and how long a message may be (docs, 2024)."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.core.errors import Error, Refusal
from chatmock.core.jsontext import exact
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.model import App, Body, Message
from chatmock.providers.tencent.webhooks.asking import Verdict, fail

LONGEST = 12 * 1024
"""Bytes of MsgBody and CloudCustomData together."""
_NUMBER = (int, float)
_CUSTOM = "TIMCustomElem"
ELEMENTS: dict[str, dict[str, tuple[type, ...]]] = {
    "TIMTextElem": {"Text": (str,)},
    "TIMLocationElem": {"Desc": (str,), "Latitude": _NUMBER, "Longitude": _NUMBER},
    "TIMFaceElem": {"Index": (int,), "Data": (str,)},
    _CUSTOM: {},
    "TIMSoundElem": {"Url": (str,), "Size": (int,), "Second": (int,)},
    "TIMImageElem": {"ImageInfoArray": (list,)},
    "TIMFileElem": {"Url": (str,), "FileSize": (int,), "FileName": (str,)},
    "TIMVideoFileElem": {"VideoUrl": (str,), "VideoSize": (int,), "VideoSecond": (int,)},
    "TIMRelayElem": {"Title": (str,)},
}
"""Each type of element: the fields that it has to have, and their types."""


def check(body: Body, data: str = "", *, bad: Error = errors.bad_element, too_big: Error = errors.too_big) -> bytes:
    """Refuse what is no message; gives its elements as JSON where it is one."""
    customs = 0
    for element in body:
        kind = element["MsgType"]
        needed = ELEMENTS.get(kind)
        if needed is None:
            raise bad(field="MsgBody")
        content: dict[str, Any] = element["MsgContent"]
        for name, types in needed.items():
            if type(content.get(name)) not in types:
                raise bad(field="MsgBody")
        customs += kind == _CUSTOM
    if customs > 1:
        raise bad(field="MsgBody")
    elements = orjson.dumps(body)
    if len(elements) + len(data.encode()) > LONGEST:
        raise too_big()
    return exact(elements)


def replace(app: App, message: Message, command: str, verdict: Verdict) -> None:
    """Give a message the elements and the data that the application's server wants, where they are good ones.

    Errors: webhook_failed.
    """
    answer = verdict.answer
    body, data = answer.get("MsgBody", message.body), answer.get("CloudCustomData", message.cloud_custom_data)
    try:
        message.elements = check(body, data)
    except Refusal:
        fail(app, command, "an answer whose MsgBody is no message")
    else:
        message.cloud_custom_data = data
