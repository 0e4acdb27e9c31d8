"""The list of one's dialogs: its order, its filters, its pages."""

import pytest

LAST = "last_message_date_sent"


@pytest.fixture
def town(ann, bob, cy):
    """Ann's dialogs, ten seconds apart: A and B are groups, C is public, Bob is private; something was said in B."""
    clock = ann.app.clock
    made = []
    for make in (
        lambda: ann.group(bob, name="A", extensions={"place": "Rome"}),
        lambda: ann.group(bob, name="B"),
        lambda: ann.public(name="C"),
        lambda: ann.private(bob),
    ):
        clock.advance(seconds=10)
        made.append(make())
    clock.advance(seconds=10)
    bob.say(made[1], "hi")
    return made


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "B Bob C A"),
        ("limit=2", "B Bob"),
        ("limit=2&skip=1", "Bob C"),
        ("skip=9", ""),
        ("limit=0", ""),
        ("type=2", "B A"),
        ("type[in]=2,3", "B Bob A"),
        ("type[]=2&type[]=4", "B C A"),
        ("type[ne]=2", "Bob C"),
        ("name[ctn]=b", "B Bob"),
        ("name=Bob", "Bob"),
        ("sort_asc=name", "A B Bob C"),
        ("sort_desc=created_at", "Bob C B A"),
        ("sort_asc=created_at&skip=1&limit=2", "B C"),
        (f"sort_desc={LAST}", "B Bob C A"),
        (f"{LAST}[gt]=0", "B"),
        ("updated_at[gt]=1795262420", "B Bob C"),
        ("updated_at[gte]=1795262430&updated_at[lt]=1795262450", "Bob C"),
        ("updated_at[gt]=2026-11-21T12:00:30Z", "B Bob"),
        ("created_at[lte]=1795262420", "B A"),
        ("extensions[place]=Rome", "A"),
        ("extensions[place][ne]=Rome", "B Bob C"),
        ("extensions[place][ctn]=ROM", "A"),
    ],
)
def test_a_list(ann, town, query, names):
    assert " ".join(ann.names() if not query else names_of(ann.get(f"/chat/Dialog?{query}"))) == names


def names_of(found):
    return [dialog["name"] for dialog in found["items"]]


def test_it_says_how_many_there_are(ann, town):
    assert {name: ann.get("/chat/Dialog", limit=1)[name] for name in ("total_entries", "skip", "limit")} == {
        "total_entries": 4,
        "skip": 0,
        "limit": 1,
    }
    assert ann.get("/chat/Dialog", type=2, limit=1)["total_entries"] == 2


def test_a_limit_beyond_a_thousand_is_one_of_a_thousand(ann, town):
    assert ann.get("/chat/Dialog", limit=5000)["limit"] == 1000


def test_counting_alone(ann, town):
    assert ann.get("/chat/Dialog", count=1) == {"items": {"count": 4}}
    assert ann.get("/chat/Dialog", count=1, type=2) == {"items": {"count": 2}}


@pytest.mark.parametrize(
    "query",
    [
        "type=x",
        "type[like]=2",
        "updated_at[gt]=noon",
        "sort_asc=password",
        "limit=-1",
        "limit=x",
        "extensions[a][b][c]=1",
    ],
)
def test_what_is_no_filter_is_refused(ann, query):
    assert ann.refusal("GET", f"/chat/Dialog?{query}") == "invalid_value"


def test_conditions_on_more_extensions_than_a_dialog_has_are_refused(ann, town):
    asked = [f"extensions[{name}][ne]=x" for name in "abcd"]
    assert ann.names() == names_of(ann.get(f"/chat/Dialog?{'&'.join(asked[:3])}"))
    assert ann.refusal("GET", f"/chat/Dialog?{'&'.join(asked)}") == "too_many"


def test_each_sees_ones_own(bob, cy, town):
    assert bob.names() == ["B", "Ann", "A"] and cy.names() == []


def test_the_last_message_is_shown_with_what_became_of_it(ann, bob, town):
    [mine] = bob.get("/chat/Dialog", _id=town[1])["items"]
    [other] = ann.get("/chat/Dialog", _id=town[1])["items"]
    assert (mine["last_message_status"], other["last_message_status"]) == ("sent", None)
    assert (mine["unread_messages_count"], other["unread_messages_count"], other["last_message"]) == (0, 1, "hi")
    ann.get("/chat/Message", chat_dialog_id=town[1])
    [mine] = bob.get("/chat/Dialog", _id=town[1])["items"]
    assert mine["last_message_status"] == "read" and mine["last_message_user_id"] == bob.id


def test_of_dialogs_of_one_second_the_later_one_stands_first(ann, bob):
    for name in "ABC":
        ann.group(bob, name=name)
    assert ann.names() == ["C", "B", "A"] and names_of(ann.get("/chat/Dialog?sort_asc=created_at")) == ["A", "B", "C"]
