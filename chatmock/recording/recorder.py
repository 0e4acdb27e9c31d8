"""Writes traffic down as it passes: checked, and without anybody's data."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl

from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.operation import Operation
from chatmock.core.provider import Provider
from chatmock.recording import bodies
from chatmock.recording.cassette import Writer
from chatmock.recording.cleaning import Cleaning
from chatmock.recording.judging import Judge
from chatmock.recording.pseudonyms import Full, Pseudonyms

Document = dict[str, Any]
Pairs = list[list[str]]
_SUCCESS = range(200, 400)


class Recorder:
    """``say`` is told each thing that is wrong, a sentence without anybody's data."""

    def __init__(
        self,
        hub: Hub,
        provider: Provider[Any],
        writer: Writer,
        say: Callable[[str], None],
        *,
        began: int,
        hosts: Collection[str] = (),
        kept: Collection[str] = (),
    ) -> None:
        self.provider = provider
        self.writer = writer
        self.wrong = 0
        self._say = say
        self._judge = Judge(hub, provider)
        self._cleaning = Cleaning(provider, Pseudonyms(provider.transcript, began, hosts), kept)
        self._number = self._sockets = 0
        self._is_over = False

    def begin(self) -> int:
        """The number of something that begins now."""
        self._number += 1
        return self._number

    # --- what passes ---

    def exchange(
        self, n: int, request: Request, body: bytes | None, answer: tuple[int, Mapping[str, str], bytes | None]
    ) -> None:
        """Note a request and its answer; a body of None was too long to be kept."""
        status, headers, content = answer
        operation = self.provider.api.match(request.path, request.method, self.provider.auth(request))[0]
        sent = bodies.read(body, _kind(request.headers))
        came = bodies.read(content, _kind(headers))
        told = came.get("json")
        refusal = self.provider.refusal_in(status, told)
        refused = status not in _SUCCESS or refusal is not None
        strangers = self.provider.transcript.strangers
        is_strange = refused and (status in strangers or (refusal is not None and refusal.code in strangers))
        query = parse_qsl(request.query, keep_blank_values=True)
        self._cleaning.signs = not is_strange
        if not is_strange:
            self._learn(request.headers, dict(query), sent)

        def event() -> Document:
            accepts = operation.accepts if operation is not None else ""
            returns = "error" if refused else operation.returns if operation is not None else ""
            wrong = []
            if body is not None:
                wrong += self._judge.request(request, operation, was_refused=refused)
            if "json" in came:
                wrong += self._judge.answer(operation, status, told, self._clean)
            return {
                "kind": "exchange",
                **self._asked(request, operation, query),
                **self._shown("body", sent, accepts),
                "status": status,
                **self._shown("answer", came, returns),
                **self._noted(f"{request.method} {operation.address if operation is not None else '?'}", wrong),
            }

        self._write(n, event)

    def opened(self, n: int, request: Request) -> int:
        """Note that a socket was opened; gives its number."""
        self._sockets += 1
        self._cleaning.signs = True
        number = self._sockets
        query = parse_qsl(request.query, keep_blank_values=True)
        self._learn(request.headers, dict(query), {})
        self._write(n, lambda: {"kind": "open", "socket": number, **self._asked(request, None, query)})
        return number

    def said(self, number: int, message: str | bytes, *, by_client: bool) -> None:
        """Note a message of a socket."""
        whose = "client" if by_client else "server"

        def event() -> Document:
            frame: Document = {"kind": "frame", "socket": number, "from": whose}
            if isinstance(message, bytes):
                frame["binary"] = True
            try:
                parts = self.provider.transcript.read(message)
            except (ValueError, KeyError):
                return frame | {"bytes": len(message), **self._noted("frame", ["frame: it cannot be read"])}
            for part in parts if not by_client else ():
                self._cleaning.learn(part.body)
            shown = [self._cleaning.said(part, by_client=by_client) for part in parts]
            wrong = [line for part in parts for line in self._judge.frame(part, by_client=by_client, clean=self._clean)]
            return frame | {"said": shown, **self._noted(f"frame {' '.join(one['name'] for one in shown)}", wrong)}

        self._write(self.begin(), event)

    def closed(self, number: int, code: int, *, by_client: bool) -> None:
        """Note that a socket is gone."""
        whose = "client" if by_client else "server"
        self._write(self.begin(), lambda: {"kind": "close", "socket": number, "from": whose, "code": code})

    # --- parts ---

    def _learn(self, headers: Mapping[str, str], query: Mapping[str, str], sent: Document) -> None:
        for values in (dict(headers), query, dict(sent.get("form", ())), sent.get("json")):
            self._cleaning.learn(values)

    def _asked(self, request: Request, operation: Operation | None, query: list[tuple[str, str]]) -> Document:
        accepts = operation.accepts if operation is not None else ""
        pairs: Pairs = [[self._text(name), self._text(value, name, accepts)] for name, value in query]
        asked: Document = {"method": request.method, "path": self._cleaning.path(request.path, operation)}
        if pairs:
            asked["query"] = pairs
        return asked | {"headers": self._cleaning.headers(request.headers)}

    def _text(self, text: str, name: str = "", schema: str = "") -> str:
        if not name:
            return str(next(iter(self._cleaning.value({text: None}, [], ""))))
        inmost = name[:-1].rpartition("[")[2] if name[-1:] == "]" else name
        rules = self._cleaning.vocabulary.below(self._cleaning.vocabulary.rules_of(schema), inmost or name)
        return str(self._cleaning.value(text, rules, inmost or name.partition("[")[0]))

    def _shown(self, name: str, body: Document, schema: str) -> Document:
        if not body:
            return {}
        rules = self._cleaning.vocabulary.rules_of(schema)

        def change(value: Any, under: str) -> Any:
            if "json" in body:
                return self._cleaning.value(value, rules, "")
            return self._text(value, under, schema)

        return {name: bodies.with_texts(body, change)}

    def _clean(self, value: Any, schema: str) -> Any:
        return self._cleaning.value(value, self._cleaning.vocabulary.rules_of(schema), "")

    def _noted(self, what: str, wrong: list[str]) -> Document:
        self.wrong += len(wrong)
        for line in wrong:
            self._say(f"{what}: {line}")
        return {"wrong": wrong} if wrong else {}

    def _write(self, n: int, event: Callable[[], Document]) -> None:
        if self._is_over:
            return
        try:
            self.writer.write({"n": n, **event()})
        except Full:
            self._is_over = True
        if self._is_over or self.writer.is_full:
            self._is_over = True
            self._say("the cassette is full: what comes now passes, and is not written down")


def _kind(headers: Mapping[str, str]) -> str:
    return next((value for name, value in headers.items() if name.lower() == "content-type"), "")
