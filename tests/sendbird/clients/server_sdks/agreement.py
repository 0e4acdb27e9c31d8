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
    """How many values of an answer the SDK hands on."""
    if isinstance(answer, dict) and isinstance(made, dict):
        named = [(answer.get(name, answer.get(snake(name))), value) for name, value in made.items()]
        return sum(values_taken(one, value) for one, value in named if one is not None)
    if isinstance(answer, list) and isinstance(made, list):
        return 1 + sum(map(values_taken, answer, made))
    return int(not isinstance(made, dict | list) and made is not None and made not in MANGLED)
