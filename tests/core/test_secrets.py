"""Values that are secrets, wherever they stand."""

import re
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmock.core import secrets
from chatmock.core.secrets import Issued, Mask, Secrets

LETTERS = st.text("abcXYZ019-_.:/+= %", min_size=8, max_size=60)
AROUND = st.sampled_from([" ", "/", "=", "&", '"', "_", "-", ".", ":", "\n"])


LENGTHS = st.sampled_from([0, 1, 255, 256, 257, 511, 512, 513, 1024])


@pytest.mark.parametrize("others", [0, 20], ids=["few", "many"])
@given(st.lists(LETTERS, min_size=1, max_size=5), AROUND, AROUND, LENGTHS, st.sampled_from(["", "é"]))
def test_a_value_is_not_in_a_text_whatever_stands_beside_it(others, values, before, after, length, letter):
    known = Issued()
    for number in range(others):
        known.add(f"{number:040x}")
    for value in values:
        known.add(value)
    for value in values:
        assert value not in known.in_text(f"{'x' * length}{before}{value}{after}{'y' * length}{letter}")


@given(LETTERS)
def test_a_value_is_not_in_a_path_or_a_query_however_it_is_encoded(value):
    known = Issued()
    known.add(value)
    mask = Mask(Secrets(), known.in_text)
    encoded = "".join(f"%{ord(letter):02X}" for letter in value)
    assert encoded not in mask.in_path(f"/v3/{encoded}/x") and encoded not in mask.in_query(f"a=1&b={encoded}")
    assert encoded not in mask.in_query(f"{encoded}&{encoded}=1")


@pytest.mark.parametrize("text", ["/v3/users/alice", "the quick brown fox", "0123456789abcdef", ""])
def test_what_was_never_issued_stays(text):
    known = Issued()
    for number in range(100):
        known.add(f"{number:040x}")
    assert known.in_text(text) == text


def test_what_is_short_is_no_secret_by_itself():
    known = Issued()
    known.add("hello")
    assert known.in_text("hello world") == "hello world"


def test_the_newest_are_known(monkeypatch):
    monkeypatch.setattr(secrets, "KEPT", 10)
    known = Issued()
    values = [f"{number:040x}" for number in range(30)]
    for value in values:
        known.add(value)
    assert [value for value in values if known.in_text(value) != "***"] == values[:20]


def test_names_hide_what_stands_under_them():
    names = Secrets(headers=["Key"], fields=["token"], ambiguous=["key"], query=["key"])
    mask = Mask(names)
    assert mask.in_headers({"KEY": "x", "Cookie": "y", "Host": "z"}) == {"cookie": "***", "host": "z", "key": "***"}
    shown = mask.in_value({"token": ["a", {"token": "b"}], "key": "colour", "more": {"key": "k" * 20}})
    assert shown == {"token": ["***", {"token": "***"}], "key": "colour", "more": {"key": "***"}}
    assert mask.in_query("a=1&key=2&monkey=3") == "a=1&key=***&monkey=3"
    assert mask.in_json('{"token": "a", "x": "b", "key":"cut') == '{"token":"***", "x": "b", "key":"***"'


PIECES = st.lists(
    st.sampled_from(["token", "monkey", "key", "a-", "[", "]", "=", "&", "?", "#", " ", "xyz", "\t"]), max_size=12
)


@given(PIECES.map("".join))
def test_a_query_is_read_by_its_pairs_as_a_search_through_it_finds_them(query):
    hidden = re.sub(r"\b((?:token|key)\]?)=[^&#\s]+", r"\1=***", query)
    assert Secrets(query=["token", "key"]).in_query(query) == hidden or "\t" in query
    assert Secrets().in_query(query) == query


@pytest.mark.parametrize(
    "query",
    ["password=pa55", "user[password]=pa55", "user%5Bpassword%5D=pa55", "%70assword=pa55", "a=1&b[c][password]=pa55"],
)
def test_a_field_is_a_secret_in_a_query_too_however_its_name_is_written(query):
    mask = Mask(Secrets(fields=["password"]))
    told = [mask.in_query(query), mask.in_path(f"/x?{query}"), mask.in_value(f"see http://x.test/?{unquote(query)}")]
    assert all("pa55" not in one and "***" in one for one in told)


def test_a_name_in_brackets_hides_what_stands_under_it():
    mask = Mask(Secrets(fields=["password"]))
    assert mask.in_value({"user[password]": "pa55", "user[name]": "x"}) == {"user[password]": "***", "user[name]": "x"}
    assert mask.in_json('{"user[password]": "pa55", "x": "cut') == '{"user[password]":"***", "x": "cut'


def test_a_long_one_is_known_by_its_beginning():
    known = Issued()
    value = known.add("x" * 1_000_000)
    assert known.in_text(value) == "***" * (1_000_000 // 512) + "x" * (1_000_000 % 512)


ADDRESS = "http://ann:pa55@127.0.0.1:9/hook?x=1&key=abc#end"
MASKED = "http://ann:***@127.0.0.1:9/hook?x=1&key=***#end"


def test_addresses_are_shown_without_passwords_and_keys_wherever_they_stand():
    mask = Mask(Secrets(query=["key"]))
    assert mask.in_path(ADDRESS) == MASKED
    assert "pa55" not in mask.in_query(f"to={ADDRESS}") and "pa55" not in mask.in_query(f"to={quote(ADDRESS)}")
    assert mask.in_value({"url": ADDRESS, "said": [f"see {ADDRESS} there"]}) == {
        "url": MASKED,
        "said": [f"see {MASKED} there"],
    }
    assert mask.in_headers({"Referer": ADDRESS}) == {"referer": MASKED}
    assert mask.in_json(f'{{"url":"{ADDRESS}","other":"a"}}') == f'{{"url":"{MASKED}","other":"a"}}'


@pytest.mark.parametrize(
    "text", ["http://127.0.0.1:8008/a@b", "a://b", "https://x.test/?monkey=1", "10:30 alice@x.test"]
)
def test_addresses_without_secrets_stay(text):
    mask = Mask(Secrets(query=["key"]))
    assert (mask.in_value(text), mask.in_path(text)) == (text, text)


@pytest.mark.parametrize(
    "secret", ["p" * 16 + "-{0}-{0}", "{0:020x}"], ids=["all have one part", "each has a part of its own"]
)
def test_a_long_text_full_of_secrets_is_read_once(secret):
    known = Issued()
    values = [known.add(secret.format(number)) for number in range(secrets.KEPT)]
    text = " ".join(values + values[:100] * 100) + " x" * 1_000_000
    shown = known.in_text(text)
    assert not any(value in shown for value in values[:: secrets.KEPT // 50])


def test_secrets_inside_each_other_are_masked_whole():
    known = Issued()
    for value in ("abcdefgh", "abcdefgh.ijk", "xyz/abcdefgh"):
        known.add(value)
    assert known.in_text("abcdefgh xyz/abcdefgh.ijk abcdefgh.ijkl") == "*** *** ***l"
