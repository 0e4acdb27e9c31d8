"""Catching up with messages."""

import pytest


@pytest.fixture
def times(api, lunch):
    return {text: api.say("bob", lunch, text)["created_at"] for text in "abcdef"}


def gap(api, lunch, **query):
    return api.get(f"/group_channels/{lunch}/messages_gap", **query)


def texts(rows):
    return [row["message"] for row in rows]


def test_both_spans_are_answered(api, lunch, times):
    spans = {
        "prev_start_ts": times["a"],
        "prev_end_ts": times["b"],
        "next_start_ts": times["d"],
        "next_end_ts": times["f"],
    }
    found = gap(api, lunch, **spans)
    assert (texts(found["prev_messages"]), texts(found["next_messages"])) == (["a", "b"], ["d", "e", "f"])
    assert (found["is_huge_gap"], found["prev_hasmore"], found["next_hasmore"]) == (False, False, False)
    assert texts(gap(api, lunch, reverse=True, **spans)["next_messages"]) == ["f", "e", "d"]


def test_too_many_missing_are_a_huge_gap(api, lunch, times):
    span = {"next_start_ts": times["a"], "next_end_ts": times["f"], "huge_gap_threshold": 3}
    assert gap(api, lunch, next_cache_count=3, **span)["is_huge_gap"] is False
    huge = gap(api, lunch, next_cache_count=2, **span)
    assert (huge["is_huge_gap"], huge["next_messages"]) == (True, [])


def test_filters_count(api, lunch, times):
    api.say("bob", lunch, "x", custom_type="t")
    span = {"next_start_ts": 0, "next_end_ts": 2**53 - 1}
    assert texts(gap(api, lunch, custom_types=["t", "u"], **span)["next_messages"]) == ["x"]
    assert len(gap(api, lunch, custom_types="*", **span)["next_messages"]) == 7


def test_a_stranger_catches_up_with_nothing(api, lunch, carol):
    assert api.client("carol").refusal("GET", f"/group_channels/{lunch}/messages_gap")[0] == 400108
