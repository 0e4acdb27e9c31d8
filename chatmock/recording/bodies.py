"""Bodies of requests and answers as a cassette has them, and as bytes again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.message import Message
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl, urlencode

import orjson

from chatmock.core.jsontext import parse

Document = dict[str, Any]
_FORM, _PARTS = "application/x-www-form-urlencoded", "multipart/form-data"
BOUNDARY = "chatmock-replay-form"
CUT = "cut"
"""Stands in place of what was too long to be kept."""


def read(body: bytes | None, kind: str) -> Document:
    """A body by its content type: ``json``, ``form``, ``parts`` or, where it is something else, the number of its ``bytes``.

    Nothing for an empty one. None is a body that was too long to be kept.
    """
    if body is None:
        return {CUT: True}
    if not body:
        return {}
    plain = kind.partition(";")[0].strip().lower()
    try:
        if plain == _FORM and body.lstrip()[:1] not in b"{[":
            return {"form": [[*pair] for pair in parse_qsl(body.decode(), keep_blank_values=True)]}
        if plain == _PARTS:
            return {"parts": _parts(body, kind)}
        return {"json": parse(body)}
    except (ValueError, LookupError):
        return {"bytes": len(body)}


def _parts(body: bytes, kind: str) -> list[Document]:
    message = BytesParser().parsebytes(b"Content-Type: " + kind.encode("latin-1", "replace") + b"\r\n\r\n" + body)
    return [_part(one) for one in message.get_payload() if isinstance(one, Message)]


def _part(one: Message) -> Document:
    name = str(one.get_param("name", "", "content-disposition"))
    payload = one.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    filename = one.get_filename()
    if filename is not None:
        return {"name": name, "filename": filename, "type": one.get_content_type(), "bytes": len(content)}
    return {"name": name, "value": content.decode("utf-8", "replace")}


def written(body: Mapping[str, Any]) -> tuple[bytes, str]:
    """The bytes of a body and their content type; files have as many bytes as they had, and others in them."""
    if "form" in body:
        return urlencode([tuple(pair) for pair in body["form"]]).encode(), _FORM
    if "parts" in body:
        return _form(body["parts"]), f"{_PARTS}; boundary={BOUNDARY}"
    if "json" in body:
        return orjson.dumps(body["json"]), "application/json"
    return b"x" * min(body.get("bytes", 0), 1024 * 1024), "application/octet-stream"


def _form(parts: list[Document]) -> bytes:
    lines: list[bytes] = []
    for part in parts:
        head = f'Content-Disposition: form-data; name="{part["name"]}"'
        if "filename" in part:
            head += f'; filename="{part["filename"]}"\r\nContent-Type: {part["type"]}'
        content = b"x" * part["bytes"] if "bytes" in part else str(part["value"]).encode()
        lines += [f"--{BOUNDARY}".encode(), head.encode(), b"", content]
    return b"\r\n".join([*lines, f"--{BOUNDARY}--".encode(), b""])


def with_texts(body: Mapping[str, Any], change: Callable[[Any, str], Any]) -> Document:
    """A body whose values were changed; ``change`` is given each with the name that it stands under."""
    if "form" in body:
        return {"form": [[change(name, ""), change(value, name)] for name, value in body["form"]]}
    if "parts" in body:
        return {
            "parts": [
                {key: change(one, part["name"]) if key in ("value", "filename") else one for key, one in part.items()}
                for part in body["parts"]
            ]
        }
    if "json" in body:
        return {"json": change(body["json"], "")}
    return dict(body)
