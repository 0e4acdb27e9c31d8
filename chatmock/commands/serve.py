"""``chatmock serve``: a local backend until it is interrupted."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from chatmock.cli import INVALID, NOT_STARTED, OK, USAGE
from chatmock.commands.listening import doors_of, lines, listen_of, tls_of, warning
from chatmock.commands.log import RequestLog
from chatmock.commands.options import options_of
from chatmock.commands.saved import CannotKeep, StateFile
from chatmock.commands.saving import Saving
from chatmock.core.application import Application
from chatmock.core.card import BadOption
from chatmock.core.hub import Hub
from chatmock.core.scenario import play, rehearse
from chatmock.core.seeds import Document, Seed, SeedError
from chatmock.server.authority import CannotSecure
from chatmock.server.http import Server
from chatmock.server.listening import CannotListen
from chatmock.serving import documents_by_application, new_hub, pointers, read_seed, serve_defaults

_LOOK_EVERY = 0.3
"""Seconds between two looks at watched files."""


def serve(options: argparse.Namespace) -> int:
    """Listen, say where, and serve until a signal ends it."""
    hub = new_hub(strict=options.strict)
    try:
        chosen = options_of(options, hub.cards)
        listen, tls, doors = listen_of(options, hub), tls_of(options), doors_of(options)
        if options.watch and not options.seed:
            raise ValueError("--watch looks at seed files, and none is named; name one: --seed FILE")
    except ValueError as reason:
        print(f"chatmock serve: {reason}", file=sys.stderr)
        return USAGE
    gc.freeze()  # code and schemas stay for good: no collection has to look through them while clients wait
    hub.on_load = gc.freeze
    try:
        state = StateFile(options.state) if options.state else None
        if state is not None:
            state.open()
    except CannotKeep as reason:
        print(reason, file=sys.stderr)
        return NOT_STARTED
    changed = _changed_at(options.seed or [])
    try:
        kept = state.load() if state is not None else None
        seeds = [kept] if kept is not None else [read_seed(path) for path in options.seed or ()]
        serve_defaults(hub, chosen, seeds)
        server = Server(hub, host=options.host, port=options.port, listen=listen, tls=tls, doors=doors)
        saving = Saving(state, hub) if state is not None else None
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(_serve(server, options, changed, saving))
    except (BadOption, SeedError) as reason:
        print(reason, file=sys.stderr)
        return INVALID
    finally:
        if state is not None:
            state.close()


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's, where it is installed."""
    try:
        import uvloop
    except ImportError:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


async def _serve(server: Server, options: argparse.Namespace, changed: list[int], saving: Saving | None) -> int:
    hub = server.hub
    try:
        await server.start()
    except (CannotListen, CannotSecure) as reason:
        print(reason, file=sys.stderr)
        return NOT_STARTED
    ended, kept = asyncio.Event(), True
    _end_by_signals(ended)
    try:
        port_file = _write_port(options.port_file, server.port) if options.port_file else None
    except OSError as reason:
        print(f"chatmock serve: --port-file {options.port_file}: {reason.strerror}; name another file", file=sys.stderr)
        await server.stop()
        return NOT_STARTED
    with _removed_at_the_end(port_file):
        print(f"chatmock listening on {server.url}")
        for line in [*pointers(hub), *lines(hub, server.tls)]:
            print(f"  {line}")
        print(f"  Control API          {server.url}/_chatmock/health", flush=True)
        if told := warning(server):
            print(told, file=sys.stderr, flush=True)
        log = None if options.quiet else RequestLog(sys.stderr)
        if log is not None:
            log.watch(hub)
        beside = [asyncio.create_task(_watch(hub, options, changed))] if options.watch and options.seed else []
        if saving is not None:
            beside.append(asyncio.create_task(saving.run()))
        try:
            await ended.wait()
        finally:
            for task in beside:
                task.cancel()
            await server.stop()
            if saving is not None:
                kept = saving.finish()
            if log is not None:
                log.close()
    return OK if kept else INVALID


def _end_by_signals(ended: asyncio.Event) -> None:
    """Have the signals that end a program end this one in an orderly way."""
    if sys.platform == "win32":  # there Ctrl+C raises KeyboardInterrupt
        return
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        kept_out = number in (signal.SIGHUP, signal.SIGQUIT) and signal.getsignal(number) is signal.SIG_IGN
        if not kept_out:  # as nohup does it
            asyncio.get_running_loop().add_signal_handler(number, ended.set)


async def _watch(hub: Hub, options: argparse.Namespace, before: list[int]) -> None:
    """Load the seed files again whenever one of them changes; a bad one is said and leaves things as they are."""
    while True:
        await asyncio.sleep(_LOOK_EVERY)
        now = _changed_at(options.seed)
        if now == before:
            continue
        before = now
        try:
            _load_again(hub, [read_seed(path) for path in options.seed])
            print(f"chatmock loaded {', '.join(options.seed)} again", file=sys.stderr)
        except SeedError as reason:
            print(f"{reason}\nchatmock goes on with what it had", file=sys.stderr)


def _load_again(hub: Hub, seeds: list[Seed]) -> None:
    """Replace the applications that seeds are for by new ones, all of them or, where a seed is bad, none."""
    fresh = []
    for (provider, app_id), documents in documents_by_application(hub, seeds, hub.defaults or {}).items():
        tenant = hub.find(provider, app_id) if app_id is not None else hub.default.of(provider)
        if tenant is None:
            continue
        rehearse(hub, tenant.provider, documents, partial(_stage, hub, tenant, documents))
        fresh.append((_filled(hub, tenant, documents), documents))
    for renewed, documents in fresh:
        play(hub, hub.add(renewed), documents)


def _stage(hub: Hub, tenant: Application, documents: list[Document], stage: Hub) -> Application:
    return stage.add(_filled(hub, tenant, documents))


def _filled(hub: Hub, tenant: Application, documents: list[Document]) -> Application:
    """A new application in another one's place, not served yet."""
    renewed = hub.fresh(tenant)
    for document in documents:
        document.fill(renewed)
        renewed.origin.append(document.values)
    return renewed


def _changed_at(paths: list[str]) -> list[int]:
    return [path.stat().st_mtime_ns if (path := Path(name)).exists() else 0 for name in paths]


def _write_port(path: str, port: int) -> Path:
    """Write the port into a file, which appears whole. Raises OSError."""
    target = Path(path).absolute()
    descriptor, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{port}\n")
        Path(name).replace(target)
    except OSError:
        Path(name).unlink()
        raise
    return target


@contextmanager
def _removed_at_the_end(path: Path | None) -> Iterator[None]:
    try:
        yield
    finally:
        if path is not None:
            path.unlink(missing_ok=True)
