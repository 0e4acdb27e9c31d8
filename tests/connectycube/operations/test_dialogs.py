"""Dialogs of the four types: who makes, changes and removes them."""

import json

import pytest

from chatmock.providers.connectycube.model import BROADCAST
from tests.connectycube.conftest import NOON

SHOWN = {
    *("_id", "type", "user_id", "name", "description", "photo", "xmpp_room_jid", "occupants_ids", "occupants_count"),
    *("admins_ids", "pinned_messages_ids", "last_message", "last_message_id", "last_message_user_id"),
    *("last_message_date_sent", "last_message_status", "unread_messages_count", "extensions", "permissions"),
    *("is_e2ee", "is_muted", "created_at", "updated_at"),
}


def broadcast(user):
    app = user.app
    return app.dialogs.create(BROADCAST, app.users.rows[user.id], name="News").id


@pytest.fixture
def square(ann, bob):
    """A public dialog of Ann's, to which Bob subscribed."""
    square = ann.public()
    bob.post(f"/chat/Dialog/{square}/subscribe")
    return square


# --- making ---


def test_a_group_has_its_maker_in_it(ann, bob):
    answer = ann.send("POST", "/chat/Dialog", {"type": 2, "name": "Lunch", "occupants_ids": f"{bob.id}, {bob.id}, 7"})
    dialog = json.loads(answer.body)
    assert answer.status == 201 and dialog.keys() == SHOWN
    assert dialog["occupants_ids"] == sorted([ann.id, bob.id]) and dialog["user_id"] == ann.id
    assert dialog["xmpp_room_jid"].startswith(f"1_{dialog['_id']}@muc.") and len(dialog["_id"]) == 24


def test_two_people_have_one_private_dialog(ann, bob, cy):
    assert ann.private(bob) == bob.private(ann) != ann.private(cy)


def test_a_private_dialog_is_called_as_the_other(ann, bob):
    dialog = ann.private(bob)
    assert [one.get("/chat/Dialog", _id=dialog)["items"][0]["name"] for one in (ann, bob)] == ["Bob", "Ann"]


def test_a_public_dialog_counts_its_occupants(ann, bob, square):
    [dialog] = ann.get("/chat/Dialog")["items"]
    assert (dialog["occupants_ids"], dialog["occupants_count"]) == ([], 2)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"type": 1, "name": "News"}, "no_broadcasts"),
        ({"type": 2, "name": "Lunch"}, "no_occupants"),
        ({"type": 2, "name": "Lunch", "occupants_ids": [7]}, "no_occupants"),
        ({"type": 2, "occupants_ids": [7]}, "blank"),
        ({"type": 3}, "no_opponent"),
        ({"type": 3, "occupants_ids": [7]}, "no_opponent"),
        ({"type": 4}, "blank"),
        ({"type": 5}, "invalid_value"),
        ({}, "blank"),
        ({"type": 4, "name": "x" * 256}, "too_long"),
    ],
)
def test_dialogs_that_cannot_be(ann, body, code):
    assert ann.refusal("POST", "/chat/Dialog", body) == code


def test_extensions_are_texts_three_at_the_most(ann, bob):
    given = {"a": 1, "b": True, "c": "x", "d": "too many"}
    dialog = ann.post("/chat/Dialog", type=2, name="Lunch", occupants_ids=[bob.id], extensions=given)
    assert dialog["extensions"] == {"a": "1", "b": "true", "c": "x"}
    assert ann.put(f"/chat/Dialog/{dialog['_id']}", extensions=None)["extensions"] is None


def test_extensions_are_no_lists_and_no_objects_and_null_is_none(ann, bob):
    body = {"type": 2, "name": "Lunch", "occupants_ids": [bob.id]}
    assert ann.post("/chat/Dialog", **body, extensions={"a": None, "b": 1})["extensions"] == {"b": "1"}
    for value in ([1], {"c": 1}):
        assert ann.refusal("POST", "/chat/Dialog", {**body, "extensions": {"a": value}}) == "invalid_value"
        lunch = ann.group(bob)
        assert ann.refusal("PUT", f"/chat/Dialog/{lunch}", {"extensions": {"a": value}}) == "invalid_value"


