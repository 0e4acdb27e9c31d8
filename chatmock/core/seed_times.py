"""Times in seeds, as people write them."""

import re

from chatmock.core.clock import LAST as LAST
from chatmock.core.clock import instant
from chatmock.core.words import shown

_UNITS = {"second": 1000, "minute": 60_000, "hour": 3_600_000, "day": 86_400_000, "week": 604_800_000}
_RELATIVE = re.compile(r"(?:(in) )?(\d+(?:\.\d+)?) (second|minute|hour|day|week)s?( ago)?", re.ASCII)
_SPAN = re.compile(r"(\d+(?:\.\d+)?) (second|minute|hour|day|week)s?", re.ASCII)


def moment(value: int | str, now: int) -> int:
    """Milliseconds of a time in a seed: milliseconds, ISO 8601 text, or relative to now as ``10 minutes ago``.

    Raises ValueError with a sentence for people.
    """
    if isinstance(value, int):
        return value
    found = _of_text(value, now)
    if not 0 <= found <= LAST:
        raise ValueError(f"{shown(value)} lies before 1970 or after 9999")
    return found


def _of_text(value: str, now: int) -> int:
    if found := _RELATIVE.fullmatch(value.strip()):
        ahead, number, unit, ago = found.groups()
        if bool(ahead) != bool(ago):
            span = _milliseconds(number, unit)
            return now + span if ahead else now - span
    try:
        return instant(value)
    except (ValueError, OverflowError):
        raise ValueError(
            f"{shown(value)} is no time; write 2016-12-19T12:00:00Z, milliseconds, or '10 minutes ago'"
        ) from None


def span(value: int | str) -> int:
    """Milliseconds of a length of time in a seed: milliseconds, or as ``30 seconds``."""
    if isinstance(value, int):
        return value
    if not (found := _SPAN.fullmatch(value.strip())):
        raise ValueError(f"{shown(value)} is no length of time; write '30 seconds' or milliseconds")
    return _milliseconds(*found.groups())


def _milliseconds(number: str, unit: str) -> int:
    """How long so many units are; at the most a little longer than there is time."""
    return round(min(float(number) * _UNITS[unit], LAST + 1.0))
