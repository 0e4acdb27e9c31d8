"""The documents derived from the code: ``python -m chatmock.docs`` writes them, ``--check`` says which are out of date."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson

from chatmock import clients, completions, coverage, javascript, readability, sdk_methods, typed
from chatmock.core import seed_schema
from chatmock.core.fields import fields_of
from chatmock.core.seeds import FORMATS, SEVERAL
from chatmock.providers import DEFAULT
from chatmock.reference import commands, control, errors, evidence, judges, python, seeds, webhooks
from chatmock.resources import data_dir
from chatmock.serving import new_hub

ROOT = Path(__file__).resolve().parents[1]
_WITNESSING = [
    *(sys.executable, "-m", "pytest", "-q", "--numprocesses=auto", "--write-witnessed"),
    "--ignore=tests/contract/test_derived_docs.py",  # out of date until this is done
]
_MADE = "<!-- Made by scripts/docs: change what it is made from. -->"
_CLIENTS = "<!-- Made by scripts/docs of the tests that ran. -->"
_END = "<!-- End of it. -->"
_COVERAGE = """# Coverage

Every operation, and what proves it. The columns are independent; do not sum them.

- **recorded**: the answer was compared with a recording of the real service.
- **clients**: these clients called it over HTTP, and took the answer.
- **sentences**: example tests call it and say what has to come.
- **laws**: property tests called it, with whatever came; another run draws other calls.
- **refusals**: it was called with everything wrong, and refused as it has to.

No check mark is written by hand: `scripts/docs --witness` runs the tests, and what was called is read from the journals.
A whole run of the tests fails if this page claims a call that was not made.
"""
_NOT_SERVED = """# Not served

What a platform has that is not served here. An operation in this list says so when it is called: the answer is the platform's
refusal for it; over HTTP the header `X-Chatmock-Hint` tells more.
"""
_WITHOUT_EFFECT = """# Fields without effect

What clients of a platform send, what is taken, and what does nothing here. Every other field is shown to have an effect by
`tests/<provider>/effects`.
"""
_SERVER_SDKS = """# Server SDKs

Every method of the vendors' server SDKs, at the versions that are pinned. Tests call each against an application of its own,
over sockets.

- **called**: the method was called, and its request was that of the operation.
- **answer taken**: the SDK's own deserialiser took the answer, and hands on what it says; or why nothing of it, or under which
  names it spoils what stands there.
- **effect seen**: the application, asked otherwise, shows what the method did; a method that only tells told the truth.

