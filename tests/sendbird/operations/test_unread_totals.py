"""A user's total is kept between two looks: whatever changes it has to be seen by the next one."""

import pytest


@pytest.fixture
def looked(api, alice, bob, lunch):
    """Bob has looked: of two messages in lunch he has read none."""
    for _ in range(2):
        api.say(alice, lunch)
    assert api.unread(bob) == 2


def test_another_message_counts(api, alice, bob, lunch, looked):
    api.say(alice, lunch)
    assert api.unread(bob) == 3
    assert api.get("/users/bob/unread_message_count") == {"unread_count": 3}


def test_silent_messages_and_ones_own_do_not(api, alice, bob, lunch, looked):
    api.say(alice, lunch, is_silent=True)
    api.say(bob, lunch, mark_as_read=False)
    assert api.unread(bob) == 2


def test_a_channel_the_user_does_not_count_does_not(api, alice, bob, lunch, looked):
    api.put(f"/users/bob/count_preference/{lunch}", count_preference="off")
    assert api.unread(bob) == 0
    api.say(alice, lunch)
    assert api.unread(bob) == 0


def test_a_deleted_message_does_not_any_more(api, alice, bob, lunch, looked):
    message = api.say(alice, lunch)
    assert api.unread(bob) == 3
    api.delete(f"/group_channels/{lunch}/messages/{message['message_id']}")
    assert api.unread(bob) == 2


def test_a_history_that_is_gone_does_not(api, bob, lunch, looked):
    api.put(f"/group_channels/{lunch}/reset_user_history", user_id="bob")
    assert api.unread(bob) == 0


@pytest.mark.parametrize("way", ["read", "leave", "ban", "delete", "retention"])
def test_nothing_is_left_once_the_channel_is(api, app, bob, lunch, looked, way):
    path = f"/group_channels/{lunch}"
    match way:
        case "read":
            api.put(f"{path}/messages/mark_as_read", user_id="bob")
        case "leave":
            api.put(f"{path}/leave", user_ids=["bob"])
        case "ban":
            api.post(f"{path}/ban", user_id="bob")
        case "delete":
            api.delete(path)
        case "retention":
            api.put("/applications/settings_global", message_retention_hours=1)
            app.clock.advance(hours=2)
    assert api.unread(bob) == 0


def test_many_messages_since_the_last_look_all_count(api, alice, bob, lunch, looked):
    for _ in range(3):
        api.say(alice, lunch)
    assert api.unread(bob) == 5
    other = api.group(alice, bob)
    for url in (lunch, other, other):
        api.say(alice, url)
    assert api.unread(bob) == 8


def test_what_is_deleted_and_sent_between_two_looks_counts_once(api, alice, bob, lunch, looked):
    _, second = (api.say(alice, lunch)["message_id"] for _ in range(2))
    api.delete(f"/group_channels/{lunch}/messages/{second}")
    api.say(alice, lunch)
    assert api.unread(bob) == 4


def test_who_comes_back_counts_from_then_on(api, alice, bob, lunch, looked):
    api.put(f"/group_channels/{lunch}/leave", user_ids=[bob])
    api.post(f"/group_channels/{lunch}/invite", user_ids=[bob])
    api.say(alice, lunch)
    assert api.unread(bob) == 1
