"""Polls: made, put by a message, voted in, closed."""

import json

import pytest

from chatmock.core.seeds import fill
from tests.sendbird.conftest import Api

LUNCH = {"title": "Lunch?", "options": ["soup", "stew"]}


@pytest.fixture
def put(api, lunch):
    """Makes a poll of alice's, and puts it to a channel; gives the poll."""

    def put(**more):
        poll = api.post("/polls", **LUNCH, created_by="alice", **more)
        api.say("alice", lunch, poll_id=poll["id"])
        return api.get(f"/polls/{poll['id']}")

    return put


def counts(poll):
    return {option["text"]: option["vote_count"] for option in poll["options"]}


def ids(poll):
    return [option["id"] for option in poll["options"]]


def vote(api, poll, who, *chosen):
    return api.put(f"/polls/{poll['id']}/vote", user_id=who, option_ids=list(chosen))


def test_a_poll_has_its_options_in_order(api, alice):
    poll = api.post("/polls", **LUNCH, created_by="alice", data={"text": "today"}, close_at=4102444800)
    assert (list(counts(poll)), poll["status"], poll["created_by"]) == (["soup", "stew"], "open", "alice")
    assert api.get(f"/polls/{poll['id']}") == {**poll, "data": {"text": "today"}, "close_at": 4102444800}
    assert api.refusal("POST", "/polls", {**LUNCH, "created_by": "nobody"})[0] == 400201


def test_one_message_puts_a_poll(api, lunch, put):
    poll = put()
    path = f"/group_channels/{lunch}/messages"
    [message] = api.get(path, message_ts=0, include_poll_details=True)["messages"]
    assert message["poll"] == poll and poll["message_id"] == message["message_id"]
    assert "poll" not in api.get(path, message_ts=0)["messages"][0]
    again = {"message_type": "MESG", "user_id": "bob", "message": "again", "poll_id": poll["id"]}
    assert api.refusal("POST", path, again)[0] == 400111
    assert api.refusal("POST", path, {**again, "poll_id": 1})[0] == 400201


def test_polls_are_listed_by_channel_and_go_with_it(api, lunch, put):
    poll, loose = put(), api.post("/polls", **LUNCH)
    listed = {only: api.get("/polls", channel_url=only)["polls"] for only in (lunch, "elsewhere")}
    assert listed == {lunch: [poll], "elsewhere": []} and api.get("/polls")["polls"] == [loose, poll]
    api.delete(f"/group_channels/{lunch}")
    assert api.get("/polls")["polls"] == [loose] and api.refusal("GET", f"/polls/{poll['id']}")[0] == 400201


def test_a_vote_takes_the_place_of_the_one_before(api, put):
    poll = put()
    soup, stew = ids(poll)
    assert vote(api, poll, "alice", soup)["voted_option_ids"] == [soup]
    vote(api, poll, "bob", soup)
    assert counts(vote(api, poll, "alice", stew)) == {"soup": 1, "stew": 1}
    after = vote(api, poll, "alice")
    assert (counts(after), after["voter_count"], after["voted_option_ids"]) == ({"soup": 1, "stew": 0}, 1, [])


def test_several_options_are_chosen_where_that_is_allowed(api, put):
    poll = put(allow_multiple_votes=True)
    assert vote(api, poll, "bob", *ids(poll))["voter_count"] == 1
    assert counts(api.get(f"/polls/{poll['id']}")) == {"soup": 1, "stew": 1}


def test_what_cannot_be_voted_for_is_refused(api, put, carol):
    poll = put()
    path, [soup, stew] = f"/polls/{poll['id']}/vote", ids(poll)
    assert api.refusal("PUT", path, {"user_id": "bob", "option_ids": [1]})[0] == 400111
    assert api.refusal("PUT", path, {"user_id": "bob", "option_ids": [soup, stew]})[0] == 400111
    assert api.refusal("PUT", path, {"user_id": "carol", "option_ids": [soup]})[0] == 400108
    loose = api.post("/polls", **LUNCH)
    body = {"user_id": "bob", "option_ids": ids(loose)[:1]}
    assert api.refusal("PUT", f"/polls/{loose['id']}/vote", body)[0] == 400108


