"""Sendbird: the Platform API of 2016, and what of today's API is written down beside it."""

from chatmock.providers.sendbird.provider import Sendbird

__all__ = ["Sendbird"]
