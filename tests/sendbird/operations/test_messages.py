"""Messages: sent, listed, viewed, deleted, read, counted."""

import pytest

from chatmock.core.texts import Texts, Upload


def texts(page):
    return [message["message"] for message in page["messages"]]


def path(channel, kind="group_channels"):
    return f"/{kind}/{channel}/messages"


@pytest.fixture
def talk(api, lunch):
    """Five messages of bob, a to e, and when each was sent."""
    return {text: api.say("bob", lunch, text)["created_at"] for text in "abcde"}


# --- sending ---


def test_a_text_has_the_recorded_keys(api, lobby, alice):
    message = api.post(path(lobby, "open_channels"), message_type="MESG", user_id="alice", message="hi")
    assert (message["type"], message["message"], message["data"], message["file"]) == ("MESG", "hi", "", {})
    assert message["channel_url"] == lobby and message["custom_type"] == ""
    assert message["user"].items() >= {"user_id": "alice", "nickname": "Alice", "profile_url": ""}.items()
    assert message["message_id"] > 0 and len(str(message["created_at"])) == 13


def test_ids_and_times_grow_also_while_time_stands_still(api, lunch):
    api.app.clock.freeze()
    sent = [api.say("bob", lunch) for _ in range(3)]
    for name in ("message_id", "created_at"):
        values = [message[name] for message in sent]
        assert values == sorted(set(values))


def test_data_and_type_travel_with_a_text(api, lunch):
    message = api.say("bob", lunch, data="d", custom_type="t")
    assert (message["data"], message["custom_type"]) == ("d", "t")


def test_a_file_has_no_message_and_no_data_of_its_own(api, lunch):
    given = {"url": "https://x.test/a.pdf", "file_name": "a.pdf", "file_size": 3, "file_type": "application/pdf"}
    message = api.post(path(lunch), message_type="FILE", user_id="bob", custom_field="today", **given)
    assert message.keys().isdisjoint({"message", "data"})  # recorded
    assert message["file"] == {
        "url": "https://x.test/a.pdf",
        "name": "a.pdf",
        "size": 3,
        "type": "application/pdf",
        "data": "today",  # recorded
        "custom": "today",  # the document's other spelling
    }


def test_a_file_needs_its_address_only(api, lunch):
    message = api.post(path(lunch), message_type="FILE", user_id="bob", url="https://x.test/a")
    assert message["file"].items() >= {"name": "", "size": 0, "type": "", "data": ""}.items()


@pytest.mark.parametrize("wrap", [lambda file: file, lambda file: [file]])
def test_todays_sdks_wrap_the_file(api, lunch, wrap):
    file = {"url": "https://x.test/a.pdf", "file_name": "a.pdf", "file_size": 3, "file_type": "pdf"}
    message = api.post(path(lunch), message_type="FILE", user_id="bob", files=wrap(file), data="d")
    assert (
        message["file"].items() >= {"url": file["url"], "name": "a.pdf", "size": 3, "type": "pdf", "data": "d"}.items()
    )


def test_an_uploaded_file_is_fetched_at_its_address(api, lunch):
    upload = Upload("a.txt", "text/plain", b"words")
    form = Texts({"message_type": "FILE", "user_id": "bob", "file": upload}.items())
    file = api._good(api.send("POST", path(lunch), form=form))["file"]
    assert (file["name"], file["type"], file["size"]) == ("a.txt", "text/plain", 5)
    assert api.send("GET", file["url"].removeprefix(api.hub.url).removeprefix("/v3")).body == b"words"


