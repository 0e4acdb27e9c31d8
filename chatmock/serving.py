"""A hub with everything installed in it: what the command line and the test fixtures serve."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from chatmock.control import Control
from chatmock.core.application import Application, Hub
from chatmock.core.provider import Provider
from chatmock.core.seed_schema import SeedSchema
from chatmock.core.seeds import Document, Seed, read
from chatmock.providers import load_providers

DEFAULT_PROVIDER = "sendbird"
"""Whose an application is where nothing says so."""


def new_hub(*, strict: bool = False) -> Hub:
    """An empty hub: every provider there is, and the control API."""
    return Hub(load_providers(), strict=strict, control=Control())


def read_seed(source: str | Path, own: Provider | None = None) -> Seed:
    """A seed file whose documents are all good by their providers' schemas; ``own`` is one at hand. Raises SeedError."""
    seed = read(source, default=DEFAULT_PROVIDER)
    seed.check(lambda name: own.seed_schema if own is not None and own.name == name else seed_schema(name))
    return seed


@cache
def seed_schema(provider: str) -> SeedSchema | None:
    """What seeds of a provider are checked with; raises LookupError where there is no such provider."""
    return new_hub().provider(provider).seed_schema


def seeded(
    application: Application, seeds: Iterable[str], others: Callable[[Document], None] | None = None
) -> Application:
    """Fill an empty tenant from seed files, one after the other; a reset goes back to that. Raises SeedError.

    ``others`` takes the documents that are for other applications; where nobody does they are refused.
    """
    for source in seeds:
        seed = read_seed(source, application.provider)
        document = seed.document_for(application.provider.name, application.app_id, others)
        if document is not None:
            document.fill(application)
            application.origin.append(document.values)
    return application
