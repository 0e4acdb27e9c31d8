"""``chatmock replay``: carry recorded traffic out again, and compare what comes back."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from chatmock.cli import INVALID, NOT_STARTED, OK, USAGE
from chatmock.commands.options import options_of
from chatmock.core.clock import Clock
from chatmock.core.jsontext import write
from chatmock.core.provider import Provider
from chatmock.recording.cassette import Cassette
from chatmock.recording.replaying import Replay, Step
from chatmock.recording.report import document, table
from chatmock.server.asking import Asking
from chatmock.server.thread import ServerThread
from chatmock.serving import new_hub, read_seed, serve_defaults


def replay(options: argparse.Namespace) -> int:
    """Replay a cassette against a server; the status is 1 where something differs."""
    try:
        steps = steps_of(Path(options.cassette), options)
    except (OSError, ValueError, LookupError) as reason:
        print(f"chatmock replay: {reason.args[-1] if isinstance(reason, LookupError) else reason}", file=sys.stderr)
        return USAGE if not isinstance(reason, ConnectionError) else NOT_STARTED
    if options.json:
        sys.stdout.buffer.write(write(document(steps)) + b"\n")
    else:
        print("\n".join(table(steps)))
    return INVALID if any(step.wrong for step in steps) else OK


def steps_of(path: Path, options: argparse.Namespace) -> list[Step]:
    """What became of each event of a cassette.

    Raises OSError, ValueError and LookupError: a sentence for people, a ConnectionError where nobody answers.
    """
    cassette = Cassette.read(path)
    hub = new_hub()
    provider = hub.provider(cassette.provider)
    chosen = options_of(options, hub.cards)
    own: Mapping[str, Any] = {**provider.card.defaults, **chosen.get(provider.name, {})}
    with ExitStack() as stack:
        url = options.url
        if url is None:
            serve_defaults(hub, chosen, [read_seed(seed) for seed in options.seed or ()])
            url = stack.enter_context(ServerThread(hub)).url
        return asyncio.run(_carried_out(cassette, provider, own, url, options))


async def _carried_out(
    cassette: Cassette, provider: Provider[Any], own: Mapping[str, Any], url: str, options: argparse.Namespace
) -> list[Step]:
    shows, steps = sys.stderr.isatty(), []
    async with Asking(url) as asker:
        now = Clock().now()
        one = Replay(
            cassette,
            provider,
            own,
            asker,
            now=now,
            patience=options.patience,
            values=options.values,
            bound=_bound(options.bind or ()),
        )
        try:
            async for step in one.run():
                steps.append(step)
                if shows:
                    line = f"\r\x1b[K{len(steps)} of {len(cassette.events)}  {step.what[:90]}"
                    print(line, end="", file=sys.stderr, flush=True)
        finally:
            if shows:
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    return steps


def _bound(texts: Iterable[str]) -> dict[str, str]:
    """What stand-ins mean, by what was typed; raises ValueError with a sentence for people."""
    found = {}
    for text in texts:
        stand_in, equals, meaning = text.partition("=")
        if not (stand_in and equals and meaning):
            raise ValueError(f"{text!r} is no STAND_IN=VALUE, as in id-1=bob")
        found[stand_in] = meaning
    return found
