"""Unwanted words, found in a text in time that grows with the text alone, whatever the words are.

Of many words those are looked for that can be there at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"\w")
_RUN = re.compile(r"\S+")
LONG = 16
"""Letters of a part from which on an expression might look at them again and again."""
_DOTS = str.maketrans("\u0130\u0131", "ii")


def _folded(text: str) -> str:
    """A text in which all letters are the same that are the same in any case to a regular expression."""
    return text.translate(_DOTS).casefold()


@dataclass(frozen=True)
class Pattern:
    """A keyword as the parts between its asterisks, each of which stands for any run of characters without a blank."""

    parts: tuple[str, ...]

    @property
    def begins_anywhere(self) -> bool:
        """Whether it begins with an asterisk: it then takes the word from its beginning."""
        return self.parts[0] == "" and len(self.parts) > 1

    @cached_property
    def needs(self) -> list[str]:
        """What stands in every text that has it."""
        return [_folded(part) for part in self.parts if part]


_EVERYTHING = Pattern(("", ""))


class Words:
    """The keywords of a filter. They are whole words, in any case; an earlier keyword goes before a later one."""

    def __init__(self, keywords: list[str]) -> None:
        self._patterns = [Pattern(tuple(re.sub(r"\*+", "*", keyword).split("*"))) for keyword in keywords]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the unwanted words stand, the first first; none overlaps another."""
        searched, folded = _Searched(text), _folded(text)
        patterns = [pattern for pattern in self._patterns if all(part in folded for part in pattern.needs)]
        starts = sorted({start for pattern in patterns for start in searched.starts(pattern)}, reverse=True)
        reached = 0
        while starts:
            start = starts.pop()
            if start < reached:
                continue
            end = next((end for pattern in patterns if (end := searched.end(pattern, start)) > start), 0)
            if end:
                yield start, end
                reached = end
                if _EVERYTHING in patterns:  # what is left of the word is one, too
                    starts.append(end)

    def masked(self, text: str) -> str:
        """A text with as many asterisks in the place of each unwanted word as that has characters."""
        shown, reached = [], 0
        for start, end in self.spans(text):
            shown += [text[reached:start], "*" * (end - start)]
            reached = end
        return "".join([*shown, text[reached:]])


def _places_of(part: list[str], text: list[str]) -> list[int]:
    """Where a part stands, also in itself: each letter is looked at about twice (Knuth, Morris and Pratt)."""
    back, found, at = [0], [], 0
    for letter in part[1:]:
        while at and letter != part[at]:
            at = back[at - 1]
        at += letter == part[at]
        back.append(at)
    at = 0
    for index, letter in enumerate(text):
        while at and (at == len(part) or letter != part[at]):
            at = back[at - 1]
        at += letter == part[at]
        if at == len(part):
            found.append(index - at + 1)
    return found


class _Searched:
    """One text while words are looked for in it. Each part of a keyword is looked for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, list[int]] = {}
        self._ending: dict[str, list[int]] = {}
        self._failed: set[tuple[Pattern, int]] = set()
        """Patterns with the end of a run in which they are not: later in that run they are not, either."""

    def starts(self, pattern: Pattern) -> list[int]:
        """Where a pattern may begin: behind what is no letter or digit or, beginning with an asterisk, behind a blank."""
        if pattern.begins_anywhere:
            blank = [at for at in self._places(pattern.parts[1]) if self._is_after_blank(at)]
            return [*(start for start, _ in self._runs), *blank]
        return [start for start in self._places(pattern.parts[0]) if start == 0 or not self._is_word(start - 1)]

    def end(self, pattern: Pattern, start: int) -> int:
        """Where a pattern ends that begins here; 0 where it does not."""
        first, *rest = pattern.parts
        if pattern == _EVERYTHING:
            return self._run_end(start)
        if pattern.begins_anywhere:
            if not self._is_after_blank(start):
                return 0
        elif not self._is_place(first, start) or (start > 0 and self._is_word(start - 1)):
            return 0
        at = start + len(first)
        if not rest:
            return at if self._ends_well(at) else 0
        key = pattern, self._run_end(at)
        if key in self._failed:
            return 0
        end = self._end_of(rest, at)
        if not end:
            self._failed.add(key)
        return end

    def _end_of(self, parts: list[str], at: int) -> int:
        """Where the parts end that follow, the last one as late as it can be; 0 where they do not."""
        for part in parts[:-1]:  # each as early as it can be: what follows has the most room
            places = self._places(part)
            index = bisect_left(places, at)
            if index == len(places) or places[index] > self._run_end(at):
                return 0
            at = places[index] + len(part)
        last = parts[-1]
        if not last:
            return self._run_end(at)
        places = self._endings(last)
        index = bisect_right(places, self._run_end(at)) - 1
        return places[index] + len(last) if index >= 0 and places[index] >= at else 0

    # --- what is where ---

    @cached_property
    def _letters(self) -> list[str]:
        return [_folded(letter) for letter in self._text]

    @cached_property
    def _runs(self) -> list[tuple[int, int]]:
        return [found.span() for found in _RUN.finditer(self._text)]

    @cached_property
    def _run_ends(self) -> list[int]:
        return [end for _, end in self._runs]

    def _run_end(self, at: int) -> int:
        """Up to where there is no blank."""
        index = bisect_right(self._run_ends, at)
        return self._runs[index][1] if index < len(self._runs) and self._runs[index][0] <= at else at

    def _is_after_blank(self, index: int) -> bool:
        return index == 0 or self._text[index - 1].isspace()

    def _is_word(self, index: int) -> bool:
        return _WORD.match(self._text, index) is not None

    def _ends_well(self, at: int) -> bool:
        return at == len(self._text) or not self._is_word(at)

    def _places(self, part: str) -> list[int]:
        """Where a part of a keyword stands, in any case."""
        if part not in self._found and len(part) > LONG:
            self._found[part] = _places_of([_folded(letter) for letter in part], self._letters)
        if part not in self._found:
            expression = re.compile(f"(?={re.escape(part)})", re.IGNORECASE)
            self._found[part] = [found.start() for found in expression.finditer(self._text)]
        return self._found[part]

    def _is_place(self, part: str, at: int) -> bool:
        places = self._places(part)
        index = bisect_left(places, at)
        return index < len(places) and places[index] == at

    def _endings(self, part: str) -> list[int]:
        """Where a part stands that may be the last one: no letter or digit follows."""
        if part not in self._ending:
            self._ending[part] = [at for at in self._places(part) if self._ends_well(at + len(part))]
        return self._ending[part]
