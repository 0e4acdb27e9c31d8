"""An Api as an OpenAPI 3.1 document: nothing in it is written by hand, all of it is read from operations and schemas."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from chatmock import __version__
from chatmock.core import seed_schema
from chatmock.core.operation import Operation
from chatmock.core.provider import Speaker

Document = dict[str, Any]
_BY_QUERY = ("GET", "DELETE")


def document(speaker: Speaker[Any], url: str = "") -> Document:
    """The document of a provider or of the control API, for a server at ``url``."""
    made: Document = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{speaker.name} by chatmock",
            "version": __version__,
            "description": "What chatmock answers under this provider's addresses.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": url or "/"}],
        "paths": _paths(speaker),
        "components": {
            "schemas": {
                name: _linked(schema)
                for name, schema in sorted(speaker.api.schemas.documents.items())
                if name != seed_schema.NAME
            }
        },
    }
    if speaker.security:
        made["components"]["securitySchemes"] = {_kind(auth): scheme for auth, scheme in speaker.security.items()}
    return made


def _kind(auth: str) -> str:
    return auth or "token"


def _paths(speaker: Speaker[Any]) -> Document:
    paths: dict[str, Document] = {}
    for operation in speaker.api.operations.values():
        item = paths.setdefault(operation.address, {})
        method = operation.method.lower()
        described = _described(speaker, operation)
        item[method] = _merged(item[method], described) if method in item else described
    _name(paths)
    return paths


def _name(paths: dict[str, Document]) -> None:
    """Give each its id: the operation's name, with a number for its second address."""
    times: dict[str, int] = {}
    for item in paths.values():
        for described in item.values():
            name = described["x-chatmock-operations"][0]
            times[name] = times.get(name, 0) + 1
            described["operationId"] = name if times[name] == 1 else f"{name}_{times[name]}"


def _described(speaker: Speaker[Any], operation: Operation) -> Document:
    described: Document = {
        "operationId": "",
        "summary": operation.summary,
        "x-chatmock-operations": [operation.name],
        "parameters": [_in_path(speaker, name) for name in operation.parameters],
        "responses": {
            str(operation.status): _answer(operation),
            "default": _refusal(speaker),
        },
    }
    if operation.by:
        described["x-chatmock-by"] = operation.by
    if speaker.security:
        described["security"] = [] if operation.auth == "open" else [{_kind(operation.auth): []}]
    if operation.accept is not None:
        if operation.method in _BY_QUERY:
            described["parameters"] += _in_query(operation.accept.document)
        else:
            described["requestBody"] = _body(operation)
    return described


def _merged(one: Document, other: Document) -> Document:
    """Two operations at one address, told apart by their credential: either answer is possible."""
    responses = {**one["responses"], **other["responses"]}
    for status in one["responses"].keys() & other["responses"].keys():
        responses[status] = _either(one["responses"][status], other["responses"][status])
    return {
        **one,
        "summary": f"{one['summary'].rstrip('.')}; or: {other['summary']}",
        "x-chatmock-operations": one["x-chatmock-operations"] + other["x-chatmock-operations"],
        "security": one["security"] + other["security"],
        "parameters": list({p["name"]: p for p in one["parameters"] + other["parameters"]}.values()),
        "responses": responses,
    }


def _either(one: Document, other: Document) -> Document:
    """Two answers of the same status."""
    schemas = [schema for found in (one, other) if (schema := _schema_of(found)) is not None]
    if one == other or len(schemas) < len((one, other)):
        return one
    return {"description": "Done.", "content": _json(schemas[0] if schemas[0] == schemas[1] else {"anyOf": schemas})}


def _schema_of(answer: Document) -> Document | None:
    schema: Document | None = answer.get("content", {}).get("application/json", {}).get("schema")
    return schema


def _refusal(speaker: Speaker[Any]) -> Document:
    described: Document = {"description": "A refusal."}
    return {**described, "content": _json({"$ref": _link("error")})} if "error" in speaker.api.schemas else described


def _in_path(speaker: Speaker[Any], name: str) -> Document:
    schema: Document = {"type": "string", "minLength": 1}
    if name in speaker.api.choices:
        schema = {"type": "string", "enum": list(speaker.api.choices[name])}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(schema: Document) -> list[Document]:
    """The fields of a schema as query parameters; lists are one text with commas, objects JSON."""
    found = []
    for name, rule in schema.get("properties", {}).items():
        parameter: Document = {"name": name, "in": "query", "description": rule.get("description", "")}
        if name in schema.get("required", ()):
            parameter["required"] = True
        if rule.get("type") == "object":
            parameter["content"] = _json(_linked(rule))
        else:
            parameter["schema"] = _linked(rule)
            if rule.get("type") == "array":
                parameter |= {"style": "form", "explode": False}
        found.append(parameter)
    return found


def _body(operation: Operation) -> Document:
    assert operation.accept is not None
    schema = {"$ref": _link(operation.accept.name)}
    content = _json(schema)
    if any("contentEncoding" in rule for rule in operation.accept.properties.values()):
        content["multipart/form-data"] = {"schema": schema}
    return {"required": bool(operation.accept.document.get("required")), "content": content}


def _answer(operation: Operation) -> Document:
    if operation.status == HTTPStatus.NO_CONTENT:
        return {"description": "Done."}
    if operation.result is not None:
        return {
            "description": operation.result.document.get("title", "Done."),
            "content": _json({"$ref": _link(operation.result.name)}),
        }
    return {"description": "Whatever it is.", "content": {"*/*": {}}}


def _json(schema: Document) -> Document:
    return {"application/json": {"schema": schema}}


def _link(name: str) -> str:
    return f"#/components/schemas/{name}"


def _linked(value: Any) -> Any:
    """A schema as a component: what it refers to is a component too."""
    if isinstance(value, dict):
        return {
            name: _link(item.removesuffix(".json")) if name == "$ref" else _linked(item)
            for name, item in value.items()
            if name != "$schema"
        }
    return [_linked(item) for item in value] if isinstance(value, list) else value
