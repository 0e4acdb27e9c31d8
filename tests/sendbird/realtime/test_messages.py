"""Messages over sockets: said, heard, changed, read."""

import time

import pytest


def test_only_the_asking_socket_gets_the_answer_all_others_a_message(a, b, connect, lunch):
    phone = connect("alice")
    command, said = a.ask("MESG", channel_url=lunch, message="hi")
    assert (command, said["message"], said["user"]["guest_id"]) == ("MESG", "hi", "alice")
    for other in (b, phone):
        heard = other.expect("MESG", msg_id=said["msg_id"], message="hi")
        assert "req_id" not in heard
    assert a.hears_nothing()


def test_a_message_is_the_same_over_http(a, call, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="hi", data="d", custom_type="greeting")
    [found] = call("GET", f"/group_channels/{lunch}/messages?message_ts=0")["messages"]
    assert (found["message_id"], found["data"], found["custom_type"]) == (said["msg_id"], "d", "greeting")
    assert found["created_at"] == said["ts"] == said["created_at"]


def test_each_receiver_is_told_the_own_total(chatmock, a, b, lunch, connect, alice, bob):
    c = connect("carol")
    chatmock.sendbird.user("carol").joins(lunch)
    dinner = chatmock.sendbird.group("alice", "carol")
    alice.says("dinner?", dinner)
    while c.next()[0] != "MESG":
        pass
    alice.says("lunch?", lunch)
    assert c.expect("MESG")["unread_cnt"]["all"] == 2
    while (heard := b.next())[0] != "MESG":
        pass
    assert heard[1]["unread_cnt"]["all"] == 1


def test_a_file_lies_flat_in_its_frame(a, b, lunch):
    file = {"url": "https://example.com/menu.pdf", "name": "menu.pdf", "type": "application/pdf", "size": 7}
    command, said = a.ask("FILE", channel_url=lunch, custom="soup", **file)
    assert (command, {name: said[name] for name in file}, said["custom"]) == ("FILE", file, "soup")
    assert "message" not in said
    b.expect("FILE", msg_id=said["msg_id"], **file)


def test_what_the_administration_says_is_an_admm(a, call, lunch):
    call("POST", f"/group_channels/{lunch}/messages", message_type="ADMM", message="The kitchen closes.")
    assert "user" not in a.expect("ADMM", message="The kitchen closes.")


def test_an_edit_tells_the_new_text_and_the_old_mentions(a, b, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="@Bob hi", mentioned_user_ids=["bob"])
    b.expect("MESG", mentioned_user_ids=["bob"])
    command, edited = a.ask("MEDI", channel_url=lunch, msg_id=said["msg_id"], message="hi", mentioned_user_ids=[])
    assert (command, edited["updated_at"] > said["ts"]) == ("MEDI", True)
    old = {"mention_type": "users", "mentioned_user_ids": ["bob"]}
    b.expect("MEDI", message="hi", mentioned_user_ids=[], old_values=old)


def test_metaarrays_are_added_and_taken_away(a, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="hi", metaarray=[{"key": "dishes", "value": ["soup"]}])
    add = {"array": [{"key": "dishes", "value": ["salad"]}, {"key": "new", "value": ["x"]}], "mode": "add"}
    _, more = a.ask("MEDI", channel_url=lunch, msg_id=said["msg_id"], metaarray=add)
    assert more["metaarray"] == {"dishes": ["soup", "salad"]}
    take = {"array": [{"key": "dishes", "value": ["soup"]}], "mode": "remove"}
    _, less = a.ask("MEDI", channel_url=lunch, msg_id=said["msg_id"], metaarray=take)
    assert less["metaarray"] == {"dishes": ["salad"]}


def test_a_deletion_is_told(a, b, call, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="hi")
    call("DELETE", f"/group_channels/{lunch}/messages/{said['msg_id']}")
    a.expect("DELM", msg_id=said["msg_id"], channel_type="group")


def test_who_sees_the_last_message_go_is_told_to_fetch_the_channel(a, call, lunch):
    """Client: no SDK does so at a DELM, and UIKit would show what was deleted in its list; docs (2024): all devices."""
    ids = [a.ask("MESG", channel_url=lunch, message=text)[1]["msg_id"] for text in ("one", "two", "three")]
    call("DELETE", f"/group_channels/{lunch}/messages/{ids[1]}")
    a.expect("DELM", msg_id=ids[1])
    assert a.hears_nothing()
    call("DELETE", f"/group_channels/{lunch}/messages/{ids[2]}")
    a.expect("DELM", msg_id=ids[2])
    a.expect("SYEV", cat=11000, channel_url=lunch)


