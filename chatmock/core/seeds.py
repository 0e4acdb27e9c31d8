"""Seed documents: a tenant's state as YAML or JSON, read with its places, checked, filled in.

YAML is read with JSON's rules for plain words: only ``null``, ``true``, ``false`` and numbers are not text. A key that
stands twice is refused, so is a document that grows beyond reason through its aliases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import yaml
from jsonschema_rs import ValidationError, validator_for

from chatmock.core.clock import instant
from chatmock.resources import data_dir

if TYPE_CHECKING:
    from chatmock.core.application import Application

Spot = Sequence[str | int]
"""Where a value stands in a document: keys and indexes from the top."""
Place = Callable[[Spot], str]
"""Words the place of a value for people: its file and line, or its path."""

MAX_BYTES = 64 * 1024 * 1024
MAX_REPEATED = 100_000
"""Lists and mappings that aliases may repeat."""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS = {"null": None, "true": True, "false": False}
_UNITS = {"second": 1000, "minute": 60_000, "hour": 3_600_000, "day": 86_400_000, "week": 604_800_000}
_RELATIVE = re.compile(r"(?:(in) )?(\d+(?:\.\d+)?) (second|minute|hour|day|week)s?( ago)?")


class SeedError(Exception):
    """A seed document is wrong: where and how, in sentences for people."""


class Document:
    """A seed document: its values, and where in a file they stand."""

    def __init__(self, values: dict[str, Any], place: Place) -> None:
        self.values = values
        self.place = place

    @property
    def provider(self) -> str | None:
        """The platform it is for, where it says so."""
        return self.values.get("provider")

    def check(self) -> None:
        """Refuse what breaks ``schemas/fixture.json``: each fault with its place and, for an unknown key, the nearest one."""
        faults = [fault for error in _validator().iter_errors(self.values) for fault in _faults(error)]
        if faults:
            lines = dict.fromkeys(f"{self.place(spot)}: {sentence}" for spot, sentence in faults)
            raise SeedError("\n".join(list(lines)[:20]))

    def fill(self, application: Application) -> None:
        """Fill a tenant; what is wrong is refused with its place."""
        self.check()
        application.provider.load(application, self.values, self.place)


def read(source: str | Path) -> Document:
    """Read a seed file, or one of chatmock's own by its name (``lunch``). Raises SeedError with file and line."""
    path = find(source)
    try:
        data = path.read_bytes()
    except OSError as reason:
        raise SeedError(f"{path}: cannot be read: {reason.strerror}") from None
    return parse(data, str(source))


def parse(data: bytes, name: str) -> Document:
    """Read a seed document from bytes of YAML or JSON; ``name`` is what messages call it."""
    if len(data) > MAX_BYTES:
        raise SeedError(f"{name}: larger than {MAX_BYTES // 1024**2} MiB")
    try:
        root = yaml.compose(data.decode("utf-8"), Loader=_Loader)
    except UnicodeDecodeError:
        raise SeedError(f"{name}: not UTF-8 text") from None
    except yaml.YAMLError as reason:
        mark = getattr(reason, "problem_mark", None)
        raise SeedError(f"{name}:{mark.line + 1 if mark else 1}: {getattr(reason, 'problem', reason)}") from None
    if root is None:
        return Document({}, lambda spot: name)
    values = _Reader(name).value(root)
    if not isinstance(values, dict):
        raise SeedError(f"{name}:1: a seed document is a mapping with keys such as users")
    return Document(values, lambda spot: f"{name}:{_line(root, spot)}")


def fill(application: Application, document: Document | dict[str, Any]) -> None:
    """Fill a tenant from a document; plain values are placed by their path."""
    if isinstance(document, dict):
        document = Document(document, lambda spot: "/".join(map(str, spot)) or "(top)")
    document.fill(application)


