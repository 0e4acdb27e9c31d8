"""Users: signing up, being found, changing and going."""

import json

import pytest

from tests.connectycube.conftest import PASSWORD, new_api

KEY = {"CB-AuthKey": "key-1", "Content-Type": "application/json"}
SHOWN = {
    *("id", "full_name", "email", "login", "phone", "website", "custom_data", "avatar", "facebook_id", "twitter_id"),
    *("external_id", "external_user_id", "blob_id", "timezone", "user_tags", "created_at", "updated_at"),
    "last_request_at",
}


def sign_up(api, **fields):
    return api.post("/users", user={"password": PASSWORD, **fields})["user"]


def test_signing_up_takes_any_session(api):
    user = sign_up(api, login="ann", tag_list="cooks,early", timezone="2", external_user_id=7)
    assert user.keys() == SHOWN
    assert (user["login"], user["user_tags"], user["timezone"], user["full_name"]) == ("ann", "cooks,early", 2, None)


def test_signing_up_takes_the_applications_key_alone(api):
    body = {"user": {"email": "ann@example.com", "password": PASSWORD}}
    assert api.send("POST", "/users", body, headers=KEY).status == 201
    assert api.refusal("POST", "/users", body, headers=KEY | {"CB-AuthKey": "x"}) == "unauthorized"
    assert api.refusal("POST", "/users", body, headers={}) == "no_token"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({}, "blank", "login"),
        ({"login": "an"}, "too_short", "login"),
        ({"login": "a" * 71}, "too_long", "login"),
        ({"login": "ann", "password": "short"}, "too_short", "password"),
        ({"email": "nothing"}, "invalid_value", "email"),
        ({"login": "ann", "timezone": "noon"}, "invalid_value", "timezone"),
        ({"login": "ann", "full_name": ["x"]}, "invalid_value", "full_name"),
    ],
)
def test_what_is_wrong_is_said_with_its_field(api, fields, code, field):
    answer = api.send("POST", "/users", {"user": {"password": PASSWORD, **fields}})
    assert (answer.status, answer.refusal.code) == (422, code)
    assert json.loads(answer.body)["errors"].keys() == {field}


def test_a_password_is_needed(api):
    assert api.refusal("POST", "/users", {"user": {"login": "ann"}}) == "blank"


@pytest.mark.parametrize("name", ["login", "email", "phone", "external_id", "facebook_id", "twitter_id"])
def test_nobody_gets_what_another_has(api, name):
    fields = {"login": "ann", name: "x@y" if name == "email" else "same"}
    sign_up(api, **fields)
    answer = api.send("POST", "/users", {"user": {**fields, "login": fields[name], "password": PASSWORD}})
    assert json.loads(answer.body) == {"errors": {("login" if name == "login" else name): ["has already been taken"]}}


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/users/{id}", {}),
        ("/users/by_login", {"login": "bob"}),
        ("/users/by_email", {"email": "b@x"}),
        ("/users/phone", {"phone": "+1"}),
        ("/users/by_phone", {"phone": "+1"}),
        ("/users/by_facebook_id", {"facebook_id": "f"}),
        ("/users/by_twitter_id", {"twitter_id": "t"}),
        ("/users/external/e%2F1", {}),
    ],
)
def test_somebody_is_found_by_each_name(api, path, query):
    details = {"email": "b@x", "phone": "+1", "facebook_id": "f", "twitter_id": "t", "external_id": "e/1"}
    bob = api.user("bob", **details)
    assert api.get(path.format(id=bob.id), **query)["user"]["id"] == bob.id
    bob.delete(f"/users/{bob.id}")
    assert api.refusal("GET", path.format(id=bob.id), **query) == "no_user"


def test_one_changes_ones_own_profile(ann, bob):
    changed = ann.put(f"/users/{ann.id}", user={"full_name": "Anna", "website": "", "tag_list": ["a", "b"]})["user"]
    assert (changed["full_name"], changed["website"], changed["user_tags"]) == ("Anna", None, "a,b")
    assert ann.refusal("PUT", f"/users/{bob.id}", {"user": {"full_name": "x"}}) == "forbidden"
    assert ann.refusal("PUT", f"/users/{ann.id}", {"user": {"login": "bob"}}) == "taken"


def test_null_takes_a_value_away_and_a_missing_one_stays(ann):
    ann.put(f"/users/{ann.id}", user={"phone": "+1", "custom_data": "x"})
    changed = ann.put(f"/users/{ann.id}", user={"phone": None})["user"]
    assert (changed["phone"], changed["custom_data"]) == (None, "x")
    assert ann.refusal("PUT", f"/users/{ann.id}", {"user": {"login": None}}) == "blank"


def test_a_new_password_takes_the_old_one(api, ann):
    path, new = f"/users/{ann.id}", "another-password"
    assert ann.refusal("PUT", path, {"user": {"password": new}}) == "blank"
    assert ann.refusal("PUT", path, {"user": {"password": new, "old_password": "wrong"}}) == "invalid_value"
    ann.put(path, user={"password": new, "old_password": PASSWORD})
    assert api.post("/login", login="ann", password=new)["user"]["id"] == ann.id


def test_who_goes_is_out_of_everything(ann, bob, lunch):
    ann.say(lunch, "hi")
    ann.delete(f"/users/{ann.id}")
    assert ann.refusal("GET", "/session") == "no_session"
    [dialog] = bob.get("/chat/Dialog")["items"]
    assert dialog["occupants_ids"] == [bob.id] and bob.texts(lunch) == ["hi"]


def test_nobody_removes_another(ann, bob):
    assert ann.refusal("DELETE", f"/users/{bob.id}") == "forbidden"
    assert ann.refusal("DELETE", "/users/external/none") == "no_user"


def test_one_removes_oneself_by_the_id_of_the_applications_server(api):
    eve = api.user("eve", external_id="e-1")
    eve.delete("/users/external/e-1")
    assert eve.id not in api.app.users


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_forgotten_password_is_asked_for_by_email(api, method):
    api.user("bob", email="b@x")
    given = {"email": "b@x"}
    answer = api.send(method, "/users/password/reset", given if method == "POST" else None, **given)
    assert (answer.status, answer.body) == (200, b"")
    assert api.refusal(method, "/users/password/reset", email="nobody@x") == "no_user"


def test_two_applications_share_nobody():
    one = new_api(1)
    other = new_api(2, one.hub)
    one.user("ann")
    bob = one.user("bob")
    assert other.refusal("GET", f"/users/{bob.id}") == other.refusal("GET", "/users/by_login", login="bob") == "no_user"
    assert other.user("bob").id != bob.id and sign_up(other, login="ann")


def test_who_is_connected_is_online(api, ann, bob):
    api.app.users.connect(api.app.users.rows[bob.id])
    assert [user["id"] for user in ann.get("/users/online")["users"]] == [bob.id]
    assert ann.get("/users/online", count="true") == {"count": 1}
    assert ann.get("/users/online", offset=1) == {"users": []}
