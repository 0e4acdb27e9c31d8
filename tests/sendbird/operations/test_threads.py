"""Threads: messages that answer others."""

import pytest


@pytest.fixture
def soup(api, lunch):
    """What is answered."""
    return api.say("bob", lunch, "soup?")


@pytest.fixture
def reply(api, lunch, soup):
    def reply(text, sender="alice", **details):
        return api.say(sender, lunch, text, parent_message_id=soup["message_id"], **details)

    return reply


def texts(page):
    return [message["message"] for message in page["messages"]]


def newest(api, path, **query):
    return api.get(path, message_ts=2**53 - 1, **query)


def test_a_reply_says_what_it_answers(reply, soup):
    answer = reply("yes")
    assert (answer["parent_message_id"], answer["is_reply_to_channel"]) == (soup["message_id"], False)


def test_replies_are_listed_in_their_thread_only(api, messages_path, reply):
    reply("yes")
    assert texts(newest(api, messages_path)) == ["soup?"]
    assert texts(newest(api, messages_path, include_reply_type="all")) == ["soup?", "yes"]


def test_some_replies_are_shown_in_the_channel_too(api, messages_path, reply):
    reply("yes")
    reply("hot", reply_to_channel=True)
    assert texts(newest(api, messages_path, include_reply_type="only_reply_to_channel")) == ["soup?", "hot"]


@pytest.mark.parametrize("reverse", [False, True])
def test_a_thread_begins_with_what_it_answers(api, messages_path, soup, reply, lunch, reverse):
    reply("one")
    api.say("alice", lunch, "aside")
    reply("two")
    page = newest(api, messages_path, parent_message_id=soup["message_id"], reverse=reverse)
    assert texts(page) == ["soup?", *(["two", "one"] if reverse else ["one", "two"])]


def test_a_thread_is_read_in_pages(api, messages_path, soup, reply):
    ids = [reply(text)["message_id"] for text in "abcde"]
    place = {"message_ts": 0, "message_id": ids[2], "parent_message_id": soup["message_id"]}
    assert texts(api.get(messages_path, prev_limit=1, next_limit=1, **place)) == ["soup?", "b", "c", "d"]


def test_what_is_answered_tells_of_its_replies(api, messages_path, soup, reply):
    last = [reply("one"), reply("two"), reply("three", sender="bob")][-1]
    info = api.get(f"{messages_path}/{soup['message_id']}", include_thread_info=True)["thread_info"]
    assert (info["reply_count"], info["last_replied_at"]) == (3, last["created_at"])
    assert [user["user_id"] for user in info["most_replies"]] == ["alice", "bob"]


def test_nothing_of_it_is_shown_unasked(api, messages_path, soup, reply):
    reply("one")
    assert "thread_info" not in api.get(f"{messages_path}/{soup['message_id']}")


def test_a_reply_shows_what_it_answers_on_demand(api, messages_path, reply):
    reply("yes")
    page = newest(api, messages_path, include_reply_type="all", include_parent_message_info=True)
    assert page["messages"][1]["parent_message_info"]["message"] == "soup?"
    assert "parent_message_info" not in page["messages"][0]


def test_each_change_of_a_thread_is_told(api, messages_path, soup, reply):
    counts = []
    api.app.bus.on("thread.updated", lambda parent, thread_info, **_: counts.append(thread_info["reply_count"]))
    first = reply("one")
    reply("two")
    api.delete(f"{messages_path}/{first['message_id']}")
    assert counts == [1, 2, 1]


def test_a_thread_that_lost_all_its_replies_is_known_as_empty(api, messages_path, soup, reply):
    api.delete(f"{messages_path}/{reply('one')['message_id']}")
    info = api.get(f"{messages_path}/{soup['message_id']}", include_thread_info=True)["thread_info"]
    assert (info["reply_count"], info["most_replies"]) == (0, [])


def test_a_thread_has_one_level(api, messages_path, reply):
    body = {"message_type": "MESG", "user_id": "bob", "message": "x"}
    nested = {**body, "parent_message_id": reply("one")["message_id"]}
    assert api.refusal("POST", messages_path, nested)[0] == 400111
    assert api.refusal("POST", messages_path, {**body, "parent_message_id": 1})[0] == 400201


