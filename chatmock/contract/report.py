"""What a check found, as a table for people, as JUnit XML and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import orjson

from chatmock.contract.outcome import Outcome

_TOLD = 5
_STATES = ("ok", "wrong", "not asked")


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """One line for each operation, the wrong ones with their places, and a line that counts them."""
    width = max((len(f"{one.method} {one.path}") for one in outcomes), default=0)
    for one in outcomes:
        why = one.why if one.state == "not asked" else ""
        yield f"{one.state:9}  {f'{one.method} {one.path}':{width}}  {why}".rstrip()
        yield from (f"       {wrong}" for wrong in one.wrong[:_TOLD])
        if len(one.wrong) > _TOLD:
            yield f"       and {len(one.wrong) - _TOLD} more"
    counts = count(outcomes)
    yield f"{len(outcomes)} operations: {', '.join(f'{counts[state]} {state}' for state in _STATES)}"


def count(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many operations are in each state."""
    return {state: sum(one.state == state for one in outcomes) for state in _STATES}


def json_report(outcomes: Sequence[Outcome]) -> bytes:
    """All outcomes as one JSON document."""
    return orjson.dumps(document(outcomes), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE, default=str)


def document(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The same as plain values."""
    return {"counts": count(outcomes), "operations": [one.told() for one in outcomes]}


def junit_report(outcomes: Sequence[Outcome], name: str) -> bytes:
    """All outcomes as JUnit XML: an operation that was not asked is skipped, a wrong one has failed."""
    counts = count(outcomes)
    numbers = {"tests": len(outcomes), "failures": counts["wrong"], "skipped": counts["not asked"]}
    suite = Element("testsuite", {"name": name, **{key: str(value) for key, value in numbers.items()}})
    for one in outcomes:
        case = SubElement(suite, "testcase", {"classname": name, "name": f"{one.method} {one.path} ({one.name})"})
        if one.wrong:
            failure = SubElement(case, "failure", {"message": _clean(str(one.wrong[0].difference))})
            failure.text = _clean("\n".join(map(str, one.wrong)))
        elif not one.asked:
            SubElement(case, "skipped", {"message": _clean(one.why)})
    return bytes(tostring(suite, encoding="utf-8", xml_declaration=True))


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(char if char in "\n\t" or char.isprintable() else "�" for char in text)
