"""ConnectyCube's JavaScript SDK and the server API: users, dialogs, messages, pushes, each with its effect."""

import pytest

from tests.connectycube.clients.js_sdk.client import Cube
from tests.sendbird.clients.js_sdk.client import Refused

PASSWORD = "sesame-1234"


def logged_in(tenant, login, **profile):
    """An SDK in a process of its own, with a session of a new user."""
    cube = Cube(tenant["env"], login)
    cube("users.signup", {"login": login, "password": PASSWORD, "full_name": login.title(), **profile})
    cube.id = cube("createSession", {"login": login, "password": PASSWORD})["user_id"]
    return cube


@pytest.fixture(scope="module")
def tenant(server):
    return server.control("POST", "/applications", provider="connectycube")


@pytest.fixture(scope="module")
def ann(tenant):
    cube = logged_in(tenant, "ann")
    yield cube
    cube.close()


@pytest.fixture(scope="module")
def bob(tenant):
    cube = logged_in(tenant, "bob", email="bob@example.com", tag_list="cooks,early")
    yield cube
    cube.close()


@pytest.fixture
def group(ann, bob):
    return ann("chat.dialog.create", {"type": 2, "name": "Lunch", "occupants_ids": [bob.id], "extensions": {"n": 1}})


@pytest.fixture
def said(ann, group):
    return ann("chat.message.create", {"chat_dialog_id": group["_id"], "message": "tomato soup", "mood": "sunny"})


def by_ids(found):
    return sorted((row.get("user") or row)["id"] for row in found["items"])


# --- users and sessions ---


def test_the_session_is_the_users(ann):
    assert ann("getSession")["user"]["login"] == "ann"


def test_logging_in_and_out(ann, bob):
    assert ann("login", {"email": "bob@example.com", "password": PASSWORD})["id"] == bob.id
    ann("logout")
    with pytest.raises(Refused, match="Need user"):
        ann("chat.dialog.list")
    assert ann("login", {"login": "ann", "password": PASSWORD})["id"] == ann.id


@pytest.mark.parametrize(
    "params",
    [
        {"login": {"in": ["bob", "nobody"]}},
        {"user_tags": {"in": ["cooks"]}},
        {"email": {"start_with": "bob@"}},
        {"login": "bob", "limit": 3, "sort_asc": "login"},
    ],
)
def test_users_of_today(ann, bob, params):
    assert by_ids(ann("users.getV2", params)) == [bob.id]


@pytest.mark.parametrize(
    "params",
    [
        {"login": "bob"},
        {"email": "bob@example.com"},
        {"tags": ["cooks"]},
        {"full_name": "Bob"},
        {"filter": {"field": "login", "param": "in", "value": ["bob"]}, "order": {"sort": "desc", "field": "id"}},
    ],
)
def test_users_of_the_first_version(ann, bob, params):
    found = ann("users.get", params)
    assert by_ids(found if "items" in found else {"items": [found]}) == [bob.id]


def test_a_user_by_id_and_by_the_id_of_the_applications_server(ann, bob):
    bob("users.update", {"external_id": "e-1"})
    for named in (bob.id, {"external": "e-1"}):
        assert ann("users.get", named)["user"]["id"] == bob.id
    with pytest.raises(Refused, match="404"):
        ann("users.get", 7)


def test_one_changes_ones_profile(ann, bob):
    assert ann("users.update", {"custom_data": "x", "website": "w"})["user"]["custom_data"] == "x"
    assert bob("users.get", ann.id)["user"]["website"] == "w"


def test_a_forgotten_password(ann):
    assert ann("users.resetPassword", "bob@example.com") == ""


def test_who_is_online(ann):
    assert ann("users.listOnline", {"limit": 3}) == {"users": []} and ann("users.getOnlineCount") == {"count": 0}


def test_one_goes(tenant, ann):
    cy = logged_in(tenant, "cyd")
    cy("users.delete")
    cy.close()
    with pytest.raises(Refused, match="404"):
        ann("users.get", {"login": "cyd"})


def test_a_session_that_is_over_is_told_to_the_app(tenant):
    dee = logged_in(tenant, "dee")
    dee("destroySession")
    session = dee("createSession", {"guest": True, "full_name": "Gus"})
    assert session["user"]["is_guest"]
    dee("users.delete")
    with pytest.raises(Refused):
        dee("chat.dialog.list")
    dee.close()


# --- dialogs ---


def test_dialogs_of_three_kinds(ann, bob, group):
    private = ann("chat.dialog.create", {"type": 3, "occupants_ids": [bob.id]})
    public = ann("chat.dialog.create", {"type": 4, "name": "Square", "occupants_ids": []})
    assert bob("chat.dialog.create", {"type": 3, "occupants_ids": [ann.id]})["_id"] == private["_id"]
    assert bob("chat.dialog.subscribe", public["_id"])["occupants_count"] == 2
    assert by_ids(ann("chat.dialog.getPublicOccupants", public["_id"], {})) == sorted([ann.id, bob.id])
    assert bob("chat.dialog.unsubscribe", public["_id"]) == ""
    ids = {dialog["_id"] for dialog in bob("chat.dialog.list")["items"]}
    assert ids >= {group["_id"], private["_id"]} and public["_id"] not in ids


