"""What the command line is read with: options that variables give, too, and words for what is wrong."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from chatmock.core.given import PREFIX, port_number, server_url, unknown_variables
from chatmock.providers import DEFAULT
from chatmock.resources import options_document

OPTIONS_FILE = "chatmock.yaml"
"""Options in a file, in the working folder or the nearest one above it."""


def options_file() -> Path | None:
    """Where the options file is; None where there is none."""
    with suppress(OSError):  # somebody removed the folder
        folder = Path.cwd()
        return next((file for place in (folder, *folder.parents) if (file := place / OPTIONS_FILE).is_file()), None)
    return None


class Parser(argparse.ArgumentParser):
    """A parser that says what was probably meant."""

    def __init__(self, *arguments: Any, **details: Any) -> None:
        super().__init__(*arguments, **details)
        self.variables: list[str] = []
        """The variables of the environment that its options read."""
        self.reads_file = False
        """Whether its options may stand in the options file."""

    def command(self, name: str) -> Parser:
        """The parser of one of its commands."""
        choices = (action.choices for action in self._actions if isinstance(action, argparse._SubParsersAction))
        found: Parser = dict(next(choices))[name]
        return found

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            thing = "command" if isinstance(action, argparse._SubParsersAction) else "choice"
            raise argparse.ArgumentError(
                None if thing == "command" else action,
                f"there is no {thing} {value!r}; {_meant(value, action.choices)}",
            )

    def refuse(self, rest: Sequence[str]) -> NoReturn:
        """End with the usage, and what is wrong with arguments that nobody took."""
        wrong = next((text for text in rest if text.startswith("-")), rest[0])
        name = wrong.partition("=")[0]
        known = [option for action in self._actions for option in action.option_strings if option.startswith("--")]
        if not wrong.startswith("-"):
            self.error(f"{wrong!r} is one argument too many; options begin with --, as {known[-1]}")
        self.error(f"there is no option {name}; {_meant(name, known)}")


def _meant(word: str, known: Iterable[str]) -> str:
    known = list(known)
    near = get_close_matches(word, known, 1, 0.5)
    return f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"


@dataclass(frozen=True)
class Wrong:
    """What a variable of the environment says is wrong: a sentence for people."""

    sentence: str


_YES, _NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


def look_at_variables(command: Parser, options: argparse.Namespace) -> None:
    """Refuse variables that are wrong or misspelt, and mention those that look like chatmock's and are none."""
    for value in vars(options).values():
        if isinstance(value, Wrong):
            command.error(value.sentence)
    for name, meant in unknown_variables(os.environ, options_document(DEFAULT)["properties"]):
        if meant is not None:
            command.error(f"{name} is no variable of chatmock's; did you mean {meant}?")
        print(f"chatmock: {name} is no variable of chatmock's; it has no effect", file=sys.stderr)


class Repeated(argparse.Action):
    """An option that may be repeated; what is given replaces what its environment variable says."""

    def __call__(self, parser: Any, namespace: argparse.Namespace, values: Any, option_string: Any = None) -> None:
        before = getattr(namespace, self.dest)
        setattr(namespace, self.dest, [values] if before is self.default else [*before, values])


def variable_of(option: str) -> str:
    """The variable of the environment that an option reads."""
    return f"{PREFIX}{option.strip('-').replace('-', '_').upper()}"


def option(command: Parser, name: str, default: Any, text: str, separator: str = os.pathsep, **details: Any) -> None:
    """Add an option that also reads its environment variable; the option wins."""
    variable = variable_of(name)
    command.variables.append(variable)
    value: Any = os.environ.get(variable) or default
    if details.get("action") is Repeated:
        value = [text for text in os.environ.get(variable, "").split(separator) if text] or default
    elif details.get("action") == "store_true":
        said = os.environ.get(variable, "").lower()
        value = said in _YES if said in (*_YES, *_NO) else Wrong(f"{variable} has to be 1 or 0, not {said[:100]!r}")
    elif "type" in details and os.environ.get(variable):
        try:
            value = details["type"](value)
        except argparse.ArgumentTypeError as reason:
            value = Wrong(f"{variable}: {reason}")
    elif "choices" in details and value is not None and value not in details["choices"]:
        value = Wrong(f"{variable}: there is no choice {value!r}; {_meant(value, details['choices'])}")
    if details.get("action") != "store_true":
        details = {"type": TEXT, **details}
    command.add_argument(name, default=value, help=f"{text} (default: {default})" if default else text, **details)


def _read_by(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """How argparse reads a value whose reader raises ValueError with a sentence."""

    def value(text: str) -> Any:
        try:
            return read(text)
        except ValueError as reason:
            raise argparse.ArgumentTypeError(str(reason)) from None

    return value


def _seconds(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text):
        raise ValueError(f"{text[:100]!r} is no number of seconds; write 30 or 0.5, for example")
    return float(text)


def _some_text(text: str) -> str:
    if not text.strip():
        raise ValueError("it is empty; give it a value, or leave the option out")
    return text


TEXT, PORT, URL, SECONDS = map(_read_by, (_some_text, port_number, server_url, _seconds))


def server_options(command: Parser, which: str = "which application, where there are several") -> None:
    """Have a command take where the server is that it asks, and of which application."""
    option(command, "--url", "http://127.0.0.1:8008", "where the server is", type=URL, metavar="URL")
    option(command, "--app-id", None, which, metavar="ID")
