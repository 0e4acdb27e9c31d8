"""The word filter finds what an expression of the same meaning finds, and takes no longer for it than it has to."""

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.providers.sendbird.moderation import words as module
from chatmock.providers.sendbird.moderation.words import Words
from tests.lengths import examples

texts = st.text("ab -*", max_size=14)
keywords = st.lists(st.text("abA* -", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=3)


def expression(keyword):
    """The same as an expression: slow in the worst case, and easy to read."""
    keyword = re.sub(r"\*+", "*", keyword)
    if keyword == "*":
        return r"\S+"
    start = r"(?<!\S)" if keyword.startswith("*") else r"(?<!\w)"
    return start + r"\S*".join(map(re.escape, keyword.split("*"))) + r"(?!\w)"


@given(keywords, texts)
@settings(max_examples=examples(500), deadline=None)
def test_it_finds_what_the_expression_finds(words, text):
    slow = re.compile("|".join(map(expression, words)), re.IGNORECASE)
    assert list(Words(words).spans(text)) == [found.span() for found in slow.finditer(text) if found[0]]


@given(keywords, texts | st.text("aAiI\u0130\u0131sS\u017fkK\u212a *", max_size=9))
@settings(max_examples=examples(200), deadline=None)
def test_long_words_are_found_like_short_ones(words, text):
    usual = list(Words(words).spans(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LONG", 0)
        assert list(Words(words).spans(text)) == usual


@given(st.text("aAiI\u0130\u0131sS\u017fkK\u212a\u00df\u1e9e", min_size=1, max_size=3), st.data())
@settings(max_examples=examples(300), deadline=None)
def test_a_word_is_found_in_any_case_of_its_letters(word, data):
    text = data.draw(st.text("aAiI\u0130\u0131sS\u017fkK\u212a\u00df\u1e9e ", max_size=9))
    found = re.compile(expression(word), re.IGNORECASE).finditer(text)
    assert list(Words([word]).spans(text)) == [one.span() for one in found]


def test_many_words_are_looked_for_where_they_can_be():
    many = [f"word{number}" for number in range(2_000)]
    assert calls(many, "word7 " * 1_000) < 100_000


def calls(words, text):
    """How many functions are called while a text is filtered."""
    found = Words(words)
    count = 0

    def profile(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        found.masked(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["*a*a*a*a*a*a*b"], "a"),
        (["*a*a*b"], "a"),
        (["*a*b"], "a"),
        (["a*b"], "-a"),
        (["a", "a*" * 100 + "b"], "-a"),
        (["a*" * 100 + "b", "a"], "-a"),
        (["a*" * 100 + "a", "a"], "a "),
        (["*" + "a*" * 100, "b"], "ab"),
        (["a b*a b*c"], "a b"),
        (["*" + "ab" * number + "*" for number in range(1, 40)], "ab"),
    ],
    ids=str,
)
def test_ten_times_the_text_costs_about_ten_times_as_much(words, text):
    short, long = (calls(words, (text * 10_000)[:length]) for length in (1_000, 10_000))
    assert long < 15 * short + 1_000
