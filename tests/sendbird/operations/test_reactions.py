"""Emoji put to messages."""

import pytest


@pytest.fixture(params=["group_channels", "open_channels"])
def path(request, api, lunch, lobby):
    """A message of bob, in either kind of channel."""
    channel = lunch if request.param == "group_channels" else lobby
    message = api.say("bob", channel, "soup?", kind=request.param)
    return f"/{request.param}/{channel}/messages/{message['message_id']}"


def put(api, path, user="alice", key="yum"):
    return api.post(f"{path}/reactions", user_id=user, reaction=key)


def test_a_reaction_is_answered_with_what_was_done(api, path):
    done = put(api, path)
    assert (done["operation"], done["success"], done["reaction"], done["user_id"]) == ("ADD", True, "yum", "alice")
    assert (done["count"], done["sampled_user_ids"]) == (1, ["alice"])


def test_reactions_are_shown_on_demand(api, path):
    last = [put(api, path, "alice"), put(api, path, "bob")][-1]
    message = api.get(path, include_reactions=True)
    assert message["reactions"] == [{"key": "yum", "user_ids": ["alice", "bob"], "updated_at": last["updated_at"]}]
    assert "reactions" not in api.get(path)


def test_a_summary_knows_who_asks(api, path):
    put(api, path)
    summary = api.client("alice").get(path, include_reactions_summary=True)["reactions_summary"]
    assert [(row["key"], row["count"], row["is_self_included"]) for row in summary] == [("yum", 1, True)]
    assert api.get(path, include_reactions_summary=True)["reactions_summary"][0]["is_self_included"] is False


def test_a_summary_shows_which_members_reacted(api, path):
    put(api, path)
    [row] = api.get(path, include_reactions_summary=True)["reactions_summary"]
    assert "open_channels" in path or {who: info["nickname"] for who, info in row["sampled_user_info"].items()} == {
        "alice": "Alice"
    }


def test_pages_show_them_too(api, path):
    put(api, path)
    page = api.get(path.rpartition("/")[0], message_ts=0, include_reactions=True)
    assert [row["key"] for row in page["messages"][0]["reactions"]] == ["yum"]


def test_reactions_are_listed_by_emoji(api, path):
    put(api, path)
    assert api.get(f"{path}/reactions") == {"yum": ["alice"]}
    assert api.get(f"{path}/reactions", list_users=False) == {"yum": []}


def test_a_reaction_is_put_once(api, path):
    told = []
    api.app.bus.on("message.reaction", lambda **facts: told.append(facts))
    assert put(api, path) == put(api, path)
    assert len(told) == 1


def test_a_reaction_is_taken_back_in_a_query_or_a_body(api, path):
    put(api, path, "alice")
    put(api, path, "bob")
    done = api.delete(f"{path}/reactions", user_id="alice", reaction="yum")
    assert (done["operation"], done["count"]) == ("DELETE", 1)
    api.send("DELETE", f"{path}/reactions", {"user_id": "bob", "reaction": "yum"})
    assert api.get(f"{path}/reactions") == {}
    assert api.get(path, include_reactions=True)["reactions"] == []


def test_only_ones_own_reaction_is_taken_back(api, path):
    put(api, path)
    assert api.refusal("DELETE", f"{path}/reactions", user_id="bob", reaction="yum")[0] == 400201
    assert api.refusal("DELETE", f"{path}/reactions", user_id="alice", reaction="meh")[0] == 400201


def test_a_change_is_told_with_its_facts(api, path):
    told = []
    api.app.bus.on("message.reaction", lambda **facts: told.append(facts))
    put(api, path)
    api.delete(f"{path}/reactions", user_id="alice", reaction="yum")
    assert [facts["operation"] for facts in told] == ["ADD", "DELETE"]
    assert told[0]["updated_at"] < told[1]["updated_at"] and told[0]["user"].user_id == "alice"


def test_a_client_reacts_for_itself(api, path):
    assert api.client("alice").post(f"{path}/reactions", reaction="yum")["user_id"] == "alice"
    assert api.client("alice").refusal("POST", f"{path}/reactions", {"reaction": "x", "user_id": "bob"})[0] == 400108


def test_somebody_has_to_react(api, path):
    assert api.refusal("POST", f"{path}/reactions", {"reaction": "yum"})[0] == 400105


def test_only_members_react(api, lunch, carol):
    message = api.say("bob", lunch)["message_id"]
    body = {"user_id": "carol", "reaction": "yum"}
    assert api.refusal("POST", f"/group_channels/{lunch}/messages/{message}/reactions", body)[0] == 400108
