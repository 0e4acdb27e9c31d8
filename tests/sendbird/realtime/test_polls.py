"""Polls over sockets."""

import pytest


@pytest.fixture
def poll(a, b, call, lunch):
    """Put to the channel by alice; both have heard of it."""
    made = call("POST", "/polls", key=a.greeting["key"], title="Lunch?", options=["soup", "stew"])
    _, said = a.ask("MESG", channel_url=lunch, message="vote!", poll_id=made["id"])
    assert b.expect("MESG", message="vote!")["poll"] == said["poll"] != made
    return said["poll"]


def test_a_vote_is_answered_and_told(a, b, lunch, poll):
    soup = poll["options"][0]["id"]
    command, answer = b.ask("VOTE", channel_url=lunch, poll_id=poll["id"], option_ids=[soup])
    assert (command, answer["voted_option_ids"], answer["voter_count"]) == ("VOTE", [soup], 1)
    told = a.expect("VOTE", poll_id=poll["id"], updated_vote_counts=[{"option_id": soup, "vote_count": 1}])
    assert "voted_option_ids" not in told


def test_changes_of_a_poll_are_told(a, b, call, poll):
    call("PUT", f"/polls/{poll['id']}", title="Dinner?")
    call("PUT", f"/polls/{poll['id']}/close")
    call("DELETE", f"/polls/{poll['id']}")
    told = [b.expect("PEDI")["poll"] for _ in "abc"]
    assert [(one["title"], one["status"]) for one in told] == [
        ("Dinner?", "open"),
        ("Dinner?", "closed"),
        ("Dinner?", "removed"),
    ]


def test_a_vote_that_is_none_is_refused(a, chatmock, lunch, poll):
    other = str(chatmock.sendbird.group("alice"))
    assert a.next()[0] == "SYEV"
    assert a.refused("VOTE", channel_url=lunch, poll_id=1, option_ids=[]) == 400201
    assert a.refused("VOTE", channel_url=other, poll_id=poll["id"], option_ids=[]) == 400201
    assert a.refused("VOTE", channel_url=lunch, poll_id=poll["id"], option_ids=[1]) == 400111
