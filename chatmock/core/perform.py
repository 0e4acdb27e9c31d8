"""Sending requests that are written down, to a hub in this process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import orjson

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Answer, Request
from chatmock.core.hub import Hub
from chatmock.core.sample import Ask


class Performed(NamedTuple):
    """A request as it was sent, and its answer."""

    ask: Ask
    answer: Answer


def perform(hub: Hub, ask: Ask, kept: dict[str, str], credential: Mapping[str, str]) -> Performed:
    """Send a request to a hub in this process; what it keeps is added to ``kept``."""
    ask = ask.filled(kept)
    headers = {"Content-Type": "application/json", **(credential if ask.headers is None else ask.headers)}
    answer = dispatch(hub, Request(ask.method, ask.path, ask.query, headers, ask.content))
    if ask.keep:
        kept |= ask.kept(orjson.loads(answer.body))
    return Performed(ask, answer)
