"""Small changes of Python, drawn by chance with a fixed seed: an operator, a condition, a number, a line that is left out."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parents[2]
WHERE = ("chatmock/core/*.py", "chatmock/providers/*/model/*.py")
"""What is changed: the core, and the models of the providers."""
_OTHER: dict[type[ast.AST], Callable[[], ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}
_PASSED_OVER = ("annotation", "returns", "decorator_list")
"""Parts of the syntax in which nothing is changed."""


@dataclass(frozen=True)
class Mutant:
    """One change: in a file the text from one place to another becomes a different one."""

    file: str
    statement: int
    """The line on which the statement begins that it stands in."""
    line: int
    last: int
    first: bool
    """Whether it stands outside of functions, where importing it is all that runs it."""
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {_short(self.before)} -> {_short(self.after)}"

    def text(self) -> str:
        """The text of its file with the change."""
        data = (TOP / self.file).read_bytes()
        return (data[: self.start] + self.after.encode() + data[self.end :]).decode()


def changed_files() -> list[Path]:
    """The files in which chance draws."""
    return [path for pattern in WHERE for path in sorted(TOP.glob(pattern))]


def drawn(count: int, seed: int) -> list[Mutant]:
    """So many changes out of all that there are, the same ones for the same seed and the same code."""
    every = [mutant for path in changed_files() for mutant in mutants_of(path)]
    chosen = random.Random(seed).sample(every, min(count, len(every)))
    return sorted(chosen, key=lambda mutant: (mutant.file, mutant.start, mutant.after))


def mutants_of(path: Path) -> Iterator[Mutant]:
    """All changes of a file."""
    data = path.read_bytes()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, statement, first in _nodes(ast.parse(data), 0, first=True):
        if isinstance(node, ast.expr | ast.stmt):
            begin = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
            for after in _changes(node):
                before = data[begin:end].decode()
                lines = statement, node.lineno, node.end_lineno or node.lineno
                yield Mutant(path.relative_to(TOP).as_posix(), *lines, first, begin, end, before, after)


def _nodes(node: ast.AST, statement: int, *, first: bool) -> Iterator[tuple[ast.AST, int, bool]]:
    """A node and those below it: the line of the statement that each is in, and whether it stands outside of functions."""
    if isinstance(node, ast.stmt):
        statement = node.lineno
    yield node, statement, first
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        if node.name == "__repr__":
            return
        first = False
    for name, value in ast.iter_fields(node):
        if name in _PASSED_OVER or isinstance(node, ast.JoinedStr):
            continue
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, ast.AST):
                yield from _nodes(inner, statement, first=first)


def _changes(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in _OTHER:
            yield _with(node, ops=[_OTHER[type(op)]()])
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in _OTHER:
            yield _with(node, op=_OTHER[type(op)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"({ast.unparse(operand)})"
        case ast.Constant(value=bool(value)):
            yield str(not value)
        case ast.Constant(value=int(value)):
            yield str(value + 1)
        case ast.IfExp(test=test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Delete() | ast.Raise():
            yield "pass"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "pass"
        case ast.Continue():
            yield "break"
        case ast.Break():
            yield "continue"


def _with(node: ast.AST, **fields: object) -> str:
    """The text of an expression with other parts, in brackets."""
    other = copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return f"({ast.unparse(other)})"


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= 80 else f"{one[:79]}…"
