"""What is said of a text that is no YAML: in which line, how the line reads, and what is probably wrong there."""

from __future__ import annotations

import re

import yaml

from chatmock.core.words import cut

_CLOSING = {"]": "[", "}": "{"}


def unreadable(text: str, reason: yaml.YAMLError) -> str:
    """The line, what is wrong there and what to do, and the line itself."""
    mark = getattr(reason, "problem_mark", None) or getattr(reason, "context_mark", None)
    lines = text.splitlines() or [""]
    if mark is None:  # a character that no YAML may have
        position = getattr(reason, "position", 0)
        number = text.count("\n", 0, position if isinstance(position, int) else 0)
        return f"{number + 1}: a character stands here that is no text; a seed is YAML or JSON"
    number = min(mark.line, len(lines) - 1)
    while number and not lines[number].strip():
        number -= 1
    line = lines[number]
    return f"{number + 1}: {_why(lines, number, reason)}\n    {cut(line.rstrip())!s}"


def _why(lines: list[str], number: int, reason: yaml.YAMLError) -> str:
    line = lines[number]
    problem = str(getattr(reason, "problem", "") or "").lower()
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or ("token" in problem and "\t" in line):
        return "a tab stands here; indent with spaces"
    if "another document" in problem:
        return "a second document begins here; write one, or several as a list under applications"
    if "nesting" in problem:
        return "nested too deep; a seed has a few levels"
    if "alias" in problem:
        return f"an alias names nothing: {problem}; write the value out, or quote a text that begins with *"
    if re.match(r"\s*(- )?\S*\s*[:-]?\s*[@`%]", line) and "token" in problem:
        return "a text may not begin like this; quote it"
    if _opened("\n".join(lines[: number + 1])) or re.search(r"expected (',' or|node content)", problem):
        return "a bracket, a brace or a comma is missing or too many, here or above; each [ and { needs its end"
    if "mapping values" in problem:
        return "two values with a colon in one line; indent with spaces, and quote a text that has a colon"
    if "quoted scalar" in str(getattr(reason, "context", "")).lower():
        return "a quote is opened and never closed; close it"
    return "this does not line up with what is above it; indent with spaces, as deep as its neighbours"


def _opened(text: str) -> bool:
    """Whether a bracket is left open, or closed without having been opened; those in quotes and comments do not count."""
    plain = re.sub(r"\"(\\.|[^\"\\])*\"|'[^']*'|(^|\s)#[^\n]*", "", text)
    waiting: list[str] = []
    for character in plain:
        if character in "[{":
            waiting.append(character)
        elif character in _CLOSING and (not waiting or waiting.pop() != _CLOSING[character]):
            return True
    return bool(waiting)
