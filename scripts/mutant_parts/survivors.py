"""The reasons of drawn changes that no test can notice, or shall."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

TABLE = Path(__file__).with_name("explained.yaml")


class Reasons:
    """Reasons by changes, as scripts/mutants tells them, wherever in their file they stand now."""

    def __init__(self, table: Path = TABLE) -> None:
        rows = yaml.safe_load(table.read_text(encoding="utf-8")) or {}
        self._rows = {place_less(change): why for change, why in rows.items()}

    def __repr__(self) -> str:
        return f"<Reasons of {len(self._rows)} changes>"

    def get(self, change: str) -> str:
        """The reason of a change; empty where there is none."""
        return str(self._rows.get(place_less(change), ""))

    @property
    def changes(self) -> set[str]:
        """All that are explained."""
        return set(self._rows)


def place_less(change: str) -> str:
    """A change as scripts/mutants tells it, without its line."""
    return re.sub(r":\d+: ", ": ", change, count=1)