def test_a_message_of_the_administration_has_no_sender(api, lunch):
    message = api.post(path(lunch), message_type="ADMM", message="closed", data="d", user_id="nobody")
    assert (message["type"], message["message"], message["data"]) == ("ADMM", "closed", "d")
    assert "user" not in message


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, (400105, '"message_type" must be required.')),
        ({"message_type": "TEXT"}, (400111, 'Invalid value: "message_type".')),
        ({"message_type": "MESG", "message": "hi"}, (400105, '"user_id" must be required.')),
        ({"message_type": "MESG", "user_id": "bob"}, (400105, '"message" must be required.')),
        ({"message_type": "MESG", "user_id": "bob", "message": ""}, (400110, 'Length of "message" is not valid.')),
        ({"message_type": "MESG", "user_id": "bob", "message": 7}, (400100, '"message" must be a string.')),
        ({"message_type": "FILE", "user_id": "bob"}, (400105, '"url" must be required.')),
        (
            {"message_type": "FILE", "user_id": "bob", "url": "u", "file_size": "3"},
            (400101, '"file_size" must be a number.'),
        ),
        ({"message_type": "ADMM"}, (400105, '"message" must be required.')),
        ({"message_type": "MESG", "user_id": "nobody", "message": "hi"}, (400201, '"User" not found.')),
    ],
)
def test_what_does_not_fit_is_refused_and_not_sent(api, lunch, body, code):
    assert api.refusal("POST", path(lunch), body) == code
    assert api.get(path(lunch), message_ts=0)["messages"] == []


def test_who_never_entered_an_open_channel_sends_there_also_while_it_is_frozen(api, lobby, alice):
    api.put(f"/open_channels/{lobby}/freeze", freeze=True)
    assert api.say("alice", lobby, kind="open_channels")["message"] == "hi"  # recorded


def test_only_members_send_to_a_group_channel(api, lunch, carol):
    body = {"message_type": "MESG", "user_id": "carol", "message": "hi"}
    assert api.refusal("POST", path(lunch), body) == (400108, "Not authorized. User is not a member.")


def test_who_is_banned_does_not_send(api, lobby, alice):
    api.post(f"/open_channels/{lobby}/ban", user_id="alice", seconds=60)
    body = {"message_type": "MESG", "user_id": "alice", "message": "hi"}
    assert api.refusal("POST", path(lobby, "open_channels"), body) == (400108, "Not authorized. User is banned.")
    api.app.clock.advance(minutes=2)
    assert api.say("alice", lobby, kind="open_channels")


def test_a_channel_of_either_kind_has_to_exist(api, alice):
    body = {"message_type": "MESG", "user_id": "alice", "message": "hi"}
    for kind in ("open_channels", "group_channels"):
        assert api.refusal("POST", f"/{kind}/nowhere/messages", body) == (400201, '"Channel" not found.')


def test_mentioned_users_are_shown_and_have_to_exist(api, lunch):
    message = api.say("bob", lunch, mentioned_user_ids=["alice"])
    assert [user["user_id"] for user in message["mentioned_users"]] == ["alice"]
    assert api.say("bob", lunch, mention_type="channel")["mention_type"] == "channel"
    body = {"message_type": "MESG", "user_id": "bob", "message": "hi", "mentioned_user_ids": ["nobody"]}
    assert api.refusal("POST", path(lunch), body) == (400201, '"User" not found.')


def test_a_metaarray_comes_as_a_list_or_as_json_text(api, lunch):
    array = [{"key": "tags", "value": ["a", "b"]}]
    assert api.say("bob", lunch, sorted_metaarray=array)["sorted_metaarray"] == array
    assert api.say("bob", lunch, sorted_metaarray='[{"key":"tags","value":["a","b"]}]')["sorted_metaarray"] == array


def test_a_message_of_an_operator_says_so(api, alice, bob):
    lunch = api.group(alice, bob, operator_ids=["bob"])
    by_bob, by_alice = api.say("bob", lunch), api.say("alice", lunch)
    assert (by_bob["is_op_msg"], by_bob["user"]["role"]) == (True, "operator")
    assert (by_alice["is_op_msg"], by_alice["user"]["role"]) == (False, "")


def test_what_a_message_sets_off_is_told(api, lunch):
    assert set(api.say("bob", lunch)["message_events"].values()) == {"receivers", True}
    events = api.say("bob", lunch, is_silent=True, send_push=False)["message_events"]
    assert set(events.values()) == {"none", False}


def test_an_ephemeral_channel_keeps_no_messages(api, alice, bob):
    lunch = api.group(alice, bob, is_ephemeral=True)
    assert api.say("bob", lunch)["message"] == "hi"
    assert api.get(path(lunch), message_ts=0)["messages"] == [] and api.unread("alice") == 0


# --- listing ---


def test_the_end_of_time_brings_the_newest_fifteen(api, lunch):
    for number in range(20):
        api.say("bob", lunch, str(number))
    assert texts(api.get(path(lunch), message_ts=0)) == [str(number) for number in range(5, 20)]


