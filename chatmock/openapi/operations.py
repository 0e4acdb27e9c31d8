"""Operations as they stand under the paths of a document."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from chatmock.core.exchange import Binary
from chatmock.core.later import Later
from chatmock.core.operation import BY_QUERY, Operation
from chatmock.core.provider import Provider, Speaker
from chatmock.openapi.components import component, files_of, form, link
from chatmock.openapi.tags import tag

Document = dict[str, Any]
REFUSAL = "refusal"
"""The component that describes how a refusal looks."""
_TEXT: Document = {"type": "string"}
_LAST_EVENT: Document = {
    "name": "Last-Event-ID",
    "in": "header",
    "description": "The id of the last event that was read: it goes on behind that one. Browsers say it by themselves.",
    "schema": _TEXT,
}
_FILE: Document = {"schema": {"type": "string", "contentMediaType": "application/octet-stream", "format": "binary"}}


def paths(speaker: Speaker[Any]) -> Document:
    """All operations by address and method; a page that lies in a folder is described at its other address."""
    found: dict[str, Document] = {}
    for operation in speaker.api.operations.values():
        if operation.address.endswith("/") and operation.address != "/":
            continue
        item = found.setdefault(operation.address, {})
        method = operation.method.lower()
        described = _described(speaker, operation)
        item[method] = _merged(item[method], described) if method in item else described
    _name(found)
    return found


def refusal(speaker: Speaker[Any]) -> Document:
    """The answer of every operation that does not do what was asked."""
    described: Document = {"description": "A refusal."}
    return {**described, "content": _json({"$ref": link("error")})} if "error" in speaker.api.schemas else described


def security_schemes(speaker: Speaker[Any]) -> Document:
    """How each kind of credential is sent."""
    return {_kind(auth): scheme for auth, scheme in speaker.security.items()}


def _kind(auth: str) -> str:
    return auth or "token"


def _name(paths: dict[str, Document]) -> None:
    """Give each its id: the operation's name, with a number for its second address."""
    times: dict[str, int] = {}
    for item in paths.values():
        for described in item.values():
            name = described["x-chatmock-operations"][0]
            times[name] = times.get(name, 0) + 1
            described["operationId"] = name if times[name] == 1 else f"{name}_{times[name]}"


def _described(speaker: Speaker[Any], operation: Operation) -> Document:
    refused = {"$ref": f"#/components/responses/{REFUSAL}"}
    described: Document = {
        "operationId": "",
        "tags": [tag(speaker, operation)],
        "summary": operation.summary.replace("``", "`"),
        "description": (inspect.getdoc(operation.handler) or operation.name).replace("``", "`"),
        "x-chatmock-operations": [operation.name],
        "parameters": [_in_path(speaker, name) for name in operation.parameters],
        "responses": {str(operation.status): _answer(speaker, operation), "4XX": refused, "5XX": refused},
    }
    if operation.by:
        described["x-chatmock-by"] = operation.by
    if speaker.security:
        described["security"] = [] if operation.auth == "open" else [{_kind(operation.auth): []}]
    if operation.accept is not None:
        described["parameters"] += _in_query(operation)
        if operation.method not in BY_QUERY:
            described["requestBody"] = _body(operation)
    if _is_feed(operation):
        described["parameters"].append(_LAST_EVENT)
    return described


def _merged(one: Document, other: Document) -> Document:
    """Two operations at one address, told apart by their credential: either answer is possible."""
    responses = {**one["responses"], **other["responses"]}
    for status in one["responses"].keys() & other["responses"].keys():
        responses[status] = _either(one["responses"][status], other["responses"][status])
    return {
        **one,
        "summary": f"{one['summary'].rstrip('.')}; or: {other['summary']}",
        "description": f"{one['description']}\n\nWith the other credential: {other['description']}",
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


def _in_path(speaker: Speaker[Any], name: str) -> Document:
    parameter: Document = {"name": name, "in": "path", "required": True}
    if name in speaker.api.choices:
        return {**parameter, "schema": {"type": "string", "enum": list(speaker.api.choices[name])}}
    example = next(_examples(speaker, name), None)
    shown = {} if example is None else {"example": str(example)}
    return {**parameter, "schema": {"type": "string", "minLength": 1}, **shown}


def _examples(speaker: Speaker[Any], name: str) -> Iterator[str | int]:
    """The values that a key of this name has in examples of answers."""
    for operation in speaker.api.operations.values():
        examples = operation.result.document.get("examples", ()) if operation.result is not None else ()
        for example in examples:
            value = example.get(name) if isinstance(example, dict) else None
            if value and type(value) in (str, int):
                yield value


def _in_query(operation: Operation) -> list[Document]:
    """What the query of an operation may name; lists are one text with commas, objects JSON."""
    assert operation.accept is not None
    schema = operation.accept.document
    found = []
    for name, rule in operation.query_parameters.items():
        parameter: Document = {"name": name, "in": "query", "description": rule.get("description", "")}
        values = [example[name] for example in schema.get("examples", ()) if name in example]
        example = {"example": values[0]} if values else {}
        if name in schema.get("required", ()):
            parameter["required"] = True
        if rule.get("type") == "object":
            parameter["content"] = {"application/json": {"schema": component(rule), **example}}
        else:
            parameter |= {"schema": component(rule), **example}
            if rule.get("type") == "array":
                parameter |= {"style": "form", "explode": False}
        found.append(parameter)
    return found


def _body(operation: Operation) -> Document:
    """JSON, or a form where it can bring a file; a form alone where it has to.

    Of two bodies the document does not say that there has to be one: openapi-python-client makes a client then that cannot
    be imported. The fields that have to be there stand in the schema of either. The example is what Postman sends.
    """
    assert operation.accept is not None
    name, schema = operation.accept.name, operation.accept.document
    files, required = files_of(schema), schema.get("required", [])
    example = {"example": schema["examples"][0]} if schema.get("examples") else {}
    content = {"application/json": {"schema": {"$ref": link(name)}, **example}} if files.isdisjoint(required) else {}
    if files:
        content["multipart/form-data"] = {"schema": {"$ref": link(form(name))}}
    content |= {kind: {"schema": {"$ref": link(name)}, **example} for kind in operation.takes}
    return {"required": bool(required) and len(content) == 1, "content": content}


def _answer(speaker: Speaker[Any], operation: Operation) -> Document:
    if operation.status == HTTPStatus.NO_CONTENT:
        return {"description": "Done."}
    others = {kind.partition(";")[0]: {"schema": _TEXT} for kind in operation.gives}
    if operation.result is None:
        if _is_feed(operation):
            return {"description": "Events, as they come.", "content": others}
        if _returned(operation) is Binary:
            # Its type is its own; generators take the first one, and know what to make of bytes.
            return {"description": "The file.", "content": others or {"application/octet-stream": _FILE, "*/*": _FILE}}
        return {"description": "Done.", "content": _json({"type": "object"})}
    shown: Document = {"$ref": link(operation.result.name)}
    if isinstance(speaker, Provider) and speaker.refuses_with_success and "error" in speaker.api.schemas:
        shown = {"anyOf": [shown, {"$ref": link("error")}]}
    return {"description": operation.result.document.get("title", "Done."), "content": {**_json(shown), **others}}


def _returned(operation: Operation) -> Any:
    return typing.get_type_hints(operation.handler).get("return")


def _is_feed(operation: Operation) -> bool:
    """Whether it goes on for ever: an answer that is waited for, with no schema for its end."""
    return _returned(operation) is Later and operation.result is None


def _json(schema: Document) -> Document:
    return {"application/json": {"schema": schema}}
