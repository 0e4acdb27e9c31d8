"""What a table of listeners looks like."""

from __future__ import annotations

from collections.abc import Callable

Listeners = dict[str, tuple[tuple[str, ...], Callable[..., None]]]
"""By event: the categories that may come of it, and what tells of it."""
