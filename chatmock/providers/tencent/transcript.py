"""Tencent Chat's traffic in recordings: frames are JSON with a head and a body, packed where they are long."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any, ClassVar

import orjson

from chatmock.core.jsontext import parse
from chatmock.core.transcript import SIGNATURE, Said, Transcript
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import Ticket
from chatmock.providers.tencent.socket.pushes import RELOGIN, SCHEMAS
from chatmock.providers.tencent.tickets import usersig

_PACKED = b"COMP"
_LARGEST = 8 * 1024 * 1024
"""Bytes of a frame that was packed."""
_PLAIN = "ver platform websdkappid v contenttype compress version random instid sdkability"
_WORDS = """
head body seq servcmd sdkappid identifier usersig a2 tinyid status_instid reqtime clientIP cmd sdkabilitys isDev randomID scene json
binfo info Text Data Desc Ext Sound Index Latitude Longitude UUID Url URL Size Second Download_Flag ImageInfoArray ImageFormat Type
Width Height FileName FileSize VideoUrl VideoUUID VideoSize VideoSecond VideoFormat VideoDownloadFlag ThumbUrl ThumbUUID
ThumbSize ThumbWidth ThumbHeight ThumbFormat ThumbDownloadFlag MsgNum MsgAbstract TitleList Title PushFlag AndroidInfo ApnsInfo
DisablePush BadgeMode SubTitle MutableContent OPPOChannelID
"""
_GOOD_FOR = 3600
_PUSH = "im_open_push.msg_push"


class TencentTranscript(Transcript):
    compounds: ClassVar[tuple[re.Pattern[str], ...]] = (re.compile(r"C2C(.+)"), re.compile(r"GROUP(.+)"))
    options: ClassVar[Mapping[str, str]] = {"sdkappid": "app_id"}
    signed: ClassVar[frozenset[str]] = frozenset(("usersig", "UserSig"))
    constants: ClassVar[re.Pattern[str] | None] = re.compile(
        r"TIM[A-Za-z]+Elem|(Tag|Pendency|Response|Add|Delete|AddSource|CheckResult|BlackCheckResult|AllowType|RelationType|Gender"
        r"|AdminForbid)_[A-Za-z_]+"
    )
    codes: ClassVar[frozenset[str]] = frozenset(("ErrorCode", "ResultCode"))
    command: ClassVar[str] = "servcmd"
    strangers: ClassVar[frozenset[int | str]] = frozenset(range(70001, 70021))
    plain: ClassVar[frozenset[str]] = frozenset(_PLAIN.split())
    words: ClassVar[frozenset[str]] = plain | frozenset(_WORDS.split())

    def read(self, message: str | bytes) -> list[Said]:
        data = message.encode() if isinstance(message, str) else message
        if data[:4] == _PACKED:
            unpacked = zlib.decompressobj()
            data = unpacked.decompress(data[4:], _LARGEST)
            if unpacked.unconsumed_tail:
                raise ValueError("a frame is too large when it is unpacked")
        frame = parse(data)
        head = frame.get("head") if isinstance(frame, dict) else None
        if not isinstance(head, dict):
            raise ValueError("it is no frame")
        return [Said(str(head.get("servcmd", "")), frame)]

    def write(self, said: list[Said]) -> str:
        [one] = said
        return orjson.dumps(one.body).decode()

    def journalled(self, name: str, values: Any) -> Said:
        return Said(name, {"head": {"ver": "v4", "servcmd": name, "seq": 0}, "body": values})

    def schema_of(self, said: Said, *, by_client: bool) -> tuple[str, Any]:
        body = said.body.get("body") or {}
        operation = api.commands.get(said.name)
        if by_client:
            return (operation.accepts if operation is not None else ""), body
        if said.name == RELOGIN:
            return "push.relogin", body
        if said.name == _PUSH:
            events = body.get("EventArray") or [{}]
            return SCHEMAS.get(events[0].get("Event"), "") if len(events) == 1 else "", events[0]
        if body.get("ErrorCode"):
            return "", body
        return (operation.returns if operation is not None else ""), body

    def sign(self, values: dict[str, Any], options: Mapping[str, Any], now: int) -> None:
        for name in self.signed:
            if values.get(name) == SIGNATURE:
                ticket = Ticket(str(values.get("identifier", "")), options["app_id"], now, _GOOD_FOR)
                values[name] = usersig.make(ticket, options["secret_key"])
        head = values.get("head")
        if isinstance(head, dict):
            self.sign(head, options, now)
