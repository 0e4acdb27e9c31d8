"""The elements of a message: what each type holds, and how long a message may be (docs, 2024)."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.core.errors import Error, Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.model import App, Body, Message
from chatmock.providers.tencent.webhooks.asking import Verdict, fail

LONGEST = 12 * 1024
"""Bytes of MsgBody and CloudCustomData together."""
_NUMBER = (int, float)
ELEMENTS: dict[str, dict[str, tuple[type, ...]]] = {
    "TIMTextElem": {"Text": (str,)},
    "TIMLocationElem": {"Desc": (str,), "Latitude": _NUMBER, "Longitude": _NUMBER},
    "TIMFaceElem": {"Index": (int,), "Data": (str,)},
    "TIMCustomElem": {},
    "TIMSoundElem": {"Url": (str,), "Size": (int,), "Second": (int,)},
    "TIMImageElem": {"ImageInfoArray": (list,)},
    "TIMFileElem": {"Url": (str,), "FileSize": (int,), "FileName": (str,)},
    "TIMVideoFileElem": {"VideoUrl": (str,), "VideoSize": (int,), "VideoSecond": (int,)},
    "TIMRelayElem": {"Title": (str,)},
}
"""Each type of element: the fields that it has to have, and their types."""


def check(body: Body, data: str = "", *, bad: Error = errors.bad_element, too_big: Error = errors.too_big) -> Body:
    """Refuse what is no message; gives it where it is one."""
    for element in body:
        needed = ELEMENTS.get(element["MsgType"])
        content: dict[str, Any] = element["MsgContent"]
        if needed is None or not all(type(content.get(name)) in types for name, types in needed.items()):
            raise bad(field="MsgBody")
    if sum(element["MsgType"] == "TIMCustomElem" for element in body) > 1:
        raise bad(field="MsgBody")
    if len(orjson.dumps(body)) + len(data.encode()) > LONGEST:
        raise too_big()
    return body


def replace(app: App, message: Message, command: str, verdict: Verdict) -> None:
    """Give a message the elements and the data that the application's server wants, where they are good ones.

    Errors: webhook_failed.
    """
    answer = verdict.answer
    if not answer:
        return
    body, data = answer.get("MsgBody", message.body), answer.get("CloudCustomData", message.cloud_custom_data)
    try:
        check(body, data)
    except Refusal:
        fail(app, command, "an answer whose MsgBody is no message")
    else:
        message.body, message.cloud_custom_data = body, data
