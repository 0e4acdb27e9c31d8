"""What a client may do, and what takes a backend or an operator."""

import pytest


@pytest.fixture
def mine(api, lunch):
    return api.client("alice")


@pytest.fixture
def path(lunch):
    return f"/group_channels/{lunch}"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/users"),
        ("DELETE", "/users/alice"),
        ("POST", "/users/alice/token"),
        ("GET", "/applications/ccu"),
        ("GET", "/bots"),
        ("GET", "/report"),
    ],
)
def test_what_is_a_backends_takes_its_token(mine, method, path):
    assert mine.refusal(method, path)[0] == 400108


@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("PUT", ""),
        ("GET", "/my_group_channels"),
        ("GET", "/metadata"),
        ("GET", "/block"),
        ("GET", "/unread_item_count"),
    ],
)
def test_what_is_anothers_is_refused(mine, method, rest):
    assert mine.refusal(method, f"/users/bob{rest}")[0] == 400108
    assert mine.send(method, f"/users/alice{rest}", {}).status == 200


def test_anybody_is_viewed_and_listed(mine):
    assert mine.get("/users/bob")["user_id"] == "bob"
    assert len(mine.get("/users")["users"]) == 2


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [
        ("PUT", "/freeze", {"freeze": True}),
        ("POST", "/ban", {"user_id": "bob", "seconds": 5}),
        ("POST", "/mute", {"user_id": "bob"}),
        ("POST", "/operators", {"operator_ids": ["alice"]}),
        ("DELETE", "", None),
    ],
)
def test_what_takes_an_operator_is_refused_to_others(api, mine, path, method, rest, body):
    assert mine.refusal(method, f"{path}{rest}", body)[0] == 400108
    api.post(f"{path}/operators", operator_ids=["alice"])
    assert mine.send(method, f"{path}{rest}", body).status == 200


def test_a_stranger_sees_no_messages(api, path, carol):
    stranger = api.client(carol)
    assert stranger.refusal("GET", f"{path}/messages", message_ts=0)[0] == 400108
    assert stranger.refusal("PUT", path, {"name": "mine"})[0] == 400108
    assert stranger.get(path)["member_state"] == "none"


def test_only_ones_own_messages_are_changed(api, mine, lunch, path):
    theirs = f"{path}/messages/{api.say('bob', lunch)['message_id']}"
    own = f"{path}/messages/{api.say('alice', lunch)['message_id']}"
    body = {"message_type": "MESG", "message": "x"}
    assert mine.refusal("PUT", theirs, body)[0] == mine.refusal("DELETE", theirs)[0] == 900022
    assert mine.put(own, **body)["message"] == "x" and mine.delete(own) == {}


def test_an_operator_deletes_others_messages_but_changes_none(api, mine, lunch, path):
    api.post(f"{path}/operators", operator_ids=["alice"])
    theirs = f"{path}/messages/{api.say('bob', lunch)['message_id']}"
    assert mine.refusal("PUT", theirs, {"message_type": "MESG", "message": "x"})[0] == 900022
    assert mine.delete(theirs) == {}


def test_a_client_speaks_for_itself(mine, path):
    body = {"message_type": "MESG", "user_id": "bob", "message": "x"}
    assert mine.refusal("POST", f"{path}/messages", body)[0] == 400108
    assert mine.refusal("POST", f"{path}/messages", {"message_type": "ADMM", "message": "x"})[0] == 400108
    assert mine.post(f"{path}/messages", **{**body, "user_id": "alice"})["user"]["user_id"] == "alice"


@pytest.mark.parametrize(
    ("rest", "body", "code"),
    [("/mute", {"user_id": "alice", "seconds": 60}, 900041), ("/freeze", {"freeze": True}, 900050)],
)
def test_who_may_not_write_is_told_why(api, mine, path, rest, body, code):
    api.send("PUT" if rest == "/freeze" else "POST", f"{path}{rest}", body)
    sent = {"message_type": "MESG", "user_id": "alice", "message": "x"}
    assert mine.refusal("POST", f"{path}/messages", sent)[0] == code
    assert api.post(f"{path}/messages", **sent)["message"] == "x"


def test_a_client_hides_shows_and_leaves_for_itself(api, mine, path, lunch):
    mine.put(f"{path}/hide", user_id="alice")
    assert mine.get(path)["is_hidden"] is True
    assert mine.delete(f"{path}/hide") == {}
    assert mine.refusal("PUT", f"{path}/leave", {"user_id": "bob"})[0] == 400108
    mine.put(f"{path}/leave", user_id="alice")
    assert api.get(f"{path}/members/bob")["is_member"] is True


def test_a_backend_says_who_hides(api, path):
    assert api.refusal("PUT", f"{path}/hide", {})[0] == api.refusal("DELETE", f"{path}/hide")[0] == 400105


def test_a_client_forgets_its_own_history_only(api, mine, path, lunch):
    api.say("bob", lunch)
    mine.put(f"{path}/reset_user_history", reset_all=True)
    assert api.get(path, user_id="bob")["last_message"] is not None
    assert mine.get(path)["last_message"] is None


def test_what_was_said_before_joining_is_not_listed(api, lunch, carol):
    api.say("bob", lunch, "before")
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    api.say("bob", lunch, "after")
    page = api.client("carol").get(f"/group_channels/{lunch}/messages", message_ts=2**53 - 1)
    assert [message["message"] for message in page["messages"]] == ["after"]
