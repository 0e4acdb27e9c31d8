"""A hub with everything installed in it: what the command line and the test fixtures serve."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.control import Control
from chatmock.core.application import Application, Hub
from chatmock.core.seeds import read
from chatmock.providers import load_providers

DEFAULT_PROVIDER = "sendbird"
"""Whose an application is where nothing says so."""


def new_hub(*, strict: bool = False) -> Hub:
    """An empty hub: every provider there is, and the control API."""
    return Hub(load_providers(), strict=strict, control=Control())


def seeded(application: Application, seeds: Iterable[str]) -> Application:
    """Fill an empty tenant from seed files, one after the other; a reset goes back to that. Raises SeedError."""
    for seed in seeds:
        document = read(seed)
        document.fill(application)
        application.origin.append(document.values)
    return application