def test_a_place_has_those_before_it_those_at_it_and_those_after_it(api, lunch, talk):
    around = {"message_ts": talk["c"], "prev_limit": 1, "next_limit": 1}
    assert texts(api.get(path(lunch), **around)) == ["b", "c", "d"]
    assert texts(api.get(path(lunch), **around, include="false")) == ["b", "d"]
    assert texts(api.get(path(lunch), **around, reverse="true")) == ["d", "c", "b"]


def test_limits_of_zero_leave_only_the_place(api, lunch, talk):
    assert texts(api.get(path(lunch), message_ts=talk["c"], prev_limit=0, next_limit=0)) == ["c"]


def test_a_place_between_messages_has_none_at_it(api, lunch, talk):
    api.app.clock.advance(hours=1)
    late = api.say("bob", lunch, "late")["created_at"]
    page = api.get(path(lunch), message_ts=late - 1, prev_limit=2, next_limit=2)
    assert texts(page) == ["d", "e", "late"]


def test_all_messages_at_the_place_are_included(api, lunch):
    old = [{"user_id": "bob", "message": text, "timestamp": 1482105600000} for text in "xyz"]
    api.post(f"/migration/{lunch}", messages=old)
    place = {"message_ts": 1482105600000, "prev_limit": 0, "next_limit": 0}
    assert texts(api.get(path(lunch), **place)) == ["x", "y", "z"]
    assert texts(api.get(path(lunch), **place, message_type="MESG")) == ["x", "y", "z"]


def test_a_message_can_be_the_place(api, lunch, talk):
    c = api.get(path(lunch), message_ts=talk["c"], prev_limit=0, next_limit=0)["messages"][0]["message_id"]
    query = {"message_id": c, "prev_limit": 1, "next_limit": 1}
    assert texts(api.get(path(lunch), **query)) == ["b", "c", "d"]
    assert texts(api.get(path(lunch), **query, message_ts=0)) == ["b", "c", "d"]
    assert texts(api.get(path(lunch), **query, include="false")) == ["b", "d"]


def test_a_message_id_of_zero_is_none(api, lunch, talk):
    assert texts(api.get(path(lunch), message_ts=0, message_id=0, prev_limit=2)) == ["d", "e"]  # the Python SDK


def test_an_unknown_message_is_no_place(api, lunch):
    assert api.refusal("GET", path(lunch), message_id=7) == (400201, '"Message" not found.')


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, (400105, '"message_ts" must be required.')),
        ({"message_ts": "now"}, (400101, '"message_ts" must be a number.')),
        ({"message_ts": -1}, (400106, '"message_ts" must be a positive number.')),
        ({"message_ts": 0, "prev_limit": 201}, (400111, 'Invalid value: "prev_limit".')),
        ({"message_ts": 0, "next_limit": -1}, (400106, '"next_limit" must be a positive number.')),
        ({"message_ts": 0, "include": "maybe"}, (400104, '"include" must be a boolean.')),
        ({"message_ts": 0, "message_type": "TEXT"}, (400111, 'Invalid value: "message_type".')),
    ],
)
def test_a_query_that_does_not_fit_is_refused(api, lunch, query, code):
    assert api.refusal("GET", path(lunch), **query) == code


def test_filters_apply_before_the_limits(api, lunch):
    for text in "abcd":
        api.say("bob", lunch, text, custom_type="odd" if text in "ac" else "even")
    assert texts(api.get(path(lunch), message_ts=0, prev_limit=2, custom_type="odd")) == ["a", "c"]
    assert texts(api.get(path(lunch), message_ts=0, custom_types=["odd", "even"])) == ["a", "b", "c", "d"]


def test_messages_of_one_type_are_found(api, lunch):
    api.say("bob", lunch, "text")
    api.post(path(lunch), message_type="ADMM", message="news")
    assert texts(api.get(path(lunch), message_ts=0, message_type="ADMM")) == ["news"]
    assert texts(api.get(path(lunch), message_ts=0, message_type="MESG")) == ["text"]
    assert api.get(path(lunch), message_ts=0, message_type="FILE")["messages"] == []


