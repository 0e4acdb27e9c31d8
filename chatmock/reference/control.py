"""The control API as a page: each operation with its fields, and what is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatmock import openapi
from chatmock.reference.tables import MADE, cell, table
from chatmock.serving import new_hub

_HEAD = """# Reference: the control API

Every operation under `/_chatmock`, made of its OpenAPI document. A field in bold has to be there. Fields of a GET or a DELETE
stand in the query, all others in a JSON body. [The control API](../control-api.md) explains how to use them.
"""
_JSON = "application/json"


def page() -> str:
    control = new_hub().control
    assert control is not None
    document = openapi.document(control)
    schemas = document["components"]["schemas"]
    answers: dict[str, None] = {}
    parts = [MADE, _HEAD]
    for tag in document["tags"]:
        parts.append(f"## {tag['name'].capitalize()}\n\n{cell(tag['description'])}\n")
        for path, item in document["paths"].items():
            for method, described in item.items():
                if tag["name"] in described["tags"]:
                    parts += _operation(method.upper(), path, described, schemas, answers)
    parts.append("## What is answered\n")
    for name in sorted(_reached(answers, schemas)):
        parts.append(f"### {name}\n\n{cell(schemas[name].get('description', ''))}\n\n{table(schemas[name], _link)}")
    return "\n".join(parts)


def _operation(
    method: str, path: str, described: dict[str, Any], schemas: dict[str, Any], answers: dict[str, None]
) -> Iterator[str]:
    yield f"### {described['operationId']}\n\n`{method} {path}`\n\n{_told(described['description'])}\n"
    given = {
        "properties": {one["name"]: _of_parameter(one) for one in described["parameters"]},
        "required": [one["name"] for one in described["parameters"] if one.get("required")],
    }
    body = described.get("requestBody", {}).get("content", {}).get(_JSON, {}).get("schema")
    if body is not None:
        found = schemas[_name(body["$ref"])]
        given["properties"] |= found.get("properties", {})
        given["required"] += found.get("required", [])
    if given["properties"]:
        yield table(given, _link)
    answer = described["responses"]["200"].get("content", {}).get(_JSON, {}).get("schema", {})
    if "$ref" in answer:
        answers[_name(answer["$ref"])] = None
        yield f"Answers {_link(answer['$ref'])}.\n"


def _told(text: str) -> str:
    """A docstring as paragraphs, without lists that are none."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _of_parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = parameter.get("schema") or parameter["content"][_JSON]["schema"]
    return {"description": parameter.get("description", ""), **schema}


def _reached(answers: dict[str, None], schemas: dict[str, Any]) -> set[str]:
    """The schemas of answers, and those that they refer to."""
    found: set[str] = set()
    waiting = [*answers]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [_name(one) for one in _references(schemas[name])]
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for one in part.values():
            yield from _references(one)
    elif isinstance(part, list):
        for one in part:
            yield from _references(one)


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _link(reference: str) -> str:
    name = _name(reference)
    return f"[{name}](#{name.replace('.', '')})"
