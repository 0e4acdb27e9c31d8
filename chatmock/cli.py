"""The command line: each command is a few lines over what the package offers in Python."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from chatmock import __version__
from chatmock.commands.arguments import PORT, SECONDS, URL, Parser, Repeated, look_at_variables, option
from chatmock.providers import DEFAULT
from chatmock.resources import loading, options_document
from chatmock.server.certificates import read_later

OK, INVALID, USAGE, NOT_STARTED = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status: 0 good, 1 found invalid or not ready, 2 usage, 3 could not start."""
    root = parser()
    options, rest = root.parse_known_args(arguments)
    if not hasattr(options, "run"):
        if rest:
            root.refuse(rest)
        root.print_help()
        return USAGE
    command: Parser = options.parser
    if rest:
        command.refuse(rest)
    look_at_variables(command, options)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return OK
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def parser() -> Parser:
    """What the command line takes."""
    root = Parser(
        prog="chatmock",
        description="A local stand-in for chat platforms: unmodified vendor SDKs talk to it.",
        epilog="chatmock COMMAND --help explains a command. Each option also reads CHATMOCK_<NAME>, as CHATMOCK_PORT.",
    )
    root.add_argument("--version", action="version", version=f"chatmock {__version__}")
    commands = root.add_subparsers(title="commands", metavar="COMMAND")
    _serve(commands)
    _routes(commands)
    _validate(commands)
    _check(commands)
    _export(commands)
    _trigger(commands)
    _exec(commands)
    _wait(commands)
    _env(commands)
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
    return command


def _load(address: str) -> Any:
    module, _, function = address.partition(":")
    with loading(), read_later():
        return getattr(import_module(module), function)


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


def _routes(commands: Any) -> None:
    routes = _add(
        commands,
        "routes",
        "chatmock.commands.inspect:routes",
        "list every operation it answers, and what proves it",
        "chatmock routes messages",
    )
    routes.add_argument("text", nargs="?", default="", help="only those with this text in their name, path or summary")


def _validate(commands: Any) -> None:
    validate = _add(
        commands,
        "validate",
        "chatmock.commands.inspect:validate",
        "check seed files",
        "chatmock validate seed.yaml",
    )
    validate.add_argument("files", nargs="+", metavar="FILE", help="seed files")


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
    option(check, "--json", None, "write what was found there as JSON", metavar="FILE")


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
