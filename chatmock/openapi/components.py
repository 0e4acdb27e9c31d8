"""JSON Schemas as components of a document: under their names, and worded so that generators and linters follow them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from chatmock.core import seed_schema
from chatmock.core.provider import Speaker

Document = dict[str, Any]
_MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs")
"""Keywords whose values are schemas by name."""
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_SINGLE = ("items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else")
_LINK = re.compile(r'"#/components/schemas/([^"/]+)"')


def link(name: str) -> str:
    """The address of a schema inside the document."""
    return f"#/components/schemas/{name}"


def schemas(speaker: Speaker[Any]) -> Document:
    """All schemas of a speaker but that of its seeds, as components by name."""
    found: Document = {}
    for name, schema in sorted(speaker.api.schemas.documents.items()):
        if name != seed_schema.NAME:
            files = files_of(schema)
            found[name] = _named(schema, without=files)
            if files:
                found[form(name)] = _named(schema)
    return found


def form(name: str) -> str:
    """The name of a schema's other component, which describes it as a form: only that can bring files."""
    return f"{name}.form"


def files_of(schema: Document) -> set[str]:
    """The properties of a schema that are uploaded files."""
    return {name for name, rule in schema.get("properties", {}).items() if "contentEncoding" in rule}


def _named(schema: Document, without: Collection[str] = ()) -> Document:
    """A component is called by its name alone: generators make classes of titles, and titles may be alike."""
    if without:
        properties = {name: rule for name, rule in schema["properties"].items() if name not in without}
        schema = {**schema, "properties": properties}
    described = {name: value for name, value in component(schema).items() if name not in ("$schema", "$id", "title")}
    title, description = schema.get("title", "").rstrip("."), schema.get("description", "")
    if title:
        described["description"] = f"{title}. {description}".rstrip()
    return described


def component(schema: Any) -> Any:
    """A schema as it stands in the document: it refers to components, and every name it requires is one of its properties."""
    if not isinstance(schema, dict):
        return schema
    made: Document = {}
    for keyword, value in schema.items():
        if keyword == "$ref" and not value.startswith("#"):
            made[keyword] = link(value.removesuffix(".json"))
        elif keyword in _MAPS:
            made[keyword] = {name: component(rule) for name, rule in value.items()}
        elif keyword in _LISTS:
            made[keyword] = [component(rule) for rule in value]
        elif keyword in _SINGLE:
            made[keyword] = component(value)
        else:
            made[keyword] = value
    if "contentEncoding" in made:
        made["format"] = "binary"  # by which generators know a file
    undefined = [name for name in made.get("required", ()) if name not in made.get("properties", {})]
    if undefined:
        made["properties"] = {**made.get("properties", {}), **{name: {} for name in undefined}}
        made.setdefault(
            "additionalProperties", True
        )  # the other names are told where the schema is that this is part of
    return made


def only_used(document: Document) -> Document:
    """The document without the schemas that nothing else in it leads to."""
    components = document["components"]
    found = components["schemas"]
    used = _named_in({**document, "components": {**components, "schemas": {}}})
    while further := {name for known in used for name in _named_in(found[known])} - used:
        used |= further
    schemas = {name: schema for name, schema in found.items() if name in used}
    return {**document, "components": {**components, "schemas": schemas}}


def _named_in(part: Document) -> set[str]:
    """The schemas that a part of the document refers to."""
    return set(_LINK.findall(json.dumps(part)))
