"""The one schema that editors hold seed files against: it leads to that of each provider, and allows what the core allows."""

import json

import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from chatmock import docs
from chatmock.core.seeds import own_seeds, read
from chatmock.providers import DEFAULT
from chatmock.resources import data_dir


def schema(name):
    return {"type": "object", "properties": {"provider": {}, name: {}}, "additionalProperties": False, "examples": [{}]}


@pytest.fixture
def allows(tmp_path):
    """Whether the schema of two providers allows values; each knows a key that is called as it is."""
    for name in (DEFAULT, "bell"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "fixture.json").write_text(json.dumps(schema(name)))
    files = {"fixture.json": docs.seed_file_schema(tmp_path)}
    files |= {f"{name}/fixture.json": json.dumps(schema(name)) for name in (DEFAULT, "bell")}
    found = (
        (f"https://chatmock.example/{name}", DRAFT202012.create_resource(json.loads(text)))
        for name, text in files.items()
    )
    registry = Registry().with_resources(found)
    return jsonschema.Draft202012Validator(
        {"$ref": "https://chatmock.example/fixture.json"}, registry=registry
    ).is_valid


def test_a_document_is_held_against_the_schema_of_its_provider(allows):
    assert allows({DEFAULT: 1}) and allows({"provider": DEFAULT, DEFAULT: 1})
    assert allows({"provider": "bell", "bell": 1}) and not allows({"bell": 1})


def test_so_is_each_of_several(allows):
    assert allows({"chatmock": 1, "applications": [{DEFAULT: 1}, {"provider": "bell", "bell": 1}]})
    assert not allows({"applications": [{"provider": "bell", DEFAULT: 1}]})


@pytest.mark.parametrize(
    "values",
    [{"applications": []}, {"applications": {}}, {"applications": [{}], DEFAULT: 1}, {"provider": "x"}, [], 7],
)
def test_what_is_no_seed_is_not_allowed(allows, values):
    assert not allows(values)


def test_chatmocks_own_seeds_name_it_where_it_is():
    for [path] in own_seeds(data_dir("fixtures")).values():
        named = path.read_text(encoding="utf-8").partition("\n")[0].partition("$schema=")[2]
        assert (path.parent / named).resolve() == data_dir("schemas") / "fixture.json"
        assert read(path).values["chatmock"] == 1
