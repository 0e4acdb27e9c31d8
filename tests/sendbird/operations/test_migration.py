"""Migration: messages of the past, put where they belong in time."""

import pytest

NOW = 1_482_105_600_000
HOUR = 3_600_000


@pytest.fixture(autouse=True)
def monday(api):
    api.app.clock.freeze(NOW)


def said(timestamp, text="hi", user_id="bob", **details):
    return {"user_id": user_id, "message": text, "timestamp": timestamp, **details}


def texts(api, channel, kind="group_channels"):
    messages = api.get(f"/{kind}/{channel}/messages", message_ts=0)["messages"]
    return [message["message"] for message in messages]


def migrate(api, channel, *messages):
    return api.post(f"/migration/{channel}", messages=list(messages))


def test_migrated_messages_stand_where_they_belong_in_time(api, lunch):
    api.say("bob", lunch, "now")
    assert migrate(api, lunch, said(NOW - HOUR, "later"), said(NOW - 2 * HOUR, "first")) == {}
    assert texts(api, lunch) == ["first", "later", "now"]
    assert api.get(f"/group_channels/{lunch}/messages/total_count") == {"total": 3}


def test_a_migrated_message_keeps_its_time(api, lunch):
    migrate(api, lunch, said(NOW - HOUR, data="mine"))
    [message] = api.get(f"/group_channels/{lunch}/messages", message_ts=0)["messages"]
    assert (message["created_at"], message["data"], message["user"]["user_id"]) == (NOW - HOUR, "mine", "bob")


def test_messages_of_one_time_keep_their_order(api, lunch):
    migrate(api, lunch, *(said(NOW - HOUR, text) for text in "abc"))
    assert texts(api, lunch) == ["a", "b", "c"]


def test_open_channels_take_old_messages_too(api, bob, lobby):
    migrate(api, lobby, said(NOW - HOUR))
    assert texts(api, lobby, "open_channels") == ["hi"]


def test_the_sender_need_not_be_a_member(api, lunch, carol):
    migrate(api, lunch, said(NOW - HOUR, user_id="carol"))
    assert texts(api, lunch) == ["hi"]


def test_files_and_messages_of_nobody_are_taken(api, lunch):
    file = {"message_type": "FILE", "user_id": "bob", "url": "https://example.com/menu.pdf", "timestamp": NOW - 2}
    notice = {"message_type": "ADMM", "message": "closed", "timestamp": NOW - 1}
    migrate(api, lunch, file, notice)
    shown = api.get(f"/group_channels/{lunch}/messages", message_ts=0)["messages"]
    assert shown[0]["file"]["url"] == "https://example.com/menu.pdf" and "user" not in shown[1]


def test_mentions_and_lists_come_along(api, lunch):
    lists = [{"key": "dish", "value": ["soup"]}]
    migrate(api, lunch, said(NOW - 1, mentioned_user_ids=["alice"], sorted_metaarray=lists, custom_type="food"))
    [shown] = api.get(f"/group_channels/{lunch}/messages", message_ts=0)["messages"]
    assert shown["mentioned_users"][0]["user_id"] == "alice"
    assert (shown["sorted_metaarray"], shown["custom_type"]) == (lists, "food")


def test_what_was_said_before_joining_is_not_unread(api, lunch):
    migrate(api, lunch, said(NOW - HOUR))
    assert api.unread("alice") == 0


def test_what_was_said_after_reading_is_unread(api, lunch):
    api.app.clock.advance(hours=2)
    migrate(api, lunch, said(NOW + HOUR))
    assert (api.unread("alice"), api.unread("bob")) == (1, 0)


def test_what_was_said_before_reading_is_not_unread(api, lunch):
    api.app.clock.advance(hours=2)
    api.put(f"/group_channels/{lunch}/messages/mark_as_read", user_id="alice")
    migrate(api, lunch, said(NOW + HOUR))
    assert api.unread("alice") == 0


def latest(api):
    channels = api.get("/group_channels", order="latest_last_message", show_empty=True)["channels"]
    return [channel["name"] for channel in channels]


def test_old_messages_do_not_move_a_channel_back(api, lunch):
    api.group("alice", "bob", name="dinner")
    migrate(api, lunch, said(NOW - HOUR))
    assert latest(api) == ["dinner", "lunch"]


def test_newer_messages_move_a_channel_forward(api, lunch):
    api.group("alice", "bob", name="dinner")
    api.app.clock.advance(hours=2)
    migrate(api, lunch, said(NOW + HOUR))
    assert latest(api) == ["lunch", "dinner"]


