"""The check itself: a server and a reference, chatmock in this process, are asked the same, and their answers compared."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from typing import Any

from chatmock.contract.learning import Learner
from chatmock.contract.likeness import Difference, Likeness, values_at
from chatmock.contract.outcome import Outcome, Wrong
from chatmock.contract.plan import Chapter, Row, fill
from chatmock.contract.refusals import spoiled
from chatmock.contract.side import Side, parsed
from chatmock.contract.wire import Received, Sent, Unreachable
from chatmock.core.exchange import Request
from chatmock.core.operation import Operation
from chatmock.core.provider import Provider

_SUCCESS = range(200, 400)


class Check:
    """A server under examination, by the plan of its provider.

    ``learner`` asks what is to be known before, ``options`` are those of its application, ``blank`` the names by which requests carry their credential in addresses.
    Set ``stopped`` to end it early; what it made is taken away in any case.
    """

    def __init__(
        self,
        provider: Provider[Any],
        plan: list[Chapter],
        sides: tuple[Side, Side],
        learner: Learner,
        options: Mapping[str, Any],
        *,
        own: Mapping[str, str] | None = None,
        blank: Mapping[str, str] | None = None,
        destructive: bool = False,
        select: str = "",
    ) -> None:
        self.provider = provider
        self.stopped = False
        self._server, self._reference = sides
        self._learner = learner
        self._options, self._blank, self._destructive = options, dict.fromkeys(blank or {}, ""), destructive
        self._likeness = Likeness(own or {})
        every = {self._key(operation): Outcome.of(operation) for operation in provider.api.operations.values()}
        self._every = every
        self.outcomes = [
            one for one in every.values() if select.lower() in f"{one.name} {one.method} {one.path}".lower()
        ]
        chosen = {id(one) for one in self.outcomes}
        first, *rest = plan
        self.chapters = [first, *(one for one in rest if any(self._is_about(row, chosen) for row in one.rows))]
        self._bystanders = [row for row in first.rows if row.only_reads and not row.learns]
        self._undo: list[Sent] = []

    def run(self) -> Generator[str, None, None]:
        """Ask one thing after another; gives the line of each request that follows. Raises Unreachable."""
        try:
            for chapter in self.chapters:
                for row in chapter.rows:
                    if self.stopped:
                        return
                    if all(self._options.get(name) == value for name, value in row.only.items()):
                        yield row.do
                        self._row(row)
        finally:
            self._clean_up()

    @property
    def rows(self) -> int:
        """How many requests the plan has, about."""
        return sum(len(chapter.rows) for chapter in self.chapters)

    def _clean_up(self) -> None:
        """Take away what was made, the newest first; much of it is gone already."""
        with suppress(Unreachable):
            while self._undo:
                self._server.ask(self._undo.pop())

    def _is_about(self, row: Row, chosen: set[int]) -> bool:
        operation = self._operation(row)
        return operation is not None and not row.prepares and id(self._every[self._key(operation)]) in chosen

    def _key(self, operation: Operation) -> tuple[str, str, str]:
        return operation.name, operation.method, operation.path

    def _operation(self, row: Row) -> Operation | None:
        path = self.provider.api.prefix + row.line.partition("?")[0]
        path = path.replace("{", "").replace("}", "").replace("~", "")
        request = Request(row.method, path, headers=self._server.headers(row))
        return self.provider.api.match(path, row.method, self.provider.auth(request))[0]

    # --- one row ---

    def _row(self, row: Row) -> None:
        if row.learns:
            with suppress(KeyError):  # an answer before did not tell what this asks for
                self._undo += self._learner.learn(row, restores=self._destructive)
            return
        operation = self._operation(row)
        if operation is None:
            raise LookupError(f"the plan asks {row.do}, which is no operation")
        outcome = self._every[self._key(operation)]
        if row.destructive and not self._destructive:
            outcome.reason = "it changes the whole application; --destructive asks it"
            return
        try:
            self._both(row, operation, outcome)
        except KeyError as missing:
            outcome.reason = outcome.reason or f"no {missing.args[0]} was found in an earlier answer"

    def _both(self, row: Row, operation: Operation, outcome: Outcome) -> None:
        if not row.prepares and not row.refused:
            self._refusals(row, operation, outcome)
        before = [self._glance(read) for read in row.then]
        expected = self._reference.ask(self._reference.sent(row))
        if self._is_refused(expected) != bool(row.refused):
            outcome.reason = f"chatmock itself answers {row.do} with {expected.body[:200]!r}"
            return
        sent = self._server.sent(row)
        got = self._server.ask(sent)
        wrong = self._compare(row, operation, sent, expected, got)
        self._keep(row, expected, got)
        if not self._is_refused(got):
            self._undo += [self._server.sent(undo) for undo in row.undo]
        changed = False
        for read, earlier in zip(row.then, before, strict=True):
            read_sent = self._server.sent(read)
            seen = self._reference.ask(self._reference.sent(read))
            changed |= earlier is None or (seen.status, seen.body) != (earlier.status, earlier.body)
            wrong += self._compare(read, self._operation(read), read_sent, seen, self._server.ask(read_sent))
        if not row.only_reads and not row.prepares:
            for read in self._bystanders:
                with suppress(KeyError):  # it is not there yet
                    wrong += self._look(read)
        outcome.wrong += [one for one in wrong if one not in outcome.wrong]
        if row.refused:
            outcome.refused |= not wrong
        elif not row.prepares:
            outcome.answered = True
            outcome.effective |= changed or row.only_reads

    def _look(self, read: Row) -> list[Wrong]:
        sent = self._server.sent(read)
        seen = self._reference.ask(self._reference.sent(read))
        return self._compare(read, self._operation(read), sent, seen, self._server.ask(sent))

    def _glance(self, read: Row) -> Received | None:
        """What the reference shows now; None where what is read was not made yet, or where to ask is to change."""
        if read.acts:
            return None
        try:
            return self._reference.ask(self._reference.sent(read))
        except KeyError:
            return None

    def _refusals(self, row: Row, operation: Operation, outcome: Outcome) -> None:
        for bad in spoiled(self.provider.api, operation, row):
            blank = self._blank if bad.headers == {} else {}
            expected = self._reference.ask(self._reference.sent(bad, **blank))
            if not self._is_refused(expected):
                continue
            sent = self._server.sent(bad, **blank)
            wrong = self._compare(bad, operation, sent, expected, self._server.ask(sent))
            outcome.wrong += [one for one in wrong if one not in outcome.wrong]
            outcome.refused = True

    def _keep(self, row: Row, expected: Received, got: Received) -> None:
        if not row.keep:
            return
        answers = parsed(expected), parsed(got)
        self._reference.keep(row, answers[0])
        self._server.keep(row, answers[1])
        for place in row.keep.values():
            found = [values_at(answer, place)[:1] for answer in answers]
            if all(found):
                self._likeness.bind(found[0][0], found[1][0])

    # --- one answer ---

    def _is_refused(self, answer: Received) -> bool:
        return answer.status not in _SUCCESS or self.provider.refusal_in(answer.status, parsed(answer)) is not None

    def _compare(
        self, row: Row, operation: Operation | None, sent: Sent, expected: Received, got: Received
    ) -> list[Wrong]:
        line = f"{sent.method} {sent.line}"
        found = self._differences(row, operation, expected, got)
        return [Wrong(line, difference) for difference in found]

    def _differences(
        self, row: Row, operation: Operation | None, expected: Received, got: Received
    ) -> Iterator[Difference]:
        told = parsed(got)
        if expected.status != got.status:
            refusal = self.provider.refusal_in(got.status, told)
            said = f": {refusal.code} {refusal.message}" if refusal is not None else ""
            yield Difference("status", expected.status, f"{got.status}{said}")
        kinds = [one.content_type.partition(";")[0].strip().lower() for one in (expected, got)]
        if kinds[0] != kinds[1]:
            yield Difference("Content-Type", *kinds)
        if expected.status != got.status:
            return
        if expected.body and parsed(expected) is None:
            if row.shows is None:
                wanted, came = expected.body.decode(errors="replace"), got.body.decode(errors="replace")
                yield from self._likeness.differences(wanted, came, "body")
            return
        is_refused = self._is_refused(expected)
        schema = "error" if is_refused else operation.returns if operation is not None else ""
        if schema:
            for line in self.provider.api.schemas[schema].check(told):
                place, _, message = line.partition(": ")
                yield Difference(f"$ {place}", f"what the schema {schema} says", message)
        if is_refused:
            codes = [self.provider.refusal_in(one.status, parsed(one)) for one in (expected, got)]
            if codes[0] is not None and codes[1] is not None and codes[0].code != codes[1].code:
                yield Difference("code", codes[0].code, codes[1].code)
        if is_refused or (row.shows is None and not row.has and not row.lacks and not row.prepares):
            yield from self._likeness.differences(_without(parsed(expected), row.varies), _without(told, row.varies))
            return
        yield from self._places(row, told)

    def _places(self, row: Row, told: Any) -> Iterator[Difference]:
        names = self._server.names
        for place, value in fill(dict(row.shows or {}), names).items():
            found = values_at(told, place)
            if found != (value if isinstance(value, list) else [value]):
                yield Difference(_path(place), value, found if isinstance(value, list) else (*found, "nothing")[0])
        for place, value in fill(dict(row.has), names).items():
            if value not in (found := values_at(told, place)):
                yield Difference(_path(place), f"{value!r} among others", found)
        for place, value in fill(dict(row.lacks), names).items():
            if value in (found := values_at(told, place)):
                yield Difference(_path(place), f"no {value!r}", found)


def _without(answer: Any, fields: list[str]) -> Any:
    return {name: value for name, value in answer.items() if name not in fields} if isinstance(answer, dict) else answer


def _path(place: str) -> str:
    return "$" + "".join(f"[{step}]" if step == "*" or step.isdecimal() else f".{step}" for step in place.split("/"))
