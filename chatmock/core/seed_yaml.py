"""YAML with JSON's rules for plain words: only ``null``, ``true``, ``false`` and numbers are not text.

A key that stands twice is refused, so is a document that grows beyond reason through its aliases.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import Any

import yaml

from chatmock.core.seed_text import LEAST, MOST, Place, SeedError, Spot, whole
from chatmock.core.words import cut
from chatmock.core.yaml_words import unreadable

MAX_DIGITS = 100
"""Digits of a number: no more fit any that is kept."""
MAX_REPEATED = 100_000
"""Lists and mappings that aliases may repeat."""
MAX_DEPTH = 250
"""Lists and mappings inside each other."""
_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BaseDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_TAG = "tag:yaml.org,2002:"
_TEXT = f"{_TAG}str"
"""The one tag that means something: ``!!str 5`` is text."""
_WORDS = {"null": None, "true": True, "false": False}


def read(text: str, name: str) -> tuple[Any, Place]:
    """The values of a text, and the places they stand at; ``name`` is what messages call it. Raises SeedError."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as reason:
        raise SeedError(f"{name}:{unreadable(text, reason)}") from None
    except RecursionError:
        raise SeedError(f"{name}: nested too deep; a seed has a few levels") from None
    if root is None:
        raise SeedError(f"{name}: empty; a seed says something, such as users: [{{user_id: alice}}]")
    return _Reader(name).read(root), lambda spot: f"{name}:{_line(root, spot)}"


def write(values: dict[str, Any]) -> str:
    """A document as YAML that ``read`` gives back."""
    return yaml.dump(_quoted(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


class _Loader(_BaseLoader):  # type: ignore[misc]
    """Counts how deep it is: the parser in C has no limit of its own in some versions, and the process would end.

    A node has a tag only where one is written: ``_Reader`` goes by the text alone.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:
        return ""

    def descend_resolver(self, node: yaml.Node, index: Any) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise RecursionError

    def ascend_resolver(self) -> None:
        self._depth -= 1


class _Reader:
    """Turns YAML's nodes into values."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._read: dict[int, bool] = {}
        """By the lists and mappings that were met: whether they are read to their end. An alias inside of one has no end."""
        self._repeated = 0

    def read(self, root: yaml.Node) -> Any:
        try:
            return self.value(root)
        except RecursionError:
            raise SeedError(f"{self._name}: nested too deep; a seed has a few levels") from None

    def value(self, node: yaml.Node) -> Any:
        if node.tag and node.tag != _TEXT:
            where, tag = f"{self._name}:{node.start_mark.line + 1}", cut(node.tag.replace(_TAG, "!!"))
            raise SeedError(f"{where}: the tag {tag} has no meaning here; take it away, and write out the value")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        read = self._read.get(id(node))
        if read is False:
            line = node.start_mark.line + 1
            raise SeedError(f"{self._name}:{line}: an alias stands inside what it repeats; write the values out")
        if read:
            self._repeated += 1
            if self._repeated > MAX_REPEATED:
                raise SeedError(f"{self._name}: its aliases repeat more than {MAX_REPEATED} lists and mappings")
        self._read[id(node)] = False
        values = self._values(node)
        self._read[id(node)] = True
        return values

    def _values(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        assert isinstance(node, yaml.MappingNode)
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str):
                raise SeedError(f"{self._name}:{key_node.start_mark.line + 1}: a key has to be text")
            line = key_node.start_mark.line + 1
            if key in values:
                first = next(k for k, _ in node.value if k.value == key).start_mark.line + 1
                raise SeedError(
                    f"{self._name}:{line}: {cut(repr(key))} stands twice, first in line {first}; take one away"
                )
            values[key] = self.value(value_node)
        return values

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if node.style or node.tag:  # quoted, a block, or said to be text
            return text
        if text in _WORDS or text in ("~", ""):
            return _WORDS.get(text)
        if not _NUMBER.fullmatch(text):
            return text
        number = None if len(text) > MAX_DIGITS else _number(text)
        if number is None:
            where = f"{self._name}:{node.start_mark.line + 1}"
            raise SeedError(f"{where}: {cut(text)} is too large a number; quote it if it is text")
        return number


def _number(text: str) -> int | float | None:
    """None for one that is too large."""
    if "." not in text and "e" not in text.lower():
        whole_number = int(text)
        return whole_number if LEAST <= whole_number <= MOST else None
    number = float(text)
    return whole(number) if isfinite(number) else None


def _line(node: yaml.Node, spot: Spot) -> int:
    """The line of the deepest value on the way to a spot."""
    line: int = node.start_mark.line + 1
    for step in spot:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


class _Text(str):
    """A text that would be read as something else if it stood unquoted."""


class _Dumper(_BaseDumper):  # type: ignore[misc]
    """Writes lists inside mappings indented, and never writes aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    _Text, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')
)
_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text))


def _quoted(value: Any) -> Any:
    if isinstance(value, dict):
        return {_quoted(key): _quoted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_quoted(inner) for inner in value]
    if isinstance(value, str) and (
        value in _WORDS or value in ("~", "") or _NUMBER.fullmatch(value) or not value.isprintable()
    ):
        return _Text(value)
    return value
