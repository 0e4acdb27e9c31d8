"""``chatmock serve``: a local backend until it is interrupted."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chatmock.cli import INVALID, NOT_STARTED, OK
from chatmock.commands.log import RequestLog
from chatmock.core.application import Application, Hub
from chatmock.core.seeds import SeedError, fill, read
from chatmock.server.http import Server
from chatmock.serving import new_hub


def serve(options: argparse.Namespace) -> int:
    """Listen, say where, and serve until SIGINT or SIGTERM."""
    hub = new_hub(strict=options.strict)
    application = hub.provider("sendbird").create(options.app_id, api_token=options.api_token, era=options.era)
    try:
        for path in options.seed or ():
            fill(application, read(path))
    except SeedError as reason:
        print(reason, file=sys.stderr)
        return INVALID
    if options.seed:
        application.origin = application.provider.dump(application)
    hub.add(application)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(_serve(hub, application, options))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's, where it is installed."""
    try:
        import uvloop
    except ImportError:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


async def _serve(hub: Hub, application: Application, options: argparse.Namespace) -> int:
    server = Server(hub, host=options.host, port=options.port)
    try:
        await server.start()
    except OSError as reason:
        taken = f"port {options.port} on {options.host} is taken; choose another one, --port 0 takes one that is free"
        print(taken if "in use" in str(reason) else f"cannot listen: {reason}", file=sys.stderr)
        return NOT_STARTED
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl+C raises KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
    with _port_file(options.port_file, server.port):
        print(f"chatmock listening on {server.url}")
        for line in application.provider.pointers(application, server.url):
            print(f"  {line}")
        print(f"  Control API          {server.url}/_chatmock/health", flush=True)
        if not options.quiet:
            RequestLog(sys.stderr).watch(hub)
        try:
            await ended.wait()
        finally:
            await server.stop()
    return OK


@contextmanager
def _port_file(path: str | None, port: int) -> Iterator[None]:
    """The port in a file for as long as the server listens; it appears whole."""
    if path is None:
        yield
        return
    target = Path(path).absolute()
    descriptor, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{port}\n")
    Path(name).replace(target)
    try:
        yield
    finally:
        target.unlink(missing_ok=True)
