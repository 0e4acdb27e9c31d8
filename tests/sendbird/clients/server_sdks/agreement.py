"""Whether what an SDK made of an answer is what the answer says."""

import re
from collections.abc import Iterator
from typing import Any

MANGLED = ("[object Object]", "{}")
"""What the SDK for JavaScript makes of some objects, whatever they hold."""


MASKED = "***"
"""How the journal shows a secret."""


def snake(name: str) -> str:
    """A name as on the wire: the SDK for TypeScript has its own spelling."""
    return re.sub(r"(?<=[a-z0-9])[A-Z]", lambda found: f"_{found[0].lower()}", name)


def differences(answer: Any, made: Any, where: str = "") -> Iterator[str]:
    """Where the SDK has another value than the answer; what it does not know, or hands on as nothing, is passed over."""
    if isinstance(answer, dict) and isinstance(made, dict):
        for name, value in made.items():
            wire = name if name in answer else snake(name)
            if wire in answer:
                yield from differences(answer[wire], value, f"{where}.{wire}")
    elif isinstance(answer, list) and isinstance(made, list):
        if len(answer) != len(made):
            yield f"{where}: {len(made)} rows of {len(answer)}"
        for index, (one, other) in enumerate(zip(answer, made, strict=False)):
            yield from differences(one, other, f"{where}[{index}]")
    elif (
        answer != MASKED
        and made is not None
        and not isinstance(made, dict | list)
        and made not in MANGLED
        and str(made) != str(answer)
        and made != answer
    ):
        yield f"{where}: {made!r} in place of {answer!r}"


def values_taken(answer: Any, made: Any) -> int:
    """How many values of an answer the SDK hands on; a list without rows is one."""
    if isinstance(answer, dict) and isinstance(made, dict):
        return sum(values_taken(one, other) for _, one, other in _pairs(answer, made))
    if isinstance(answer, list) and isinstance(made, list):
        return sum(map(values_taken, answer, made)) if answer else 1
    return int(not _is_lost(answer, made))


def lost(answer: Any, made: Any, where: str = "") -> Iterator[str]:
    """Names under which the SDK has no value, or another kind of value, though the answer has one."""
    if isinstance(answer, dict) and isinstance(made, dict):
        for name, one, other in _pairs(answer, made):
            yield from lost(one, other, f"{where}.{name}".strip("."))
    elif isinstance(answer, list) and isinstance(made, list):
        for one, other in zip(answer, made, strict=False):
            yield from lost(one, other, where)
    elif _is_lost(answer, made):
        yield where


def _pairs(answer: dict[str, Any], made: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What the answer and the SDK have under the same names: those of the answer."""
    for name, value in made.items():
        wire = name if name in answer else snake(name)
        if wire in answer:
            yield wire, answer[wire], value


def _is_lost(answer: Any, made: Any) -> bool:
    if isinstance(answer, dict | list) or isinstance(made, dict | list):
        return type(answer) is not type(made)
    return answer is not None and (made is None or made in MANGLED)
