"""Where facts come from: each key of each schema says it under ``x-source``, by one of the six marks.

A key without a source of its own has that of the nearest schema around it that has one.
"""

import importlib
import json
import re
from pathlib import Path

import pytest
import yaml

from chatmock import evidence, openapi
from chatmock.resources import data_dir
from chatmock.serving import new_hub

ROOT = Path(__file__).resolve().parents[2]
MARKS = {"seed", "recorded", "live", "client", "docs", "ruled"}
TOP = data_dir("schemas")
DOCUMENTS = {path.relative_to(TOP).as_posix(): json.loads(path.read_bytes()) for path in sorted(TOP.rglob("*.json"))}
KEYS = {name: list(evidence.keys_of(name, document)) for name, document in DOCUMENTS.items()}
SDK = "sendbird-platform-sdk 2.1.5 (Python), "


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


def unsigned(name):
    """The keys of a schema that come from nowhere; a schema without keys has to say itself where it comes from."""
    if not KEYS[name] and "x-source" not in DOCUMENTS[name]:
        return [name]
    return [f"{name} {key.place}" for key in KEYS[name] if not key.sources]


def test_every_key_says_where_it_comes_from():
    assert sorted({row for name in DOCUMENTS for row in unsigned(name)}) == []


def in_repository(where):
    """What a source in the repository names: the file, and the heading, recording or text in it."""
    return re.findall(
        r"^(?:chatmock's own [\w ]+, )?((?:tests|docs|schemas)/[\w./-]+\.(?:md|yaml|py))(?:, (.+))?$", where
    )


def test_a_source_in_the_repository_is_there():
    named = {source["where"] for document in DOCUMENTS.values() for source in sources(document)}
    found = [(where, *one) for where in named for one in in_repository(where)]
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for _, file, _ in found}
    assert [where for where, file, heading in found if heading not in texts[file]] == []
    assert len(found) > 10


def test_a_recording_that_a_key_names_shows_the_key():
    file = "tests/sendbird/fidelity/recordings.yaml"
    rows = {row["name"]: row.get("keys", ()) for row in yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))}
    named = [
        (key.name, source["where"].removeprefix(f"{file}, "))
        for keys in KEYS.values()
        for key in keys
        if "." not in key.place
        for source in key.sources
        if source["where"].startswith(file)
    ]
    assert [(name, row) for name, row in named if name not in rows[row]] == []
    assert len(named) > 20


def test_a_symbol_of_the_sdk_that_a_key_names_has_the_key():
    named = {
        (key.name, source["where"].removeprefix(SDK))
        for keys in KEYS.values()
        for key in keys
        if "." not in key.place
        for source in key.sources
        if source["where"].startswith(SDK)
    }
    assert [(name, symbol) for name, symbol in sorted(named) if name not in names_of(symbol)] == []
    assert len(named) > 100


def names_of(symbol):
    """What a model of the SDK has, or what one of its operations takes."""
    owner, _, operation = symbol.partition(".")
    module = re.sub(r"(?<!^)(?=[A-Z])", "_", owner).lower()
    if operation:
        api = getattr(importlib.import_module(f"sendbird_platform_sdk.api.{module}"), owner)
        return set(getattr(api(), f"{operation}_endpoint").attribute_map.values())
    return set(MODELS[owner].attribute_map.values())


def models():
    """The models of the SDK by name."""
    package = importlib.import_module("sendbird_platform_sdk.models")
    return {name: found for name, found in vars(package).items() if hasattr(found, "attribute_map")}


MODELS = models()


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


def test_a_key_has_its_own_source_or_that_around_it():
    docs, live = {"mark": "docs", "where": "a"}, {"mark": "live", "where": "b"}
    inner = {"properties": {"id": {}, "name": {"x-source": live}}}
    document = {"x-source": [docs], "properties": {"users": {"items": inner}, "next": {"x-source": [docs, live]}}}
    assert {key.place: key.sources for key in evidence.keys_of("page", document)} == {
        "users": (docs,),
        "users[].id": (docs,),
        "users[].name": (live,),
        "next": (docs, live),
    }


def test_the_openapi_document_says_it_too():
    hub = new_hub()
    assert hub.control is not None
    assert openapi.document(hub.control)["components"]["schemas"]["group"]["x-source"]["mark"] == "ruled"
