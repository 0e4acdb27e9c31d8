"""What can be said of a provider without loading it: one document beside its schemas.

The document is the JSON Schema of the options with which an application of the provider is made: its id, its
credentials, whatever else tells one application from another. Each has a default, which is the default application's.
Further keys: ``x-env`` are the variables that point clients to a server and ``x-pointers`` lines for people, both with
options in braces, and beside them ``{url}``, ``{ws_url}`` and each address of ``x-listens``; a variable or line of which
something is not there is left out. ``x-listens`` names what the provider listens to beside HTTP, ``x-hosts`` its hosts, ``x-results`` the schemas
that Python gives types of, by module. ``x-variant`` marks an option that chooses between behaviours of the platform.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from jsonschema_rs import validator_for

from chatmock.core.words import meant, sentence, shown
from chatmock.resources import OPTIONS


class BadOption(ValueError):
    """An option is unknown or wrong: a sentence for people."""


class Card:
    """The card of one provider."""

    def __init__(self, name: str, document: Mapping[str, Any]) -> None:
        self.name = name
        self.properties: dict[str, dict[str, Any]] = document.get("properties", {})
        self.listens: tuple[str, ...] = tuple(document.get("x-listens", ()))
        """What it listens to beside HTTP, by name."""
        self.hosts: tuple[str, ...] = tuple(document.get("x-hosts", ()))
        """The hosts its clients call, as ``*.example.com``."""
        self._document = document
        self._env: Mapping[str, str] = document.get("x-env", {})
        self._pointers: list[str] = document.get("x-pointers", [])

    def __repr__(self) -> str:
        return f"<Card of {self.name}>"

    @classmethod
    def read(cls, folder: Path, name: str = "") -> Card:
        """The card that lies in a provider's folder of schemas, which has the provider's name unless another is given."""
        path = folder / OPTIONS
        return cls(name or folder.name, orjson.loads(path.read_bytes()) if path.exists() else {})

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """The options of the default application."""
        return {name: rule["default"] for name, rule in self.properties.items() if "default" in rule}

    def variant(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Those of an application's options that choose between behaviours of the platform."""
        return {name: options[name] for name, rule in self.properties.items() if rule.get("x-variant")}

    @cached_property
    def _validator(self) -> Any:
        return validator_for(dict(self._document))

    def checked(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Options that are known and right; raises BadOption for the first that is not."""
        for name in options:
            if name not in self.properties:
                raise BadOption(f"{self.name} has no option {name!r}; {meant(name, self.properties)}")
        for error in self._validator.iter_errors(dict(options)):
            where = error.instance_path[0] if error.instance_path else ""
            raise BadOption(f"{self.name}.{where}: {sentence(error, self.properties.get(where))}")
        return dict(options)

    def from_text(self, name: str, text: str) -> Any:
        """An option's value from the text of a command line or a variable; raises BadOption."""
        kinds = self.properties.get(name, {}).get("type", "string")
        kinds = [kinds] if isinstance(kinds, str) else kinds
        value: Any = text
        if "string" not in kinds:
            try:
                value = orjson.loads(text)
            except ValueError:
                raise BadOption(f"{self.name}.{name}: has to be {' or '.join(kinds)}, not {shown(text)}") from None
        return self.checked({name: value})[name]

    def env(self, options: Mapping[str, Any], url: str, addresses: Mapping[str, str]) -> dict[str, str]:
        """Environment variables that point clients of an application to the server at ``url``."""
        facts = _facts(options, url, addresses)
        found = ((name, _filled(text, facts)) for name, text in self._env.items())
        return {name: text for name, text in found if text is not None}

    def pointers(self, options: Mapping[str, Any], url: str, addresses: Mapping[str, str]) -> Iterator[str]:
        """For people: how to point each of its clients to the server, a line each."""
        facts = _facts(options, url, addresses)
        return (line for text in self._pointers if (line := _filled(text, facts)) is not None)

    def is_host(self, host: str) -> bool:
        """Whether a request's host is one of the provider's; a star stands for one label, as in certificates."""
        name = host.partition(":")[0].lower()
        return name in self.hosts or f"*.{name.partition('.')[2]}" in self.hosts


def _facts(options: Mapping[str, Any], url: str, addresses: Mapping[str, str]) -> dict[str, Any]:
    return {**options, "url": url, "ws_url": url.replace("http", "ws", 1), **addresses}


def _filled(text: str, facts: Mapping[str, Any]) -> str | None:
    try:
        return text.format_map(facts)
    except KeyError:
        return None
