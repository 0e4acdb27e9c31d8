"""Sendbird's traffic in recordings: frames are a command of four letters and one JSON object, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import orjson

from chatmock.core.jsontext import parse
from chatmock.core.transcript import Said, Transcript
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.realtime.post import SCHEMAS

_NAME = 4


class SendbirdTranscript(Transcript):
    options: ClassVar[Mapping[str, str]] = {
        "api-token": "api_token",
        "app-id": "app_id",
        "ai": "app_id",
        "app_id": "app_id",
        "application_id": "app_id",
    }
    codes: ClassVar[frozenset[str]] = frozenset(("code", "reason_code"))
    strangers: ClassVar[frozenset[int | str]] = frozenset((400401,))
    plain: ClassVar[frozenset[str]] = frozenset(
        ("p", "pv", "sv", "active", "expiring_session", "include_extra_data", "use_local_cache", "config_ts")
    )
    words: ClassVar[frozenset[str]] = frozenset((*plain, "ai", "key", "ekey", "SB-User-Agent", "sb_sdk_user_agent"))

    def read(self, message: str | bytes) -> list[Said]:
        text = message if isinstance(message, str) else message.decode()
        lines = [line for line in text.split("\n") if line]
        return [Said(line[:_NAME], parse(line[_NAME:]) if line[_NAME:] else {}) for line in lines]

    def write(self, said: list[Said]) -> str:
        return "".join(f"{one.name}{orjson.dumps(one.body).decode()}\n" for one in said)

    def schema_of(self, said: Said, *, by_client: bool) -> tuple[str, Any]:
        operation = api.commands.get(said.name)
        if by_client:
            return (operation.accepts if operation is not None else ""), said.body
        refused = isinstance(said.body, dict) and said.body.get("error") is True
        if said.name == "LOGI":
            is_first = isinstance(said.body, dict) and "user_id" in said.body
            return (
                "frame.login_refused" if refused else "frame.login" if is_first else "frame.login_refreshed"
            ), said.body
        known = operation.returns if operation is not None and operation.returns else ""
        is_answer = isinstance(said.body, dict) and "req_id" in said.body
        return (known if is_answer and known else SCHEMAS.get(said.name, "")), said.body
