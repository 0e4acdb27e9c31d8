"""The command line: each command is a few lines over what the package offers in Python."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from chatmock import __version__
from chatmock.commands.arguments import PORT, SECONDS, URL, Parser, Repeated, look_at_variables, option, options_file
from chatmock.providers import DEFAULT
from chatmock.resources import loading, options_document
from chatmock.server.certificates import read_later

OK, INVALID, USAGE, NOT_STARTED = 0, 1, 2, 3
_READING = ("serve", "exec")
"""The commands whose options may stand in the options file."""


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
        found = _load("chatmock.commands.options_file:defaults_in")(file, command, map(root.command, _READING))
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
    _serve(commands)
    _exec(commands)
    _wait(commands)
    _env(commands)
    _routes(commands)
    _validate(commands)
    _export(commands)
    _watch(commands)
    _trigger(commands)
    _check(commands)
    _completion(commands)
    return root


def _add(commands: Any, name: str, run: str, text: str, example: str) -> Parser:
    command: Parser = commands.add_parser(
        name,
        help=text,
        description=text[0].upper() + text[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=lambda options: _load(run)(options), parser=command)
    command.reads_file = name in _READING
    return command


def _load(address: str) -> Any:
    module, _, function = address.partition(":")
    with loading(), read_later():
        return getattr(import_module(module), function)


def _init(commands: Any) -> None:
    text = "write a chatmock.yaml with every option as a remark"
    _add(commands, "init", "chatmock.commands.init:init", text, "chatmock init && chatmock serve")


def _serve(commands: Any) -> None:
    serve = _add(
        commands,
        "serve",
        "chatmock.commands.serve:serve",
        "run a local backend until it is interrupted",
        "chatmock serve --port 8008 --seed lunch",
    )
    option(serve, "--host", "127.0.0.1", "address to listen on", metavar="ADDRESS")
    option(serve, "--port", 8008, "port to listen on, 0 for one that is free", type=PORT, metavar="PORT")
    option(serve, "--port-file", None, "write the port there once it listens, removed at the end", metavar="FILE")
    _listening_options(serve)
    _application_options(serve)
    option(serve, "--state", None, "keep the data in this file across restarts", metavar="FILE")
    option(serve, "--watch", False, "load the seed files again when they change", action="store_true")
    option(serve, "--quiet", False, "no request log", action="store_true")


def _listening_options(command: Parser) -> None:
    text = "also listen for this by plain TCP, port 0 for one that is free; may be repeated"
    option(command, "--listen", None, text, separator=",", action=Repeated, metavar="NAME=PORT")
    option(
        command, "--tls-port", None, "serve https and wss, too, port 0 for one that is free", type=PORT, metavar="PORT"
    )
    option(command, "--tls-ca", None, "folder of the CA, in place of the one in your data folder", metavar="FOLDER")
    option(command, "--tls-cert", None, "certificate to show, in place of one by the CA", metavar="FILE")
    option(command, "--tls-key", None, "key of that certificate", metavar="FILE")
    text = "have the control API answer requests for this host from anywhere; may be repeated"
    option(command, "--allow-host", None, text, separator=",", action=Repeated, metavar="NAME")
    text = "have the control API answer browser pages of this origin; may be repeated"
    option(command, "--allow-origin", None, text, separator=",", action=Repeated, metavar="ORIGIN")


def _application_options(command: Parser) -> None:
    option(command, "--seed", None, "seed file to begin with, may be repeated", action=Repeated, metavar="FILE")
    for name, rule in options_document(DEFAULT)["properties"].items():
        _application_option(command, name, rule)
    text = "set an option of the application of another provider; may be repeated"
    option(command, "--set", None, text, separator=",", action=Repeated, metavar="PROVIDER.OPTION=VALUE")
    option(command, "--strict", False, "check every answer against its schema", action="store_true")


def _application_option(command: Parser, name: str, rule: dict[str, Any]) -> None:
    """An option of the first provider's application, as its schema tells it; what is not given is left to the schema."""
    details: dict[str, Any] = (
        {"choices": rule["enum"]} if "enum" in rule else {"metavar": name.rpartition("_")[2].upper()}
    )
    text = f"{rule['description']} (default: {rule['default']})"
    option(command, f"--{name.replace('_', '-')}", None, text, **details)


def _exec(commands: Any) -> None:
    execute = _add(
        commands,
        "exec",
        "chatmock.commands.run:execute",
        "start a backend, run a command against it, give its status",
        "chatmock exec --seed lunch -- npm test",
    )
    _listening_options(execute)
    _application_options(execute)
    text = "have the command reach the backend under the platforms' own hosts, too, by https"
    option(execute, "--intercept", False, text, action="store_true")
    execute.add_argument(
        "command", nargs=argparse.REMAINDER, metavar="-- COMMAND", help="the command and its arguments"
    )


