"""Messages: saying, marking, editing and removing them."""

import json

import pytest

SHOWN = {
    *("_id", "chat_dialog_id", "message", "date_sent", "sender_id", "recipient_id", "read_ids", "delivered_ids"),
    *("attachments", "reactions", "views_count", "edited_at", "read", "created_at", "updated_at"),
}


def one(user, dialog, message):
    [found] = user.get("/chat/Message", chat_dialog_id=dialog, _id=message, mark_as_read=0)["items"]
    return found


# --- saying ---


def test_a_message_shows_all_its_keys(ann, lunch):
    answer = ann.send("POST", "/chat/Message", {"chat_dialog_id": lunch, "message": "hi", "mood": "sunny", "n": 5})
    message = json.loads(answer.body)
    assert answer.status == 201 and message.keys() == SHOWN | {"mood", "n"}
    assert message["read_ids"] == message["delivered_ids"] == [ann.id]
    assert (message["read"], message["recipient_id"], message["n"]) == (0, 0, 5)


def test_no_parameter_takes_the_place_of_what_is_the_platforms(ann, bob, lunch):
    given = {"sender_id": bob.id, "read_ids": [7], "_id": "x", "created_at": "x", "save_to_history": 1}
    message = ann.post("/chat/Message", chat_dialog_id=lunch, message="hi", **given)
    assert message.keys() == SHOWN and message["sender_id"] == ann.id and message["_id"] != "x"


def test_a_recipient_in_place_of_a_dialog(ann, bob):
    message = ann.post("/chat/Message", recipient_id=str(bob.id), message="hi")
    assert message["recipient_id"] == bob.id and message["chat_dialog_id"] == bob.private(ann)


@pytest.mark.parametrize(
    "given", [[{"type": "image"}, {"type": "file"}], {"3": {"type": "file"}, "0": {"type": "image"}}]
)
def test_attachments_are_a_list_or_numbered(ann, lunch, given):
    message = ann.post("/chat/Message", chat_dialog_id=lunch, attachments=given)
    assert [attachment["type"] for attachment in message["attachments"]] == ["image", "file"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"message": "x"}, "blank"),
        ({"chat_dialog_id": "none", "message": "x"}, "not_found"),
        ({"recipient_id": 7, "message": "x"}, "no_user"),
        ({"recipient_id": "me", "message": "x"}, "invalid_value"),
    ],
)
def test_messages_to_nowhere(ann, body, code):
    assert ann.refusal("POST", "/chat/Message", body) == code


def test_nobody_speaks_to_oneself_or_from_outside(ann, cy, lunch):
    assert ann.refusal("POST", "/chat/Message", {"recipient_id": ann.id}) == "no_opponent"
    assert cy.refusal("POST", "/chat/Message", {"chat_dialog_id": lunch}) == "forbidden"


# --- marks ---


def test_marking_some_as_read_or_delivered(ann, bob, lunch):
    first, second = ann.say(lunch), ann.say(lunch)
    assert bob.send("PUT", f"/chat/Message/{first}", {"chat_dialog_id": lunch, "delivered": 1}).body == b""
    bob.put(f"/chat/Message/{second},none", chat_dialog_id=lunch, read="1")
    assert (one(ann, lunch, first)["delivered_ids"], one(ann, lunch, first)["read_ids"]) == ([ann.id, bob.id], [ann.id])
    read = one(ann, lunch, second)
    assert read["read_ids"] == read["delivered_ids"] == [ann.id, bob.id] and read["read"] == 1
    assert bob.unread(lunch) == 1


@pytest.mark.parametrize("path", ["/chat/Message", "/chat/Message/", "/chat/message/.json"])
def test_marking_all_of_a_dialog(ann, bob, lunch, path):
    said = [ann.say(lunch) for _ in range(3)]
    bob.put(path, chat_dialog_id=lunch, delivered=True)
    assert all(bob.id in one(ann, lunch, message)["delivered_ids"] for message in said) and bob.unread() == 3
    bob.put(path, chat_dialog_id=lunch, read=1)
    assert bob.unread() == 0 and all(one(ann, lunch, message)["read"] for message in said)


