"""``chatmock init``: a ``chatmock.yaml`` in which every option stands as a remark."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chatmock.cli import INVALID, OK, parser
from chatmock.commands.arguments import OPTIONS_FILE, Parser
from chatmock.core.card import Card
from chatmock.serving import new_hub

_HEAD = """\
# Options of chatmock, for `chatmock serve` and `chatmock exec` in this folder and in folders below it.
# The command line wins over variables such as CHATMOCK_PORT, and those win over this file.
# A line that begins with # and a name is an option with an example: take its # away to set it. Paths begin at this folder.
"""
_EXAMPLES: dict[str, Any] = {
    "port_file": "chatmock.port",
    "tls_port": 8443,
    "tls_ca": "ca",
    "tls_cert": "certificate.pem",
    "tls_key": "key.pem",
    "allow_host": ["chat.test"],
    "allow_origin": ["http://localhost:3000"],
    "seed": ["seed.yaml"],
    "state": "state.yaml",
}
"""Of options without a default."""


def init(options: argparse.Namespace) -> int:
    """Write the file into the working folder; one that is there stays."""
    try:
        with Path(OPTIONS_FILE).open("x", encoding="utf-8") as file:
            file.write(text())
    except OSError as reason:
        why = "it is there already" if isinstance(reason, FileExistsError) else reason.strerror
        print(f"chatmock init: cannot write {OPTIONS_FILE}: {why}; change it, or go to another folder", file=sys.stderr)
        return INVALID
    print(f"{OPTIONS_FILE} has every option as a remark; `chatmock serve` reads it here and in folders below")
    return OK


def text() -> str:
    """What is written: the options of the command line, then those of each platform's application."""
    cards = new_hub().cards
    parts = [_HEAD, *_lines(parser().command("serve"), parser().command("exec"), cards)]
    parts += [_of_platform(card) for card in cards.values()]
    return "\n".join(parts)


def _lines(serve: Parser, execute: Parser, cards: dict[str, Card]) -> Iterator[str]:
    of_applications = {name for card in cards.values() for name in card.properties}
    examples = {**_EXAMPLES, "listen": [f"{name}=0" for card in cards.values() for name in card.listens]}
    actions = {action.dest: action for action in (*serve._actions, *execute._actions) if action.option_strings}
    for name, action in actions.items():
        if name not in of_applications | {"help", "set"}:
            value = examples[name] if action.default is None else action.default
            yield f"# {action.help}\n#{name}: {json.dumps(value)}\n"


def _of_platform(card: Card) -> str:
    told = [
        f"#  # {rule['description']}\n#  {name}: {json.dumps(rule['default'])}"
        for name, rule in card.properties.items()
    ]
    return "\n".join([f"#{card.name}:", *told]) + "\n"
