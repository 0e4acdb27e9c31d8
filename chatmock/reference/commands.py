"""The command line as a page: each command, its options, and the variable that says the same."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from unittest.mock import patch

from chatmock.cli import parser
from chatmock.core.given import PREFIX
from chatmock.reference.tables import MADE, cell

_HEAD = """# Reference: the command line

Every command with its options, in the order of use. The variable of an option says the same; the option wins.
[The command line](../command-line.md) explains them.
"""


def page() -> str:
    with patch.dict(os.environ, {name: "" for name in os.environ if name.startswith(PREFIX)}):
        root = parser()
    commands = next(one.choices for one in root._actions if isinstance(one, argparse._SubParsersAction))
    parts = [MADE, _HEAD]
    for name, command in commands.items():
        example = (command.epilog or "").partition("\n")[2].strip()
        parts.append(f"## {name}\n\n{command.description}\n\n```sh\n{example}\n```\n")
        rows = [*_rows(command)]
        if rows:
            parts.append("\n".join(["| argument | variable | meaning |", "| --- | --- | --- |", *rows]) + "\n")
    return "\n".join(parts)


def _rows(command: argparse.ArgumentParser) -> Iterator[str]:
    variables = set(getattr(command, "variables", ()))
    for action in command._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        name = action.option_strings[-1] if action.option_strings else str(action.metavar or action.dest)
        variable = f"{PREFIX}{name.strip('-').replace('-', '_').upper()}"
        told = str(action.help or "") % {"default": action.default}
        choices = f" One of {', '.join(f'`{one}`' for one in action.choices)}." if action.choices else ""
        value = f" {action.metavar}" if action.option_strings and isinstance(action.metavar, str) else ""
        named = f"`{variable}`" if variable in variables else ""
        yield f"| `{name}{value}` | {named} | {cell(told)}{choices} |"
