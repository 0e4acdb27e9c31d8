"""The JSON Schemas themselves: each is used, says what it is, and holds its own examples by two implementations."""

import ast
import json
import re
import sys
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest
from referencing import Registry, Resource

from chatmock.control import Control
from chatmock.core.texts import query_texts
from chatmock.resources import data_dir
from chatmock.serving import new_hub

TOP = data_dir("schemas")
FILES = sorted(TOP.rglob("*.json"))
BASE = "https://chatmock.example/"
DOCUMENTS = {path.relative_to(TOP).as_posix(): json.loads(path.read_text(encoding="utf-8")) for path in FILES}
REGISTRY = Registry().with_resources(
    (BASE + name, Resource.from_contents(document)) for name, document in DOCUMENTS.items()
)
RS_REGISTRY = jsonschema_rs.Registry([(BASE + name, document) for name, document in DOCUMENTS.items()])
each = pytest.mark.parametrize("name", DOCUMENTS)


def refs(document):
    """What a document refers to beside itself."""
    return {ref for ref in re.findall(r'"\$ref": "([^"#]+)', json.dumps(document)) if ref}


def validators(name):
    reference = {"$ref": BASE + name}
    return (
        jsonschema.Draft202012Validator(reference, registry=REGISTRY).is_valid,
        jsonschema_rs.Draft202012Validator(reference, registry=RS_REGISTRY).is_valid,
    )


@each
def test_a_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(DOCUMENTS[name])
    assert DOCUMENTS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@each
def test_a_schema_says_what_it_is(name):
    document = DOCUMENTS[name]
    assert document["title"] and document["description"] and document["examples"]
    assert [
        key for key, rule in document.get("properties", {}).items() if not {"description", "$ref"} & rule.keys()
    ] == []


@each
def test_an_example_is_valid(name):
    python, rust = validators(name)
    for example in DOCUMENTS[name]["examples"]:
        assert python(example) and rust(example)


@each
def test_two_implementations_agree_also_on_what_is_wrong(name):
    python, rust = validators(name)
    spoiled = [
        {**example, key: value}
        for example in DOCUMENTS[name]["examples"]
        if isinstance(example, dict)
        for key in [*example, "something else"]
        for value in (None, "", "text", -1, 0, 10**20, 0.5, True, [], {}, [None], {"a": 1})
    ]
    assert [value for value in spoiled if python(value) != rust(value)] == []


@each
def test_what_a_schema_refers_to_is_there(name):
    folder = Path(name).parent
    assert [ref for ref in refs(DOCUMENTS[name]) if (folder / ref).as_posix() not in DOCUMENTS] == []


def test_no_schema_is_left_over(source):
    """Used is what an operation accepts or returns, what code asks for by name, and what those refer to."""
    hub = new_hub()
    used = {
        f"{speaker.api.schemas.folder.name}/{name}.json"
        for speaker in (*hub.every(), Control())
        for name in asked(speaker, source)
    }
    by_itself = ("fixture.json", "application.options.json", "error.json", "scenario.json")
    used |= {
        name for name in DOCUMENTS if name.rpartition("/")[2] in by_itself
    }  # read by their names, of every provider
    while further := {(Path(name).parent / ref).as_posix() for name in used for ref in refs(DOCUMENTS[name])} - used:
        used |= further
    assert sorted(DOCUMENTS.keys() - used) == []


def asked(speaker, source):
    """Schema names an Api's operations use, and those that stand as texts in the speaker's code."""
    folder = Path(str(sys.modules[type(speaker).__module__].__file__)).parent
    texts = {
        node.value
        for module in source
        if module.path.is_relative_to(folder)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for operation in speaker.api.every():
        assert operation.accept or not operation.accepts
        assert operation.result or not operation.returns
    return speaker.api.schemas.used | (texts & speaker.api.schemas.documents.keys())


def test_what_a_query_gives_is_its_askers_own():
    schema = new_hub().provider("sendbird").api.schemas["user.list"]
    schema.accept_query("limit=3&active_mode=all")["limit"] = 99
    assert schema.accept_query("limit=3&active_mode=all") == schema.accept(query_texts("limit=3&active_mode=all"))
