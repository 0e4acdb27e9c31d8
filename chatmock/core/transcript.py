"""How the traffic of a platform is read for a recording, and written again for a replay: one subclass for each provider."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

import msgspec

SIGNATURE = "<signature>"
"""Stands in a recording for what a client makes anew of an application's secret."""


class Said(msgspec.Struct, frozen=True):
    """One command or event in a message of a socket: its name, and what it says as JSON values."""

    name: str
    body: Any


class Transcript:
    """The parts of a platform's traffic that its schemas do not tell."""

    compounds: ClassVar[tuple[re.Pattern[str], ...]] = ()
    """Texts that have ids in them: the groups of the first pattern that fits a whole text are replaced one by one."""
    options: ClassVar[Mapping[str, str]] = {}
    """Names of headers, queries and fields under which an option of the application stands; lower-case, and the option."""
    asked: ClassVar[Mapping[str, str]] = {}
    """The same for queries of requests alone, which back ends send."""
    signed: ClassVar[frozenset[str]] = frozenset()
    """Names under which stands what a client makes of the application's secret: it is made anew for a replay."""
    codes: ClassVar[frozenset[str]] = frozenset(("code",))
    """Names under which the code of an error stands."""
    parts: ClassVar[tuple[str, ...]] = ()
    """What stands before the server's name in the names of its parts, as ``muc.`` before that of the rooms."""
    command: ClassVar[str] = ""
    """The name under which a frame says which command it is, where it does so among its values."""
    strangers: ClassVar[frozenset[int | str]] = frozenset()
    """Codes and statuses by which a server refuses whoever does not belong to the application."""
    plain: ClassVar[frozenset[str]] = frozenset()
    """Names whose values say nothing of anybody, such as the version of a client."""
    words: ClassVar[frozenset[str]] = frozenset()
    """Names of fields, and words, that no schema has."""

    constants: ClassVar[re.Pattern[str] | None] = None
    """Words of the platform that its schemas do not list, such as those of kinds."""

    def read(self, message: str | bytes) -> list[Said]:
        """What a message says; raises ValueError where it cannot be read."""
        raise ValueError("frames of this platform cannot be read")

    def write(self, said: list[Said]) -> str:
        """The message that says it."""
        raise ValueError("frames of this platform cannot be written")

    def journalled(self, name: str, values: Any) -> Said:
        """A frame of which the journal has the command and the values; raises ValueError where they are not all of it."""
        return Said(name, values)

    def schema_of(self, said: Said, *, by_client: bool) -> tuple[str, Any]:
        """The schema that a frame has to keep, and the value that has to keep it; an empty name where there is none."""
        return "", None

    def sign(self, values: dict[str, Any], options: Mapping[str, Any], now: int) -> None:
        """Put what a client makes of the application's secret into a query or a body, in place; ``now`` in seconds."""

    def credentials(self, text: str) -> tuple[str, str] | None:
        """What is packed into one text that shows who somebody is: the packing's name and the inner text; None for others."""
        return None

    def packed(self, kind: str, inner: str) -> str:
        """The text with an inner one packed into it."""
        return inner
