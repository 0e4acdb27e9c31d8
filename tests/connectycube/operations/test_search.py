"""The search in one's dialogs."""

import pytest


@pytest.fixture
def talk(ann, bob, lunch):
    ann.app.configure(ann.app.settings.with_changes({"session_seconds": 9 * 86_400}))
    for one in (ann, bob):
        one.get("/session")  # lasts so long from now
    for text in ("tomato soup", "Tomato salad", "no tomato"):
        ann.app.clock.advance(days=1)
        bob.say(lunch, text)
    ann.group(bob, name="tomatoes")
    return lunch


def texts(found):
    return [message["message"] for message in found["messages"]]


def test_it_finds_messages_dialogs_and_who_spoke(ann, bob, talk):
    found = ann.get("/chat/search", search_text="tomato")
    assert texts(found) == ["no tomato", "tomato soup"]
    assert [(one["name"], one["unread_messages_count"]) for one in found["dialogs"]] == [("tomatoes", None)]
    assert [user["id"] for user in found["users"]] == [bob.id]
    assert found["results"] == {name: found[name] for name in ("dialogs", "messages", "users")}


def test_it_looks_where_and_when_it_is_told(ann, talk):
    assert texts(ann.get("/chat/search", search_text="tomato", chat_dialog_ids="none")) == []
    assert texts(ann.get("/chat/search", search_text="tomato", chat_dialog_ids=f"{talk},none")) != []
    dates = {"start_date": "2026-11-23T00:00:00.000Z", "end_date": "2026-11-22T00:00:00Z"}
    assert texts(ann.get("/chat/search", search_text="tomato", **dates)) == ["tomato soup"]
    assert texts(ann.get("/chat/search", search_text="tomato", limit=1)) == ["no tomato"]


def test_nobody_finds_what_others_said_elsewhere(api, talk):
    cy = api.user("cy")
    assert texts(cy.get("/chat/search", search_text="tomato")) == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "blank"),
        ({"search_text": "soup"}, "too_short"),
        ({"search_text": "tomato", "start_date": "2026-11-23T00:00:00Z"}, "blank"),
        ({"search_text": "tomato", "start_date": 5, "end_date": 9}, "invalid_value"),
        ({"search_text": "tomato", "start_date": 94 * 86_400, "end_date": 0}, "invalid_value"),
        ({"search_text": "tomato", "start_date": "noon", "end_date": 0}, "invalid_value"),
        ({"search_text": "tomato", "limit": 101}, "invalid_value"),
        ({"search_text": "tomato", "chat_dialog_ids": ",".join("abcdefghijk")}, "too_many"),
    ],
)
def test_what_cannot_be_looked_for(ann, query, code):
    assert ann.refusal("GET", "/chat/search", **query) == code
