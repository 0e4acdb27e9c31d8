"""What is unread, and how many channels a user has, in today's ways of counting."""

import pytest


def counted(api, user, what, **query):
    return api.get(f"/users/{user}/{what}", **query)


@pytest.fixture
def dinner(api, alice, bob):
    """A super channel of alice and bob, with a mention of alice."""
    channel = api.group(alice, bob, custom_type="food", is_super=True)
    api.say("bob", channel, "you?", mentioned_user_ids=["alice"])
    return channel


def test_messages_are_counted_in_some_kinds_of_channels(api, lunch, dinner):
    api.say("bob", lunch)
    assert counted(api, "alice", "unread_message_count") == {"unread_count": 2}
    assert counted(api, "alice", "unread_message_count", super_mode="super") == {"unread_count": 1}
    assert counted(api, "alice", "unread_message_count", custom_types=["none", "other"]) == {"unread_count": 0}


def test_channels_with_something_unread_are_counted(api, lunch, dinner):
    assert counted(api, "alice", "unread_channel_count") == {"unread_count": 1}
    api.say("bob", lunch)
    assert counted(api, "alice", "unread_channel_count") == {"unread_count": 2}


def test_items_are_counted_by_name(api, lunch, dinner):
    counts = counted(api, "alice", "unread_item_count")
    assert counts["group_channel_unread_message_count"] == counts["super_group_channel_unread_mention_count"] == 1
    assert counts["non_super_group_channel_unread_message_count"] == 0
    only = counted(api, "alice", "unread_item_count", item_keys=["group_channel_invitation_count"])
    assert only == {"group_channel_invitation_count": 0}


def test_items_are_counted_in_channels_of_some_types(api, alice, bob):
    for kind in ("food", "food", "drinks"):
        api.say(bob, api.group(alice, bob, custom_type=kind))
    wanted = {"item_keys": ["group_channel_unread_message_count"]}
    counts = [counted(api, alice, "unread_item_count", **wanted, custom_types=kinds) for kinds in (["food"], ["tea"])]
    assert [count["group_channel_unread_message_count"] for count in counts] == [2, 0]


def test_an_unknown_item_is_refused(api, alice):
    assert api.refusal("GET", "/users/alice/unread_item_count", item_keys="soup")[0] == 400111


def test_channels_are_counted_by_standing(api, lunch, bob, carol):
    api.put("/users/alice/channel_invitation_preference", auto_accept=False)
    api.group("alice", bob, carol)
    states = ("all", "joined_only", "invited_only", "invited_by_friend", "joined", "invited")
    assert [counted(api, "alice", "group_channel_count", state=s)["group_channel_count"] for s in states] == [
        2,
        1,
        1,
        0,
        1,
        1,
    ]


def test_what_is_not_wanted_is_not_counted(api, lunch):
    path = f"/users/alice/count_preference/{lunch}"
    api.say("bob", lunch, "hi", mentioned_user_ids=["alice"])
    assert api.get(path) == {"count_preference": "all"}
    assert api.put(path, count_preference="unread_mention_count_only") == {
        "count_preference": "unread_mention_count_only"
    }
    assert api.unread("alice") == 0
    channel = api.get(f"/group_channels/{lunch}", user_id="alice")
    assert (channel["unread_message_count"], channel["unread_mention_count"]) == (0, 1)


def test_off_is_answered_as_it_was_spelt(api, lunch):
    path = f"/users/alice/count_preference/{lunch}"
    assert api.put(path, count_preference="false") == api.get(path) == {"count_preference": "false"}


def test_only_members_have_a_count_preference(api, lunch, carol):
    assert api.refusal("GET", f"/users/carol/count_preference/{lunch}")[0] == 400108


def test_everybody_who_looks_has_the_newest_count(api, lunch, carol):
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    assert (api.unread("bob"), api.unread("carol")) == (0, 0)
    api.say("alice", lunch)
    assert api.unread("carol") == 1
    api.say("alice", lunch)
    assert (api.unread("carol"), api.unread("bob")) == (2, 2)
