"""Seed files with one document or several: whose each is, what is wrong with it, and where."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.seed_schema import schema_in
from chatmock.core.seeds import Document, SeedError, of_values, parse, read, write

PAD = {
    "provider": {"const": "pad"},
    "chatmock": {"const": 1},
    "application": {},
    "notes": {"items": {"$ref": "#/$defs/note"}},
}
BELL = {"provider": {"const": "bell"}, "chatmock": {"const": 1}, "application": {}, "rings": {"type": "integer"}}
NOTE = {"type": "object", "properties": {"text": {"type": "string"}}, "additionalProperties": False}
TWO = """chatmock: 1
applications:
  - notes:
      - text: hi
  - provider: bell
    application: {app_id: 7}
    rings: 3
"""


@pytest.fixture
def schema_of(tmp_path):
    """Two providers, each with its schema of seeds."""
    for name, properties in (("pad", PAD), ("bell", BELL)):
        schema = {"type": "object", "properties": properties, "additionalProperties": False, "$defs": {"note": NOTE}}
        (tmp_path / name).mkdir()
        (tmp_path / name / "fixture.json").write_text(json.dumps(schema))

    def schema_of(name):
        if name not in ("pad", "bell"):
            raise LookupError(f"no provider is called {name!r}; there are pad, bell")
        return schema_in(tmp_path / name)

    return schema_of


def seed(text):
    return parse(text.encode(), "seed.yaml", default="pad")


@pytest.fixture
def wrong(schema_of):
    """What is said of a text."""

    def wrong(text):
        with pytest.raises(SeedError) as found:
            seed(text).check(schema_of)
        return str(found.value)

    return wrong


def test_a_file_is_one_document_of_the_default_provider(schema_of):
    one = seed("notes: [{text: hi}]")
    one.check(schema_of)
    assert [(d.provider, d.app_id, d.values) for d in one.documents] == [("pad", None, {"notes": [{"text": "hi"}]})]


def test_a_file_lists_documents_of_several_providers(schema_of):
    two = seed(TWO)
    two.check(schema_of)
    assert [(d.provider, d.app_id) for d in two.documents] == [("pad", None), ("bell", 7)]


def test_a_fault_inside_a_list_is_named_with_its_line_and_the_nearest_key(wrong):
    assert wrong(TWO.replace("text: hi", "txt: hi")) == "seed.yaml:4: unknown key 'txt'; did you mean 'text'?"
    assert wrong(TWO.replace("rings: 3", "rings: x")).startswith("seed.yaml:7: rings: ")


def test_faults_of_all_documents_are_named_together(wrong):
    assert wrong(TWO.replace("text: hi", "text: 3").replace("rings: 3", "ring: 3")).count("\n") == 1


def test_each_document_is_held_against_its_own_providers_schema(wrong):
    assert wrong(TWO.replace("rings", "notes")) == (
        "seed.yaml:7: unknown key 'notes'; there are: provider, chatmock, application, rings"
    )


@pytest.mark.parametrize(("text", "line"), [("notes: []\nprovider: bel", 2), (TWO.replace("bell", "bel"), 5)])
def test_an_unknown_provider_is_named_with_its_line_and_those_there_are(wrong, text, line):
    assert wrong(text) == f"seed.yaml:{line}: no provider is called 'bel'; there are pad, bell"


@pytest.mark.parametrize(
    ("text", "line"), [("notes: []\nchatmock: 2", 2), (TWO.replace("- notes", "- chatmock: 2\n    notes"), 3)]
)
def test_an_unknown_format_is_named_with_those_that_are_known(wrong, text, line):
    assert wrong(text) == (
        f"seed.yaml:{line}: format 2 is unknown; known is 1. Load it with the chatmock that wrote it"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("chatmock: 2\napplications: [{}]", "seed.yaml:1: format 2 is unknown"),
        ("applications: [{}]\nnotes: []", "seed.yaml:2: 'notes' stands beside 'applications'"),
        ("applications: {}", "seed.yaml:1: applications is a list"),
        ("applications: []", "seed.yaml:1: applications is a list"),
        ("applications:\n  - {}\n  - x", "seed.yaml:3: a seed document is a mapping"),
        ("applications:\n  - {}\n  - {}", "seed.yaml:3: another one has no app_id either"),
        (
            "applications:\n  - application: {app_id: a}\n  - application: {app_id: a}",
            "seed.yaml:3: another one has the same app_id",
        ),
    ],
)
def test_a_list_that_is_none_is_refused_with_its_line(text, said):
    with pytest.raises(SeedError, match=said):
        seed(text)


def test_an_application_begins_with_what_names_it_before_what_names_nobody():
    three = seed("applications:\n  - {}\n  - application: {app_id: a}\n  - provider: bell")
    left: list[Document] = []
    assert three.document_for("pad", "a", left.append) is three.documents[1]
    assert three.document_for("pad", "b", [].append) is three.documents[0]
    assert left == [three.documents[0], three.documents[2]]


def test_a_document_that_stands_alone_is_for_whoever_of_its_provider_asks():
    alone = seed("application: {app_id: a}")
    assert alone.document_for("pad", "b") is alone.documents[0]
    assert alone.document_for("bell", "a", [].append) is None


def test_what_nobody_takes_is_refused_with_its_line():
    with pytest.raises(SeedError, match=r"seed.yaml:5: this document is for the application 7 of bell"):
        seed(TWO).document_for("pad", "a")


def test_plain_values_are_placed_by_their_path(schema_of):
    values = {"applications": [{"provider": "pad", "notes": [{"txt": ""}]}]}
    with pytest.raises(SeedError, match="applications/0/notes/0/txt: unknown key"):
        of_values(values).check(schema_of)


def test_a_provider_without_a_schema_takes_what_it_is_given(tmp_path):
    seed("{anything: 1}").check(lambda name: schema_in(tmp_path / name))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(SeedError, match=r"none\.yaml: there is no such file"):
        read(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("notes: &n [*n]", "seed.yaml:1: an alias stands inside what it repeats"),
        ("notes:\n  - &n {text: *n}", "seed.yaml:2: an alias stands inside what it repeats"),
        (f"notes: {'9' * 5000}", "is too large a number; quote it if it is text"),
        ("notes: 1e999", "is too large a number"),
        (f"notes: {'[' * 900}{']' * 900}", "seed.yaml: nested too deep"),
        (f"notes: {'[' * 90_000}", "nested too deep"),
        (f"notes: {'{a: ' * 90_000}", "nested too deep"),
        ("- " * 90_000, "nested too deep"),
    ],
)
def test_what_no_document_can_hold_is_refused_with_its_line(text, said):
    with pytest.raises(SeedError) as found:
        seed(text)
    assert said in str(found.value)
    assert len(str(found.value)) < 400


@pytest.mark.parametrize("text", ["notes: [{{text: [{0}]}}]", "rings: {0}", "{0}: 1", "chatmock: {0}", "provider: {0}"])
def test_a_long_value_is_cut_where_it_is_quoted(wrong, text):
    assert len(wrong(text.format("x" * 100_000))) < 600


def test_an_integer_that_is_written_as_a_float_is_one():
    assert repr(seed("notes: [1.0, 2.5, {a: 3e2}]").documents[0].values["notes"]) == "[1, 2.5, {'a': 300}]"


texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["null", "1.0", "1e3", "~", "- a", "a: b", "#"]
)
plain = st.recursive(
    texts | st.integers(-(2**63), 2**64 - 1) | st.booleans() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("abc"), plain, min_size=1))
def test_what_is_written_reads_as_the_same(values):
    assert parse(write(values).encode(), "dump.yaml").values == values
