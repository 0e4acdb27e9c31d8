"""Texts of strangers in logs and messages."""

from hypothesis import given
from hypothesis import strategies as st

from chatmock.core.journal import Entry
from chatmock.core.printable import LONGEST, is_printable, printable


@given(st.text())
def test_whatever_comes_is_one_printable_line(text):
    assert printable(text).isprintable()


@given(st.text(st.characters(categories=("L", "N", "P", "S")), max_size=50))
def test_what_is_printable_stays(text):
    assert printable(text) == text


@given(st.text())
def test_a_text_is_printable_where_each_letter_is(text):
    assert is_printable(text) == text.isprintable()


def test_what_is_long_is_cut():
    assert printable("x" * 100_000) == f"{'x' * LONGEST}… (100000 characters)"


@given(st.binary(max_size=40), st.text(max_size=20))
def test_an_entry_is_a_harmless_line(raw, text):
    path = "/v3/users/" + "".join(f"%{byte:02x}" for byte in raw)
    for entry in (
        Entry("request", 0, 1, "view_user", "GET", path, text, status=200, hint=text),
        Entry("frame", 0, 1, text, body=raw, facts={"user": text}),
    ):
        assert str(entry).isprintable()
