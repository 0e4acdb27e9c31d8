"""What stands in a cassette for ids, people, texts and secrets: the same value has the same stand-in everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from urllib.parse import quote, unquote, urlsplit

from chatmock.core.clock import DAY, SECOND
from chatmock.core.transcript import Transcript

BEGINNING = 1_704_067_200_000
"""The instant at which every cassette begins, in milliseconds: the first of January 2024. Times keep their distance from it."""
LARGE = 10_000
"""Whole numbers from which on one may be an id, a telephone number or a secret; smaller ones are counts."""
HOST = "host.example.com"
STAND_IN = re.compile(
    r"id-\d+x*|text \d+\.*|mail-\d+@example\.com|\+999\d{8,}|c0ffee[0-9a-f]{10,}|00000000-0000-4000-8000-[0-9a-f]{12}"
    r"|(?<![0-9])10[0-9]{4,}(?![0-9])|10(?:\.\d{1,3}){3}"
)
"""How each stand-in in a text looks."""
_MILLISECONDS, _SECONDS = range(1_400_000_000_000, 2_000_000_000_000), range(1_400_000_000, 2_000_000_000)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HEX = re.compile(r"[0-9a-f]{16,}")
_MAIL = re.compile(r"[^\s@/,;<>]+@[^\s@/,;<>]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"\+?[\d(][\d\s().-]{6,}")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}((?:/\d{1,2})?)")
_BOUNDS = frozenset((2**31 - 1, 2**32 - 1, 2**53 - 1, 2**63 - 1))
_ROUND = 2
"""Digits before the noughts of a number that is a limit, and nobody's."""
_SHORT_NUMBER = re.compile(r"-?\d{1,4}")
_SPACE = re.compile(r"\s")
_MARKS = ".,:;!?\"'()"
_LONG = 60
"""Characters from which on a text keeps its length: there are limits."""
_LEAST = 8
"""Characters that a password has at least: what stands in for a longer text has as many."""
_KEPT_WHOLE = 200
"""Characters of a value that are known by themselves; longer ones are known by their digest."""
MOST = 500_000
"""Values that have a stand-in."""


class Full(Exception):
    """There are more different values than a recorder keeps."""


