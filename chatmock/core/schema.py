"""JSON Schemas at work: accept what a request brings, present what an answer shows, check either against its schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import filterfalse
from pathlib import Path
from typing import Any, TypeVar

import orjson
from jsonschema_rs import Registry, ValidationError, validator_for

from chatmock.core.errors import Invalid, invalid
from chatmock.core.lenience import AS_TEXT, in_schema_words, is_final
from chatmock.core.projection import Presenter, Projection
from chatmock.core.projection import With as With
from chatmock.core.schema_files import BASE, SchemaFiles, is_map
from chatmock.core.texts import Texts, Upload, as_json, names_of, query_texts, read
from chatmock.core.violations import all_kept, errors_in, is_kept

P = TypeVar("P", bound=Presenter)
_Everyday = tuple[Callable[[str], bool] | None, Callable[[Any], bool] | None, Callable[[Iterable[str]], frozenset[str]]]
_FRAGMENT = orjson.Fragment
KEPT_QUERIES = 64
"""Query strings of each schema whose values are kept."""
LONGEST_KEPT = 500
"""Characters of a query string that is kept."""


class Schemas:
    """The schemas of one folder by name: ``user.create`` is ``user.create.json``."""

    def __init__(self, folder: Path, *, lenient: bool = False) -> None:
        self.folder = folder
        self.lenient = lenient
        """Whether null means "not given", and what else ``core/lenience.py`` puts right."""
        self.presenters: dict[str, Presenter] = {}
        self._schemas: dict[str, Schema] = {}
        self.used: set[str] = set()
        """Names that an operation, a frame or another schema refers to."""

    def __getitem__(self, name: str) -> Schema:
        if name not in self._schemas:
            if name not in self.documents:
                raise KeyError(f"there is no schema {name}.json in {self.folder}")
            self._schemas[name] = Schema(self, name)
        self.used.add(name)
        return self._schemas[name]

    def __contains__(self, name: str) -> bool:
        return name in self.documents

    @cached_property
    def documents(self) -> SchemaFiles:
        return SchemaFiles(self.folder)

    def referred(self, reference: str) -> dict[str, Any]:
        """The document behind a ``$ref``."""
        return self.documents[reference.removesuffix(".json")]

    def presents(self, name: str) -> Callable[[P], P]:
        """Declare how entities of one schema are rendered, in place of projecting them attribute by attribute."""

        def declare(presenter: P) -> P:
            self.presenters[name] = presenter
            return presenter

        return declare


class Schema:
    """One schema, compiled when it is first needed."""

    def __init__(self, schemas: Schemas, name: str) -> None:
        self.schemas = schemas
        self.name = name
        self._address = f"{BASE}{name}.json"

    def __repr__(self) -> str:
        return f"<Schema {self.name}>"

    @cached_property
    def document(self) -> dict[str, Any]:
        return self.schemas.documents[self.name]

    @cached_property
    def properties(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = self.document.get("properties", {})
        return found

    @cached_property
    def _validator(self) -> Any:
        return validator_for({"$ref": self._address}, registry=self._registry)

    @cached_property
    def _registry(self) -> Registry:
        return self.schemas.documents.registry_of(self.name)

    # --- accept ---

    def accept_query(self, query: str) -> dict[str, Any]:
        """What ``accept`` makes of a query string. Clients ask the same again and again: the last answers are kept."""
        known = self._queries.get(query)
        if known is None:
            known = self.accept(query_texts(query))
            if len(query) > LONGEST_KEPT or any(isinstance(value, list | dict) for value in known.values()):
                return known  # too much to keep, or somebody could change what is in it
            if len(self._queries) >= KEPT_QUERIES:
                self._queries.clear()
            self._queries[query] = known
        return known.copy()

    @cached_property
    def _queries(self) -> dict[str, dict[str, Any]]:
        return {}

    def accept(self, raw: Mapping[str, Any] | Texts) -> dict[str, Any]:
        """The values the schema knows, of the right types, with defaults; raises Invalid for the first one that is wrong.

        Unknown names are dropped, kept by a schema that says ``"additionalProperties": true``, or refused by one that
        allows no others. "First" is the order of the schema's properties, so an answer does not depend on chance.
        """
        if not raw and self._of_nothing is not None:
            return self._of_nothing.copy()
        if isinstance(raw, Texts):
            given = read(raw, self.properties, keeps_others=self.is_open)
        else:
            known, is_valid, integers = self._everyday
            given = dict(raw)
            if known is not None:
                for name in filterfalse(known, raw):
                    del given[name]
            if is_valid is not None and is_valid(given) and all_kept(given, integers(given)):
                return given
            if not self._json_texts.isdisjoint(given):
                given |= {name: as_json(given[name]) for name in self._json_texts if type(given.get(name)) is str}
        unknown = next((n for n in names_of(raw) if n not in self.properties), None) if self._closed else None
        if unknown is not None:
            raise Invalid(unknown, "additionalProperties", list(self.properties), whole=self.document)
        files: dict[str, Upload] = {}
        if not self._files.isdisjoint(given):
            files = {name: file for name in self._files if isinstance(file := given.pop(name, None), Upload)}
            given |= dict.fromkeys(files, "")
        if not self._validator.is_valid(given):
            errors = self._errors_in(given)
            if not self.schemas.lenient or (is_final(errors) and not self._makes_texts):
                raise self._first(errors)
            given = self._put_right(given)
        if not self._beyond.isdisjoint(given):
            self._check_beyond(given)
        return {**self._defaults, **given, **files} if self._defaults or files else given

    def _put_right(self, given: dict[str, Any]) -> dict[str, Any]:
        """What was refused, in the schema's own words; raises Invalid where that does not help."""
        right = in_schema_words(given, self.document, self.schemas.referred)
        if right is not given and self._validator.is_valid(right):
            return right
        raise self._why_invalid(given, right)  # no local holds it: its traceback holds the locals, and that is a circle

    def _why_invalid(self, given: dict[str, Any], right: dict[str, Any]) -> Invalid:
        found = self._first(self._errors_in(right))
        if found.keyword == "required" and found.field in given:  # it was null
            return Invalid(found.field, "type", self.properties[found.field].get("type", "object"), whole=self.document)
        return found

    @cached_property
    def _makes_texts(self) -> bool:
        """Whether a property takes a number or a boolean for a text."""
        return any(AS_TEXT in rule for rule in self.properties.values() if rule.get("type") == "string")

    @cached_property
    def _everyday(self) -> _Everyday:
        """Whether it knows a name, None where it is open; its validator's word, where values that are good by it are
        accepted as they are, but for whole numbers that cannot be kept; and those among some names that are of whole numbers.
        """
        changes = self._json_texts or self._files or self._defaults
        is_plain = not (changes or self._closed or self._byte_limits or self._integer_maps)
        known = None if self.is_open else self.properties.__contains__
        return known, self._validator.is_valid if is_plain else None, frozenset(self._integers).intersection

    @cached_property
    def _beyond(self) -> frozenset[str]:
        """Properties of which something is checked that JSON Schema does not know."""
        return frozenset((*dict(self._byte_limits), *self._integers, *self._integer_maps))

    def _check_beyond(self, given: dict[str, Any]) -> None:
        for name, limit in self._byte_limits:
            if name in given and len(given[name].encode()) > limit:
                raise Invalid(name, "maxLength", limit, whole=self.document)
        for name in self._integers:
            if name in given and not is_kept(given[name]):
                raise Invalid(name, "type", "integer", whole=self.document, given=given[name])
        for name in self._integer_maps:
            if not all(map(is_kept, given.get(name, {}).values())):
                raise Invalid(name, "type", "integer", whole=self.document)

    @cached_property
    def _closed(self) -> bool:
        return self.document.get("additionalProperties") is False

    @cached_property
    def is_open(self) -> bool:
        """Whether names are kept that the schema does not know: they are data."""
        return self.document.get("additionalProperties") is True

    @cached_property
    def _of_nothing(self) -> dict[str, Any] | None:
        """What is accepted where nothing is sent, as with most views: the defaults; None where something has to be sent."""
        return self._defaults if self._validator.is_valid({}) else None

    def _errors_in(self, given: dict[str, Any]) -> list[ValidationError]:
        return errors_in(given, self._validator, self.properties, self._address, self._registry)

    def _first(self, errors: Iterable[ValidationError]) -> Invalid:
        found = list(map(invalid, errors))
        top, first = found[0]
        if len(found) > 1:
            order = {name: index for index, name in enumerate(self.properties)}
            top, first = min(found, key=lambda one: (order.get(one[0], len(order)), one[1].keyword != "type"))
        first.rule, first.top, first.whole = self.properties.get(first.field), top, self.document
        return first

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        return {name: rule["default"] for name, rule in self.properties.items() if "default" in rule}

    @cached_property
    def _json_texts(self) -> frozenset[str]:
        rules = self.properties.items()
        return frozenset(name for name, rule in rules if rule.get("contentMediaType") == "application/json")

    @cached_property
    def _files(self) -> frozenset[str]:
        """Properties that only a form can bring; what else stands there is ignored."""
        return frozenset(name for name, rule in self.properties.items() if "contentEncoding" in rule)

    @cached_property
    def _byte_limits(self) -> list[tuple[str, int]]:
        return [(name, rule["x-maxBytes"]) for name, rule in self.properties.items() if "x-maxBytes" in rule]

    @cached_property
    def _integers(self) -> list[str]:
        return [name for name, rule in self.properties.items() if rule.get("type") == "integer"]

    @cached_property
    def _integer_maps(self) -> list[str]:
        maps = ((name, rule["additionalProperties"]) for name, rule in self.properties.items() if is_map(rule))
        return [name for name, inner in maps if inner.get("type") == "integer"]

    # --- present ---

    @cached_property
    def present(self) -> Presenter:
        """Projects an entity, a mapping or an entity With keys to the properties of this schema."""
        return self.schemas.presenters.get(self.name) or self.project

    @cached_property
    def project(self) -> Presenter:
        """The projection alone: what a presenter of this schema builds on."""
        if not self.properties:
            return lambda entity: entity
        return Projection(
            {name: self._inner(rule) for name, rule in self.properties.items()}, keeps_others=self.is_open
        )

    def _inner(self, rule: dict[str, Any]) -> Presenter | None:
        """How a property's value is presented; None where it is shown as it is."""
        if "$ref" in rule:
            schema = self.schemas[rule["$ref"].removesuffix(".json")]
            return lambda value: value if type(value) is _FRAGMENT else schema.present(value)
        if "anyOf" in rule:
            inner = next((found for found in map(self._inner, rule["anyOf"]) if found is not None), None)
            return inner and (lambda value: None if value is None else inner(value))
        if rule.get("type") == "array" and (item := self._inner(rule.get("items", {}))) is not None:
            return lambda values: values if type(values) is _FRAGMENT else [item(value) for value in values]
        return _Nested(self.schemas, rule).project if "properties" in rule else None

    # --- check ---

    def check(self, value: Any) -> list[str]:
        """What in a value breaks the schema, each with its place; empty when nothing does."""
        if self._validator.is_valid(value):
            return []
        return [
            f"{'/'.join(map(str, error.instance_path)) or '(top)'}: {error.message}"
            for error in self._validator.iter_errors(value)
        ]


class _Nested(Schema):
    """An object described inside another schema."""

    def __init__(self, schemas: Schemas, rule: dict[str, Any]) -> None:
        self.schemas = schemas
        self.name = ""
        self.document = rule
        self.properties = rule.get("properties", {})
