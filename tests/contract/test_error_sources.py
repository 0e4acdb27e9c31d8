"""Where errors come from: each code and each sentence of the catalogues says it, by one of the six marks."""

import inspect
import sys
from pathlib import Path

import orjson
import pytest
import yaml

from chatmock import error_evidence
from chatmock.core.errors import Error, fits
from chatmock.evidence import MARKS
from chatmock.serving import new_hub

RECORDINGS = "tests/sendbird/fidelity/recordings.yaml"
ROOT = Path(__file__).resolve().parents[2]
PROVIDERS = new_hub().every()
each = pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.name)


def unsigned(provider):
    """The parts of errors that no source tells of."""
    return [
        f"{known.name} {part}"
        for known in error_evidence.errors_of(provider)
        for part, sources in known.parts.items()
        if not sources
    ]


def table(provider):
    return orjson.loads(Path(inspect.getfile(type(provider))).with_name(error_evidence.TABLE).read_bytes())


@each
def test_every_code_and_every_sentence_says_where_it_comes_from(provider):
    assert unsigned(provider) == []


def test_a_new_error_without_a_source_is_not_signed():
    for provider in PROVIDERS:
        rows = table(provider)["errors"]
        assert error_evidence.parts_of("too_new", Error(60099, "This is new", 200), rows) == {
            "code": (),
            "sentence": (),
        }


@each
def test_no_module_keeps_errors_that_the_table_does_not_know(provider):
    package = type(provider).__module__.rpartition(".")[0]
    known = {id(one.error) for one in error_evidence.errors_of(provider)}
    kept = [
        f"{name}.{variable}"
        for name, module in list(sys.modules.items())
        if name.startswith(f"{package}.")
        for variable, value in vars(module).items()
        if isinstance(value, Error) and id(value) not in known
    ]
    assert kept == [] and len(known) > 40


@each
def test_a_source_has_a_mark_says_where_and_names_errors_that_are_there(provider):
    package = type(provider).__module__.rpartition(".")[0]
    for module, rows in table(provider).items():
        there = {name for name, one in vars(sys.modules[f"{package}.{module}"]).items() if isinstance(one, Error)}
        for row in rows:
            named = [name for part, names in row.items() if part not in ("mark", "where") for name in names]
            assert row["mark"] in MARKS and row["where"].strip(), row
            assert named and set(named) <= there, set(named) - there
    assert len({row["where"] for rows in table(provider).values() for row in rows}) > 5


def test_a_recording_that_an_error_names_shows_its_code_and_its_words():
    rows = {row["name"]: row for row in yaml.safe_load((ROOT / RECORDINGS).read_text(encoding="utf-8"))}
    [sendbird] = [one for one in PROVIDERS if one.name == "sendbird"]
    shown = [
        (known, part, rows[source["where"].removeprefix(f"{RECORDINGS}, ")]["refused"])
        for known in error_evidence.errors_of(sendbird)
        for part, sources in known.parts.items()
        for source in sources
        if source["where"].startswith(RECORDINGS)
    ]
    assert all(code == known.error.code for known, _, (code, _) in shown)
    assert all(fits(known.says(part), said) for known, part, (_, said) in shown if part != "code")
    assert len(shown) >= 4


def test_the_words_of_each_year_have_sources_of_their_own():
    [sendbird] = [one for one in PROVIDERS if one.name == "sendbird"]
    known = error_evidence.with_code(sendbird, "400201")
    for said, mark in (('"User" not found.', "live"), ("User not found.", "recorded")):
        found = error_evidence.saying(known, said)
        assert found is not None
        assert [source["mark"] for source in found[0].parts[found[1]]] == [mark]


def test_the_codes_of_errors_are_no_names_of_operations():
    for provider in PROVIDERS:
        names = provider.api.operations.keys() | provider.api.commands.keys()
        assert names.isdisjoint(str(known.error.code) for known in error_evidence.errors_of(provider))
