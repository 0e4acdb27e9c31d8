"""Blocks: set, listed from both sides, ended."""

import pytest


def ids(page):
    return [user["user_id"] for user in page["users"]]


def test_blocking_answers_the_blocked_user(api, alice, bob):
    blocked = api.post("/users/alice/block", target_id="bob")
    assert (blocked["user_id"], blocked["nickname"]) == ("bob", "Bob")
    assert (blocked["last_seen_at"], blocked["is_online"]) == (-1, False) and "access_token" not in blocked


def test_blocking_again_answers_the_same(api, alice, bob):
    first = api.post("/users/alice/block", target_id="bob")
    assert api.post("/users/alice/block", target_id="bob") == first
    assert ids(api.get("/users/alice/block")) == ["bob"]


def test_nobody_blocks_himself(api, alice):
    refused = api.refusal("POST", "/users/alice/block", {"target_id": "alice"})
    assert refused == (400112, '"target_id" must be different from "user_id".')


@pytest.mark.parametrize(
    ("body", "code"),
    [({}, 400105), ({"user_ids": []}, 400105), ({"target_id": 1}, 400100), ({"target_id": "x"}, 400201)],
)
def test_a_block_needs_a_user(api, alice, body, code):
    assert api.refusal("POST", "/users/alice/block", body)[0] == code


def test_of_several_all_are_blocked_or_none(api, alice, bob, carol):
    assert api.refusal("POST", "/users/alice/block", {"user_ids": ["bob", "nobody"]})[0] == 400201
    assert ids(api.get("/users/alice/block")) == []
    assert ids(api.post("/users/alice/block", user_ids=["bob"], users=["carol"])) == ["bob", "carol"]


def test_blocks_are_listed_in_the_order_of_blocking(api, alice, bob, carol):
    api.post("/users/alice/block", target_id="carol")
    api.post("/users/alice/block", target_id="bob")
    assert [user["user_id"] for user in api.walk("/users/alice/block", "users", limit=1)] == ["carol", "bob"]
    assert ids(api.get("/users/alice/block", user_ids=["bob"])) == ["bob"]


def test_who_is_blocked_can_see_by_whom(api, alice, bob):
    api.post("/users/alice/block", target_id="bob")
    assert ids(api.get("/users/bob/block", list="blocking_me")) == ["alice"]
    assert ids(api.get("/users/bob/block")) == []


def test_unblocking_ends_it_also_twice(api, alice, bob):
    api.post("/users/alice/block", target_id="bob")
    assert api.delete("/users/alice/block/bob") == {}
    assert api.delete("/users/alice/block/bob") == {}
    assert ids(api.get("/users/alice/block")) == []


def test_a_deleted_user_is_on_nobodys_list(api, alice, bob):
    api.post("/users/alice/block", target_id="bob")
    api.delete("/users/bob")
    api.user("bob")
    assert ids(api.get("/users/alice/block")) == []


@pytest.fixture
def blocked(api, lunch):
    """Alice blocks bob, who says something to her alone."""
    api.say("bob", lunch, "before")
    api.post("/users/alice/block", target_id="bob")
    api.say("bob", lunch, "unheard", mentioned_user_ids=["alice"])
    return f"/group_channels/{lunch}"


def texts(api, path, who):
    return [message["message"] for message in api.client(who).get(f"{path}/messages", message_ts=0)["messages"]]


def test_what_a_blocked_user_says_to_one_alone_is_kept_from_that_one(api, blocked):
    assert (texts(api, blocked, "alice"), texts(api, blocked, "bob")) == (["before"], ["before", "unheard"])
    api.delete("/users/alice/block/bob")
    assert texts(api, blocked, "alice") == ["before"]


def test_it_does_not_count_for_the_one_who_blocks(api, blocked):
    seen = api.get(blocked, user_id="alice")
    assert (seen["unread_message_count"], seen["unread_mention_count"], api.unread("alice")) == (1, 0, 1)
    assert seen["last_message"]["message"] == "before"
    assert api.get(blocked, user_id="bob")["last_message"]["message"] == "unheard"


def test_in_a_larger_channel_a_block_hides_nothing(api, blocked, lunch, carol):
    api.post(f"{blocked}/invite", user_ids=["carol"])
    api.say("bob", lunch, "heard")
    assert texts(api, blocked, "alice") == ["before", "heard"] and api.unread("alice") == 2


def test_whom_a_user_blocks_is_found_by_metadata(api, alice, bob, carol):
    api.post("/users/bob/metadata", metadata={"team": "red"})
    for who in ("bob", "carol"):
        api.post("/users/alice/block", target_id=who)

    def found(**query):
        return [user["user_id"] for user in api.get("/users/alice/block", **query)["users"]]

    assert found(metadatakey="team") == found(metadatakey="team", metadatavalues_in="red") == ["bob"]
    assert found(metadatakey="team", metadatavalues_in="blue") == []
    assert api.refusal("GET", "/users/alice/block", metadatavalues_in="red")[0] == 400105