def write(values: dict[str, Any]) -> str:
    """A document as YAML that ``read`` gives back."""
    return yaml.dump(_quoted(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def find(source: str | Path, fixtures: Path | None = None) -> Path:
    """The file of a seed: the path itself, or that of a seed in ``fixtures``, by its name with or without its provider's."""
    path = Path(source)
    if path.is_file() or path.suffix or path.is_absolute() or len(path.parts) > 2:
        return path
    own = own_seeds(fixtures or data_dir("fixtures"))
    found = own.get(path.as_posix(), [])
    if not found:
        names = [name for name, files in sorted(own.items()) if "/" not in name or len(own[Path(name).name]) > 1]
        names = [name for name in names if len(own[name]) == 1]
        raise SeedError(f"{source}: no such file, and chatmock's own seeds are {', '.join(names)}")
    if len(found) > 1:
        names = [f"{file.parent.name}/{file.stem}" for file in found]
        raise SeedError(f"{source}: {len(found)} of chatmock's own seeds have this name. Write {' or '.join(names)}")
    return found[0]


def own_seeds(fixtures: Path) -> dict[str, list[Path]]:
    """The seeds in a folder by their names: ``lunch``, and with the folder of their provider ``provider/lunch``."""
    named: dict[str, list[Path]] = {}
    for file in sorted(fixtures.glob("*/*.yaml")):
        named.setdefault(file.stem, []).append(file)
        named[f"{file.parent.name}/{file.stem}"] = [file]
    return named


class _Reader:
    """Turns YAML's nodes into values."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._seen: set[int] = set()
        self._repeated = 0

    def value(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self._seen:
            self._repeated += 1
            if self._repeated > MAX_REPEATED:
                raise SeedError(f"{self._name}: its aliases repeat more than {MAX_REPEATED} lists and mappings")
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        assert isinstance(node, yaml.MappingNode)
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str):
                raise SeedError(f"{self._name}:{key_node.start_mark.line + 1}: a key has to be text")
            if key in values:
                raise SeedError(f"{self._name}:{key_node.start_mark.line + 1}: {key!r} stands twice")
            values[key] = self.value(value_node)
        return values


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style:  # quoted, or a block
        return text
    if text in _WORDS or text in ("~", ""):
        return _WORDS.get(text)
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text or "e" in text.lower() else int(text)
    return text


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


@cache
def _validator() -> Any:
    return validator_for(orjson.loads((data_dir("schemas") / "fixture.json").read_bytes()))


def _faults(error: ValidationError) -> Iterator[tuple[Spot, str]]:
    """Where a schema's error lies, and what it says to a person."""
    spot = error.instance_path
    unexpected = getattr(error.kind, "unexpected", None)
    if unexpected is None:
        where = spot[-1] if spot else ""
        yield spot, f"{where}: {error.message}" if isinstance(where, str) and where else error.message
        return
    known = _known_keys(error)
    for key in unexpected:
        near = get_close_matches(key, known, 1, 0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
        yield (*spot, key), f"unknown key {key!r}; {hint}"


def _known_keys(error: ValidationError) -> list[str]:
    """The keys the schema knows at the place of an error about an unknown one."""
    rule: Any = orjson.loads((data_dir("schemas") / "fixture.json").read_bytes())
    root = rule
    for step in [*error.schema_path][:-1]:
        rule = rule[step] if not isinstance(rule, dict) or step in rule else rule.get(step, {})
        while isinstance(rule, dict) and "$ref" in rule:
            rule = root["$defs"][rule["$ref"].rpartition("/")[2]]
    return list(rule.get("properties", {})) if isinstance(rule, dict) else []


def moment(value: int | str, now: int) -> int:
    """Milliseconds of a time in a seed: milliseconds, ISO 8601 text, or relative to now as ``10 minutes ago``.

    Raises ValueError with a sentence for people.
    """
    if isinstance(value, int):
        return value
    if found := _RELATIVE.fullmatch(value.strip()):
        ahead, number, unit, ago = found.groups()
        if bool(ahead) != bool(ago):
            span = round(float(number) * _UNITS[unit])
            return now + span if ahead else now - span
    try:
        return instant(value)
    except ValueError:
        raise ValueError(
            f"{value!r} is no time; write 2016-12-19T12:00:00Z, milliseconds, or '10 minutes ago'"
        ) from None


def span(value: int | str) -> int:
    """Milliseconds of a length of time in a seed: milliseconds, or as ``30 seconds``."""
    if isinstance(value, int):
        return value
    number, _, unit = value.strip().partition(" ")
    if unit.rstrip("s") not in _UNITS or not number.replace(".", "", 1).isdigit():
        raise ValueError(f"{value!r} is no length of time; write '30 seconds' or milliseconds")
    return round(float(number) * _UNITS[unit.rstrip("s")])


class _Text(str):
    """A text that would be read as something else if it stood unquoted."""


class _Dumper(yaml.SafeDumper):
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
