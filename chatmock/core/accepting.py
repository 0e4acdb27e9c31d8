"""What an ``Accept`` header says of media types (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WEIGHT = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?", re.ASCII)


def weights(header: str) -> dict[str, float]:
    """The media ranges that a header names, in small letters, with how much each is wanted: 0, not at all, to 1.

    Their other parameters count for nothing. A range whose ``q`` is no weight is left out.
    """
    found: dict[str, float] = {}
    for wish in header.lower().split(","):
        name, *parameters = (part.strip() for part in wish.split(";"))
        texts = [value.strip() for key, _, value in (one.partition("=") for one in parameters) if key.strip() == "q"]
        text = texts[0] if texts else "1"
        if name and _WEIGHT.fullmatch(text):
            found[name] = max(float(text), found.get(name, 0.0))
    return found


def preferred(header: str, offers: Iterable[str]) -> str:
    """Which of some media types a header wants most; the first of them that it wants as much, or where it wants none.

    A type that is named counts before ``type/*``, and that before ``*/*``.
    """
    found = weights(header)

    def weight(offer: str) -> float:
        ranges = (offer, f"{offer.partition('/')[0]}/*", "*/*")
        return next((found[one] for one in ranges if one in found), 0.0)

    return max(offers, key=weight)
