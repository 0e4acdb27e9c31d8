"""Reading a history: its order, its filters, its pages, and what reading does."""

import pytest


@pytest.fixture
def talk(ann, bob, lunch):
    """Ann and Bob in turn, ten seconds apart: m0 to m5; m2 has a picture, m4 a picture and a place."""
    clock = ann.app.clock
    for number in range(6):
        clock.advance(seconds=10)
        attachments = {2: [{"type": "image"}], 4: [{"type": "image"}, {"type": "place"}]}.get(number, [])
        (ann, bob)[number % 2].say(lunch, f"m{number}", attachments=attachments)
    return lunch


def read(user, dialog, query=""):
    found = user.get(f"/chat/Message?chat_dialog_id={dialog}&mark_as_read=0&{query}")
    return " ".join(message["message"] for message in found["items"])


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("", "m0 m1 m2 m3 m4 m5"),
        ("limit=2", "m0 m1"),
        ("skip=1&limit=2", "m1 m2"),
        ("sort_desc=date_sent&limit=2", "m5 m4"),
        ("sort_desc=date_sent&skip=4&limit=9", "m1 m0"),
        ("skip=6", ""),
        ("limit=0", ""),
        ("date_sent[gt]=1795262430", "m3 m4 m5"),
        ("date_sent[gte]=1795262430&date_sent[lt]=1795262450", "m2 m3"),
        ("date_sent[lte]=1795262420&sort_desc=date_sent", "m1 m0"),
        ("date_sent=1795262430", "m2"),
        ("date_sent[gt]=2026-11-21T12:00:50Z", "m5"),
        ("date_sent[in]=1795262410,1795262460", "m0 m5"),
        ("date_sent[le]=1795262410", "m0"),
        ("message[ctn]=M3", "m3"),
        ("message=m3", "m3"),
        ("message[nin]=m0,m1,m2", "m3 m4 m5"),
        ("attachments.type=image", "m2 m4"),
        ("attachments.type=place&sort_desc=date_sent", "m4"),
        ("attachments.type[in]=place,image", "m2 m4"),
        ("attachments.type[all]=place,image", "m4"),
        ("attachments.type[ne]=image", "m0 m1 m3 m5"),
        ("updated_at[gt]=1795262450", "m5"),
        ("sort_desc=message&limit=2", "m5 m4"),
        ("sort_asc=recipient_id&limit=3&skip=2", "m2 m3 m4"),
    ],
)
def test_a_history(bob, talk, query, texts):
    assert read(bob, talk, query) == texts


def test_of_one_sender(ann, bob, talk):
    assert read(ann, talk, f"sender_id={bob.id}") == "m1 m3 m5"
    assert read(ann, talk, f"sender_id[in]={bob.id},{ann.id}&limit=3&skip=1") == "m1 m2 m3"
    assert read(ann, talk, f"sender_id={bob.id}&date_sent[gt]=1795262420&sort_desc=date_sent&limit=1") == "m5"


def test_counting_alone(ann, bob, talk):
    line = f"/chat/Message?chat_dialog_id={talk}&count=1"
    assert ann.get(line) == {"items": {"count": 6}}
    assert ann.get(f"{line}&date_sent[gt]=1795262430") == {"items": {"count": 3}}
    assert ann.get(f"{line}&sender_id={bob.id}&date_sent[gt]=1795262430") == {"items": {"count": 2}}
    assert ann.unread() == 3


def test_what_is_listed_is_read_and_nothing_else(ann, bob, talk):
    bob.get("/chat/Message", chat_dialog_id=talk, limit=2, sort_desc="date_sent")
    assert bob.unread() == 2
    bob.get("/chat/Message", chat_dialog_id=talk, limit=3, mark_as_read=0)
    assert bob.unread() == 2
    bob.get("/chat/Message", chat_dialog_id=talk)
    assert bob.unread() == 0


def test_what_one_has_removed_is_passed_over(ann, bob, talk):
    gone = [message["_id"] for message in bob.get("/chat/Message", chat_dialog_id=talk)["items"][1:4]]
    bob.delete(f"/chat/Message/{','.join(gone)}")
    assert read(bob, talk) == "m0 m4 m5" and read(bob, talk, "skip=1&limit=1") == "m4"
    assert read(bob, talk, "sort_desc=date_sent&skip=2") == "m0"
    assert bob.get("/chat/Message", chat_dialog_id=talk, count=1)["items"]["count"] == 3


def test_messages_of_one_second_stand_as_they_came(ann, lunch):
    for number in range(5):
        ann.say(lunch, f"s{number}")
    assert read(ann, lunch) == "s0 s1 s2 s3 s4" and read(ann, lunch, "sort_desc=date_sent") == "s4 s3 s2 s1 s0"


@pytest.mark.parametrize(
    "query", ["date_sent[gt]=x", "sender_id=x", "_id[like]=x", "limit=x", "skip=-1", "sort_asc=text", "message[ctn]"]
)
def test_what_is_no_filter_is_refused(ann, lunch, query):
    answer = ann.send("GET", f"/chat/Message?chat_dialog_id={lunch}&{query}")
    assert query == "message[ctn]" or answer.refusal.code == "invalid_value"


def test_a_history_needs_its_dialog(ann, cy, lunch):
    assert ann.refusal("GET", "/chat/Message") == "blank"
    assert ann.refusal("GET", "/chat/Message", chat_dialog_id="none") == "not_found"
    assert cy.refusal("GET", "/chat/Message", chat_dialog_id=lunch) == "forbidden"


def test_people_outside_see_the_last_messages_where_the_dialog_allows_it(ann, bob, cy):
    square = ann.public(permissions={"allow_preview": True})
    for number in range(25):
        ann.say(square, f"p{number}")
    found = cy.get("/chat/Message", chat_dialog_id=square, preview=1, limit=3)
    assert [message["message"] for message in found["items"]] == [f"p{number}" for number in range(5, 25)]
    assert ann.get("/chat/Message", chat_dialog_id=square)["items"][-1]["views_count"] == 0
    assert cy.refusal("GET", "/chat/Message", chat_dialog_id=square) == "forbidden"
    ann.put(f"/chat/Dialog/{square}", permissions={"allow_preview": False})
    assert cy.refusal("GET", "/chat/Message", chat_dialog_id=square, preview=1) == "forbidden"


def test_views_are_counted_in_public_dialogs(ann, bob, cy):
    square = ann.public()
    ann.say(square)
    for one in (bob, cy):
        one.post(f"/chat/Dialog/{square}/subscribe")
        one.get("/chat/Message", chat_dialog_id=square)
    assert ann.get("/chat/Message", chat_dialog_id=square)["items"][0]["views_count"] == 2


def test_marking_by_a_list_is_a_change_that_is_saved(bob, talk):
    before = bob.hub.changes
    bob.get("/chat/Message", chat_dialog_id=talk, mark_as_read=0)
    assert bob.hub.changes == before
    bob.get("/chat/Message", chat_dialog_id=talk)
    assert bob.hub.changes > before
