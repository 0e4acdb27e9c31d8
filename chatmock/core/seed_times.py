"""Times in seeds, as people write them."""

import re

from chatmock.core.clock import instant
from chatmock.core.words import cut

_UNITS = {"second": 1000, "minute": 60_000, "hour": 3_600_000, "day": 86_400_000, "week": 604_800_000}
_RELATIVE = re.compile(r"(?:(in) )?(\d+(?:\.\d+)?) (second|minute|hour|day|week)s?( ago)?")


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
            f"{cut(repr(value))} is no time; write 2016-12-19T12:00:00Z, milliseconds, or '10 minutes ago'"
        ) from None


def span(value: int | str) -> int:
    """Milliseconds of a length of time in a seed: milliseconds, or as ``30 seconds``."""
    if isinstance(value, int):
        return value
    number, _, unit = value.strip().partition(" ")
    if unit.rstrip("s") not in _UNITS or not number.replace(".", "", 1).isdigit():
        raise ValueError(f"{cut(repr(value))} is no length of time; write '30 seconds' or milliseconds")
    return round(float(number) * _UNITS[unit.rstrip("s")])
