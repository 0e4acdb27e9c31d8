"""What the stand-ins of a cassette mean on the server that it is replayed against: known at first sight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chatmock.contract.likeness import Difference
from chatmock.core.clock import SECOND
from chatmock.core.transcript import SIGNATURE, Transcript
from chatmock.recording.pseudonyms import BEGINNING, HOST, LARGE, STAND_IN, moved_text

NOTHING = "nothing"
_HOST = re.compile(r"[a-z]+://" + re.escape(re.escape(HOST)))
"""The address of the server in a pattern: it has another one there."""
_MARK = re.compile(r"<#?([a-z_]+)>")
_LONGEST, _MOST_WORK = 2_000, 10**7
"""Characters of a text in which stand-ins are looked for; and ways, about, in which unknown ones may stand in it."""
_MILLISECONDS, _SECONDS = range(1_400_000_000_000, 2_000_000_000_000), range(1_400_000_000, 2_000_000_000)
_ID = re.compile(r"(^|_|[a-z])ids?$|^(ID|uid)$", re.IGNORECASE)
_DEEPEST = 60
_KINDS = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}


class Bindings:
    """``options`` are those of the application there, ``host`` is where it is; with ``values`` equal words and small numbers are asked for, too."""

    def __init__(
        self, transcript: Transcript, options: Mapping[str, Any], now: int, *, host: str = HOST, values: bool = False
    ) -> None:
        self._transcript, self._options, self._now, self._values = transcript, options, now, values
        self._host = host
        self._bound: dict[str, str] = {}
        self._times: dict[int, int] = {}

    def __repr__(self) -> str:
        return f"<{len(self._bound)} stand-ins bound>"

    def bind(self, stand_in: str, meaning: str) -> None:
        """Say what a stand-in means there, before it is seen."""
        self._bound[stand_in] = meaning

    # --- what is sent ---

    def filled(self, value: Any, name: str = "") -> Any:
        """A value of the cassette as it is sent: what has no meaning yet means itself from now on."""
        if isinstance(value, str):
            return self._filled_text(value)
        if isinstance(value, dict):
            found = {self._filled_text(key): self.filled(inner, key) for key, inner in value.items()}
            self._transcript.sign(found, self._options, self._now // SECOND)
            return found
        if isinstance(value, list):
            return [self.filled(inner, name) for inner in value]
        return self._filled_number(value) if type(value) is int else value

    def _filled_number(self, value: int) -> int:
        if value in self._times:
            return self._times[value]
        if value in _MILLISECONDS:
            return value - BEGINNING + self._now
        if value in _SECONDS:
            return value + (self._now - BEGINNING) // SECOND
        if abs(value) < LARGE:
            return value
        found = int(self._meaning(str(abs(value))))
        return found if value > 0 else -found

    def _filled_text(self, text: str) -> Any:
        if (mark := _MARK.fullmatch(text)) and mark[1] in self._options:
            return self._options[mark[1]] if text[1] == "#" else str(self._options[mark[1]])
        if (packed := self._transcript.credentials(text)) is not None:
            return self._transcript.packed(
                packed[0], "\0".join(map(str, map(self._filled_text, packed[1].split("\0"))))
            )
        if text.isascii() and text.isdecimal() and len(text) in (10, 13):
            return str(self._filled_number(int(text)))
        if (moved := moved_text(text, self._now - BEGINNING)) is not None:
            return moved
        text = _MARK.sub(lambda found: str(self._options.get(found[1], found[0])), text)
        return STAND_IN.sub(lambda found: self._meaning(found[0]), text.replace(HOST, self._host))

    def _meaning(self, stand_in: str) -> str:
        return self._bound.setdefault(stand_in, stand_in)

    # --- what comes back ---

    def differences(
        self, expected: Any, got: Any, path: str = "$", name: str = "", depth: int = 0
    ) -> Iterator[Difference]:
        """What is not as it was: key sets, types, and ids that mean something already."""
        if isinstance(expected, str) and expected.startswith("<#") and (mark := _MARK.fullmatch(expected)):
            expected = self._options.get(mark[1], 0)
            if expected != got:
                yield Difference(path, expected, got)
        elif _kind(expected) != _kind(got):
            yield Difference(path, _kind(expected), _kind(got))
        elif depth > _DEEPEST:
            return
        elif isinstance(expected, dict):
            yield from self._of_objects(expected, got, path, depth)
        elif isinstance(expected, list):
            if len(expected) != len(got):
                yield Difference(path, f"{len(expected)} items", f"{len(got)} items")
            for number, (one, other) in enumerate(zip(expected, got, strict=False)):
                yield from self.differences(one, other, f"{path}[{number}]", name, depth + 1)
        elif isinstance(expected, str):
            yield from self._of_texts(expected, got, path)
        elif type(expected) is int and type(got) is int:
            yield from self._of_numbers(expected, got, path, name)
        elif self._values and expected != got:
            yield Difference(path, expected, got)

    def _of_objects(self, expected: dict[str, Any], got: dict[str, Any], path: str, depth: int) -> Iterator[Difference]:
        left = dict(got)
        unmet: list[str] = []
        for key, inner in expected.items():
            meant = moved_text(key, self._now - BEGINNING) or STAND_IN.sub(
                lambda found: self._bound.get(found[0], found[0]), key
            )
            if meant in left:
                yield from self.differences(inner, left.pop(meant), f"{path}.{key}", key, depth + 1)
            else:
                unmet.append(key)
        for key in unmet:
            other = next(iter(left), None)
            if other is not None and STAND_IN.search(key) and not list(self._of_texts(key, other, path)):
                yield from self.differences(expected[key], left.pop(other), f"{path}.{key}", key, depth + 1)
            else:
                yield Difference(f"{path}.{key}", _kind(expected[key]), NOTHING)
        for key, inner in left.items():
            yield Difference(f"{path}.{key}", NOTHING, _kind(inner))

    def _of_texts(self, expected: str, got: str, path: str) -> Iterator[Difference]:
        if expected in (SIGNATURE, got):
            return
        if len(expected) > _LONGEST or len(got) > _LONGEST:
            return
        if HOST in expected and f"://{HOST}" not in expected:  # an address that the server makes of its own name
            return
        if self._transcript.credentials(expected) is not None:
            return
        found = [*STAND_IN.finditer(expected)]
        if not found:
            plain = _MARK.sub(lambda mark: str(self._options.get(mark[1], mark[0])), expected)
            if plain != got and (plain != expected or (self._values and not _is_time(expected))):
                yield Difference(path, plain, got)
            return
        new = [one[0] for one in found if one[0] not in self._bound]
        if len(got) ** len(new) > _MOST_WORK:
            return
        parts: list[str] = []
        done = 0
        for one in found:
            known = self._bound.get(one[0])
            parts += (
                re.escape(self._plain(expected[done : one.start()])),
                re.escape(known) if known is not None else "(.+?)",
            )
            done = one.end()
        pattern = "".join([*parts, re.escape(self._plain(expected[done:]))])
        fits = re.fullmatch(_HOST.sub(r"[a-z]+://[^/\\s]+", pattern), got, re.DOTALL)
        if fits is None:
            if not new:
                meant = STAND_IN.sub(lambda one: self._bound[one[0]], self._plain(expected))
                yield Difference(path, f"{meant} (which is {expected})" if meant != expected else meant, got)
            return
        for stand_in, meaning in zip(new, fits.groups(), strict=True):
            self._bound.setdefault(stand_in, meaning)

    def _plain(self, text: str) -> str:
        return _MARK.sub(lambda mark: str(self._options.get(mark[1], mark[0])), text)

    def _of_numbers(self, expected: int, got: int, path: str, name: str) -> Iterator[Difference]:
        if expected in _MILLISECONDS or expected in _SECONDS:
            self._times.setdefault(expected, got)
        elif abs(expected) < LARGE:
            if self._values and expected != got:
                yield Difference(path, expected, got)
        elif (known := self._bound.setdefault(str(abs(expected)), str(abs(got)))) != str(abs(got)) and _ID.search(name):
            yield Difference(path, f"{known} (which is {expected})", got)


def _is_time(text: str) -> bool:
    """Whether a text is a time or a date: each server has its own."""
    if moved_text(text, 0) is not None:
        return True
    return text.isascii() and text.isdecimal() and (int(text[:20]) in _MILLISECONDS or int(text[:20]) in _SECONDS)


def _kind(value: Any) -> str:
    return "null" if value is None else _KINDS.get(type(value), "something")
