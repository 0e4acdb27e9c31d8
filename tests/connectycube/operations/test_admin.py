"""The administration's calls: looking from outside, muting, removing."""

import pytest

from tests.connectycube.operations.test_push import subscribe


@pytest.fixture
def admin(api):
    return {"CB-Administration-API-Key": "secret-1", "Content-Type": "application/json"}


def test_it_needs_the_applications_secret(ann):
    assert ann.refusal("GET", "/admin/chat/list") == "unauthorized"
    assert ann.refusal("GET", "/admin/chat/list", headers={"CB-Administration-API-Key": ann.token}) == "unauthorized"


def test_it_sees_every_dialog(ann, bob, lunch, admin):
    private = ann.private(bob)
    ann.delete(f"/chat/Dialog/{private}")
    found = ann._good(ann.send("GET", "/admin/chat/list", headers=admin))
    assert [(one["_id"], one["deleted_ids"]) for one in found["items"]] == [(lunch, []), (private, [ann.id])]
    assert ann._good(ann.send("GET", "/admin/chat/list?type=3&count=1", headers=admin)) == {"items": {"count": 1}}


def test_it_sorts_and_filters_as_others_do(ann, bob, lunch, admin):
    dinner = ann.group(bob, name="Dinner", extensions={"floor": "2"})
    for query, expected in (
        ("sort_asc=name", [dinner, lunch]),
        ("sort_desc=name", [lunch, dinner]),
        ("extensions[floor]=2", [dinner]),
    ):
        found = ann._good(ann.send("GET", f"/admin/chat/list?{query}", headers=admin))
        assert [one["_id"] for one in found["items"]] == expected


def test_it_sees_every_message(ann, bob, lunch, admin):
    said = ann.say(lunch, "soup")
    bob.delete(f"/chat/Message/{said}")
    found = ann._good(ann.send("GET", f"/admin/chat/messages/list?chat_dialog_id={lunch}", headers=admin))
    assert [(one["message"], one["deleted_for_ids"]) for one in found["items"]] == [("soup", [bob.id])]


def test_it_mutes_a_dialog_for_somebody(ann, bob, cy, lunch, admin):
    subscribe(bob)
    shown = ann._good(ann.send("PUT", f"/admin/chat/{lunch}", {"user_id": bob.id, "is_muted": True}, headers=admin))
    assert shown["silent_ids"] == [bob.id] and bob.get("/chat/Dialog")["items"][0]["is_muted"]
    ann.say(lunch, send_to_chat=1)
    assert ann.pushes() == []
    other = {"user_id": cy.id, "is_muted": True}
    assert ann.refusal("PUT", f"/admin/chat/{lunch}", other, headers=admin) == "no_user"


def test_it_removes_a_user(ann, bob, admin):
    assert ann._good(ann.send("DELETE", f"/admin/user/{bob.id}", headers=admin)) == {"success": True}
    assert ann.refusal("DELETE", f"/admin/user/{bob.id}", headers=admin) == "no_user"
    assert bob.refusal("GET", "/session") == "no_session"
