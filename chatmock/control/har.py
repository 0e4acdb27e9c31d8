"""The journal as an HTTP archive (HAR 1.2), with the messages of WebSockets as Chrome writes them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, quote

from chatmock import __version__
from chatmock.control.api import Given, Scope, api
from chatmock.control.journal import entries_of, query_of
from chatmock.core.clock import SECOND, iso
from chatmock.core.hub import Hub
from chatmock.core.journal import Entry
from chatmock.core.jsontext import write
from chatmock.core.secrets import Mask

MOST_MESSAGES = 50_000
"""Messages of sockets in one archive; a frame to a thousand sockets is a thousand of them."""
_HTTP = ("request", "actor", "delivery")
_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"
_TYPES = {"in": "send", "out": "receive"}
_TEXT = 1
"""The opcode of a text message."""
_UNKNOWN = -1
"""What the format has for a size that nobody counted."""

Document = dict[str, Any]
Whose = tuple[Mask, str]
"""A user of an application: all entries of one have the same mask."""


@api.get("/journal.har", accepts="journal.har.query", returns="har")
def view_journal_as_har(hub: Hub, scope: Scope, given: Given) -> Given:
    """The entries that match as an HTTP archive (HAR 1.2), which developer tools of browsers open.

    The sockets that one user had open at a time are one entry, with their messages under ``_webSocketMessages``. Times are
    of the application's clock. Secrets are masked; push notifications have no place in it.
    """
    found = query_of(hub, scope, given).find(entries_of(scope))[-given["limit"] :]
    entries: list[Document] = []
    sockets = Sockets(hub.url, entries)
    for entry in found:
        if entry.kind in _HTTP:
            entries.append(_exchange(hub.url, entry))
        elif entry.kind == "connected":
            sockets.begin(entry)
        elif entry.kind == "disconnected":
            sockets.end(entry)
        elif entry.kind == "frame":
            sockets.note(entry)
    log: Document = {
        "version": "1.2",
        "creator": {"name": "chatmock", "version": __version__},
        "entries": entries,
    }
    if sockets.left_out:
        log["comment"] = f"{sockets.left_out} messages of sockets are left out: there are too many"
    return {"log": log}


def _exchange(url: str, entry: Entry) -> Document:
    """A request and its answer."""
    shown = entry.shown()
    path = shown.get("path", "")
    address = path if entry.kind == "delivery" else url + path
    query = shown.get("query", "")
    took = entry.took * SECOND
    answer = _text(shown.get("answer"))
    return {
        "startedDateTime": iso(entry.at),
        "time": took,
        "request": {
            "method": entry.method,
            "url": quote(f"{address}?{query}" if query else address, safe=_ADDRESS),
            **_common(list(shown.get("headers", {}).items())),
            "queryString": _pairs(parse_qsl(query, keep_blank_values=True)),
            **_sent(shown),
            "bodySize": len(entry.body),
        },
        "response": _response(entry.status, answer, len(entry.answer)),
        "cache": {},
        "timings": {"send": 0, "wait": took, "receive": 0},
        "_resourceType": "fetch",
        **_about(shown),
    }


def _sent(shown: Document) -> Document:
    if "request" not in shown:
        return {}
    kind = shown.get("headers", {}).get("content-type", "application/json")
    return {"postData": {"mimeType": kind, "text": _text(shown["request"])}}


def _about(shown: Document) -> Document:
    """What the journal knows and the format has no place for."""
    names = ("number", "kind", "operation", "code", "hint", "outcome", "attempts")
    return {f"_{name}": shown[name] for name in names if name in shown}


def _response(status: int, text: str, size: int) -> Document:
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
    return {
        "status": status,
        "statusText": phrase,
        **_common([("content-type", "application/json")] if text else []),
        "content": {"size": size, "mimeType": "application/json" if text else "", **({"text": text} if text else {})},
        "redirectURL": "",
        "bodySize": size,
    }


def _common(headers: list[tuple[str, str]]) -> Document:
    return {"httpVersion": "HTTP/1.1", "cookies": [], "headers": _pairs(headers), "headersSize": _UNKNOWN}


def _pairs(pairs: list[tuple[str, str]]) -> list[Document]:
    return [{"name": name, "value": value} for name, value in pairs]


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else write(value).decode()


class Sockets:
    """The sockets of users as entries of the archive: which is open for whom, at the place in the journal that is read."""

    def __init__(self, url: str, entries: list[Document]) -> None:
        self._url = f"ws{url.removeprefix('http')}/"
        self._entries = entries
        self._open: dict[Whose, Document] = {}
        self._count: dict[Whose, int] = {}
        self._messages = 0
        self.left_out = 0

    def begin(self, entry: Entry) -> None:
        """One more socket of a user is open, and it may have said something before it was known whose it is."""
        whose = entry.mask, entry.facts.get("user", "")
        self._count[whose] = self._count.get(whose, 0) + 1
        if whose not in self._open:
            self._add(entry, whose)

    def _add(self, entry: Entry, whose: Whose) -> None:
        document: Document = {
            "startedDateTime": iso(entry.at),
            "time": 0,
            "request": {
                "method": "GET",
                "url": self._url,
                **_common([]),
                "queryString": [],
                "bodySize": 0,
            },
            "response": _response(HTTPStatus.SWITCHING_PROTOCOLS, "", 0),
            "cache": {},
            "timings": {"send": 0, "wait": 0, "receive": 0},
            "_resourceType": "websocket",
            "_webSocketMessages": [],
            "_user": whose[1],
        }
        self._open[whose] = document
        self._entries.append(document)

    def end(self, entry: Entry) -> None:
        """A socket is gone; with the last one of a user its entry ends."""
        whose = entry.mask, entry.facts.get("user", "")
        self._count[whose] = self._count.get(whose, 1) - 1
        if self._count[whose] <= 0:
            self._open.pop(whose, None)

    def note(self, entry: Entry) -> None:
        """Put a frame where it belongs; it begins an entry where the journal begins in the middle."""
        direction = entry.facts.get("direction", "")
        users = entry.facts.get("to", ()) if direction == "out" else (entry.facts.get("user", ""),)
        message: Document = {}
        for user in dict.fromkeys(users):
            if self._messages >= MOST_MESSAGES:
                self.left_out += 1
                continue
            if not message:
                message = _message(entry, _TYPES.get(direction, "receive"))
            whose = entry.mask, user
            if whose not in self._open:
                self._add(entry, whose)
            self._open[whose]["_webSocketMessages"].append(message)
            self._messages += 1


def _message(entry: Entry, kind: str) -> Document:
    """A message as Chrome has it; what is no JSON stands there as it was read."""
    text = _text(entry.shown().get("request"))
    return {"type": kind, "time": entry.at / SECOND, "opcode": _TEXT, "data": text, "_command": entry.operation}
