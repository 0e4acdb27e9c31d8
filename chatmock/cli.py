"""The command line: each command is a few lines over what the package offers in Python."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chatmock import __version__
from chatmock.commands import recordings, running
from chatmock.commands.arguments import URL, Parser, look_at_variables, option, options_file, server_options
from chatmock.commands.declaring import READING, command, json_option, load
from chatmock.providers import DEFAULT

OK, INVALID, USAGE, NOT_STARTED = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status: 0 good, 1 found invalid or not ready, 2 usage, 3 could not start."""
    root = parser()
    options = read(root, arguments)
    if not hasattr(options, "run"):
        root.print_help()
        return USAGE
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return OK
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def read(root: Parser, arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What was typed, over what variables say, over what the options file says; what is wrong ends the program."""
    options, rest = root.parse_known_args(arguments)
    if not hasattr(options, "run"):
        if rest:
            root.refuse(rest)
        return options
    command: Parser = options.parser
    if rest:
        command.refuse(rest)
    look_at_variables(command, options)
    if command.reads_file and (file := options_file()) is not None:
        return _with_file(file, root, command, arguments)
    return options


def _with_file(file: Path, root: Parser, command: Parser, arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was typed, over what the options file says."""
    try:
        found = load("chatmock.commands.options_file:defaults_in")(file, command, map(root.command, READING))
    except ValueError as reason:
        command.error(str(reason))
    command.set_defaults(**found)
    print(f"chatmock takes options from {file}", file=sys.stderr)
    return root.parse_args(arguments)


def parser() -> Parser:
    """What the command line takes."""
    root = Parser(
        prog="chatmock",
        description="A local stand-in for chat platforms: unmodified vendor SDKs talk to it.",
        epilog="chatmock COMMAND --help explains a command. Each option also reads CHATMOCK_<NAME>, as CHATMOCK_PORT.",
    )
    root.add_argument("--version", action="version", version=f"chatmock {__version__}")
    commands = root.add_subparsers(title="commands", metavar="COMMAND")
    _init(commands)
    running.add_serve(commands)
    running.add_exec(commands)
    running.add_wait(commands)
    running.add_env(commands)
    _routes(commands)
    _explain(commands)
    _documents(commands)
    _validate(commands)
    _export(commands)
    _watch(commands)
    _trigger(commands)
    _check(commands)
    recordings.add_record(commands)
    recordings.add_replay(commands)
    recordings.add_drift(commands)
    _completion(commands)
    return root


def _init(commands: Any) -> None:
    text = "write a chatmock.yaml with every option as a remark"
    command(commands, "init", "chatmock.commands.init:init", text, "chatmock init && chatmock serve")


def _completion(commands: Any) -> None:
    completion = command(
        commands,
        "completion",
        "chatmock.commands.run:completion",
        "print a script that completes commands in a shell",
        "chatmock completion bash > /etc/bash_completion.d/chatmock",
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish"))


def _routes(commands: Any) -> None:
    routes = command(
        commands,
        "routes",
        "chatmock.commands.inspect:routes",
        "list every operation it answers, and what proves it",
        "chatmock routes messages",
    )
    routes.add_argument("text", nargs="?", default="", help="only those with this text in their name, path or summary")
    json_option(routes)


def _explain(commands: Any) -> None:
    explain = command(
        commands,
        "explain",
        "chatmock.commands.explain:explain",
        "say how what an operation takes and gives is known, key by key",
        "chatmock explain OPERATION KEY",
    )
    explain.add_argument(
        "operation",
        metavar="OPERATION",
        help="an operation, a command, a frame or a webhook, by its name; or the code of an error",
    )
    explain.add_argument("key", nargs="?", metavar="KEY", help="only this key, by its name or its whole place")
    explain.add_argument("--provider", metavar="NAME", help="of which platform (default: each that has it)")
    json_option(explain)


def _documents(commands: Any) -> None:
    for name, text in (
        ("openapi", "print an OpenAPI 3.1 document of what a platform answers over HTTP"),
        ("asyncapi", "print an AsyncAPI 3 document of the frames, webhooks and pushes of a platform"),
    ):
        made = command(commands, name, f"chatmock.commands.documents:{name}", text, f"chatmock {name} > {name}.json")
        made.add_argument("--provider", default=DEFAULT, metavar="NAME", help="whose (default: %(default)s)")


def _validate(commands: Any) -> None:
    validate = command(
        commands,
        "validate",
        "chatmock.commands.inspect:validate",
        "check seed files",
        "chatmock validate seed.yaml",
    )
    validate.add_argument("files", nargs="+", metavar="FILE", help="seed files")
    json_option(validate)


def _check(commands: Any) -> None:
    check = command(
        commands,
        "check",
        "chatmock.commands.check:check",
        "hold a running server, chatmock or the real one, to the contract of its platform",
        "chatmock check http://127.0.0.1:8008 --select users",
    )
    url = "http://127.0.0.1:8008"
    check.add_argument("url", nargs="?", default=url, type=URL, help=f"where the server is (default: {url})")
    running.application_options(check)
    check.add_argument("--provider", default=DEFAULT, metavar="NAME", help="whose API it is (default: %(default)s)")
    option(check, "--select", None, "only operations with this text in their name or path", metavar="TEXT")
    option(check, "--destructive", False, "also change what belongs to the whole application", action="store_true")
    option(check, "--junit", None, "write what was found there as JUnit XML", metavar="FILE")
    json_option(check)


def _export(commands: Any) -> None:
    export = command(
        commands,
        "export",
        "chatmock.commands.inspect:export",
        "print the state of a running server as a seed file",
        "chatmock export > saved.yaml",
    )
    server_options(export)
    text = "also the faults that wait and the people who are connected, as a scenario"
    export.add_argument("--scenario", action="store_true", help=text)


def _watch(commands: Any) -> None:
    watch = command(
        commands,
        "watch",
        "chatmock.commands.watch:watch",
        "print what happens on a running server, a line for each thing",
        "chatmock watch --operation 'send_*' --refused",
    )
    server_options(watch, "only this application")
    watch.add_argument("--provider", metavar="NAME", help="only the applications of this provider")
    watch.add_argument("--group", metavar="NAME", help="which group of applications, in place of the default ones")
    for name, metavar, text in (
        ("kind", "KIND", "only this kind: request, actor, frame, connected, disconnected, delivery or push"),
        ("direction", "IN", "only frames that came in, or went out"),
        ("user", "ID", "only what concerns the socket or device of this user"),
        ("operation", "NAME", "only this operation, or those of a pattern with *"),
        ("path", "PATH", "only this path, or those of a pattern with *"),
        ("status", "STATUS", "only answers of this HTTP status"),
    ):
        watch.add_argument(f"--{name}", metavar=metavar, help=text)
    watch.add_argument("--refused", action="store_true", help="only what the platform refused")
    watch.add_argument("--json", action="store_true", help="print whole entries, a JSON object a line")


def _trigger(commands: Any) -> None:
    trigger = command(
        commands,
        "trigger",
        "chatmock.commands.trigger:trigger",
        "have a running server send a sample of a webhook",
        "chatmock trigger NAME --to http://127.0.0.1:9000/hook",
    )
    trigger.add_argument("category", metavar="NAME", help="which webhook, by its name on its platform")
    option(trigger, "--to", None, "where to send it, in place of where webhooks go", metavar="URL")
    server_options(trigger)
    trigger.add_argument(
        "--provider", metavar="NAME", help="whose webhook it is; without it that of the first platform"
    )


if __name__ == "__main__":
    sys.exit(main())
