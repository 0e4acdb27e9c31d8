"""Traffic without anybody's data: what a value is, is known by its place in the platform's schemas, then by itself."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote, unquote

import orjson

from chatmock.core.jsontext import parse
from chatmock.core.operation import Operation
from chatmock.core.provider import Provider
from chatmock.core.transcript import SIGNATURE, Said
from chatmock.recording.pseudonyms import LARGE, Pseudonyms
from chatmock.recording.vocabulary import Rules, Vocabulary, kinds, listed

_PERSONAL = re.compile(
    r"(^|[_\W])?(ids?|names?|nick\w*|logins?|e?mails?|phones?|messages?|texts?|titles?|body|tokens?|passwords?|secrets?|keys?"
    r"|urls?|data|tags?|identifier|accounts?|msg)$",
    re.IGNORECASE,
)
"""Ends of names under which people, texts and secrets stand."""
_ID = re.compile(r"(^|_|[a-z])ids?$|^(ID|uid)$", re.IGNORECASE)
_ZONES = ("timezone", "time_zone")
_VERSION = re.compile(r"v?\d{1,3}(\.\d{1,3}){1,2}")
_NUMBER = re.compile(r"-?\d{1,4}(\.\d{1,3})?")
_FLAGS = frozenset(("true", "false", "True", "False", "null", "yes", "no", "*"))
_TYPES = frozenset((*mimetypes.types_map.values(), "application/x-www-form-urlencoded", "multipart/form-data"))
_NUMBERS = {"integer", "number", "boolean"}
_DEEPEST = 60


class Cleaning:
    """Replaces what is somebody's; ``kept`` are further names whose values stay."""

    def __init__(self, provider: Provider[Any], pseudonyms: Pseudonyms, kept: Collection[str] = ()) -> None:
        self.provider = provider
        self.pseudonyms = pseudonyms
        self.vocabulary = Vocabulary(provider)
        self.signs = True
        """Whether what is signed was signed well: it is signed anew for a replay."""
        self._plain = provider.transcript.plain | frozenset(kept)
        self._codes = provider.error_codes()
        self._names = self.vocabulary.names | set(kept)
        self._headers = provider.secrets.headers | {
            scheme["name"].lower() for scheme in provider.security.values() if scheme.get("in") == "header"
        }
        self._headers |= {name for name in provider.transcript.options if "-" in name}

    # --- learning the application's own ---

    def learn(self, values: Any, options: Mapping[str, str] | None = None) -> None:
        """Know the options of the application that stand in headers, a query, or the first level of a body."""
        options = self.provider.transcript.options if options is None else options
        for name, value in values.items() if isinstance(values, dict) else ():
            option = options.get(name.lower())
            if option is not None and isinstance(value, str | int) and not isinstance(value, bool):
                self.pseudonyms.know(str(value), f"<{option}>")

    # --- parts of an exchange ---

    def path(self, path: str, operation: Operation | None) -> str:
        """A path whose steps are replaced where they are no words of the platform's addresses."""
        known = operation.address.strip("/").split("/") if operation is not None else []
        steps = path.strip("/").split("/")
        if len(known) != len(steps):
            known = []
        return "/" + "/".join(
            self._step(unquote(step), known[number] if known else "") for number, step in enumerate(steps)
        )

    def _step(self, step: str, known: str) -> str:
        if known[:1] == "{" and known[1:-1] not in self.provider.api.choices:
            plain, ending = (step[:-5], ".json") if step.endswith(".json") else (step, "")
            if plain in self.vocabulary.words and not _PERSONAL.search(known[1:-1]):
                return step
            return quote(self.pseudonyms.stand_in(plain), safe="<>@:+") + ending
        word = step.lower().removesuffix(".json")
        if word in self.vocabulary.steps or word in self.provider.transcript.words:
            return step
        return quote(self.pseudonyms.stand_in(step), safe="<>@:+")

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The headers by which a platform knows who asks, and the content type; nothing else."""
        found = {}
        for name, value in sorted((name.lower(), value) for name, value in headers.items()):
            if name == "content-type":
                kind = value.partition(";")[0].strip().lower()
                found[name] = kind if kind in _TYPES else "application/octet-stream"
            elif name in self._headers or name == "sec-websocket-protocol":
                found[name] = ", ".join(self._word(part.strip()) for part in value.split(","))
        return found

    def _word(self, text: str) -> str:
        scheme, space, rest = text.partition(" ")
        if space and scheme.lower() in ("basic", "bearer", "digest"):
            return f"{scheme.lower()} {self.pseudonyms.stand_in(rest)}"
        return text if text in self.provider.transcript.words else self.pseudonyms.stand_in(text)

    def said(self, said: Said, *, by_client: bool) -> dict[str, Any]:
        """A command or event of a socket."""
        schema, part = self.provider.transcript.schema_of(said, by_client=by_client)
        rules = self.vocabulary.rules_of(schema)
        body = said.body
        if isinstance(body, dict) and part is not body:
            shown = {
                self._name(key): self.value(inner, rules if inner is part else [], key) for key, inner in body.items()
            }
        else:
            shown = self.value(body, rules if part is body else [], said.name)
        return {"name": self._command(said.name), "body": shown}

    def _command(self, name: str) -> str:
        """The name of a command or event; what the platform does not know is somebody's."""
        known = (self.provider.api.commands, self.provider.journalled, self.vocabulary.words)
        return name if any(name in names for names in known) else self.pseudonyms.stand_in(name)

    # --- values ---

    def value(self, value: Any, rules: Rules, name: str, depth: int = 0) -> Any:
        """A value that stands under a name, in the place that some rules are about."""
        if depth > _DEEPEST:
            return None
        if isinstance(value, dict):
            return {
                self._name(key): self.value(inner, self.vocabulary.below(rules, key), key, depth + 1)
                for key, inner in value.items()
            }
        if isinstance(value, list):
            if not rules and _is_element(value):
                return self._element(value, depth)
            return [self.value(inner, self.vocabulary.items(rules), name, depth + 1) for inner in value]
        if isinstance(value, str):
            return self._text(value, rules, name, depth)
        if isinstance(value, bool) or value is None or name in self._plain:
            return value
        if isinstance(value, float):
            return value if value.is_integer() and abs(value) < LARGE else 0.5
        if name in self.provider.transcript.codes and value in self._codes:
            return value
        return self.pseudonyms.number(value, is_id=_ID.search(name) is not None)

    def _element(self, parts: list[Any], depth: int) -> list[Any]:
        """An element of XML: its name, its attributes, and what stands in it."""
        name, attributes, *content = parts
        kept = {self._name(key): self.value(inner, [], key, depth + 1) for key, inner in attributes.items()}
        inner = [
            self.value(part, [], name, depth + 1) if isinstance(part, list) else self._text(part, [], name, depth)
            for part in content
        ]
        return [self._name(name), kept, *inner]

    def _name(self, name: str) -> str:
        if name in self._names or name in self.vocabulary.words or _NUMBER.fullmatch(name) or not name:
            return name
        bare = name.replace("]", "").split("[")
        if len(bare) > 1 and all(part in self._names or not part for part in bare):
            return name
        return self.pseudonyms.stand_in(name)

    def _text(self, text: str, rules: Rules, name: str, depth: int) -> str:
        if not text or text.isspace() or name in self._plain:
            return text
        if name == self.provider.transcript.command:
            return self._command(text)
        if name in self.provider.transcript.signed:
            return SIGNATURE if self.signs else self.pseudonyms.stand_in(text)
        is_secret = self.provider.secrets.hides(name, text) or self.provider.secrets.are_asked(name)
        if is_secret:
            return self.pseudonyms.stand_in(text)
        constants = self.provider.transcript.constants
        if any(text in listed(rule) for rule in rules) or (constants is not None and constants.fullmatch(text)):
            return text
        if text in _FLAGS or _NUMBER.fullmatch(text):
            return self.pseudonyms.stand_in(text) if text.isdecimal() and _ID.search(name) else text
        if not kinds(rules).isdisjoint(_NUMBERS) and "string" not in kinds(rules) and text.isdecimal():
            return self.pseudonyms.stand_in(text)
        if not _PERSONAL.search(name) and (text in self.vocabulary.words or text in _TYPES or _VERSION.fullmatch(text)):
            return text
        if text[:1] in "{[" and (inner := _json(text)) is not None:
            return orjson.dumps(self.value(inner, [], name, depth + 1)).decode()
        if "," in text and not any(char.isspace() for char in text):
            return ",".join(self._text(part, rules, name, depth) for part in text.split(","))
        if name.lower() in _ZONES:
            return "UTC"
        return self.pseudonyms.stand_in(text)


def _is_element(value: list[Any]) -> bool:
    """Whether a list is an element of XML."""
    if len(value) < 2 or not isinstance(value[0], str) or not isinstance(value[1], dict):
        return False
    return all(isinstance(text, str) for text in value[1].values()) and all(
        isinstance(one, str | list) for one in value[2:]
    )


def _json(text: str) -> Any:
    try:
        found = parse(text)
    except ValueError:
        return None
    return found if isinstance(found, dict | list) else None
