"""The certificates by which receivers of deliveries are trusted: the system's, read when a delivery first needs them.

aiohttp reads them while it is imported, which is a seventh of the start of a server that may never send anything by https.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def read_later() -> Iterator[None]:
    """Import aiohttp without reading the system's certificates. Only for a process that is all chatmock's: whoever else
    uses aiohttp's client there would trust nobody.
    """
    reading = ssl.SSLContext.load_default_certs
    ssl.SSLContext.load_default_certs = _read_nothing  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        ssl.SSLContext.load_default_certs = reading  # type: ignore[method-assign]


def _read_nothing(context: ssl.SSLContext, purpose: Any = None) -> None:
    """Nothing is trusted by this context."""


@cache
def trusted() -> ssl.SSLContext:
    """What a receiver of deliveries is checked by."""
    return ssl.create_default_context()
