"""Seeds as text: what is read of it, and where it stands."""

import json

import pytest

from chatmock.core.seed_text import whole
from chatmock.core.seeds import SeedError, moment, of_values, parse, values_of, write
from chatmock.resources import data_dir

NOW = 1_482_148_800_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("users: []\nusers: []", "seed.yaml:2: 'users' stands twice, first in line 1; take one away"),
        ("users: [", "seed.yaml:1: a bracket, a brace or a comma is missing"),
        ("- 1", "seed.yaml:1: a seed document is a mapping"),
        ("{1: 2}\n? [a]\n: b", "seed.yaml"),
    ],
)
def test_what_is_no_document_is_refused_with_its_line(text, said):
    with pytest.raises(SeedError, match=said):
        parse(text.encode(), "seed.yaml")


def test_what_is_written_is_read_again():
    values = {"a": "no", "b": "12", "c": 12, "d": ["~", None, True, "x\ny"], "e": {"1": 1.5}}
    assert parse(write(values).encode(), "x").values == values


def test_a_refused_file_is_refused_as_bytes_too():
    with pytest.raises(SeedError, match="not UTF-8"):
        parse(b"\xff\xfe", "seed.yaml")


def test_plain_words_are_texts_as_in_json():
    values = parse(b"{a: no, b: 12:30:45, c: 1.0, d: 0x1F, e: 2016-12-19, f: null, g: true}", "x").values
    assert values == {"a": "no", "b": "12:30:45", "c": 1.0, "d": "0x1F", "e": "2016-12-19", "f": None, "g": True}


def test_an_alias_bomb_is_refused():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{n}: &{n} [{','.join(['*' + p] * 10)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(SeedError, match="its aliases repeat"):
        parse(bomb.encode(), "bomb")


def test_times_are_relative_absolute_or_milliseconds():
    assert moment("10 minutes ago", NOW) == NOW - 600_000
    assert moment("in 1.5 hours", NOW) == NOW + 5_400_000
    assert moment("2016-12-19T12:00:00Z", 0) == NOW
    assert moment(5, NOW) == 5


def test_a_tag_may_say_that_a_value_is_text():
    values, _ = values_of(b"a: !!str 5\nb: !!str null\nc: 5", "seed")
    assert values == {"a": "5", "b": "null", "c": 5}


@pytest.mark.parametrize("provider", ["sendbird", "connectycube", "tencent"])
def test_every_integer_of_a_seed_has_bounds(provider):
    """What lies beyond 64 bits could be kept and not be written."""
    found: list[str] = []

    def look(rule, at):
        if isinstance(rule, dict):
            kinds = rule.get("type", ())
            if "integer" in ([kinds] if isinstance(kinds, str) else kinds) and not {"enum", "const"} & rule.keys():
                found.extend(f"{at}/{end}" for end in ("minimum", "maximum") if end not in rule)
            for key, inner in rule.items():
                look(inner, f"{at}/{key}")
        elif isinstance(rule, list):
            for index, inner in enumerate(rule):
                look(inner, f"{at}/{index}")

    look(json.loads((data_dir("schemas") / provider / "fixture.json").read_bytes()), "")
    assert found == []


@pytest.mark.parametrize("number", [2**64, -(2**63) - 1, 10**30])
def test_an_integer_beyond_64_bits_is_refused_with_its_place(number):
    with pytest.raises(SeedError, match="users/0/created: too large a number"):
        of_values({"users": [{"created": number}]})
    with pytest.raises(SeedError, match=r"seed.yaml:2: .* is too large a number"):
        values_of(f"users:\n- created: {number}\n".encode(), "seed.yaml")


def test_a_great_float_stays_one():
    assert whole({"a": [1e300, 2.0]}) == {"a": [1e300, 2]}
    assert isinstance(whole(1e300), float)
