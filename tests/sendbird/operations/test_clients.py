"""What a client may do, and what takes a backend or an operator."""

import pytest


@pytest.fixture
def mine(api, lunch):
    return api.client("alice")


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
def test_what_takes_an_operator_is_refused_to_others(api, mine, lunch_path, method, rest, body):
    assert mine.refusal(method, f"{lunch_path}{rest}", body)[0] == 400108
    api.post(f"{lunch_path}/operators", operator_ids=["alice"])
    assert mine.send(method, f"{lunch_path}{rest}", body).status == 200


def test_a_stranger_sees_no_messages(api, lunch_path, carol):
    stranger = api.client(carol)
    assert stranger.refusal("GET", f"{lunch_path}/messages", message_ts=0)[0] == 400108
    assert stranger.refusal("PUT", lunch_path, {"name": "mine"})[0] == 400108
    assert stranger.get(lunch_path)["member_state"] == "none"


def test_only_ones_own_messages_are_changed(api, mine, lunch, lunch_path):
    theirs = f"{lunch_path}/messages/{api.say('bob', lunch)['message_id']}"
    own = f"{lunch_path}/messages/{api.say('alice', lunch)['message_id']}"
    body = {"message_type": "MESG", "message": "x"}
    assert mine.refusal("PUT", theirs, body)[0] == mine.refusal("DELETE", theirs)[0] == 900022
    assert mine.put(own, **body)["message"] == "x" and mine.delete(own) == {}


def test_an_operator_deletes_others_messages_but_changes_none(api, mine, lunch, lunch_path):
    api.post(f"{lunch_path}/operators", operator_ids=["alice"])
    theirs = f"{lunch_path}/messages/{api.say('bob', lunch)['message_id']}"
    assert mine.refusal("PUT", theirs, {"message_type": "MESG", "message": "x"})[0] == 900022
    assert mine.delete(theirs) == {}


def test_a_client_speaks_for_itself(mine, lunch_path):
    body = {"message_type": "MESG", "user_id": "bob", "message": "x"}
    assert mine.refusal("POST", f"{lunch_path}/messages", body)[0] == 400108
    assert mine.refusal("POST", f"{lunch_path}/messages", {"message_type": "ADMM", "message": "x"})[0] == 400108
    assert mine.post(f"{lunch_path}/messages", **{**body, "user_id": "alice"})["user"]["user_id"] == "alice"


@pytest.mark.parametrize(
    ("rest", "body", "code"),
    [("/mute", {"user_id": "alice", "seconds": 60}, 900041), ("/freeze", {"freeze": True}, 900050)],
)
def test_who_may_not_write_is_told_why(api, mine, lunch_path, rest, body, code):
    api.send("PUT" if rest == "/freeze" else "POST", f"{lunch_path}{rest}", body)
    sent = {"message_type": "MESG", "user_id": "alice", "message": "x"}
    assert mine.refusal("POST", f"{lunch_path}/messages", sent)[0] == code
    assert api.post(f"{lunch_path}/messages", **sent)["message"] == "x"


def test_who_may_not_write_may_not_edit_either(api, mine, lunch_path):
    """As over sockets (ruled)."""
    message = mine.say("alice", lunch_path.rpartition("/")[2])["message_id"]
    api.post(f"{lunch_path}/mute", user_id="alice", seconds=60)
    edit = {"message_type": "MESG", "message": "x"}
    assert mine.refusal("PUT", f"{lunch_path}/messages/{message}", edit)[0] == 900041


def test_a_client_hides_shows_and_leaves_for_itself(api, mine, lunch_path, lunch):
    mine.put(f"{lunch_path}/hide", user_id="alice")
    assert mine.get(lunch_path)["is_hidden"] is True
    assert mine.delete(f"{lunch_path}/hide") == {}
    assert mine.refusal("PUT", f"{lunch_path}/leave", {"user_id": "bob"})[0] == 400108
    mine.put(f"{lunch_path}/leave", user_id="alice")
    assert api.get(f"{lunch_path}/members/bob")["is_member"] is True


def test_a_backend_says_who_hides(api, lunch_path):
    assert api.refusal("PUT", f"{lunch_path}/hide", {})[0] == api.refusal("DELETE", f"{lunch_path}/hide")[0] == 400105


def test_a_client_forgets_its_own_history_only(api, mine, lunch_path, lunch):
    api.say("bob", lunch)
    mine.put(f"{lunch_path}/reset_user_history", reset_all=True)
    assert api.get(lunch_path, user_id="bob")["last_message"] is not None
    assert mine.get(lunch_path)["last_message"] is None


def test_what_was_said_before_joining_is_not_listed(api, lunch, carol):
    api.say("bob", lunch, "before")
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    api.say("bob", lunch, "after")
    page = api.client("carol").get(f"/group_channels/{lunch}/messages", message_ts=2**53 - 1)
    assert [message["message"] for message in page["messages"]] == ["after"]
