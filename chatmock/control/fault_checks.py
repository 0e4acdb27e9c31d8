"""What a fault may say: fields that do something where it strikes, codes there are, headers that are its own to set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chatmock.control.api import Given, invalid_value
from chatmock.core.faults import Phase
from chatmock.core.points import EFFECTS, SILENT, WORDS, Kind, Point
from chatmock.core.provider import Provider
from chatmock.core.sight import Naming
from chatmock.core.words import meant, nearest, shown

Variant = tuple[Provider[Any], Mapping[str, Any]]
"""A provider, and the options of one of its applications."""

_ALL = sorted(set().union(*EFFECTS.values()))
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_FRAMING = ("connection", "content-length", "content-type", "keep-alive", "server", "transfer-encoding", "upgrade")


def check_spoils(points: Iterable[Point], given: Given) -> None:
    """Refuse a field that does nothing at any of these points, and a fault that does nothing at all."""
    phase: Phase = given.get("phase", "before")
    kinds: list[Kind] = list(dict.fromkeys(point.kind for point in points))
    does = set().union(*(EFFECTS[kind, phase] for kind in kinds))
    here = f"{' and '.join(WORDS[kind] for kind in kinds)} in the phase {phase}"
    said = [name for name in _ALL if name in given]
    for name in said:
        if name not in does:
            where = sorted({WORDS[kind] for (kind, _), fields in EFFECTS.items() if name in fields})
            raise invalid_value(
                field=name,
                reason=f"does nothing to {here}; it is for {' and '.join(where)}, and here are {', '.join(sorted(does))}",
            )
    if not said and all((kind, phase) in SILENT for kind in kinds):
        raise invalid_value(
            field="operation", reason=f"a fault on {here} has to say what it does; there are {', '.join(sorted(does))}"
        )


def check_when(named: Sequence[tuple[str, Point]], when: Given, naming: Naming) -> None:
    """Refuse a condition that no call of these points can meet; several may have one name, on several platforms."""
    points = [point for _, point in named]
    names = list(dict.fromkeys(name for name, _ in named))
    about = names[0] if len(names) == 1 else f"any of {', '.join(names[:3])}{', …' if len(names) > 3 else ''}"
    if "user" in when and not any(point.names_users(naming) for point in points):
        raise invalid_value(field="when.user", reason=f"{about} names no user; leave it out")
    if "channel" in when and not any(point.names_channels(naming) for point in points):
        raise invalid_value(field="when.channel", reason=f"{about} names no channel; leave it out")
    if "body" not in when:
        return
    known: dict[str, None] = {}
    for point in points:
        if point.sent is None:
            return
        known |= dict.fromkeys(point.sent)
    for name in when["body"]:
        if name not in known:
            raise invalid_value(field=f"when.body.{name}", reason=f"{about} takes no {name!r}; {meant(name, known)}")


def check_chance(given: Given) -> None:
    """Refuse what means something with a probability only, or without one only."""
    if "probability" not in given:
        if "seed" in given:
            raise invalid_value(field="seed", reason="decides draws; give a probability with it, or leave it out")
    elif given.get("unused") == "fail":
        raise invalid_value(field="unused", reason="a fault with a probability may always strike nowhere; leave it out")


def check_code(code: int | str, variants: Iterable[Variant]) -> None:
    """Refuse a code that none of these applications can answer, with the one that is meant or most like it."""
    variants = list(variants)
    knowing = [(provider, options) for provider, options in variants if code in provider.error_codes()]
    if not knowing:
        known = "; ".join(
            f"{provider.name} documents no {code}; most like it are {_codes_like(code, provider)}"
            for provider in dict.fromkeys(provider for provider, _ in variants)
        )
        raise invalid_value(field="code", reason=f"{known}; docs/errors.md lists them")
    meant_here = [(provider, options, provider.code_in(code, options)) for provider, options in knowing]
    if all(right != code for _, _, right in meant_here):
        provider, options, right = meant_here[0]
        varying = {name for variant in provider.variants.values() for name in variant}
        other = ", ".join(f"{name} {options[name]}" for name in sorted(varying & options.keys()))
        raise invalid_value(field="code", reason=f"{code} is no code of {other}; there it is {right}")


def _codes_like(code: int | str, provider: Provider[Any]) -> str:
    """The documented codes that are most like one, the most like first."""
    return ", ".join(nearest(code, sorted(provider.error_codes(), key=str), 5, 0.0))


def check_headers(headers: Mapping[str, str]) -> None:
    """Refuse what is no header, and those that the server writes itself."""
    for name, value in headers.items():
        if not _NAME.fullmatch(name):
            raise invalid_value(
                field="headers", reason=f"{shown(name)} is no name of a header; it has letters, digits and -"
            )
        if name.lower() in _FRAMING:
            raise invalid_value(field="headers", reason=f"{name} is written by the server; leave it out")
        if not value.isprintable() or not value.isascii():
            raise invalid_value(field="headers", reason=f"the value of {name} has to be one line of printable ASCII")