@pytest.mark.parametrize(
    "params",
    [
        {"type": {"in": [2, 3]}},
        {"type": [2, 3]},
        {"updated_at": {"gt": 1583402980}, "sort_desc": "created_at"},
        {"name": {"ctn": "LUN"}},
        {"extensions": {"n": 1}},
    ],
)
def test_dialogs_are_listed_by_filters(bob, group, params):
    assert group["_id"] in [dialog["_id"] for dialog in bob("chat.dialog.list", params)["items"]]


def test_dialogs_are_counted(ann, group):
    assert ann("chat.dialog.list", {"count": 1, "_id": group["_id"]}) == {"items": {"count": 1}}


def test_a_dialog_is_changed(ann, bob, group):
    changed = ann("chat.dialog.update", group["_id"], {"name": "Dinner", "push_all": {"admins_ids": [bob.id]}})
    assert (changed["name"], changed["admins_ids"]) == ("Dinner", [bob.id])
    assert ann("chat.dialog.removeAdmins", group["_id"], [bob.id])["admins_ids"] == []
    assert ann("chat.dialog.addAdmins", group["_id"], [bob.id])["admins_ids"] == [bob.id]
    assert bob("chat.dialog.list", {"_id": group["_id"]})["items"][0]["name"] == "Dinner"


def test_notifications_of_a_dialog(bob, group):
    assert bob("chat.dialog.updateNotificationsSettings", group["_id"], False)["notifications"]["enabled"] == 0
    assert bob("chat.dialog.getNotificationsSettings", group["_id"])["notifications"]["enabled"] == 0


def test_dialogs_are_removed(ann, bob, group):
    other = ann("chat.dialog.create", {"type": 2, "name": "Other", "occupants_ids": [bob.id]})
    told = ann("chat.dialog.delete", [group["_id"], other["_id"], "none"], {"force": 1})
    assert set(told["SuccessfullyDeleted"]["ids"]) == {group["_id"], other["_id"]}
    assert told["NotFound"]["ids"] == ["none"]
    with pytest.raises(Refused, match="404"):
        bob("chat.message.list", {"chat_dialog_id": group["_id"]})


# --- messages ---


def test_a_message_has_what_was_said_and_more(bob, group, said):
    [message] = bob("chat.message.list", {"chat_dialog_id": group["_id"], "sort_desc": "date_sent"})["items"]
    assert (message["message"], message["mood"], message["read_ids"]) == (
        "tomato soup",
        "sunny",
        [*said["read_ids"], bob.id],
    )


def test_filters_of_a_history(ann, group, said):
    params = {"chat_dialog_id": group["_id"], "date_sent": {"gt": 455}, "limit": 5}
    assert [message["_id"] for message in ann("chat.message.list", params)["items"]] == [said["_id"]]
    assert ann("chat.message.list", {**params, "count": 1})["items"]["count"] == 1
    assert ann("chat.message.list", {**params, "date_sent": {"lt": 455}})["items"] == []


def test_marks_and_edits(ann, bob, group, said):
    assert bob("chat.message.unreadCount", {"chat_dialog_ids": [group["_id"]]})["total"] == 1
    bob("chat.message.update", "", {"chat_dialog_id": group["_id"], "read": 1})
    assert bob("chat.message.unreadCount", {"chat_dialog_ids": [group["_id"]]})["total"] == 0
    ann("chat.message.update", said["_id"], {"chat_dialog_id": group["_id"], "message": "stew"})
    [message] = ann("chat.message.list", {"chat_dialog_id": group["_id"]})["items"]
    assert (message["message"], message["read"]) == ("stew", 1) and message["edited_at"]


def test_reactions(ann, bob, said):
    ann("chat.message.addReaction", said["_id"], "👍")
    bob("chat.message.addReaction", said["_id"], "👍")
    bob("chat.message.removeReaction", said["_id"], "👍")
    assert bob("chat.message.listReactions", said["_id"]) == {"👍": [ann.id]}


def test_messages_are_removed(ann, bob, group, said):
    bob("chat.message.delete", [said["_id"]], {})
    assert bob("chat.message.list", {"chat_dialog_id": group["_id"]})["items"] == []
    ann("chat.message.delete", [said["_id"]], {"force": 1})
    assert ann("chat.message.list", {"chat_dialog_id": group["_id"]})["items"] == []


def test_a_history_is_cleared(ann, group, said):
    ann("chat.dialog.clearHistory", group["_id"])
    assert ann("chat.message.list", {"chat_dialog_id": group["_id"]})["items"] == []


def test_a_system_message(ann, bob):
    sent = ann("chat.message.createSystem", {"recipientId": bob.id, "action": "refresh"})
    assert sent["extensionParams"] == {"action": "refresh"}


def test_the_search(ann, group, said):
    assert said["_id"] in [one["_id"] for one in ann("chat.search", {"search_text": "tomato"})["messages"]]


# --- pushes ---


def test_a_subscription_and_a_push(ann, bob):
    device = {"platform": "android", "udid": "phone-1"}
    token = {"environment": "development", "client_identification_sequence": "a-token-of-a-phone"}
    made = bob(
        "pushnotifications.subscriptions.create",
        {"notification_channel": "gcm", "device": device, "push_token": token},
    )
    assert bob("pushnotifications.subscriptions.list") == made
    event = {"notification_type": "push", "environment": "development", "message": "SGk=", "user": {"ids": [bob.id]}}
    assert ann("pushnotifications.events.create", event)[0]["event"]["message"] == "SGk="
    bob("pushnotifications.subscriptions.delete", made[0]["subscription"]["id"])
    assert bob("pushnotifications.subscriptions.list") == []
