"""The format of seeds as a page: each key of each platform, by the schema that holds every file."""

from __future__ import annotations

from typing import Any

from chatmock.core import seed_schema
from chatmock.reference.tables import MADE, cell, table
from chatmock.resources import data_dir
from chatmock.serving import new_hub

_HEAD = """# Reference: the format of seeds

Every key that a seed may have, by platform. A key in bold has to be there. [How do I begin with data?](../how-to/seed-data.md)
explains seeds, and `chatmock validate FILE` checks one.
"""


def page() -> str:
    parts = [MADE, _HEAD]
    for name in new_hub().cards:
        schema = seed_schema.schema_in(data_dir("schemas") / name)
        if schema is None:
            continue
        document: dict[str, Any] = schema.document
        parts.append(f"## {name}\n\n{table(document, lambda reference, name=name: _link(name, reference))}")  # type: ignore[misc]
        for key, rule in document.get("$defs", {}).items():
            told = cell(rule.get("description", rule.get("title", "")))
            fields = table(rule, lambda reference, name=name: _link(name, reference)) if rule.get("properties") else ""  # type: ignore[misc]
            parts.append(f"### {name}: {key}\n\n{told}\n\n{fields}".rstrip() + "\n")
    return "\n".join(parts)


def _link(provider: str, reference: str) -> str:
    """A reference inside the document leads to its heading; one to a schema of an answer names that."""
    if not reference.startswith("#"):
        return f"`{reference.removesuffix('.json')}`"
    key = reference.rpartition("/")[2]
    return f"[{key}](#{provider}-{key})"
