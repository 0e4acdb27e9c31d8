"""``chatmock record``: write down what a program and a server say to each other, without anybody's data."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from chatmock.cli import INVALID, NOT_STARTED, OK, USAGE
from chatmock.core.clock import Clock
from chatmock.recording.cassette import Writer
from chatmock.recording.har import BadArchive, read_archive
from chatmock.recording.recorder import Recorder
from chatmock.server.passing import Passing
from chatmock.serving import new_hub


def record(options: argparse.Namespace) -> int:
    """Record until it is interrupted, or what a file has; the status is 1 where something broke its schema."""
    if bool(options.upstream) == bool(options.har):
        return _fail("name either --upstream, the server to record, or --har, a file to read", USAGE)
    try:
        hub = new_hub()
        provider = hub.provider(options.provider)
    except LookupError as reason:
        return _fail(str(reason.args[0]), USAGE)
    out = Path(options.out)
    try:
        with out.open("wb") as file:
            hosts = {urlsplit(url).hostname or "" for url in (options.upstream, options.sockets) if url}
            recorder = Recorder(
                hub,
                provider,
                Writer(file, provider.name),
                lambda line: print(f"chatmock record: {line}", file=sys.stderr, flush=True),
                began=Clock().now(),
                hosts=hosts,
                kept=options.keep or (),
            )
            status = _read(recorder, Path(options.har)) if options.har else asyncio.run(_pass(recorder, options))
            if status == OK:
                _tell(recorder, out, file)
    except OSError as reason:
        return _fail(f"{reason.filename or out}: {reason.strerror}", NOT_STARTED)
    return INVALID if status == OK and recorder.wrong else status


def _fail(sentence: str, status: int) -> int:
    print(f"chatmock record: {sentence}", file=sys.stderr)
    return status


def _read(recorder: Recorder, path: Path) -> int:
    try:
        read_archive(path, recorder)
    except BadArchive as reason:
        return _fail(str(reason), USAGE)
    return OK


async def _pass(recorder: Recorder, options: argparse.Namespace) -> int:
    passing = Passing(options.upstream, recorder, sockets=options.sockets or "", port=options.port)
    try:
        await passing.start()
    except OSError as reason:
        await passing.stop()
        said = reason.strerror or str(reason)
        return _fail(f"port {options.port} cannot be listened to: {said}; --port 0 takes one that is free", NOT_STARTED)
    print(f"chatmock records at {passing.url} what goes to {options.upstream}", flush=True)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(sign, stopped.set)
    try:
        await stopped.wait()
    finally:
        await passing.stop()
    return OK


def _tell(recorder: Recorder, out: Path, file: BinaryIO) -> None:
    file.flush()
    lines, wrong = recorder.writer.lines, recorder.wrong
    print(f"chatmock recorded {lines} events into {out}; {wrong} things break their schema", flush=True)