A method that no test calls has the reason in its row. A run of the tests fails for one that has none.
"""


def documents() -> dict[str, str]:
    """The derived documents by name."""
    return {
        "docs/errors.md": errors.page(),
        "docs/coverage.md": covered(),
        "docs/not-served.md": not_served(),
        "docs/without-effect.md": without_effect(),
        "docs/server-sdks.md": server_sdks(),
        "docs/evidence.md": evidence.page(),
        "docs/judges.md": judges.page(),
        "docs/reference/command-line.md": commands.page(),
        "docs/reference/control-api.md": control.page(),
        "docs/reference/python.md": python.page(),
        "docs/reference/seeds.md": seeds.page(),
        "docs/reference/webhooks.md": webhooks.page(),
        "schemas/fixture.json": seed_file_schema(),
        "README.md": readme(),
        **typed.modules(),
        **javascript.modules(),
        **completions.scripts(),
    }


def readme() -> str:
    """README with its table of clients made anew; all else in it is written by hand."""
    before, mark, rest = _read("README.md").partition(_CLIENTS)
    _, end, after = rest.partition(_END)
    return f"{before}{mark}\n\n{clients.table()}\n\n{end}{after}" if end else before


def seed_file_schema(schemas: Path | None = None) -> str:
    """The schema of seed files, for editors: one document, or several; each by the schema of its provider."""
    folders = sorted(path.parent for path in (schemas or data_dir("schemas")).glob(f"*/{seed_schema.NAME}.json"))
    providers = {folder.name: schema for folder in folders if (schema := seed_schema.schema_in(folder))}
    examples = [schema.document["examples"][0] for schema in providers.values()]
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{seed_schema.NAME}.json",
        "title": "chatmock seed",
        "x-source": {"mark": "ruled", "where": "chatmock's own seeds, docs/reference/seeds.md"},
        "description": "The state an application begins with, or under `applications` that of several, each of its provider.",
        "type": "object",
        "properties": {
            "chatmock": {"type": "integer", "description": "Version of this format.", "enum": [*FORMATS]},
            SEVERAL: {
                "type": "array",
                "description": "A document for each of several applications.",
                "minItems": 1,
                "items": {"$ref": "#/$defs/document"},
            },
        },
        "if": {"required": [SEVERAL]},
        "then": {"properties": {"chatmock": True, SEVERAL: True}, "additionalProperties": False},
        "else": {"$ref": "#/$defs/document"},
        "examples": [examples[0], {"chatmock": FORMATS[-1], SEVERAL: examples}],
        "$defs": {
            "document": {
                "description": "What one application begins with.",
                "type": "object",
                "properties": {
                    "provider": {
                        "description": "Which platform it is of.",
                        "enum": [*providers],
                        "default": DEFAULT,
                    }
                },
                "allOf": [
                    {
                        "if": _names(provider),
                        "then": {"$ref": f"{provider}/{seed_schema.NAME}.json"},
                    }
                    for provider in providers
                ],
            }
        },
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode() + "\n"


def _names(provider: str) -> dict[str, Any]:
    """What is true of a document of a provider, by its key ``provider``."""
    named: dict[str, Any] = {"properties": {"provider": {"const": provider}}}
    return named if provider == DEFAULT else {**named, "required": ["provider"]}


def covered() -> str:
    parts = [_MADE, _COVERAGE]
    for provider in new_hub().every():
        documented = coverage.documented(provider)
        parts.append(f"## {provider.name}\n")
        if documented.title:
            parts.append(f"**{documented.title}**: {documented.meaning}\n")
        parts.append(f"{coverage.table(coverage.rows(provider, documented, coverage.witnessed()), documented.title)}\n")
    return "\n".join(parts)


def not_served() -> str:
    """What platforms have that is not served, each with the reason its provider gives."""
    rows = [
        f"| {provider.name} | {what} | {why} |"
        for provider in new_hub().every()
        for what, why in provider.not_served().items()
    ]
    head = [_MADE, _NOT_SERVED, "| platform | operation or product | why |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows]) + "\n"


def without_effect() -> str:
    """The fields that are taken and do nothing, each with the reason its schema gives."""
    parts = [
        _MADE,
        _WITHOUT_EFFECT,
        "| platform | operations and commands | field | why |",
        "| --- | --- | --- | --- |",
    ]
    for provider in new_hub().every():
        found: dict[tuple[str, str], dict[str, None]] = {}
        for operation in (*provider.api.operations.values(), *provider.api.commands.values()):
            for place, rule in fields_of(operation.accept, in_lists=True) if operation.accept is not None else ():
                if reason := rule.get("x-no-effect"):
                    found.setdefault((".".join(place), reason), {})[operation.name or operation.path] = None
        parts += [
            f"| {provider.name} | {', '.join(names)} | `{field}` | {reason} |"
            for (field, reason), names in found.items()
        ]
    return "\n".join(parts) + "\n"


def server_sdks() -> str:
    return "\n".join([_MADE, _SERVER_SDKS, *sdk_methods.tables()])


def main(arguments: list[str] | None = None) -> int:
    """Write the documents, or only say which differ: 0 none, 1 some."""
    parser = argparse.ArgumentParser(prog="scripts/docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a document is out of date")
    parser.add_argument("--witness", action="store_true", help="first run the tests and note what they call")
    parser.add_argument("--readability", action="store_true", help="write nothing; report how long sentences are")
    options = parser.parse_args(arguments)
    if options.readability:
        print(readability.report(ROOT))
        return 1 if any(page.is_hard for page in readability.pages(ROOT, readability.FOR_NEWCOMERS)) else 0
    if options.witness and subprocess.run(_WITNESSING, cwd=ROOT, check=False).returncode:
        print("the tests failed: nothing was written", file=sys.stderr)
        return 1
    differing = [name for name, text in documents().items() if _read(name) != text]
    if options.check:
        for name in differing:
            print(f"{name} is out of date; scripts/docs writes it anew", file=sys.stderr)
        return 1 if differing else 0
    for name, text in documents().items():
        (ROOT / name).write_text(text, encoding="utf-8")
    print(f"written: {', '.join(differing)}" if differing else "all documents are up to date")
    return 0


def _read(name: str) -> str:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