def test_a_poll_closes_by_hand_and_by_the_clock(api, put):
    poll = put()
    assert api.put(f"/polls/{poll['id']}/close")["status"] == "closed"
    assert api.refusal("PUT", f"/polls/{poll['id']}/vote", {"user_id": "bob", "option_ids": []})[0] == 400108
    timed = put(close_at=api.app.clock.now() // 1000 + 60)
    assert timed["status"] == "open"
    api.app.clock.advance(minutes=1)
    assert api.get(f"/polls/{timed['id']}")["status"] == "closed"


def test_voters_are_listed_in_the_order_of_voting(api, put):
    poll = put()
    soup = ids(poll)[0]
    for who in ("bob", "alice"):
        vote(api, poll, who, soup)
    path = f"/polls/{poll['id']}/options/{soup}"
    assert [user["user_id"] for user in api.walk(f"{path}/voters", "voters", limit=1)] == ["bob", "alice"]
    assert api.get(path)["vote_count"] == api.get(f"{path}/voters")["vote_count"] == 2


def test_a_poll_and_its_options_change(api, put):
    poll = put()
    path, [soup, stew] = f"/polls/{poll['id']}", ids(poll)
    assert api.put(path, title="Dinner?", allow_multiple_votes=True)["title"] == "Dinner?"
    assert list(counts(api.post(f"{path}/options", text="bread", created_by="bob"))) == ["soup", "stew", "bread"]
    assert "broth" in counts(api.put(f"{path}/options/{soup}", text="broth"))
    assert api.delete(f"{path}/options/{stew}") == {}
    assert list(counts(api.get(path))) == ["broth", "bread"]
    assert api.refusal("GET", f"{path}/options/{stew}") == (400201, '"Option" not found.')


def test_a_deleted_poll_is_gone_but_for_the_changes(api, lunch, put):
    first, second = put(), put()
    since = {"change_ts": 1}
    path = f"/group_channels/{lunch}/polls/changelogs"
    changes = api.get(path, **since)
    assert [poll["id"] for poll in changes["updated"]] == [first["id"], second["id"]]
    vote(api, second, "bob", ids(second)[0])
    assert api.delete(f"/polls/{first['id']}") == {}
    changes = api.get(path, token=changes["next"])
    assert ([poll["voter_count"] for poll in changes["updated"]], changes["deleted"]) == ([1], [first["id"]])
    assert api.refusal("GET", f"/polls/{first['id']}")[0] == 400201
    assert [poll["id"] for poll in api.get("/polls", channel_url=lunch)["polls"]] == [second["id"]]


def test_a_client_changes_its_own_polls_or_those_of_its_channel(api, lunch, put, carol):
    poll = put()
    path = f"/polls/{poll['id']}"
    bob = api.client("bob")
    assert bob.refusal("PUT", path, {"title": "Tea?"})[0] == bob.refusal("DELETE", path)[0] == 400108
    assert bob.refusal("POST", f"{path}/options", {"text": "tea"})[0] == 400108
    assert api.client("carol").refusal("GET", path)[0] == 400108 == bob.refusal("GET", "/polls")[0]
    api.post(f"/group_channels/{lunch}/operators", operator_ids=["bob"])
    assert bob.put(path, allow_user_suggestion=True)["voted_option_ids"] == []
    assert api.client("alice").post(f"{path}/options", text="tea")["options"][-1]["created_by"] == "alice"


def test_a_vote_leaves_the_document_that_was_loaded_as_it_is(api, put):
    # ruled: a snapshot is what it was when it was taken
    poll = put()
    document = api.app.provider.dump(api.app)
    copy = api.hub.add(api.app.provider.create("copy", api_token="copy-token"))
    fill(copy, document)
    assert document == (kept := json.loads(json.dumps(document)))
    other = Api(api.hub, copy)
    vote(other, poll, "bob", ids(poll)[0])
    assert document == kept
