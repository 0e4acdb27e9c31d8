"""What the JavaScript client knows of the control API: its operations, and their types, read from the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from chatmock import openapi
from chatmock.serving import new_hub
from chatmock.typed import name_of

FOLDER = "clients/js"
_MADE = "// Made by scripts/docs of the OpenAPI document of the control API.\n"
_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
_JSON = "application/json"
_ADDRESSING = {"app", "group"}
"""Fields of these names say which applications a call is for."""


def modules() -> dict[str, str]:
    """The source of each module by its path."""
    control = new_hub().control
    assert control is not None
    document = openapi.document(control)
    operations = [
        (described["operationId"], method.upper(), path, described)
        for path, item in document["paths"].items()
        for method, described in item.items()
    ]
    schemas = document["components"]["schemas"]
    table = "\n".join(_row(schemas, *operation) for operation in operations)
    interfaces = "\n\n".join(_interface(name_of(name), schema) for name, schema in schemas.items())
    types = "\n".join(line for operation in operations for line in _typed(schemas, *operation))
    return {
        f"{FOLDER}/src/operations.js": (
            f"{_MADE}\n/** @type {{Record<string, {{ method: string, path: string, scoped: boolean }}>}} */\n"
            f"export const operations = {{\n{table}\n}};\n"
        ),
        f"{FOLDER}/types/api.d.ts": (
            f"{_MADE}\n{interfaces}\n\n/** Of each operation what it is given, and what it answers. */\n"
            f"export interface Operations {{\n{types}\n}}\n"
        ),
    }


def _row(schemas: dict[str, Any], name: str, method: str, path: str, described: dict[str, Any]) -> str:
    """An operation as the client calls it; ``scoped`` where it is for an application that is named."""
    body = _body(described)
    given = {parameter["name"] for parameter in described["parameters"]}
    if body is not None:
        given |= _fields(schemas, body)
    scoped = "true" if given >= _ADDRESSING else "false"
    return f"  {name}: {{ method: '{method}', path: '{path}', scoped: {scoped} }},"


def _body(described: dict[str, Any]) -> dict[str, Any] | None:
    schema: dict[str, Any] | None = described.get("requestBody", {}).get("content", {}).get(_JSON, {}).get("schema")
    return schema


def _fields(schemas: dict[str, Any], body: dict[str, Any]) -> set[str]:
    return set(schemas[_target(body)]["properties"])


def _target(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _typed(schemas: dict[str, Any], name: str, method: str, path: str, described: dict[str, Any]) -> Iterator[str]:
    """An operation's entry: what it is given, names of the path and fields together, and what it answers."""
    body = _body(described)
    in_body = set() if body is None else _fields(schemas, body)
    fields = [
        _of_parameter(one) for one in described["parameters"] if one["in"] != "header" and one["name"] not in in_body
    ]
    parts = [f"{{ {'; '.join(fields)} }}"] if fields else []
    parts += [_type(body)] if body is not None else []
    content = described["responses"]["200"].get("content", {})
    answer = _type(content[_JSON]["schema"]) if _JSON in content else "string"
    yield f"  /** {described['summary']} */"
    yield f"  {name}: {{ given: {' & '.join(parts) or '{}'}; answer: {answer} }};"


def _of_parameter(parameter: dict[str, Any]) -> str:
    schema = parameter.get("schema") or parameter["content"][_JSON]["schema"]
    mark = "" if parameter.get("required") else "?"
    kind = "string" if parameter["in"] == "path" else _type(schema)
    return f"{_key(parameter['name'])}{mark}: {kind}"


def _interface(name: str, schema: dict[str, Any]) -> str:
    told = schema.get("description", name).split("\n")[0]
    return f"/** {told} */\nexport interface {name} {_object(schema, '')}"


def _object(schema: dict[str, Any], indent: str) -> str:
    """An object's fields, a line for each; of further ones only where its schema says that there are some."""
    lines = []
    required = schema.get("required", ())
    for key, rule in schema.get("properties", {}).items():
        if rule.get("description"):
            lines.append(f"{indent}  /** {rule['description']} */")
        given = "" if key in required else "?"
        lines.append(f"{indent}  {_key(key)}{given}: {_type(rule, indent + '  ')};")
    further = schema.get("additionalProperties", not lines)
    if further:
        lines.append(f"{indent}  [name: string]: {_type(further, indent)};")
    return "\n".join(["{", *lines, f"{indent}}}"])


def _key(name: str) -> str:
    return name if name.isidentifier() else orjson.dumps(name).decode()


def _type(rule: Any, indent: str = "  ") -> str:
    """The type of a value."""
    if not isinstance(rule, dict) or not rule:
        return "any"
    if "$ref" in rule:
        return name_of(_target(rule))
    if "enum" in rule or "const" in rule:
        return " | ".join(orjson.dumps(one).decode() for one in rule.get("enum", [rule.get("const")]))
    for several in ("anyOf", "oneOf"):
        if several in rule:
            return " | ".join(dict.fromkeys(_type(one, indent) for one in rule[several]))
    kinds = rule.get("type")
    if isinstance(kinds, list):
        return " | ".join(dict.fromkeys(_type({**rule, "type": kind}, indent) for kind in kinds))
    if kinds == "array":
        item = _type(rule.get("items"), indent)
        return f"({item})[]" if " | " in item else f"{item}[]"
    if kinds == "object":
        return _mapping(rule, indent)
    return _PLAIN.get(kinds or "", "any")


def _mapping(rule: dict[str, Any], indent: str) -> str:
    if rule.get("properties"):
        return _object(rule, indent)
    values = rule.get("additionalProperties", True)
    return f"Record<string, {'any' if isinstance(values, bool) else _type(values, indent)}>"