def test_messages_of_some_senders_are_found(api, alice, bob, carol):
    lunch = api.group(alice, bob, carol)
    for sender in ("alice", "bob", "carol", "alice"):
        api.say(sender, lunch, sender)
    api.post(path(lunch), message_type="ADMM", message="news")

    def found(**query):
        return texts(api.get(path(lunch), message_ts=0, **query))

    assert found(sender_id="alice") == ["alice", "alice"]
    assert found(sender_ids=["carol", "bob"]) == ["bob", "carol"]
    assert found(sender_ids=["carol", "bob"], sender_id="bob") == ["bob"]
    assert found(sender_id="nobody") == []
    assert found(sender_id="alice", prev_limit=1) == ["alice"]


def test_messages_of_operators_are_found_or_the_others(api, alice, bob):
    lunch = api.group(alice, bob, operator_ids=["bob"])
    api.say("bob", lunch, "boss")
    api.say("alice", lunch, "staff")
    assert texts(api.get(path(lunch), message_ts=0, operator_filter="operator")) == ["boss"]
    assert texts(api.get(path(lunch), message_ts=0, operator_filter="nonoperator")) == ["staff"]
    assert texts(api.get(path(lunch), message_ts=0, operator_filter="all")) == ["boss", "staff"]


def test_a_sender_is_found_around_a_place_too(api, lunch, talk):
    api.say("alice", lunch, "alice")
    query = {"message_ts": talk["c"], "prev_limit": 1, "next_limit": 5}
    assert texts(api.get(path(lunch), **query, sender_id="bob")) == ["b", "c", "d", "e"]
    assert texts(api.get(path(lunch), **query, sender_id="alice")) == ["alice"]


def test_messages_past_their_retention_are_in_no_list(api, lunch):
    api.put("/applications/settings_global", message_retention_hours=1)
    old = api.say("bob", lunch, "old")
    api.app.clock.advance(hours=2)
    api.say("bob", lunch, "new")
    assert texts(api.get(path(lunch), message_ts=0)) == ["new"]
    assert texts(api.get(path(lunch), message_ts=old["created_at"])) == ["new"]
    assert api.get(f"{path(lunch)}/total_count") == {"total": 1}
    assert api.refusal("GET", f"{path(lunch)}/{old['message_id']}")[0] == 400201
    assert api.refusal("GET", path(lunch), message_id=old["message_id"])[0] == 400201


def test_pages_of_both_kinds_of_messages_are_whole(api, lunch):
    sent = [api.say("bob", lunch, "a"), api.say("bob", lunch, "b", mention_type="channel"), api.say("bob", lunch, "c")]
    assert api.get(path(lunch), message_ts=0) == {"messages": sent}
    assert api.get(path(lunch), message_ts=0, next_limit=0, prev_limit=1) == {"messages": sent[2:]}


# --- one message ---


def test_a_message_is_viewed_as_it_was_answered(api, lunch):
    message = api.say("bob", lunch)
    assert api.get(f"{path(lunch)}/{message['message_id']}") == message


@pytest.mark.parametrize("message_id", ["7", "seven", "9" * 30])
def test_an_unknown_message_is_not_found(api, lunch, message_id):
    for method in ("GET", "DELETE"):
        assert api.refusal(method, f"{path(lunch)}/{message_id}") == (400201, '"Message" not found.')


def test_a_message_is_found_in_its_own_channel_only(api, lunch, lobby):
    message = api.say("bob", lunch)
    assert api.refusal("GET", f"{path(lobby, 'open_channels')}/{message['message_id']}")[0] == 400201


def test_a_deleted_message_is_gone_and_not_unread(api, lunch):
    api.say("bob", lunch, "stays")
    message = api.say("bob", lunch, "goes")
    assert api.delete(f"{path(lunch)}/{message['message_id']}") == {}  # recorded
    assert texts(api.get(path(lunch), message_ts=0)) == ["stays"] and api.unread("alice") == 1
    assert api.get(f"/group_channels/{lunch}")["last_message"]["message"] == "stays"


# --- reading and counting ---


def test_unread_counts_only_what_others_said(api, lunch):
    api.say("bob", lunch)
    api.say("alice", lunch, mark_as_read=False)
    assert api.get(f"{path(lunch)}/unread_count", user_ids=["alice", "bob"]) == {"unread": {"alice": 1, "bob": 1}}