def _wait(commands: Any) -> None:
    wait = _add(
        commands, "wait", "chatmock.commands.run:wait", "wait until a server answers", "chatmock wait --timeout 30"
    )
    option(wait, "--url", "http://127.0.0.1:8008", "where the server is", type=URL, metavar="URL")
    option(wait, "--timeout", 30, "seconds to wait", type=SECONDS, metavar="SECONDS")


def _env(commands: Any) -> None:
    env = _add(
        commands,
        "env",
        "chatmock.commands.run:env",
        "print the variables that point clients to a running server",
        'eval "$(chatmock env)"',
    )
    option(env, "--url", "http://127.0.0.1:8008", "where the server is", type=URL, metavar="URL")
    option(env, "--app-id", None, "which application, where there are several", metavar="ID")


def _completion(commands: Any) -> None:
    completion = _add(
        commands,
        "completion",
        "chatmock.commands.run:completion",
        "print a script that completes commands in a shell",
        "chatmock completion bash > /etc/bash_completion.d/chatmock",
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish"))


def _json(command: Parser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document, for programs")


def _routes(commands: Any) -> None:
    routes = _add(
        commands,
        "routes",
        "chatmock.commands.inspect:routes",
        "list every operation it answers, and what proves it",
        "chatmock routes messages",
    )
    routes.add_argument("text", nargs="?", default="", help="only those with this text in their name, path or summary")
    _json(routes)


def _validate(commands: Any) -> None:
    validate = _add(
        commands,
        "validate",
        "chatmock.commands.inspect:validate",
        "check seed files",
        "chatmock validate seed.yaml",
    )
    validate.add_argument("files", nargs="+", metavar="FILE", help="seed files")
    _json(validate)


def _check(commands: Any) -> None:
    check = _add(
        commands,
        "check",
        "chatmock.commands.check:check",
        "hold a running server, chatmock or the real one, to the contract of its platform",
        "chatmock check http://127.0.0.1:8008 --select users",
    )
    url = "http://127.0.0.1:8008"
    check.add_argument("url", nargs="?", default=url, type=URL, help=f"where the server is (default: {url})")
    for name, rule in options_document(DEFAULT)["properties"].items():
        _application_option(check, name, rule)
    text = "set an option of the application of another provider; may be repeated"
    option(check, "--set", None, text, separator=",", action=Repeated, metavar="PROVIDER.OPTION=VALUE")
    check.add_argument("--provider", default=DEFAULT, metavar="NAME", help="whose API it is (default: %(default)s)")
    option(check, "--select", None, "only operations with this text in their name or path", metavar="TEXT")
    option(check, "--destructive", False, "also change what belongs to the whole application", action="store_true")
    option(check, "--junit", None, "write what was found there as JUnit XML", metavar="FILE")
    _json(check)


def _export(commands: Any) -> None:
    export = _add(
        commands,
        "export",
        "chatmock.commands.inspect:export",
        "print the state of a running server as a seed file",
        "chatmock export > saved.yaml",
    )
    option(export, "--url", "http://127.0.0.1:8008", "where the server is", type=URL, metavar="URL")
    option(export, "--app-id", None, "which application, where there are several", metavar="ID")


def _watch(commands: Any) -> None:
    watch = _add(
        commands,
        "watch",
        "chatmock.commands.watch:watch",
        "print what happens on a running server, a line for each thing",
        "chatmock watch --operation 'send_*' --refused",
    )
    option(watch, "--url", "http://127.0.0.1:8008", "where the server is", type=URL, metavar="URL")
    option(watch, "--app-id", None, "only this application", metavar="ID")
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
    trigger = _add(
        commands,
        "trigger",
        "chatmock.commands.trigger:trigger",
        "have a running server send a sample of a webhook",
        "chatmock trigger NAME --to http://127.0.0.1:9000/hook",
    )
    trigger.add_argument("category", metavar="NAME", help="which webhook, by its name on its platform")
    option(trigger, "--to", None, "where to send it, in place of where webhooks go", metavar="URL")
    option(trigger, "--url", "http://127.0.0.1:8008", "where the server is", type=URL, metavar="URL")
    option(trigger, "--app-id", None, "which application, where there are several", metavar="ID")
    trigger.add_argument(
        "--provider", metavar="NAME", help="whose webhook it is; without it that of the first platform"
    )


if __name__ == "__main__":
    sys.exit(main())
