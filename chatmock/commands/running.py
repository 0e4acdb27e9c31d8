"""The commands that run a server, or look for one that runs: what they take."""

from __future__ import annotations

import argparse
from typing import Any

from chatmock.commands.arguments import PORT, SECONDS, URL, Parser, Repeated, option, server_options
from chatmock.commands.declaring import command
from chatmock.providers import DEFAULT
from chatmock.resources import options_document


def add_serve(commands: Any) -> None:
    serve = command(
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
    _begin_options(serve)
    option(serve, "--state", None, "keep the data in this file across restarts", metavar="FILE")
    option(serve, "--watch", False, "load the seed files again when they change", action="store_true")
    option(serve, "--quiet", False, "no request log", action="store_true")


def _listening_options(parser: Parser) -> None:
    text = "also listen for this by plain TCP, port 0 for one that is free; may be repeated"
    option(parser, "--listen", None, text, separator=",", action=Repeated, metavar="NAME=PORT")
    option(
        parser, "--tls-port", None, "serve https and wss, too, port 0 for one that is free", type=PORT, metavar="PORT"
    )
    option(parser, "--tls-ca", None, "folder of the CA, in place of the one in your data folder", metavar="FOLDER")
    option(parser, "--tls-cert", None, "certificate to show, in place of one by the CA", metavar="FILE")
    option(parser, "--tls-key", None, "key of that certificate", metavar="FILE")
    text = "have the control API answer requests for this host from anywhere; may be repeated"
    option(parser, "--allow-host", None, text, separator=",", action=Repeated, metavar="NAME")
    text = "have the control API answer browser pages of this origin; may be repeated"
    option(parser, "--allow-origin", None, text, separator=",", action=Repeated, metavar="ORIGIN")


def _begin_options(parser: Parser) -> None:
    option(parser, "--seed", None, "seed file to begin with, may be repeated", action=Repeated, metavar="FILE")
    application_options(parser)
    option(parser, "--strict", False, "check every answer against its schema", action="store_true")


def application_options(parser: Parser) -> None:
    """Have a command take the options of applications."""
    for name, rule in options_document(DEFAULT)["properties"].items():
        _application_option(parser, name, rule)
    text = "set an option of the application of another provider; may be repeated"
    option(parser, "--set", None, text, separator=",", action=Repeated, metavar="PROVIDER.OPTION=VALUE")


def _application_option(parser: Parser, name: str, rule: dict[str, Any]) -> None:
    """An option of the first provider's application, as its schema tells it; what is not given is left to the schema."""
    details: dict[str, Any] = (
        {"choices": rule["enum"]} if "enum" in rule else {"metavar": name.rpartition("_")[2].upper()}
    )
    text = f"{rule['description']} (default: {rule['default']})"
    option(parser, f"--{name.replace('_', '-')}", None, text, **details)


def add_exec(commands: Any) -> None:
    execute = command(
        commands,
        "exec",
        "chatmock.commands.run:execute",
        "start a backend, run a command against it, give its status",
        "chatmock exec --seed lunch -- npm test",
    )
    _listening_options(execute)
    _begin_options(execute)
    text = "have the command reach the backend under the platforms' own hosts, too, by https"
    option(execute, "--intercept", False, text, action="store_true")
    execute.add_argument(
        "command", nargs=argparse.REMAINDER, metavar="-- COMMAND", help="the command and its arguments"
    )


def add_wait(commands: Any) -> None:
    wait = command(
        commands, "wait", "chatmock.commands.run:wait", "wait until a server answers", "chatmock wait --timeout 30"
    )
    option(wait, "--url", "http://127.0.0.1:8008", "where the server is", type=URL, metavar="URL")
    option(wait, "--timeout", 30, "seconds to wait", type=SECONDS, metavar="SECONDS")


def add_env(commands: Any) -> None:
    env = command(
        commands,
        "env",
        "chatmock.commands.run:env",
        "print the variables that point clients to a running server",
        'eval "$(chatmock env)"',
    )
    server_options(env)