def test_extensions_may_be_limited_to_names(ann, bob):
    ann.app.configure(ann.app.settings.with_changes({"extension_fields": ["b"]}))
    dialog = ann.post("/chat/Dialog", type=2, name="x", occupants_ids=[bob.id], extensions={"a": 1, "b": 2})
    assert dialog["extensions"] == {"b": "2"}


def test_older_sdks_send_data_and_get_it_back(ann, bob):
    data = {"class_name": "Own", "number": 5}
    assert ann.post("/chat/Dialog", type=2, name="x", occupants_ids=[bob.id], data=data)["data"] == data


def test_how_many_occupants_a_group_has_may_be_bounded(ann, bob, cy):
    ann.app.configure(ann.app.settings.with_changes({"most_occupants": 2}))
    group = ann.group(bob)
    assert ann.refusal("PUT", f"/chat/Dialog/{group}", {"push_all": {"occupants_ids": [cy.id]}}) == "too_many"


# --- changing ---


def test_anybody_of_a_group_renames_it_and_adds_people(bob, cy, lunch):
    dialog = bob.put(f"/chat/Dialog/{lunch}", name="Dinner", push_all={"occupants_ids": [cy.id, 7]})
    assert dialog["name"] == "Dinner" and cy.id in dialog["occupants_ids"] and cy.names() == ["Dinner"]


def test_who_leads_a_group_removes_people_and_others_only_themselves(ann, bob, cy):
    group = ann.group(bob, cy)
    line = f"/chat/Dialog/{group}"
    assert bob.refusal("PUT", line, {"pull_all": {"occupants_ids": [cy.id]}}) == "forbidden"
    ann.put(line, push_all={"admins_ids": [bob.id]})
    assert bob.refusal("PUT", line, {"pull_all": {"occupants_ids": [ann.id]}}) == "forbidden"
    bob.put(line, pull_all={"occupants_ids": [cy.id]})
    assert bob.put(line, pull_all={"occupants_ids": [bob.id]})["occupants_ids"] == [ann.id]
    assert bob.refusal("PUT", line, {"name": "x"}) == "forbidden"


def test_who_leaves_leads_no_more(ann, bob, lunch):
    ann.put(f"/chat/Dialog/{lunch}/admins", push_all={"admins_ids": [bob.id]})
    bob.delete(f"/chat/Dialog/{lunch}")
    assert ann.get("/chat/Dialog")["items"][0]["admins_ids"] == []


def test_in_a_public_dialog_only_who_leads_renames(ann, bob, square):
    assert bob.refusal("PUT", f"/chat/Dialog/{square}", {"name": "x"}) == "forbidden"
    assert ann.put(f"/chat/Dialog/{square}", name="Park", photo="p")["name"] == "Park"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "x"}, "forbidden"),
        ({"photo": "x"}, "forbidden"),
        ({"push_all": {"occupants_ids": [7]}}, "fixed_occupants"),
        ({"pull_all": {"occupants_ids": [7]}}, "fixed_occupants"),
        ({"push_all": {"admins_ids": [7]}}, "forbidden"),
    ],
)
def test_a_private_dialog_stays_as_it_is(ann, bob, body, code):
    assert ann.refusal("PUT", f"/chat/Dialog/{ann.private(bob)}", body) == code


def test_messages_are_pinned_by_who_leads(ann, bob, lunch):
    said, line = bob.say(lunch), f"/chat/Dialog/{lunch}"
    assert bob.refusal("PUT", line, {"push_all": {"pinned_messages_ids": [said]}}) == "forbidden"
    assert ann.refusal("PUT", line, {"push_all": {"pinned_messages_ids": ["x"]}}) == "invalid_value"
    assert ann.put(line, push_all={"pinned_messages_ids": [said]})["pinned_messages_ids"] == [said]
    assert ann.put(line, pull_all={"pinned_messages_ids": [said]})["pinned_messages_ids"] == []


def test_a_removed_message_is_pinned_no_more(ann, bob, lunch):
    said = ann.say(lunch)
    ann.put(f"/chat/Dialog/{lunch}", push_all={"pinned_messages_ids": [said]})
    ann.delete(f"/chat/Message/{said}", force=1)
    assert ann.get("/chat/Dialog")["items"][0]["pinned_messages_ids"] == []


