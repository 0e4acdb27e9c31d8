"""HTTP archives (HAR 1.2), as developer tools of browsers write them, in place of live traffic."""

from __future__ import annotations

from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson

from chatmock.core.exchange import Request
from chatmock.recording.recorder import Recorder

LARGEST = 256 * 1024 * 1024
"""Bytes of an archive."""
_NORMAL = 1000
_BINARY = 2


class BadArchive(ValueError):
    """A file is no HTTP archive: a sentence for people."""


class Headers(dict[str, str]):
    """Headers by name, in whatever case somebody asks."""

    def __init__(self, rows: Any) -> None:
        super().__init__((str(row["name"]).lower(), str(row["value"])) for row in rows or ())

    def get(self, name: str, otherwise: Any = None) -> Any:
        return super().get(name.lower(), otherwise)

    def __contains__(self, name: object) -> bool:
        return super().__contains__(str(name).lower())

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())


def read_archive(path: Path, recorder: Recorder) -> None:
    """Tell a recorder what an archive has; raises OSError, and BadArchive where it is none."""
    if path.stat().st_size > LARGEST:
        raise BadArchive(f"{path} is larger than {LARGEST} bytes; export fewer requests")
    try:
        entries = orjson.loads(path.read_bytes())["log"]["entries"]
        entries = sorted(entries, key=lambda entry: str(entry["startedDateTime"]))
    except (ValueError, LookupError, TypeError):
        raise BadArchive(f"{path} is no HTTP archive: it has no log.entries; export one from a browser") from None
    for number, entry in enumerate(entries):
        try:
            _read(entry, recorder)
        except (ValueError, LookupError, TypeError, AttributeError) as reason:
            name = type(reason).__name__
            raise BadArchive(f"{path}: entry {number} is no entry of an HTTP archive ({name})") from None


def _message(message: dict[str, Any], recorder: Recorder) -> str | bytes:
    """A message as it was sent; the archives of chatmock itself have the command beside it."""
    text = str(message["data"])
    if "_command" in message:
        transcript = recorder.provider.transcript
        with suppress(ValueError):
            return transcript.write([transcript.journalled(str(message["_command"]), orjson.loads(text))])
    return b64decode(text) if message.get("opcode") == _BINARY else text


def _read(entry: dict[str, Any], recorder: Recorder) -> None:
    asked, answer = entry["request"], entry["response"]
    parts = urlsplit(asked["url"])
    posted = asked.get("postData") or {}
    headers = Headers(asked.get("headers"))
    if posted.get("mimeType"):
        headers.setdefault("content-type", posted["mimeType"])
    body = (posted.get("text") or "").encode()
    request = Request(asked["method"], parts.path or "/", parts.query, headers, body)
    if not recorder.provider.claims(request) and "_webSocketMessages" not in entry:
        return  # a page, a script, or another service
    n = recorder.begin()
    if "_webSocketMessages" in entry:
        number = recorder.opened(n, request)
        for message in entry["_webSocketMessages"]:
            recorder.said(number, _message(message, recorder), by_client=message["type"] == "send")
        recorder.closed(number, _NORMAL, by_client=True)
        return
    content = answer.get("content") or {}
    text = content.get("text") or ""
    came = b64decode(text) if content.get("encoding") == "base64" else text.encode()
    told = Headers(answer.get("headers"))
    told.setdefault("content-type", content.get("mimeType") or "application/json")
    recorder.exchange(n, request, body, (int(answer["status"]), told, came))
