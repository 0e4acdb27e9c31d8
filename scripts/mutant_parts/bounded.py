"""A plugin of pytest that ends its process where a test has no end."""

from __future__ import annotations

import signal

_PATIENCE = 180
"""Seconds for each test."""


def pytest_runtest_logstart() -> None:
    """Give the next test its time."""
    signal.alarm(_PATIENCE)
