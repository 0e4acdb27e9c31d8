"""Changes functions where they are loaded already: a process that has collected all tests forks for each change.

To start pytest and to import everything takes many times as long as most tests. What stands outside of functions cannot be
changed so.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from pathlib import Path
from types import CodeType, FunctionType


class CannotSwap(Exception):
    """The change is none of functions alone."""


def swap(path: Path, text: str, other_text: str) -> None:
    """Give the loaded functions of a file with a text the code they have in another one. Raises CannotSwap."""
    before, after = compile(text, str(path), "exec"), compile(other_text, str(path), "exec")
    if _outside(before) != _outside(after):
        raise CannotSwap
    old, new = _functions(before), _functions(after)
    places = {
        (name, code.co_firstlineno): other
        for name, codes in old.items()
        if len(codes) == len(new[name])
        for code, other in zip(codes, new[name], strict=True)
    }
    gc.unfreeze()  # frozen objects are not told
    loaded = [one for one in gc.get_objects() if type(one) is FunctionType and one.__code__.co_filename == str(path)]
    if not loaded:
        raise CannotSwap
    for one in loaded:
        code = places.get((one.__code__.co_qualname, one.__code__.co_firstlineno))
        if code is None or code.co_freevars != one.__code__.co_freevars:
            raise CannotSwap
        one.__code__ = code


def _is_of_class(code: CodeType) -> bool:
    """Whether it is the body of a class, which runs once, as a module does."""
    return "__qualname__" in code.co_names and "__module__" in code.co_names


def _outside(code: CodeType) -> tuple[object, ...]:
    """What runs as a module is imported: its code, and that of its classes, without what stands in functions."""
    consts = tuple(
        (_outside(const) if _is_of_class(const) else const.co_qualname) if isinstance(const, CodeType) else repr(const)
        for const in code.co_consts
    )
    return code.co_code, code.co_names, consts


def _functions(code: CodeType) -> defaultdict[str, list[CodeType]]:
    """The functions in it by name, in their order, those in other functions, too."""
    found: defaultdict[str, list[CodeType]] = defaultdict(list)
    waiting = [code]
    while waiting:
        inside = [const for const in waiting.pop().co_consts if isinstance(const, CodeType)]
        waiting += inside
        for one in inside:
            if not _is_of_class(one):
                found[one.co_qualname].append(one)
    return found