def test_what_is_not_there_is_not_marked(ann, bob, cy, lunch):
    said = ann.say(lunch)
    assert bob.refusal("PUT", "/chat/Message/none", {"read": 1}) == "not_found"
    assert bob.refusal("PUT", f"/chat/Message/{said}", {"chat_dialog_id": "other", "read": 1}) == "not_found"
    assert cy.refusal("PUT", f"/chat/Message/{said}", {"read": 1}) == "forbidden"
    assert bob.refusal("PUT", "/chat/Message", {"read": 1}) == "blank"


def test_an_author_changes_the_text(ann, bob, lunch):
    said = ann.say(lunch, "soup")
    ann.app.clock.advance(minutes=1)
    ann.put(f"/chat/Message/{said}", chat_dialog_id=lunch, message="stew")
    message = one(bob, lunch, said)
    assert (message["message"], message["edited_at"]) == ("stew", "2026-11-21T12:01:00Z")
    assert bob.refusal("PUT", f"/chat/Message/{said}", {"message": "x"}) == "forbidden"
    assert ann.refusal("PUT", "/chat/Message", {"chat_dialog_id": lunch, "message": "x"}) == "invalid_value"


# --- removing ---


def test_a_message_is_removed_for_oneself(ann, bob, lunch):
    said = ann.say(lunch)
    assert bob.delete(f"/chat/Message/{said}")["SuccessfullyDeleted"]["ids"] == [said]
    assert (bob.texts(lunch), ann.texts(lunch), bob.unread(lunch)) == ([], ["hi"], 0)
    assert bob.delete(f"/chat/Message/{said}")["NotFound"]["ids"] == [said]
    assert bob.refusal("PUT", f"/chat/Message/{said}", {"read": 1}) == "not_found"


def test_who_has_left_a_group_may_not_remove_what_was_deleted_for_oneself(ann, bob, lunch):
    said = ann.say(lunch)
    bob.delete(f"/chat/Message/{said}")
    bob.delete(f"/chat/Dialog/{lunch}")
    assert bob.delete(f"/chat/Message/{said}")["WrongPermissions"]["ids"] == [said]


def test_who_leads_a_group_removes_anybodys_for_all(ann, bob, lunch):
    first, second = ann.say(lunch), bob.say(lunch)
    assert bob.delete(f"/chat/Message/{first},{second}", force=1) == {
        "SuccessfullyDeleted": {"ids": [second]},
        "NotFound": {"ids": []},
        "WrongPermissions": {"ids": [first]},
    }
    third = bob.say(lunch)
    ann.delete(f"/chat/Message/{third}", force=1)
    assert bob.texts(lunch) == ["hi"]


def test_in_a_private_dialog_only_ones_own_go_for_both(ann, bob):
    dialog = ann.private(bob)
    said = ann.say(dialog)
    assert bob.delete(f"/chat/Message/{said}", force=1)["WrongPermissions"]["ids"] == [said]
    ann.delete(f"/chat/Message/{said}", force=1)
    assert bob.texts(dialog) == [] and bob.unread() == 0


def test_somebody_outside_removes_nothing(ann, cy, lunch):
    said = ann.say(lunch)
    assert cy.delete(f"/chat/Message/{said}")["WrongPermissions"]["ids"] == [said]


# --- system messages and unread counts ---


def test_a_system_message_is_passed_on_and_kept_by_nobody(ann, bob):
    heard = []
    ann.app.bus.on("system.sent", lambda **facts: heard.append(facts))
    answer = ann.send("POST", "/chat/Message/system", {"recipientId": bob.id, "action": "refresh"})
    told = json.loads(answer.body)
    assert answer.status == 201 and told["extensionParams"] == {"action": "refresh"} and len(told["messageId"]) == 24
    assert heard[0]["recipient"].id == bob.id and len(ann.app.messages) == 0
    assert ann.refusal("POST", "/chat/Message/system", {"recipientId": 7}) == "no_user"


def test_unread_counts_what_others_said_in_groups_and_private_dialogs(ann, bob, cy, lunch):
    private, square = bob.private(cy), cy.public()
    bob.post(f"/chat/Dialog/{square}/subscribe")
    for user, dialog in ((ann, lunch), (bob, lunch), (cy, private), (cy, private), (cy, square)):
        user.say(dialog)
    assert bob.get("/chat/Message/unread") == {"total": 3}
    asked = f"{lunch}, {private},{square},none"
    assert bob.get("/chat/Message/unread", chat_dialog_ids=asked) == {"total": 3, lunch: 1, private: 2, square: 0}