def test_reading_is_told_once(a, b, lunch):
    a.ask("MESG", channel_url=lunch, message="hi")
    b.expect("MESG")
    _, mark = b.ask("READ", channel_url=lunch)
    assert mark["unread_cnt"]["all"] == 0
    assert a.expect("READ", ts=mark["ts"])["user"]["user_id"] == "bob"
    _, again = b.ask("READ", channel_url=lunch)
    assert again["ts"] == mark["ts"] and a.hears_nothing()


def test_the_readers_other_devices_hear_what_is_left_unread(a, b, connect, lunch):
    tablet = connect("bob")
    a.ask("MESG", channel_url=lunch, message="hi")
    for device in (b, tablet):
        device.expect("MESG")
    b.ask("READ", channel_url=lunch)
    assert tablet.expect("READ")["unread_cnt"]["all"] == 0 and "unread_cnt" not in a.expect("READ")


def test_who_reads_by_sending_hears_of_it_though_nobody_else_is_there(a, bob, lunch):
    bob.says("soup?", lunch)
    a.expect("MESG")
    a.send("MESG", channel_url=lunch, message="yes", req_id="1")
    assert {a.next()[0] for _ in "ab"} == {"MESG", "READ"}


def test_reading_a_thread_leaves_the_channel_unread(a, b, chatmock, bob, lunch):
    _, asked = a.ask("MESG", channel_url=lunch, message="soup?")
    bob.says("yes", lunch, parent_message_id=asked["msg_id"])
    assert [a.next()[0] for _ in "abc"] == ["MESG", "MTHD", "READ"]
    assert a.ask("READ", channel_url=lunch, parent_message_id=asked["msg_id"])[0] == "READ"
    assert chatmock.sendbird.user("alice").unread(lunch) == 1
    assert a.refused("READ", channel_url=lunch, parent_message_id=1) == 900300


def test_reading_is_not_answered_within_its_millisecond(a, lunch):
    """Client: the v4 JavaScript SDK takes such an answer for none."""
    began = time.monotonic()
    a.ask("READ", channel_url=lunch)
    assert time.monotonic() - began >= 0.0015


def test_an_arrival_is_told_the_others_once(a, b, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="hi")
    b.expect("MESG")
    b.send("MACK", channel_url=lunch, msg_id=said["msg_id"])
    assert list(a.expect("DLVR")["updated"]) == ["bob"]
    b.send("MACK", channel_url=lunch, msg_id=said["msg_id"])
    assert b.hears_nothing() and a.hears_nothing()


def test_typing_is_seen_by_the_others_alone(a, b, lunch):
    a.send("TPST", channel_url=lunch, time=1)
    a.send("TPEN", channel_url=lunch, time=2)
    assert b.expect("SYEV", cat=10900)["data"]["user_id"] == "alice"
    b.expect("SYEV", cat=10901)
    assert a.hears_nothing()


def test_a_reply_names_its_parent_in_both_words(a, b, lunch):
    _, parent = a.ask("MESG", channel_url=lunch, message="Soup?")
    b.expect("MESG")
    b.send("MESG", channel_url=lunch, message="yes", parent_message_id=parent["msg_id"])
    ids = {"parent_message_id": parent["msg_id"], "root_message_id": parent["msg_id"]}
    a.expect("MESG", message="yes", **ids)
    a.expect("MTHD", **ids)


def test_a_reaction_is_told_in_capitals(a, call, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="hi")
    path = f"/group_channels/{lunch}/messages/{said['msg_id']}/reactions"
    call("POST", path, user_id="bob", reaction="smile")
    a.expect("MRCT", operation="ADD", reaction="smile", user_id="bob", msg_id=said["msg_id"])


# --- refused ---


def test_only_members_may_write(connect, lunch):
    zoe = connect("zoe")
    assert zoe.refused("MESG", channel_url=lunch, message="hi") == 900020
    assert zoe.refused("MESG", channel_url="nowhere", message="hi") == 900500


@pytest.mark.parametrize(
    ("doing", "body", "code"),
    [
        ("mute", {"user_id": "alice"}, 900041),
        ("ban", {"user_id": "alice"}, 900100),
        ("freeze", {"freeze": True}, 900050),
    ],
)
def test_who_was_silenced_may_not_write(a, call, lunch, doing, body, code):
    call("PUT" if doing == "freeze" else "POST", f"/group_channels/{lunch}/{doing}", **body)
    for _ in range(2 if doing == "ban" else 1):
        a.expect("SYEV")
    assert a.refused("MESG", channel_url=lunch, message="hi") == code


def test_an_unwanted_word_is_refused(a, call, lunch):
    call("PUT", "/applications/profanity", enabled=True, type="block", keywords="soup")
    assert a.refused("MESG", channel_url=lunch, message="Soup!") == 900060


