"""How a command is declared: what it needs is imported when it runs."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

from chatmock.commands.arguments import Parser
from chatmock.resources import loading
from chatmock.server.certificates import read_later

READING = ("serve", "exec")
"""The commands whose options may stand in the options file."""


def command(commands: Any, name: str, run: str, text: str, example: str) -> Parser:
    """Declare a command; ``run`` is where its function is, as ``module:function``."""
    made: Parser = commands.add_parser(
        name,
        help=text,
        description=text[0].upper() + text[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(run=lambda options: load(run)(options), parser=made)
    made.reads_file = name in READING
    return made


def json_option(parser: Parser) -> None:
    """Let a command print for programs."""
    parser.add_argument("--json", action="store_true", help="print one JSON document, for programs")


def load(address: str) -> Any:
    """What ``module:name`` names."""
    module, _, function = address.partition(":")
    with loading(), read_later():
        return getattr(import_module(module), function)
