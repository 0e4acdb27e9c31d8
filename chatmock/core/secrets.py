"""What the journal must not show: secrets by the names they are sent under, and by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote

MASK = "***"
KEPT = 10_000
"""Values of one application that are known as secrets, the newest ones."""
ODD = 100
"""Those of them that are looked for letter by letter."""
_SHORTEST = 8
"""Characters from which on a secret is known by itself: a shorter one stands in too many words."""
_LONGEST = 512
"""Characters of a secret that are known, and masked: clients choose some of them, and what is kept has a bound."""
_LENGTH = 20
"""Characters from which on a text under an ambiguous name is taken for a secret: data of a client may have a key called key."""
_EVERYWHERE = ("Authorization", "Cookie", "Proxy-Authorization", "Set-Cookie")
_PARTS = re.compile(rf"[^\W_]{{{_SHORTEST},{_LONGEST}}}")
_SPACED = bytes(number if number < 128 and chr(number).isalnum() else 32 for number in range(256))
"""Makes spaces of all that separates parts, where there are no other letters: that takes an eighth of the time."""
_BLOCK = _LONGEST // 2
_FEW = 24
"""Parts that are looked for one by one, which is faster where they are few."""
_PASSWORD = re.compile(r'(//[^/?#\s:@"]*):[^/?#\s@"]+@')
_TELLING = 16
"""Letters of a part that is a secret by itself: a text may hold the others encoded."""
_PLACES = 8
"""Places of a part in secrets that are looked at; where there are more, the part alone is masked."""


class Secrets:
    """Names of headers, of fields in bodies and of fields in queries that are shown as ``***``.

    Under ``ambiguous`` names, too, there may be other things; only a long text is taken for a secret there. What is a
    secret as a field is one in a query, too; a name may stand in brackets, as ``user[password]``.
    """

    def __init__(
        self,
        *,
        headers: Iterable[str] = (),
        fields: Iterable[str] = (),
        ambiguous: Iterable[str] = (),
        query: Iterable[str] = (),
    ) -> None:
        self.headers = frozenset(name.lower() for name in (*headers, *_EVERYWHERE))
        self.fields = frozenset(fields)
        self.ambiguous = frozenset(ambiguous)
        self.query = frozenset((*query, *fields))
        self._marks = [f"{name}=" for name in dict.fromkeys((*query, *fields))]
        """What stands before a secret in a plain query, the usual ones first."""
        inside = self.fields | self.ambiguous
        self._json_marks = [f'{name}{end}":' for name in sorted(inside) for end in ("", "]")]
        """A JSON text with a secret under its name has one of these marks."""
        self._json_words = _words_in(inside)
        """Each of the names has one of these words, as ``new_key`` has ``key``."""

    @cached_property
    def _in_query(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, sorted(self.query)))
        return re.compile(rf"\b((?:{names})\]?)=[^&#\s]+")

    @cached_property
    def _in_address(self) -> re.Pattern[str] | None:
        names = "|".join(map(re.escape, sorted(self.query)))
        return re.compile(rf'([?&](?:[^?=&#\s"]*\[)?(?:{names})\]?)=[^&#\s"]+') if names else None

    @cached_property
    def _in_json(self) -> re.Pattern[str] | None:
        names = "|".join(map(re.escape, sorted(self.fields | self.ambiguous)))
        return re.compile(rf'"((?:[^"\[\]]*\[)?(?:{names})\]?)":\s*"[^"]+"?') if names else None

    def in_query(self, query: str) -> str:
        """A query string, or an address with one."""
        if "=" not in query or not self.query:
            return query
        if "]=" in query:
            return self._searched(query)
        for mark in self._marks:
            if mark in query:
                before, _, behind = query.partition(mark)
                value, end, rest = behind.partition("&")
                if before[-1:] not in "&" or mark in rest or "#" in value or " " in value:
                    return self._searched(query)
                query = f"{before}{mark}{MASK if value else ''}{end}{rest}"
        return query

    def _searched(self, query: str) -> str:
        """A query that is more than plain pairs: names stand in brackets or twice, or a text is around it."""
        return self._in_query.sub(rf"\1={MASK}", query)

    def in_json(self, text: str) -> str:
        """The text of a JSON document, or the beginning of one."""
        return self._in_json.sub(rf'"\1":"{MASK}"', text) if self._in_json is not None else text

    def may_be_in_json(self, text: str) -> bool:
        """Whether the text of JSON documents may have the name of a secret: a quick look."""
        words = self._json_words if '":' in text else ()
        return any(word in text for word in words) and any(mark in text for mark in self._json_marks)

    def in_address(self, text: str) -> str:
        """A text that may have addresses in it, without the passwords and the queries' secrets of these."""
        if "://" not in text:
            return text
        text = _PASSWORD.sub(rf"\1:{MASK}@", text)
        return self._in_address.sub(rf"\1={MASK}", text) if self._in_address is not None else text

    def hides(self, name: str, value: str) -> bool:
        """Whether a text is a secret, for the name it stands under."""
        name = _inmost(name)
        return name in self.fields or (name in self.ambiguous and len(value) >= _LENGTH)

    def are_asked(self, name: str) -> bool:
        """Whether a secret stands under a name of a query."""
        return _inmost(name) in self.query


