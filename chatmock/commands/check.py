"""``chatmock check``: hold a server to its contract."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from chatmock.cli import INVALID, OK, USAGE
from chatmock.commands.options import options_of
from chatmock.contract.check import Check
from chatmock.contract.learning import Learner
from chatmock.contract.outcome import Outcome
from chatmock.contract.plan import read_plan
from chatmock.contract.report import count, json_report, junit_report, table
from chatmock.contract.side import Side
from chatmock.contract.wire import Line, Unreachable, Wire, within
from chatmock.core.clock import HOUR, Clock
from chatmock.core.ids import Ids
from chatmock.core.provider import Provider
from chatmock.serving import new_hub

INTERRUPTED = 130


def check(options: argparse.Namespace) -> int:
    """Ask a server what its platform answers, and say which operations answer otherwise."""
    hub = new_hub()
    try:
        provider = hub.provider(options.provider)
        chosen = {**provider.card.defaults, **options_of(options, hub.cards).get(provider.name, {})}
        plan = read_plan(provider.plan) if provider.plan is not None else []
    except (LookupError, ValueError) as reason:
        print(f"chatmock check: {reason.args[0]}", file=sys.stderr)
        return USAGE
    if not plan:
        print(f"chatmock check: {provider.name} brings no plan of a check", file=sys.stderr)
        return USAGE
    hub.add(provider.create(**chosen))
    server = Line(options.url.rstrip("/").removesuffix(provider.api.prefix))
    found = prepared(
        provider, chosen, (server, within(hub)), destructive=options.destructive, select=options.select or ""
    )
    if not found.outcomes:
        print(f"chatmock check: no operation has {options.select!r} in its name or path", file=sys.stderr)
        return USAGE
    with closing(server):
        return _run(found, options)


def prepared(
    provider: Provider[Any],
    options: Mapping[str, Any],
    wires: tuple[Wire, Wire],
    *,
    destructive: bool = False,
    select: str = "",
) -> Check:
    """A check of the server at the first wire, under a prefix of its own; at the second one is chatmock itself."""
    now = Clock().now()
    prefix = f"chatmock-{Ids(str(now)).hex(6)}-"

    def names_at(time: int) -> dict[str, Any]:
        return {**provider.signature(options, time), "soon": time + HOUR}

    one, other = (Side(wire, provider, options, {**options, **names_at(now), "~": prefix}) for wire in wires)
    own = {prefix: "~"} | ({wires[0].url: ""} if isinstance(wires[0], Line) else {})
    return Check(
        provider,
        read_plan(provider.plan) if provider.plan is not None else [],
        (one, other),
        Learner(provider, (one, other), options, names_at, now),
        options,
        own=own,
        blank=provider.signature(options, now),
        destructive=destructive,
        select=select,
    )


def _run(found: Check, options: argparse.Namespace) -> int:
    shows = sys.stderr.isatty()

    def stop(*_: object) -> None:
        found.stopped = True

    before = {sign: signal.signal(sign, stop) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        with closing(found.run()) as steps:
            for number, step in enumerate(steps, 1):
                if shows:
                    print(f"\r\x1b[K{number} of {found.rows}  {step[:90]}", end="", file=sys.stderr, flush=True)
    except Unreachable as reason:
        print(f"chatmock check: {reason}", file=sys.stderr)
        return INVALID
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
        if shows:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    _tell(found.outcomes, options)
    if found.stopped:
        print("chatmock check: it was interrupted; what it had made is taken away", file=sys.stderr)
        return INTERRUPTED
    return INVALID if count(found.outcomes)["wrong"] else OK


def _tell(outcomes: list[Outcome], options: argparse.Namespace) -> None:
    if options.json:
        print(json_report(outcomes).decode(), end="")
    else:
        print("\n".join(table(outcomes)))
    if options.junit:
        Path(options.junit).write_bytes(junit_report(outcomes, f"chatmock check {options.provider}"))
