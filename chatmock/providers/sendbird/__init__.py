"""Sendbird: today's Platform API, and that of 2016 where the two contradict each other."""

from chatmock.providers.sendbird.provider import Sendbird

__all__ = ["Sendbird"]
