"""Where facts come from: each new schema says it under ``x-source``, by one of the six marks.

A schema's own ``x-source`` is that of all its keys; a key that comes from elsewhere has one of its own.
"""

import json
from pathlib import Path

import pytest

from chatmock import openapi
from chatmock.resources import data_dir
from chatmock.serving import new_hub

MARKS = {"seed", "recorded", "live", "client", "docs", "ruled"}
TOP = data_dir("schemas")
DOCUMENTS = {path.relative_to(TOP).as_posix(): json.loads(path.read_bytes()) for path in sorted(TOP.rglob("*.json"))}
OLDER = (Path(__file__).parent / "schemas_without_source.txt").read_text(encoding="utf-8").splitlines()
"""Schemas that were there before the rule. It becomes shorter, never longer."""


def sources(document):
    """Every source that is named anywhere in a schema."""
    if isinstance(document, dict):
        for name, value in document.items():
            if name == "x-source":
                yield from value if isinstance(value, list) else [value]
            elif name not in ("examples", "default", "enum", "const"):
                yield from sources(value)
    elif isinstance(document, list):
        for value in document:
            yield from sources(value)


def wrong(source):
    """What is wrong with a source; empty where nothing is."""
    if not isinstance(source, dict) or source.keys() != {"mark", "where"}:
        return "a source has a mark, and says where"
    if source["mark"] not in MARKS:
        return f"{source['mark']!r} is none of the six marks"
    return "" if isinstance(source["where"], str) and source["where"].strip() else "it does not say where"


def unsourced(document):
    """Whether some of a schema's keys come from nowhere."""
    return "x-source" not in document and not (
        document.get("properties") and all("x-source" in rule for rule in document["properties"].values())
    )


def test_a_new_schema_says_where_it_comes_from():
    assert sorted(name for name, document in DOCUMENTS.items() if unsourced(document) and name not in OLDER) == []


def test_a_schema_that_says_so_leaves_the_list_of_those_that_do_not():
    assert [name for name in OLDER if name not in DOCUMENTS or not unsourced(DOCUMENTS[name])] == []
    assert sorted(set(OLDER)) == OLDER


def test_every_source_has_one_of_the_six_marks_and_says_where():
    told = {name: [wrong(source) for source in sources(document)] for name, document in DOCUMENTS.items()}
    assert {name: found for name, found in told.items() if any(found)} == {}
    assert sum(map(len, told.values())) >= 4


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"mark": "docs", "where": "https://chat.example/docs, Limits"}, ""),
        ({"mark": "seen", "where": "there"}, "'seen' is none of the six marks"),
        ({"mark": "live", "where": " "}, "it does not say where"),
        ({"mark": "live"}, "a source has a mark, and says where"),
        ("docs", "a source has a mark, and says where"),
    ],
)
def test_a_source_that_is_none_is_told(source, said):
    assert wrong(source) == said


def test_a_schema_may_have_several_sources_and_a_key_its_own():
    docs, live = {"mark": "docs", "where": "a"}, {"mark": "live", "where": "b"}
    keys = {"properties": {"name": {"x-source": live}}}
    assert list(sources({"x-source": [docs, live], **keys})) == [docs, live, live]
    assert not unsourced(keys) and unsourced({"properties": {"name": {}}})


def test_the_openapi_document_says_it_too():
    hub = new_hub()
    assert hub.control is not None
    assert openapi.document(hub.control)["components"]["schemas"]["group"]["x-source"]["mark"] == "ruled"