def _words_in(names: Iterable[str]) -> list[str]:
    """The last words of names, without those that have another one in them."""
    different = {name.rpartition("_")[2] for name in names}
    return sorted(word for word in different if not any(other in word for other in different - {word}))


def _inmost(name: str) -> str:
    """The last part of a name with brackets."""
    return name[:-1].rpartition("[")[2] if name[-1:] == "]" else name


class Issued:
    """Values that are secrets wherever they stand: credentials that were issued or taken in, good or not any more."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}  # what is masked, the oldest first, and its longest part
        self._parts: dict[str, list[str]] = {}  # where a text has none of these parts it has no secret
        self._odd: dict[str, None] = {}  # secrets without such a part

    def __repr__(self) -> str:
        return f"<{len(self._known) + len(self._odd)} secrets>"

    def add(self, value: str) -> str:
        """Know a value as a secret from now on; gives it back."""
        if len(value) < _SHORTEST or value in self._known:
            return value
        known = value[:_LONGEST]
        part = max(_PARTS.findall(known), key=len, default="")
        if not part:
            self._odd[known] = None
            if len(self._odd) > ODD:
                del self._odd[next(iter(self._odd))]
            return value
        for text in (known, part) if len(part) >= _TELLING else (known,):
            if text not in self._known:
                self._known[text] = part
                self._parts.setdefault(part, []).append(text)
        while len(self._known) > KEPT:
            self._forget(next(iter(self._known)))
        return value

    def _forget(self, text: str) -> None:
        part = self._known.pop(text)
        self._parts[part].remove(text)
        if not self._parts[part]:
            del self._parts[part]

    def in_text(self, text: str) -> str:
        """A text without them."""
        if len(text) < _SHORTEST:
            return text
        for value in self._odd:
            text = text.replace(value, MASK)
        if len(self._parts) <= _FEW:
            parts = [part for part, whole in self._parts.items() if part in text and _may_have(text, whole)]
        else:
            parts = [*self._parts.keys() & _parts_of(text)]
        return self._without(text, parts) if parts else text

    def _places(self, part: str) -> list[tuple[int, int]]:
        """Where secrets with a part begin and end, counted from the beginning of that part; the longest ones first."""
        places = {(start := -known.index(part), start + len(known)) for known in self._parts[part]}
        longest = sorted(places, key=lambda place: place[0] - place[1])
        return longest if len(longest) <= _PLACES else [*longest[:_PLACES], (0, len(part))]

    def _without(self, text: str, parts: list[str]) -> str:
        """A text without the secrets that have one of these parts."""
        places = {part: self._places(part) for part in parts}
        spans: list[tuple[int, int]] = []
        for part, at in _standing(text, parts):
            for before, after in places[part]:
                start, end = max(at + before, 0), at + after
                if (before == 0 and after == len(part)) or text[start:end] in self._known:
                    spans.append((start, end))
        kept: list[str] = []
        done = 0
        for start, end in sorted(spans):
            if start >= done:
                kept += text[done:start], MASK
            done = max(done, end)
        return "".join([*kept, text[done:]])


def _may_have(text: str, secrets: list[str]) -> bool:
    """Whether one of a few secrets is in a text; of many it may be."""
    return len(secrets) > _PLACES or any(secret in text for secret in secrets)


def _standing(text: str, parts: list[str]) -> Iterator[tuple[str, int]]:
    """Where parts stand in a text, not inside longer ones."""
    if len(parts) > _FEW:
        wanted = frozenset(parts)
        yield from ((found[0], found.start()) for found in _PARTS.finditer(text) if found[0] in wanted)
        return
    for part in parts:
        length, at = len(part), text.find(part)
        while at >= 0:
            is_inside = text[at - 1 : at].isalnum() or text[at + length : at + length + 1].isalnum()
            if not is_inside or length == _LONGEST:
                yield part, at
            at = text.find(part, at + length)


def _parts_of(text: str) -> list[str]:
    """The parts of a text that may be those of secrets, and others that are too short."""
    if text.isascii():
        spaced = text.encode().translate(_SPACED)
        if all(b" " in spaced[at : at + _BLOCK] for at in range(0, len(spaced) - _BLOCK, _BLOCK)):  # none is too long
            return spaced.decode().split()
    return _PARTS.findall(text)


class Mask:
    """Shows what was sent and answered without its secrets."""

    def __init__(self, names: Secrets, in_text: Callable[[str], str] = str) -> None:
        """``in_text`` gives a text without the values that are secrets."""
        self.names = names
        self.in_text = in_text

    def hides_nothing_of(self, text: str) -> bool:
        """Whether texts that may have addresses in them, and no percent sign, stand as they are; JSON ones, too.

        It is a quick look, which may be too careful.
        """
        if "/" in text and ":" in text and self.names.in_address(text) != text:
            return False
        return not self.names.may_be_in_json(text) and self.in_text(text) == text

    def in_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Headers by their lower-case names, in order."""
        shown = sorted((name.lower(), value) for name, value in headers.items())
        return {name: MASK if name in self.names.headers else self._in_text(value) for name, value in shown}

    def in_path(self, path: str) -> str:
        """A path or an address, percent-encoded."""
        path, mark, query = path.partition("?")
        if "%" in path:
            path = "/".join(self._decoded(part) for part in path.split("/"))
        path = self.names.in_address(self.in_text(path))
        path = self.names.in_query(path) if "=" in path else path
        return f"{path}?{self.names.in_address(self.in_query(query))}" if mark else path

    def in_query(self, query: str) -> str:
        """A query string, percent-encoded."""
        if "%" in query:
            pairs = (pair.partition("=") for pair in query.split("&"))
            query = "&".join(
                f"{self._decoded(name)}{equals}{self._asked(name, value)}" for name, equals, value in pairs
            )
        return self._in_text(self.names.in_query(query))

    def _asked(self, name: str, value: str) -> str:
        return MASK if value and self.names.are_asked(unquote(name)) else self._decoded(value)

    def in_json(self, text: str) -> str:
        """The text of a JSON document, or the beginning of one."""
        return self.in_text(self.names.in_address(self.names.in_json(text)))

    def in_value(self, value: Any, name: str = "") -> Any:
        """A parsed body; ``name`` is what it stands under."""
        if isinstance(value, str):
            return MASK if value and self.names.hides(name, value) else self._in_text(value)
        if isinstance(value, dict):
            return {self.in_text(key): self.in_value(inner, key) for key, inner in value.items()}
        return [self.in_value(inner, name) for inner in value] if isinstance(value, list | tuple) else value

    def _in_text(self, text: str) -> str:
        """A text that may have addresses in it."""
        return self.in_text(self.names.in_address(text))

    def _decoded(self, text: str) -> str:
        if "%" not in text:
            return text
        plain = unquote(text)
        masked = self._in_text(plain)
        return text if masked == plain else quote(masked, safe="*")