class Pseudonyms:
    """``began`` is the instant of the recording in milliseconds; ``hosts`` are the names of the server that is recorded."""

    def __init__(self, transcript: Transcript, began: int, hosts: Iterable[str] = ()) -> None:
        self._transcript = transcript
        self._shift = BEGINNING - began
        self._known: dict[str, str] = {part + host: part + HOST for host in hosts for part in ("", *transcript.parts)}
        self._count = 0

    def __repr__(self) -> str:
        return f"<{len(self._known)} stand-ins>"

    def know(self, value: str, stand_in: str) -> None:
        """Have a value stand for an option of the application, wherever it comes; the first one stays."""
        if value and value not in self._known:
            self._known[value] = stand_in

    def stand_in(self, text: str) -> str:
        """What stands for a text of a person, a place or a secret."""
        if not text:
            return text
        if (known := self._known.get(_key(text))) is not None:
            return known
        if text.isascii() and text.isdecimal():
            return self._of_digits(text)
        for pattern in self._transcript.compounds:
            if found := pattern.fullmatch(text):
                return self._compound(text, found)
        if (credentials := self._transcript.credentials(text)) is not None:
            inner = "\0".join(map(self.stand_in, credentials[1].split("\0")))
            return self._transcript.packed(credentials[0], inner)
        if (moved := moved_text(text, self._shift)) is not None:
            return moved
        return self._of_address(text) if _URL.fullmatch(text) else self._new(text)

    def number(self, value: int, *, is_id: bool = False) -> int | str:
        """What stands for a whole number; a text where it stands for an option of the application."""
        if abs(value) < LARGE and not (is_id and value > 0):
            return value
        if value in _BOUNDS or len(str(abs(value)).rstrip("0")) <= _ROUND:
            return value
        if value in _MILLISECONDS and not is_id:
            return value + self._shift
        if value in _SECONDS and not is_id:
            return value + self._shift // SECOND
        found = self.stand_in(str(abs(value)))
        if not found.isdecimal():
            return f"<#{found.strip('<>')}>"
        return int(found) if value > 0 else -int(found)

    def _of_digits(self, text: str) -> str:
        if len(text) == 13 and int(text) in _MILLISECONDS:
            return str(int(text) + self._shift)
        if len(text) == 10 and int(text) in _SECONDS:
            return str(int(text) + self._shift // SECOND)
        return self._new(text)

    def _compound(self, text: str, found: re.Match[str]) -> str:
        parts: list[str] = []
        done = 0
        for number in range(1, len(found.groups()) + 1):
            start, end = found.span(number)
            if start >= 0:
                parts += text[done:start], self.stand_in(text[start:end])
                done = end
        return "".join([*parts, text[done:]])

    def _of_address(self, text: str) -> str:
        """An address whose host, steps and query are replaced one by one."""
        try:
            parts = urlsplit(text)
            host = self._new(parts.hostname or "-")
            host = host if host == HOST else f"{host}.example.com"
        except ValueError:
            return self._new(text)
        path = "/".join(quote(self._step(unquote(step)), safe="") for step in parts.path.split("/"))
        query = "&".join(
            f"{quote(self._step(unquote(name)))}{equals}{quote(self._step(unquote(value)))}"
            for name, equals, value in (pair.partition("=") for pair in parts.query.split("&"))
        )
        return f"{parts.scheme.lower()}://{host}{path}{f'?{query}' if parts.query else ''}"

    def _step(self, text: str) -> str:
        return text if text in self._transcript.words or _SHORT_NUMBER.fullmatch(text) else self.stand_in(text)

    def _new(self, text: str) -> str:
        key = _key(text)
        if (known := self._known.get(key)) is not None:
            return known
        if len(self._known) >= MOST:
            raise Full
        self._count += 1
        made = self._known[key] = _made(text, self._count, self._length(text))
        return made

    def _length(self, text: str) -> int:
        """The length of a text, the known words in it taken for their stand-ins: a server's sentences quote what it was told."""
        if len(text) > _KEPT_WHOLE:
            return len(text)
        words = (word.strip(_MARKS) for word in text.split())
        return len(text) + sum(len(self._known.get(word, word)) - len(word) for word in words)


def moved_text(text: str, shift: int) -> str | None:
    """A time, a date or a month as a text, moved by some milliseconds, dates by whole days; None for another text."""
    try:
        if _ISO.fullmatch(text):
            moved = datetime.fromisoformat(text.replace("Z", "+00:00")) + timedelta(milliseconds=shift)
            return moved.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if found := _DATE.fullmatch(text):
            day = date.fromisoformat(text if found[1] else f"{text}-15") + timedelta(days=int(shift / DAY))
            return day.isoformat() if found[1] else day.isoformat()[:7]
    except (ValueError, OverflowError):
        return None
    return None


def _key(text: str) -> str:
    return text if len(text) <= _KEPT_WHOLE else blake2b(text.encode("utf-8", "surrogatepass")).hexdigest()


def _made(text: str, number: int, length: int) -> str:
    """A new stand-in of the kind and, where that may matter, of the length of a text."""
    if text.isascii() and text.isdecimal():
        return f"10{number:0{max(len(text), 6) - 2}}"
    if _MAIL.fullmatch(text):
        return f"mail-{number}@example.com"
    if found := _ADDRESS.fullmatch(text):
        return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}{found[2]}"
    if _PHONE.fullmatch(text):
        return f"+999{number:08}"
    if _UUID.fullmatch(text):
        return f"00000000-0000-4000-8000-{number:012x}"
    if _HEX.fullmatch(text):
        return f"c0ffee{number:0{len(text) - 6}x}"
    if _SPACE.search(text) or not text.isascii():
        return f"text {number}".ljust(length if length >= _LONG else 0, ".")
    return f"id-{number}".ljust(length if length >= _LONG else min(length, _LEAST), "x")