def test_guests_may_be_readers_only(chatmock, a, lunch):
    chatmock.sendbird.sessions(guests="read_only")
    assert a.refused("MESG", channel_url=lunch, message="hi") == 900023
    assert a.ask("READ", channel_url=lunch)[0] == "READ"


def test_only_ones_own_messages_can_be_changed(a, b, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="hi")
    b.expect("MESG")
    assert b.refused("MEDI", channel_url=lunch, msg_id=said["msg_id"], message="ho") == 900022
    assert a.refused("MEDI", channel_url=lunch, msg_id=1, message="ho") == 900300


def test_a_broken_command_is_refused_by_its_schema(a, lunch):
    assert a.refused("MESG", channel_url=lunch) == 400105
    assert a.refused("MESG", channel_url=lunch, message=7) == 400100


def test_what_nobody_knows_is_refused_if_somebody_waits(a):
    assert a.refused("WHAT") == 400111
    a.send("WHAT")
    a.run(a.raw.send_str("MESG not json"))
    assert a.hears_nothing()


def test_a_client_changes_only_its_own_messages_over_http(a, b, call, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="hi")
    path = f"/group_channels/{lunch}/messages/{said['msg_id']}"
    assert call("PUT", path, b.greeting["key"], message_type="MESG", message="ho")["code"] == 900022
    assert call("PUT", path, a.greeting["key"], message_type="MESG", message="ho")["message"] == "ho"


def test_metaarrays_are_kept_over_http(a, call, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="hi")
    path = f"/group_channels/{lunch}/messages/{said['msg_id']}/sorted_metaarray"
    soup = [{"key": "dishes", "value": ["soup"]}]
    assert call("POST", path, sorted_metaarray=soup) == {"sorted_metaarray": soup}
    more = call("PUT", path, sorted_metaarray=[{"key": "dishes", "value": ["salad"]}], mode="add")
    assert more["sorted_metaarray"][0]["value"] == ["soup", "salad"]
    assert call("DELETE", f"{path}?keys=dishes") == {}
    assert call("GET", path.removesuffix("/sorted_metaarray"))["sorted_metaarray"] == []


def test_a_key_goes_that_is_taken_away_without_values(a, lunch):
    both = [{"key": "dishes", "value": ["soup"]}, {"key": "drinks", "value": ["tea"]}]
    _, said = a.ask("MESG", channel_url=lunch, message="hi", metaarray=both)
    array = {"array": [{"key": "dishes", "value": []}], "mode": "remove"}
    _, left = a.ask("MEDI", channel_url=lunch, msg_id=said["msg_id"], metaarray=array)
    assert left["sorted_metaarray"] == [{"key": "drinks", "value": ["tea"]}]


def test_a_text_is_translated_on_its_way(a, b, lunch):
    a.send("MESG", channel_url=lunch, message="soup", target_langs=["es"])
    assert b.expect("MESG")["translations"] == {"es": "[es] soup"}


def test_what_is_only_handed_on_arrives(a, b, call, lunch):
    more = {"apple_critical_alert_options": {"name": "gong", "volume": 1}, "mentioned_message_template": "@{bob}!"}
    a.send("MESG", channel_url=lunch, message="@bob!", **more)
    b.expect("MESG", **more)
    [found] = call("GET", f"/group_channels/{lunch}/messages?message_ts=0")["messages"]
    assert {name: found[name] for name in more} == more


def test_several_files_are_one_message(a, b, call, lunch):
    files = [{"url": f"http://files/{name}", "file_name": name} for name in ("menu", "card")]
    a.send("FILE", channel_url=lunch, files=files, custom=None)
    assert b.expect("FILE", url="http://files/menu", name="menu", custom="")["files"] == files
    assert call("GET", f"/group_channels/{lunch}/messages?message_ts=0")["messages"][0]["files"] == files


def test_who_makes_a_channel_is_told_of_receipts(a, b, call):
    made = call("POST", "/group_channels", key=a.greeting["key"], user_ids=["alice", "bob"])
    assert set(made["read_receipt"]) == set(made["delivery_receipt"]) == {"alice", "bob"}


def test_whom_one_blocks_is_not_heard_in_a_channel_of_two(a, b, call, lunch):
    call("POST", "/users/alice/block", target_id="bob")
    assert (a.next()[0], b.next()[0]) == ("USEV", "USEV")
    _, said = b.ask("MESG", channel_url=lunch, message="hi")
    b.ask("MEDI", channel_url=lunch, msg_id=said["msg_id"], message="hello")
    call("DELETE", f"/group_channels/{lunch}/messages/{said['msg_id']}")
    assert a.hears_nothing()
