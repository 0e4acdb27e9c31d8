"""The scripts that complete chatmock's commands, options and values in shells, made by shtab of the command line's parser.

``scripts/docs`` writes them beside the commands, and ``chatmock completion`` prints them: nobody needs shtab to use them.
"""

from __future__ import annotations

import argparse
import os
from unittest.mock import patch

import shtab

from chatmock import evidence
from chatmock.cli import parser
from chatmock.providers import BUILT_IN
from chatmock.resources import data_dir
from chatmock.serving import new_hub

FOLDER = "chatmock/commands/completions"
SHELLS = ("bash", "zsh", "fish")
_HEAD = "# Made by scripts/docs with shtab. To use it: {how}\n"
_HOW = {
    "bash": 'eval "$(chatmock completion bash)"',
    "zsh": 'eval "$(chatmock completion zsh)", below compinit',
    "fish": "chatmock completion fish > ~/.config/fish/completions/chatmock.fish",
}
_SEED = ("--seed", "files")
"""What is a seed: a file, or the name of one of chatmock's own."""


def scripts() -> dict[str, str]:
    """The script of each shell by its path."""
    return {f"{FOLDER}/{shell}": _script(shell) for shell in SHELLS}


def _script(shell: str) -> str:
    with patch.dict(os.environ, {name: "" for name in os.environ if name.startswith("CHATMOCK_")}):
        root = parser()
    for command in _commands(root).values():
        for action in command._actions:
            _complete(action)
    made: str = shtab.complete(root, shell=shell)
    lines = [line.rstrip() for line in made.splitlines()]
    first = [lines.pop(0)] if lines[0].startswith("#compdef") else []
    while not lines[0] or lines[0].startswith("#"):
        lines.pop(0)  # words for who calls shtab itself
    return "\n".join([*first, _HEAD.format(how=_HOW[shell]) + "\n".join(lines).rstrip()]) + "\n"


def _commands(root: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    return dict(next(one.choices for one in root._actions if isinstance(one, argparse._SubParsersAction)))


def _complete(action: argparse.Action) -> None:
    """Say what an argument's values are."""
    name = action.option_strings[0] if action.option_strings else action.dest
    if name in _SEED:
        action.complete = _seeds()  # type: ignore[attr-defined]
    elif name == "--provider":
        action.choices = [*BUILT_IN]
    elif name == "operation":
        action.complete = _operations()  # type: ignore[attr-defined]
    elif action.metavar in ("FILE", "FOLDER"):
        action.complete = shtab.FILE if action.metavar == "FILE" else shtab.DIRECTORY  # type: ignore[attr-defined]


def _operations() -> dict[str, object]:
    """The names that can be explained, but those of several words."""
    hub = new_hub()
    names = " ".join(sorted({name for one in hub.every() for name in evidence.operations(one) if " " not in name}))
    return {
        "bash": "_chatmock_operations",
        "zsh": f"({names})",
        "fish": names,
        "preamble": {"bash": f'_chatmock_operations() {{ compgen -W "{names}" -- "$1"; }}'},
    }


def _seeds() -> dict[str, object]:
    names = " ".join(sorted(path.stem for path in data_dir("fixtures").glob("*/*.yaml")))
    return {
        "bash": "_chatmock_seeds",
        "zsh": "_chatmock_seeds",
        "fish": f"{names} (__fish_complete_path (commandline -ct))",
        "preamble": {
            "bash": f'_chatmock_seeds() {{ compgen -W "{names}" -- "$1"; compgen -f -- "$1"; }}',
            "zsh": f"_chatmock_seeds() {{ _alternative 'seeds:seed:({names})' 'files:file:_files' }}",
        },
    }