@pytest.mark.parametrize("path", ["/chat/Dialog/{}", "/chat/Dialog/{}/admins"])
def test_the_owner_chooses_five_admins_at_the_most(api, ann, bob, path):
    people = [api.user(f"user-{n}") for n in range(6)]
    group = ann.group(bob, *people)
    line, ids = path.format(group), [one.id for one in people]
    assert bob.refusal("PUT", line, {"push_all": {"admins_ids": [bob.id]}}) == "forbidden"
    assert ann.refusal("PUT", line, {"push_all": {"admins_ids": ids}}) == "too_many"
    nobody = {"push_all": {"admins_ids": [7], "occupants_ids": [7]}}
    assert ann.refusal("PUT", line, nobody) == "invalid_value"
    assert ann.put(line, push_all={"admins_ids": ids[:5]})["admins_ids"] == ids[:5]
    assert ann.put(line, push_all={"admins_ids": ids[5:]}, pull_all={"admins_ids": ids[:1]})["admins_ids"] == ids[1:]


# --- being inside ---


def test_subscribing_to_a_public_dialog_and_back(cy, square):
    line = f"/chat/Dialog/{square}/subscribe"
    assert cy.refusal("DELETE", line) == "forbidden"
    assert cy.post(line)["occupants_count"] == 3 and cy.names() == ["Square"]
    cy.say(square, "hi")
    cy.delete(line)
    assert cy.names() == [] and cy.refusal("POST", "/chat/Message", {"chat_dialog_id": square}) == "forbidden"


def test_who_comes_and_goes_changes_a_dialog(api, ann, cy, square):
    times = []
    for act in (cy.post, cy.delete):
        api.app.clock.advance(minutes=1)
        act(f"/chat/Dialog/{square}/subscribe")
        times.append(ann.get("/chat/Dialog")["items"][0]["updated_at"])
    assert times == ["2026-11-21T12:01:00Z", "2026-11-21T12:02:00Z"]


