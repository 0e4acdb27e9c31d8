"""What comes out of a measurement, beside what should."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure has to reach, and what it aims for."""

    column: str
    must: float
    aim: float | None = None
    unit: str = ""
    at_most: bool = False
    """Less is better."""

    def __str__(self) -> str:
        told = f"{self.column} {'≤' if self.at_most else '≥'} {self.must:g}{self.unit}"
        return told if self.aim is None else f"{told} (aim {self.aim:g})"

    def verdict(self, values: dict[str, Any]) -> str:
        """How far the figure got."""
        figure = values.get(self.column)
        if figure is None:
            return "not measured"
        if self.aim is not None and self._holds(figure, self.aim):
            return "aim reached"
        return "reached" if self._holds(figure, self.must) else "**missed**"

    def _holds(self, figure: float, bound: float) -> bool:
        return figure <= bound if self.at_most else figure >= bound


def at_most(column: str, must: float, aim: float | None = None, unit: str = "") -> Target:
    return Target(column, must, aim, unit, at_most=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what was done, the figures by the name of their column, what they have to reach."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()

    @property
    def target(self) -> str:
        return ", ".join(map(str, self.targets))

    @property
    def verdict(self) -> str:
        return ", ".join(target.verdict(self.values) for target in self.targets)

    @classmethod
    def of(cls, told: dict[str, Any]) -> Row:
        """A row that another process has measured, as ``asdict`` gives it."""
        return cls(told["name"], told["values"], tuple(Target(**target) for target in told["targets"]))


Table = tuple[str, list[Row]]


def shown(table: Table) -> str:
    """A table in Markdown."""
    title, rows = table
    columns = list(dict.fromkeys(column for row in rows for column in row.values))
    lines = [["", "target", "reached", *columns], ["---", "---", "---", *("---:" for _ in columns)]]
    lines += [[row.name, row.target, row.verdict, *(_cell(row, column) for column in columns)] for row in rows]
    return f"## {title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(row: Row, column: str) -> str:
    value = row.values.get(column, "")
    return value if isinstance(value, str) else f"{value:,}"