def test_sending_counts_as_reading_unless_told_otherwise(api, lunch):
    api.say("bob", lunch)
    api.say("alice", lunch, mark_as_read=False)
    assert api.unread("alice") == 1
    api.say("alice", lunch)
    assert api.unread("alice") == 0


def test_silent_messages_do_not_count(api, lunch):
    api.post(path(lunch), message_type="ADMM", message="psst", is_silent=True)
    assert api.unread("alice") == 0
    assert api.get(f"{path(lunch)}/total_count") == {"total": 1}


def test_joining_counts_as_reading(api, lunch, carol):
    api.say("bob", lunch)
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    assert api.unread("carol") == 0


def test_a_member_who_marks_a_channel_has_read_it(api, lunch):
    api.say("bob", lunch)
    assert api.put(f"{path(lunch)}/mark_as_read", user_id="alice") == {}
    assert api.unread("alice") == 0


def test_today_a_channel_is_read_up_to_a_time_and_never_back(api, lunch, talk):
    api.put(f"{path(lunch)}/mark_as_read", user_id="alice", timestamp=talk["c"])
    assert api.unread("alice") == 2
    api.put(f"{path(lunch)}/mark_as_read", user_id="alice", timestamp=talk["a"])
    assert api.unread("alice") == 2


def test_only_members_read_a_group_channel(api, lunch, carol):
    assert api.refusal("PUT", f"{path(lunch)}/mark_as_read", {}) == (400105, '"user_id" must be required.')
    assert api.refusal("PUT", f"{path(lunch)}/mark_as_read", {"user_id": "nobody"})[0] == 400201
    assert api.refusal("PUT", f"{path(lunch)}/mark_as_read", {"user_id": "carol"})[0] == 400108


def test_an_open_channel_has_no_read_marks(api, lobby, alice):
    assert api.put(f"{path(lobby, 'open_channels')}/mark_as_read", user_id="alice") == {}
    assert api.refusal("PUT", f"{path(lobby, 'open_channels')}/mark_as_read", {"user_id": "nobody"})[0] == 400201


def test_unread_is_counted_for_the_named_users_only(api, lunch, carol):
    api.say("bob", lunch)
    assert api.get(f"{path(lunch)}/unread_count", user_ids="alice") == {"unread": {"alice": 1}}
    assert api.get(f"{path(lunch)}/unread_count", user_ids="carol") == {"unread": {"carol": 0}}
    assert api.refusal("GET", f"{path(lunch)}/unread_count") == (400105, '"user_ids" must be required.')
    assert api.refusal("GET", f"{path(lunch)}/unread_count", user_ids="nobody")[0] == 400201


def test_messages_of_open_channels_are_counted_in_total(api, lobby, alice):
    api.say("alice", lobby, kind="open_channels")
    assert api.get(f"{path(lobby, 'open_channels')}/total_count") == {"total": 1}


@pytest.mark.parametrize("kind", ["group_channels", "open_channels"])
def test_a_dedup_id_is_taken_once_in_a_channel(api, alice, lunch, lobby, kind):
    # live: the second message is refused and not sent; ruled: another channel may have the same
    channel = lunch if kind == "group_channels" else lobby
    api.say(alice, channel, kind=kind, dedup_id="order-7")
    second = {"message_type": "MESG", "user_id": alice, "message": "again", "dedup_id": "order-7"}
    refusal = (400202, '"dedup_id" violates unique constraint.')
    assert api.refusal("POST", f"/{kind}/{channel}/messages", second) == refusal
    assert api.get(f"/{kind}/{channel}/messages/total_count")["total"] == 1


def test_a_dedup_id_is_free_again_with_its_message(api, alice, lunch):
    # ruled
    sent = api.say(alice, lunch, dedup_id="order-7")["message_id"]
    api.delete(f"/group_channels/{lunch}/messages/{sent}")
    api.say(alice, lunch, dedup_id="order-7")


def test_a_channel_is_read_up_to_a_message(api, bob, lunch):
    # docs of today
    first = api.say(bob, lunch)["message_id"]
    api.say(bob, lunch)
    read = f"/group_channels/{lunch}/messages/mark_as_read"
    api.put(read, user_id="alice", message_id=first)
    assert api.unread("alice") == 1
    assert api.refusal("PUT", read, {"user_id": "alice", "message_id": 7})[0] == 400201
