"""What happened since a client last looked."""

import pytest


def changes_since(api, user, token=None, **query):
    """Addresses of a user's changed and lost channels, and where to go on."""
    query |= {"token": token} if token else {"change_ts": query.pop("ts", 0)}
    found = api.get(f"/users/{user}/my_group_channels/changelogs", **query)
    return [row["channel_url"] for row in found["updated"]], found["deleted"], found["next"]


# --- channels ---


def test_a_new_channel_is_a_change(api, alice, lunch):
    assert changes_since(api, "alice")[:2] == ([lunch], [])


def test_nothing_new_is_no_change(api, alice, lunch):
    token = changes_since(api, "alice")[2]
    assert changes_since(api, "alice", token) == ([], [], token)


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [
        ("PUT", "", {"name": "dinner"}),
        ("POST", "/messages", {"message_type": "MESG", "user_id": "bob", "message": "hi"}),
        ("POST", "/invite", {"user_ids": ["carol"]}),
        ("PUT", "/leave", {"user_ids": ["bob"]}),
        ("POST", "/metadata", {"metadata": {"a": "1"}}),
        ("POST", "/operators", {"operator_ids": ["bob"]}),
        ("PUT", "/freeze", {"freeze": True}),
        ("POST", "/mute", {"user_id": "bob", "seconds": 5}),
        ("POST", "/ban", {"user_id": "bob", "seconds": 5}),
        ("PUT", "/hide", {"user_id": "alice"}),
        ("PUT", "/reset_user_history", {"user_id": "alice"}),
    ],
)
def test_what_happens_to_a_channel_is_a_change(api, carol, lunch, method, rest, body):
    token = changes_since(api, "alice")[2]
    api.send(method, f"/group_channels/{lunch}{rest}", body)
    changed, gone, after = changes_since(api, "alice", token)
    assert (changed, gone) == ([lunch], [])
    assert changes_since(api, "alice", after)[0] == []


def test_reading_changes_the_channel_of_the_reader_only(api, lunch):
    api.say("bob", lunch)
    tokens = {user: changes_since(api, user)[2] for user in ("alice", "bob")}
    api.put(f"/group_channels/{lunch}/messages/mark_as_read", user_id="alice")
    assert [changes_since(api, user, token)[0] for user, token in tokens.items()] == [[lunch], []]


def test_a_channel_that_was_left_is_gone(api, lunch):
    tokens = {user: changes_since(api, user)[2] for user in ("alice", "bob")}
    api.put(f"/group_channels/{lunch}/leave", user_ids=["alice"])
    assert changes_since(api, "alice", tokens["alice"])[:2] == ([], [lunch])
    assert changes_since(api, "bob", tokens["bob"])[:2] == ([lunch], [])


def test_a_deleted_channel_is_gone_for_all(api, lunch):
    token = changes_since(api, "alice")[2]
    api.delete(f"/group_channels/{lunch}")
    assert changes_since(api, "alice", token)[1] == changes_since(api, "bob")[1] == [lunch]


def test_who_comes_back_has_the_channel_again(api, lunch):
    api.put(f"/group_channels/{lunch}/leave", user_ids=["alice"])
    api.post(f"/group_channels/{lunch}/invite", user_ids=["alice"])
    assert changes_since(api, "alice")[:2] == ([lunch], [])


def test_each_channel_stands_once_and_the_last_change_last(api, alice, bob, lunch):
    dinner = api.group(alice, bob)
    api.say("bob", dinner)
    api.put(f"/group_channels/{lunch}", name="x")
    api.say("bob", lunch)
    api.put(f"/group_channels/{dinner}", name="y")
    assert changes_since(api, "alice")[0] == [lunch, dinner]


def test_changes_come_in_pages(api, alice, bob):
    urls = [api.group(alice, bob) for _ in range(5)]
    found, token = [], None
    while True:
        part, _, token = changes_since(api, "alice", token, limit=2)
        found += part
        if len(part) < 2:
            break
    assert found == urls


def test_a_time_is_a_place_to_begin(api, lunch):
    api.app.clock.freeze()
    api.app.clock.advance(hours=1)
    now = api.app.clock.now()
    assert changes_since(api, "alice", ts=now)[0] == []
    api.put(f"/group_channels/{lunch}", name="x")
    assert changes_since(api, "alice", ts=now)[0] == [lunch]


def test_a_token_does_not_expire(api, lunch):
    token = changes_since(api, "alice")[2]
    api.app.clock.advance(days=30)
    assert changes_since(api, "alice", token)[0] == []


def test_channels_are_answered_as_their_member_sees_them(api, lunch):
    api.say("bob", lunch)
    row = api.get("/users/alice/my_group_channels/changelogs", change_ts=0, show_member=True)["updated"][0]
    assert (row["unread_message_count"], row["my_role"], len(row["members"])) == (1, "none", 2)


def test_changes_can_be_filtered(api, lunch):
    assert changes_since(api, "alice", custom_types="other")[0] == []
    assert changes_since(api, "alice", show_empty="false")[0] == []


# --- messages ---


def what(api, messages_path, token=None):
    found = api.get(f"{messages_path}/changelogs", **({"token": token} if token else {"change_ts": 0}))
    return [row["message"] for row in found["updated"]], [row["message_id"] for row in found["deleted"]], found["next"]


def test_a_new_message_is_no_change(api, lunch, messages_path):
    api.say("bob", lunch)
    assert what(api, messages_path)[:2] == ([], [])


def test_an_edited_message_is_a_change(api, lunch, messages_path):
    message = api.say("bob", lunch, "sup")
    api.put(f"{messages_path}/{message['message_id']}", message_type="MESG", message="soup")
    changed, gone, token = what(api, messages_path)
    assert (changed, gone) == (["soup"], [])
    assert what(api, messages_path, token)[0] == []


def test_a_deleted_message_is_remembered(api, lunch, messages_path):
    message = api.say("bob", lunch)["message_id"]
    api.delete(f"{messages_path}/{message}")
    assert what(api, messages_path)[:2] == ([], [message])


@pytest.mark.parametrize("key", ["include_reactions", "include_reactions_summary"])
def test_a_reaction_is_a_change(api, lunch, messages_path, key):
    message = api.say("bob", lunch)["message_id"]
    api.post(f"{messages_path}/{message}/reactions", user_id="alice", reaction="yum")
    row = api.get(f"{messages_path}/changelogs", change_ts=0, **{key: True})["updated"][0]
    assert row["message_id"] == message and row[key.removeprefix("include_")][0]["key"] == "yum"


def test_a_reply_changes_what_it_answers(api, lunch, messages_path):
    message = api.say("bob", lunch, "soup?")["message_id"]
    api.say("alice", lunch, "yes", parent_message_id=message)
    assert what(api, messages_path)[0] == ["soup?"]


def test_a_place_to_begin_has_to_be_given(api, messages_path, alice):
    assert api.refusal("GET", f"{messages_path}/changelogs")[0] == 400105
    assert api.refusal("GET", f"{messages_path}/changelogs", token="abc")[0] == 400111
    assert api.refusal("GET", "/users/alice/my_group_channels/changelogs")[0] == 400105


def test_open_channels_have_changes_too(api, lobby, alice):
    message = api.say("alice", lobby, kind="open_channels")["message_id"]
    api.delete(f"/open_channels/{lobby}/messages/{message}")
    assert what(api, f"/open_channels/{lobby}/messages")[1] == [message]
