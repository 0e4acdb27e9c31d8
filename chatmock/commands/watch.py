"""The command ``watch``: the journal of a running server, line by line as it is written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from http.client import HTTPException
from typing import Any, TextIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

import orjson

from chatmock.cli import INVALID, OK
from chatmock.commands.log import coloured
from chatmock.core.clock import iso
from chatmock.core.exchange import Answer
from chatmock.core.printable import printable
from chatmock.testing.control import ChatmockError

_RED, _YELLOW, _DIM, _END = "\033[31m", "\033[33m", "\033[2m", "\033[0m"
_LONGEST = 300
"""Characters of one line."""
_FIELDS = ("provider", "group", "kind", "direction", "user", "operation", "path", "status")


def watch(options: argparse.Namespace) -> int:
    """Print each entry of the journal as it is written, until the server ends or the command is interrupted."""
    asked: dict[str, Any] = {name: value for name in _FIELDS if (value := getattr(options, name)) is not None}
    if options.app_id:
        asked["app"] = options.app_id
    if options.refused:
        asked["refused"] = "true"
    address = f"{options.url.rstrip('/')}/_chatmock/journal/stream?{urlencode({**asked, 'line': 'true'})}"
    try:
        for name, data in _events(address):
            _print(name, data, sys.stdout, as_json=options.json)
    except ChatmockError as reason:
        print(reason, file=sys.stderr)
        return INVALID
    print("the server has ended", file=sys.stderr)
    return OK


def _events(address: str) -> Iterator[tuple[str, Any]]:
    """The events of a stream, by name; entries have none. Raises ChatmockError where there is no such stream."""
    opener = build_opener(ProxyHandler({}))
    try:
        with opener.open(Request(address, headers={"Accept": "text/event-stream"})) as response:
            yield from _read(response)
    except HTTPError as refused:
        raise ChatmockError.of(Answer(refused.code, refused.read())) from None
    except URLError as failure:
        where = address.partition("/_chatmock")[0]
        raise ChatmockError(
            f"there is no chatmock at {where}: {failure.reason}; start it with chatmock serve, or name another address"
        ) from None
    except (OSError, HTTPException):  # it ended in the middle
        return


def _read(lines: Iterable[bytes]) -> Iterator[tuple[str, Any]]:
    name, data = "", b""
    for line in lines:
        field, _, value = line.rstrip(b"\r\n").partition(b": ")
        if field == b"event":
            name = value.decode()
        elif field == b"data":
            data = value
        elif not field and data:
            yield name, orjson.loads(data)
            name, data = "", b""


def _print(name: str, data: Any, stream: TextIO, *, as_json: bool) -> None:
    """Write an entry, or what is said about the stream itself."""
    if name == "missed":
        print(f"({data['missed']} entries are left out: they came faster than they were read)", file=sys.stderr)
    elif name == "anew":
        print("(the journal begins anew)", file=sys.stderr)
    elif not name:
        line = data.pop("line")
        text = orjson.dumps(data).decode() if as_json else _line(data, line, colours=coloured(stream))
        stream.write(f"{text}\n")
        stream.flush()


def _line(entry: dict[str, Any], told: str, *, colours: bool) -> str:
    """When, what kind, and what: as the request log says it."""
    text = f"{iso(entry['at'])[11:23]} {entry['kind']:8} {printable(told, _LONGEST)}"
    if not colours:
        return text
    colour = _RED if entry.get("status", 0) >= 500 else _YELLOW if entry.get("refused") else ""
    if not colour and entry["kind"] not in ("request", "actor"):
        colour = _DIM
    return f"{colour}{text}{_END}" if colour else text
