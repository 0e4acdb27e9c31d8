"""Pages by ``limit`` and ``skip``, and by number."""

from __future__ import annotations

from chatmock.providers.connectycube.model import Given

USUAL = 100
MOST = 1000
"""Rows of a page of dialogs or messages, the most a client gets."""


def page_of(given: Given) -> tuple[int, int]:
    """How many rows are skipped, and how many are wanted."""
    return given.get("skip", 0), min(given.get("limit", USUAL), MOST)


def numbered_page_of(given: Given) -> tuple[int, int, int]:
    """The number of the page, its size, and how many rows are before it."""
    number, size = given["page"], given["per_page"]
    return number, size, (number - 1) * size
