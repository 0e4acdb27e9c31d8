"""A Sendbird application as a seed document, and back."""

from chatmock.providers.sendbird.seed_dump import dump
from chatmock.providers.sendbird.seed_load import load

__all__ = ["dump", "load"]
