"""The source as syntax trees: what the rules of the house are held against."""

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """A file of Python: its place in the tree and what is in it."""

    path: Path

    @property
    def name(self):
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self):
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self):
        return ast.parse(self.text)

    def imports(self):
        """Dotted names of what it imports, each with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def modules(*folders):
    return [Module(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.fixture(scope="session")
def source():
    """chatmock's own modules."""
    return modules("chatmock")


@pytest.fixture(scope="session")
def tests():
    return modules("tests")
