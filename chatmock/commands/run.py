"""Commands around a backend: ``exec``, ``wait``, ``env``, ``completion``."""

from __future__ import annotations

import argparse
import asyncio
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from chatmock.cli import INVALID, NOT_STARTED, OK, USAGE
from chatmock.commands.intercept import intercepting, say, tls_in
from chatmock.commands.listening import doors_of, listen_of, tls_of
from chatmock.commands.options import options_of
from chatmock.core.card import BadOption
from chatmock.core.clock import monotonic
from chatmock.core.hub import Hub
from chatmock.core.seeds import SeedError
from chatmock.core.welcoming import WelcomingHub
from chatmock.server.authority import CannotSecure
from chatmock.server.listening import CannotListen
from chatmock.server.thread import ServerThread
from chatmock.server.tls import Tls
from chatmock.serving import new_hub, read_seed, serve_defaults
from chatmock.testing.control import ChatmockError, Control, over_http

_COMPLETIONS = Path(__file__).with_name("completions")
"""A script for each shell, made by scripts/docs."""


def execute(options: argparse.Namespace) -> int:
    """Start a backend, run a command with the variables that point clients there, give its status."""
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if not command:
        print("chatmock exec: name a command, as in chatmock exec -- npm test", file=sys.stderr)
        return USAGE
    with ExitStack() as stack:
        return _execute(options, command, stack)


def _execute(options: argparse.Namespace, command: list[str], stack: ExitStack) -> int:
    hub = new_hub(strict=options.strict, kind=partial(WelcomingHub, say=say) if options.intercept else Hub)
    try:
        chosen = options_of(options, hub.cards)
        listen, tls, doors = listen_of(options, hub), tls_of(options), doors_of(options)
        if options.intercept:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="chatmock-")))
            tls = tls_in(folder, tls)
    except ValueError as reason:
        print(f"chatmock exec: {reason}", file=sys.stderr)
        return USAGE
    try:
        serve_defaults(hub, chosen, [read_seed(path) for path in options.seed or ()])
    except (BadOption, SeedError) as reason:
        print(reason, file=sys.stderr)
        return INVALID
    try:
        server = stack.enter_context(ServerThread(hub, listen=listen, tls=tls, doors=doors))
    except (CannotListen, CannotSecure) as reason:
        print(f"chatmock exec: {reason}", file=sys.stderr)
        return NOT_STARTED
    variables = {**Control(server.ask)("GET", "/env"), **_https(hub, tls)}
    if options.intercept and tls is not None:
        variables |= stack.enter_context(intercepting(server, tls, folder))
    return _run(command, variables)


def _https(hub: Hub, tls: Tls | None) -> dict[str, str]:
    """Where https is, and the file by which Node trusts it; Node adds that to what it trusts already."""
    if tls is None:
        return {}
    trusted = {"NODE_EXTRA_CA_CERTS": str(tls.ca_path)} if tls.ca_path is not None else {}
    return {"CHATMOCK_HTTPS_URL": hub.secure_url, **trusted}


def _run(command: list[str], variables: dict[str, str]) -> int:
    try:
        child = subprocess.Popen(command, env={**os.environ, **variables})
    except OSError as reason:
        print(
            f"chatmock exec: cannot run {command[0]}: {reason.strerror}; is it installed, and on the PATH?",
            file=sys.stderr,
        )
        return NOT_STARTED
    with _passing_on(child):
        status = child.wait()
    return 128 - status if status < 0 else status


@contextmanager
def _passing_on(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """While a command runs, the signals that would end us go to it."""

    def pass_on(number: int, frame: FrameType | None) -> None:
        child.send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait(options: argparse.Namespace) -> int:
    """Wait until a server answers."""
    control = Control(over_http(options.url.rstrip("/")))
    return asyncio.run(_wait(control, options))


async def _wait(control: Control, options: argparse.Namespace) -> int:
    end = monotonic() + options.timeout
    while True:
        try:
            control("GET", "/health")
            return OK
        except (ChatmockError, OSError, ValueError) as reason:
            if monotonic() >= end:
                print(f"{options.url} did not answer within {options.timeout:g} s: {reason}", file=sys.stderr)
                return INVALID
        await asyncio.sleep(0.05)


def env(options: argparse.Namespace) -> int:
    """Print the variables that point clients to a running server, for a shell to evaluate."""
    control = Control(over_http(options.url.rstrip("/")), **({"app": options.app_id} if options.app_id else {}))
    try:
        variables = control("GET", "/env")
    except ChatmockError as reason:
        print(reason, file=sys.stderr)
        return INVALID
    for name, value in variables.items():
        print(f"export {name}={shlex.quote(value)}")
    return OK


def completion(options: argparse.Namespace) -> int:
    """Print a script that completes chatmock's commands, options and values in a shell."""
    print(_COMPLETIONS.joinpath(options.shell).read_text(encoding="utf-8"), end="")
    return OK