def test_the_last_message_is_the_last_in_time(api, lunch):
    api.say("bob", lunch, "now")
    migrate(api, lunch, said(NOW - HOUR, "old"))
    assert api.get(f"/group_channels/{lunch}")["last_message"]["message"] == "now"


def test_nobody_is_told(api, lunch):
    api.app.bus.on("message.sent", lambda **facts: pytest.fail("a migrated message was announced"))
    migrate(api, lunch, said(NOW - HOUR))


def test_statistics_do_not_count_what_was_sent_elsewhere(api, lunch):
    migrate(api, lunch, said(NOW - HOUR))
    assert api.get("/applications/mau") == {"mau": 0}
    assert api.get("/applications/messages/daily_count") == {"message_count": {"2016-12-19": 0}}


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (said(NOW - 1, user_id="nobody"), 400201),
        (said(NOW - 1, mentioned_user_ids=["nobody"]), 400201),
        (said(NOW + HOUR), 400111),
        (said(2**62), 400111),
        (said(0), 400111),
        (said(-5), 400111),
        (said("yesterday"), 400101),
        (said(float(NOW - 1)), 400101),
        (said(NOW - 1, message_type="NOTE"), 400111),
        ({"user_id": "bob", "message": "hi"}, 400105),
        ({"user_id": "bob", "timestamp": NOW - 1}, 400105),
        ({"message": "hi", "timestamp": NOW - 1}, 400105),
        ({"message_type": "FILE", "user_id": "bob", "timestamp": NOW - 1}, 400105),
        (said(NOW - 1, text=5), 400100),
        ("hi", 400103),
    ],
)
def test_one_bad_message_refuses_them_all(api, lunch, bad, code):
    body = {"messages": [said(NOW - HOUR), bad]}
    assert api.refusal("POST", f"/migration/{lunch}", body)[0] == code
    assert texts(api, lunch) == []


def test_messages_have_to_be_there(api, lunch):
    assert api.refusal("POST", f"/migration/{lunch}", {}) == (400105, '"messages" must be required.')
    assert api.refusal("POST", f"/migration/{lunch}", {"messages": "hi"})[0] == 400102


def test_an_unknown_channel_is_not_found(api, bob):
    assert api.refusal("POST", "/migration/nowhere", {"messages": []}) == (400201, '"Channel" not found.')


def test_messages_past_their_retention_stay_out_of_sight(api, lunch):
    api.put("/applications/settings_global", message_retention_hours=1)
    migrate(api, lunch, said(NOW - 2 * HOUR, "gone"), said(NOW - 1, "seen"))
    assert texts(api, lunch) == ["seen"]


def test_a_migrated_message_keeps_the_key_of_its_sender(api, lunch):
    """docs (today): the service looks for duplicates by it; that a second one is refused is ruled as for sending."""
    migrate(api, lunch, said(NOW - HOUR, dedup_id="old-7"))
    path, taken = f"/migration/{lunch}", (400202, '"dedup_id" violates unique constraint.')
    for messages in ([said(NOW - 1, dedup_id="old-7")], [said(NOW - 1, dedup_id="new")] * 2):
        assert api.refusal("POST", path, {"messages": [said(NOW - 2), *messages]}) == taken
    again = {"message_type": "MESG", "user_id": "bob", "message": "again", "dedup_id": "old-7"}
    assert api.refusal("POST", f"/group_channels/{lunch}/messages", again) == taken
    assert texts(api, lunch) == ["hi"]


def test_a_silent_message_of_the_past_is_unread_by_nobody(api, alice, bob, lunch):
    api.app.clock.advance(hours=2)
    migrate(api, lunch, said(NOW + HOUR, is_silent=True), said(NOW + HOUR + 1))
    assert (api.unread("alice"), texts(api, lunch)) == (1, ["hi", "hi"])


@pytest.mark.parametrize("field", ["update_read_ts", "rewind_read_ts"])
def test_marks_of_readers_are_not_moved_and_a_request_for_that_is_refused(api, lunch, field):
    body = {"messages": [{"user_id": "alice", "message": "old", "timestamp": 1, "message_type": "MESG"}]}
    assert api.refusal("POST", f"/migration/{lunch}", {**body, field: True})[0] == 501000
    api.post(f"/migration/{lunch}", **body, **{field: False})
