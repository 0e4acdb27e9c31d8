"""One message to many sockets: written once for all, beside writing it for each."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from types import ModuleType

from scripts.bench_parts.rows import Row, Target


def compare(name: str, module: ModuleType, writer: str, each: type, one: Callable[[], float], samples: int) -> Row:
    """The row of it: ``one`` sends a message and gives the seconds that it took; ``each`` is put in the place of ``writer``."""
    shared = [one() for _ in range(samples)]
    own = vars(module)[writer]
    vars(module)[writer] = each
    try:
        anew = [one() for _ in range(samples)]
    finally:
        vars(module)[writer] = own
    values = {
        "ratio": round(median(anew) / median(shared), 2),
        "ms": round(median(shared) * 1000, 2),
        "ms if written for each": round(median(anew) * 1000, 2),
    }
    return Row(name, values, (Target("ratio", 1.5),))
