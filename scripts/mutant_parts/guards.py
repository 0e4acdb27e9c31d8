"""The table of guards: what keeps something out, how it is switched off, and which tests have to notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

TOP = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("guards.yaml")


@dataclass(frozen=True)
class Guard:
    """One guard: where ``text`` is replaced by ``instead`` it is off, and one of ``tests`` has to fail."""

    name: str
    file: str
    text: str
    instead: str
    tests: tuple[str, ...]

    def problem(self) -> str:
        """Why this row of the table is out of date; empty where it is not."""
        path = TOP / self.file
        if not path.is_file():
            return f"there is no {self.file}; name the file it stands in now"
        found = path.read_text(encoding="utf-8").count(self.text)
        if found != 1:
            return f"its text stands {found} times in {self.file}; copy it from there, with enough around it to be one place"
        missing = [test for test in self.tests if not (TOP / test.partition("::")[0]).exists()]
        return f"there is no {', '.join(missing)}; name the tests that hold it now" if missing else ""

    def switched_off(self) -> str:
        """The text of its file without the guard."""
        return (TOP / self.file).read_text(encoding="utf-8").replace(self.text, self.instead)


def guards(table: Path = TABLE) -> list[Guard]:
    """All guards, in the order of the table: by file there, with the tests that hold all of a file's guards, or one."""
    found = []
    for file, rows in yaml.safe_load(table.read_text(encoding="utf-8")).items():
        for row in rows["guards"]:
            text, instead = row["change"]
            tests = row.get("tests", rows.get("tests"))
            found.append(Guard(row["guard"], file, text, instead, tuple(tests)))
    return found
