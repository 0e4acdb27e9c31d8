"""Texts of strangers as a terminal and a log can bear them."""

from __future__ import annotations

LONGEST = 1_000
"""Characters of a text that are shown."""


def printable(text: str, longest: int = LONGEST) -> str:
    """A text in one line: what is not printable stands as it does in a Python literal, and a long text is cut."""
    if len(text) > longest:
        text = f"{text[:longest]}… ({len(text)} characters)"
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)
