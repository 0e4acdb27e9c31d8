"""A Sendbird application as a seed document, and back."""

from chatmock.providers.sendbird.seeds.dumping import dump
from chatmock.providers.sendbird.seeds.loading import load

__all__ = ["dump", "load"]
