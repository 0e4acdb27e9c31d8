"""JSON Schemas as components of a document: under their names, and worded so that generators and linters follow them."""

from __future__ import annotations

import json
import re
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
    documents = speaker.api.schemas.documents
    return {name: _named(schema) for name, schema in sorted(documents.items()) if name != seed_schema.NAME}


def _named(schema: Document) -> Document:
    """A component is called by its name alone: generators make classes of titles, and titles may be alike."""
    described = {name: value for name, value in component(schema).items() if name not in ("$schema", "title")}
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
    undefined = [name for name in made.get("required", ()) if name not in made.get("properties", {})]
    if undefined:
        made["properties"] = {**made.get("properties", {}), **{name: {} for name in undefined}}
        made.setdefault("additionalProperties", True)  # the other names are told where the schema is that this is part of
    return made


def only_used(document: Document) -> Document:
    """The document without the schemas that no operation leads to, such as those of frames and of webhooks."""
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
