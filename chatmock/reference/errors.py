"""The errors of each platform, as a page: what provokes each, its words, and how they are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chatmock import error_evidence
from chatmock.core.perform import perform
from chatmock.core.provider import Provider
from chatmock.core.sample import Ask, Cause
from chatmock.error_evidence import CODE
from chatmock.evidence import Source
from chatmock.reference.tables import MADE
from chatmock.serving import new_hub

_HEAD = """# Errors

Each error code of each platform, what it means, and a request that provokes it; `tests/contract/test_error_codes.py`
runs them all. A refused request has changed nothing. A fault of yours answers with any of these codes at any operation of
its platform: `POST /_chatmock/faults` with an `operation` and a `code`.

The last column tells how a code and its words are known; `chatmock explain CODE` names the sources ([Evidence](evidence.md)).
"""


def page() -> str:
    parts = [MADE, _HEAD]
    for provider in new_hub().every():
        if provider.causes():
            parts += [f"## {provider.name}\n", provider.about_errors, "\n".join(_overview(provider))]
            parts += map(_example, provider.causes())
    return "\n".join(parts) + "\n"


def _overview(provider: Provider[Any]) -> Iterator[str]:
    columns = ["code", "status", "means", "provoked by", "says", *provider.variants, "known by"]
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for cause in provider.causes():
        status, code, message = usual = _answer(provider, cause, {})
        others = {title: _answer(provider, cause, options) for title, options in provider.variants.items()}
        cells = [f"[{code}](#{code})", str(status), cause.meaning, cause.case, message]
        known = [_known(provider, usual)]
        known += [f"{title} {_known(provider, it, code)}" for title, it in others.items() if it != usual]
        yield f"| {' | '.join([*cells, *(_differing(usual, other) for other in others.values()), '; '.join(known)])} |"
    yield ""


def _known(provider: Provider[Any], answer: tuple[int, int | str, str], told: int | str | None = None) -> str:
    """The kinds of sources of an answer's sentence, and those of its code, unless that is told already."""
    _, code, message = answer
    found = error_evidence.saying(error_evidence.with_code(provider, str(code)), message)
    if found is None:
        return "not signed"
    known, part = found
    words = f"words: {_kinds(known.parts[part])}"
    return words if code == told else f"code: {_kinds(known.parts[CODE])}; {words}"


def _kinds(sources: tuple[Source, ...]) -> str:
    return ", ".join(dict.fromkeys(source["mark"] for source in sources)) or "not signed"


def _differing(usual: tuple[int, int | str, str], other: tuple[int, int | str, str]) -> str:
    """What another variant says, where that differs, and its status and code where they do."""
    said = "" if other == usual else other[2]
    return said if other[:2] == usual[:2] else f"{said} ({other[0]}, {other[1]})"


def _answer(provider: Provider[Any], cause: Cause, options: Mapping[str, Any]) -> tuple[int, int | str, str]:
    hub = new_hub()
    made = hub.make(provider.name, {**provider.card.defaults, **options})
    made.clock.freeze()  # rates count calls of one second
    credential = provider.credential({"app_id": made.app_id, **made.options()})
    kept: dict[str, str] = {}
    for ask in (*cause.before, cause.ask):
        answer = perform(hub, ask, kept, credential).answer
    refused = answer.refusal
    assert refused is not None, f"{cause.case}: was not refused"
    return answer.status, refused.code, refused.message


def _example(cause: Cause) -> str:
    lines = [f"### {cause.code}\n", "```http", *(_shown(ask) for ask in (*cause.before, cause.ask)), "```\n"]
    return "\n".join(lines)


def _shown(ask: Ask) -> str:
    headers = "".join(f"\n  {name}: {value}" for name, value in (ask.headers or {}).items())
    body = ask.content.decode()
    body = f"{body[:100]}…" if len(body) > 120 else body
    kept = f"    → {', '.join(f'{{{name}}}' for name in ask.keep)}" if ask.keep else ""
    return f"{ask.line} {body}".rstrip() + kept + headers
