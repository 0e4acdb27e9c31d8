"""Searching messages."""

import pytest


@pytest.fixture
def talk(api, lunch):
    for text in ("Soup?", "no soup, soup is cold", "salad"):
        api.say("bob", lunch, text)


def found(api, **query):
    page = api.get("/search/messages", **query)
    return [row["message"] for row in page["results"]], page


def test_texts_are_found_in_any_case_the_best_first(api, talk):
    texts, page = found(api, query="SOUP", user_id="alice")
    assert texts == ["no soup, soup is cold", "Soup?"]
    assert (page["total_count"], page["has_next"], page["end_cursor"]) == (2, False, "")


def test_the_newest_or_the_oldest_come_first(api, talk):
    asked = {"query": "soup", "user_id": "alice", "sort_field": "ts"}
    assert found(api, **asked)[0] == ["no soup, soup is cold", "Soup?"]
    assert found(api, **asked, reverse=True)[0] == ["Soup?", "no soup, soup is cold"]


def test_a_result_carries_its_channel(api, talk, lunch):
    row = found(api, query="salad", user_id="alice")[1]["results"][0]
    assert row["channel"]["channel_url"] == lunch and len(row["channel"]["members"]) == 2


def test_an_exact_match_is_the_whole_text(api, talk):
    assert found(api, query="soup?", user_id="alice", exact_match=True)[0] == ["Soup?"]
    assert found(api, query="soup", user_id="alice", exact_match=True)[0] == []


def test_results_come_in_pages(api, lunch):
    for n in range(5):
        api.say("bob", lunch, f"soup {n}")
    texts, cursor = [], ""
    while True:
        part, page = found(api, query="soup", user_id="alice", sort_field="ts", limit=2, after=cursor)
        texts += part
        cursor = page["end_cursor"]
        if not page["has_next"]:
            break
    assert texts == [f"soup {n}" for n in (4, 3, 2, 1, 0)]


def test_a_user_finds_nothing_in_others_channels(api, talk, carol, lunch):
    assert found(api, query="soup", user_id="carol")[0] == []
    assert api.client("carol").refusal("GET", "/search/messages", query="soup", channel_url=lunch)[0] == 400108


def test_a_client_searches_for_itself(api, talk):
    assert len(found(api.client("alice"), query="soup")[0]) == 2


def test_a_backend_searches_one_channel_as_nobody(api, talk, lunch):
    assert len(found(api, query="soup", channel_url=lunch)[0]) == 2
    assert api.refusal("GET", "/search/messages", query="soup")[0] == 400105


def test_times_narrow_a_search(api, lunch):
    first, second = api.say("bob", lunch, "soup 1"), api.say("bob", lunch, "soup 2")
    assert found(api, query="soup", user_id="alice", message_ts_to=first["created_at"])[0] == ["soup 1"]
    assert found(api, query="soup", user_id="alice", message_ts_from=second["created_at"])[0] == ["soup 2"]


def test_another_searchs_cursor_is_refused(api, talk):
    cursor = found(api, query="soup", user_id="alice", limit=1)[1]["end_cursor"]
    assert api.refusal("GET", "/search/messages", query="salad", user_id="alice", after=cursor)[0] == 400111