def test_an_unknown_thread_is_not_found(api, messages_path, lunch):
    assert api.refusal("GET", messages_path, message_ts=0, parent_message_id=5)[0] == 400201


def test_own_threads_are_listed(api, messages_path, reply, lunch, carol):
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    reply("one")
    assert texts(api.get(f"{messages_path}/parent_thread_message", user_id="alice")) == ["soup?"]
    [soup] = api.client("bob").get(f"{messages_path}/parent_thread_message")["messages"]
    assert (soup["message"], soup["thread_info"]["member_count"]) == ("soup?", 1)
    assert texts(api.get(f"{messages_path}/parent_thread_message", user_id="carol")) == []


def unread_replies(api, user, lunch):
    [channel] = api.client(user).get(f"/users/{user}/my_group_channels")["channels"]
    return channel["total_unread_thread_message_count"]


def test_unread_replies_are_of_those_who_took_part(api, messages_path, soup, reply, lunch, carol):
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    stew = api.say("alice", lunch, "stew?")["message_id"]
    assert {user: unread_replies(api, user, lunch) for user in ("alice", "bob", "carol")} == {
        "alice": 0,
        "bob": 0,
        "carol": 0,
    }
    for parent in (soup["message_id"], stew, stew):
        api.say("bob", lunch, "yes", parent_message_id=parent)
    api.say("carol", lunch, "me, too", parent_message_id=stew)
    assert {user: unread_replies(api, user, lunch) for user in ("alice", "bob", "carol")} == {
        "alice": 3,
        "bob": 1,
        "carol": 0,
    }
    api.say("alice", lunch, "fine", parent_message_id=stew)
    assert {user: unread_replies(api, user, lunch) for user in ("alice", "bob", "carol")} == {
        "alice": 0,
        "bob": 2,
        "carol": 1,
    }
    api.put(f"/group_channels/{lunch}/reset_user_history", user_id="bob")
    api.say("alice", lunch, "again")
    assert unread_replies(api, "bob", lunch) == 0
    api.delete(f"{messages_path}/{stew}")
    assert unread_replies(api, "carol", lunch) == 0


def test_a_reply_that_is_gone_is_not_unread(api, messages_path, reply, lunch):
    gone = reply("one")["message_id"]
    assert unread_replies(api, "bob", lunch) == 1
    api.delete(f"{messages_path}/{gone}")
    assert unread_replies(api, "bob", lunch) == 0


def test_who_wants_no_news_of_a_thread_gets_none(api, messages_path, soup, reply):
    api.post("/users/bob/push/gcm", gcm_reg_token="t")
    client = api.client("bob")
    message = f"{messages_path}/{soup['message_id']}"
    assert client.put(f"{message}/thread_push", push_enabled=False) == {"push_enabled": False}
    reply("one")
    assert [entry for entry in api.app.journal if entry.kind == "push"] == []
    assert client.get(message, include_thread_info=True)["thread_info"]["push_enabled"] == 0


def test_open_channels_have_threads_too(api, lobby, alice):
    path = f"/open_channels/{lobby}/messages"
    parent = api.say("alice", lobby, "soup?", kind="open_channels")["message_id"]
    api.say("alice", lobby, "yes", kind="open_channels", parent_message_id=parent)
    assert texts(newest(api, path, parent_message_id=parent)) == ["soup?", "yes"]


def test_a_page_tells_whether_there_are_more(api, messages_path, lunch):
    for text in "abc":
        api.say("bob", lunch, text)
    asked = {"message_ts": 2**53 - 1, "next_limit": 0, "checking_has_next": True, "checking_continuous_messages": True}
    page = api.get(messages_path, prev_limit=2, **asked)
    assert (texts(page), page["has_next"], page["is_continuous_messages"]) == (["b", "c"], True, True)
    assert api.get(messages_path, prev_limit=3, **asked)["has_next"] is False


def test_any_type_is_a_star(api, messages_path, soup):
    assert texts(newest(api, messages_path, custom_types="*")) == ["soup?"]