def test_a_dialog_that_changes_is_found_by_its_change(api, ann, cy, square):
    ann.group(cy)

    def changed_since(seconds):
        found = ann.get("/chat/Dialog", **{"updated_at[gte]": NOON // 1000 + seconds})
        return [one["name"] for one in found["items"]]

    assert (sorted(changed_since(0)), changed_since(60)) == (["Lunch", "Square"], [])
    api.app.clock.advance(minutes=1)
    cy.post(f"/chat/Dialog/{square}/subscribe")
    assert changed_since(60) == ["Square"]


def test_what_is_unread_goes_with_the_dialog(ann, bob, lunch):
    ann.say(lunch)
    assert bob.unread() == 1
    bob.delete(f"/chat/Dialog/{lunch}")
    assert bob.unread() == 0
    ann.say(ann.private(bob))
    assert bob.unread() == 1


def test_only_public_dialogs_are_subscribed_to(cy, bob, lunch):
    assert cy.refusal("POST", f"/chat/Dialog/{lunch}/subscribe") == "forbidden"
    assert bob.refusal("DELETE", f"/chat/Dialog/{lunch}/subscribe") == "forbidden"
    assert bob.refusal("POST", "/chat/Dialog/none/subscribe") == "not_found"


def test_occupants_are_flat_and_under_user(ann, bob, cy, square):
    found = ann.get(f"/chat/Dialog/{square}/occupants", limit=1, skip=1)
    [row] = found["items"]
    assert (row["id"], row["user"]["login"], found["skip"], found["limit"]) == (bob.id, "bob", 1, 1)
    assert cy.refusal("GET", f"/chat/Dialog/{square}/occupants") == "forbidden"


def test_everybody_is_in_a_broadcast_and_its_owner_speaks(api, ann, bob):
    news = broadcast(ann)
    assert api.user("new").names() == bob.names() == ["News"]
    assert bob.refusal("POST", "/chat/Message", {"chat_dialog_id": news, "message": "x"}) == "forbidden"
    said = ann.say(news, "hear")
    assert bob.texts(news) == ["hear"]
    assert bob.delete(f"/chat/Message/{said}", force=1)["WrongPermissions"]["ids"] == [said]
    assert bob.delete(f"/chat/Message/{said}")["SuccessfullyDeleted"]["ids"] == [said]
    assert (bob.texts(news), ann.texts(news)) == ([], ["hear"])


@pytest.mark.parametrize("enabled", [0, "0", False])
def test_pushes_of_a_dialog_may_be_turned_off(bob, lunch, enabled):
    line = f"/chat/Dialog/{lunch}/notifications"
    assert bob.get(line) == {"notifications": {"enabled": 1}}
    assert bob.put(line, enabled=enabled) == bob.get(line) == {"notifications": {"enabled": 0}}
    assert bob.refusal("PUT", line, {}) == "blank"


# --- removing ---


def test_a_group_is_left_and_stays_for_the_others(ann, bob, lunch):
    bob.delete(f"/chat/Dialog/{lunch}")
    assert bob.names() == [] and ann.names() == ["Lunch"]
    ann.say(lunch, "still here")
    assert bob.refusal("GET", "/chat/Message", chat_dialog_id=lunch) == "forbidden"


def test_a_private_dialog_is_hidden_until_somebody_speaks(ann, bob):
    dialog = ann.private(bob)
    ann.delete(f"/chat/Dialog/{dialog}")
    assert ann.names() == [] and bob.names() == ["Ann"]
    bob.say(dialog, "hi")
    assert ann.names() == ["Bob"]
    ann.delete(f"/chat/Dialog/{dialog}")
    assert ann.private(bob) == dialog and ann.names() == ["Bob"]


def test_a_group_is_removed_for_all_by_its_owner(ann, bob, lunch):
    assert bob.refusal("DELETE", f"/chat/Dialog/{lunch}?force=1") == "forbidden"
    said = ann.say(lunch)
    ann.delete(f"/chat/Dialog/{lunch}", force=1)
    assert bob.names() == [] and bob.refusal("GET", "/chat/Message", chat_dialog_id=lunch) == "not_found"
    assert ann.delete(f"/chat/Message/{said}")["NotFound"]["ids"] == [said]


def test_a_group_that_nobody_is_in_is_gone(ann, bob, lunch):
    for one in (ann, bob):
        one.delete(f"/chat/Dialog/{lunch}")
    assert len(ann.app.dialogs) == 0


def test_several_are_removed_at_once_and_each_is_told(ann, bob, cy, lunch):
    other, foreign = ann.private(bob), bob.group(cy)
    answer = ann.delete(f"/chat/Dialog/{lunch},{other},{foreign},none", force=1)
    assert answer == {
        "SuccessfullyDeleted": {"ids": [lunch, other]},
        "NotFound": {"ids": ["none"]},
        "WrongPermissions": {"ids": [foreign]},
    }


def test_force_comes_in_a_query_or_in_a_body(ann, bob):
    headers = {"CB-Token": ann.token, "Content-Type": "application/x-www-form-urlencoded"}
    first, second = ann.group(bob), ann.group(bob)
    assert ann.send("DELETE", f"/chat/Dialog/{first}", b"force=1", headers=headers).status == 200
    assert ann.send("DELETE", f"/chat/Dialog/{second}.json?force=1").status == 200
    assert bob.names() == []


def test_a_history_is_cleared_for_oneself_or_for_all(ann, bob, lunch):
    ann.say(lunch, "one")
    bob.delete(f"/chat/Dialog/clearHistory/{lunch}")
    ann.say(lunch, "two")
    assert (bob.texts(lunch), ann.texts(lunch), bob.unread(lunch)) == (["two"], ["one", "two"], 1)
    assert bob.unread() == 1
    assert bob.refusal("DELETE", f"/chat/Dialog/clearHistory/{lunch}?force=1") == "forbidden"
    ann.delete(f"/chat/Dialog/clearHistory/{lunch}", force=1)
    assert (bob.texts(lunch), ann.texts(lunch), bob.unread(lunch)) == ([], [], 0)
    assert bob.unread() == 0
