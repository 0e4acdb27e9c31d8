"""What happens in channels and between users, as it is told."""

import pytest


def test_members_of_a_new_channel_hear_of_it(connect, call):
    zoe, yan = connect("zoe"), connect("yan")
    made = call("POST", "/group_channels", user_ids=["zoe", "yan"])
    for member in (zoe, yan):
        event = member.expect("SYEV", cat=10000, channel_url=made["channel_url"])
        assert [user["user_id"] for user in event["data"]["users"]] == ["zoe", "yan"]


def test_members_and_the_leaver_hear_of_leaving(a, b, call, lunch_path):
    call("PUT", f"{lunch_path}/leave", user_ids=["bob"])
    for one in (a, b):
        data = one.expect("SYEV", cat=10001)["data"]
        assert (data["user_id"], data["member_count"]) == ("bob", 1)


def test_who_was_invited_hears_of_it_and_members_of_a_refusal(a, connect, call, lunch_path):
    carol = connect("carol")
    call("PUT", "/users/carol/channel_invitation_preference", auto_accept=False)
    call("POST", f"{lunch_path}/invite", user_ids=["carol"], inviter_id="alice")
    for one in (a, carol):
        data = one.expect("SYEV", cat=10020)["data"]
        assert (data["inviter"]["user_id"], data["invitees"][0]["user_id"]) == ("alice", "carol")
    call("PUT", f"{lunch_path}/decline", user_id="carol")
    for one in (a, carol):
        assert one.expect("SYEV", cat=10022)["data"]["invitee"]["user_id"] == "carol"


def test_a_change_of_properties_says_only_that(a, call, lunch_path):
    call("PUT", lunch_path, name="dinner")
    a.expect("SYEV", cat=11000, data={})


@pytest.mark.parametrize(("freeze", "category"), [(True, 10701), (False, 10700)])
def test_freezing_is_told(a, call, lunch_path, freeze, category):
    call("PUT", f"{lunch_path}/freeze", freeze=not freeze)
    call("PUT", f"{lunch_path}/freeze", freeze=freeze)
    found = [a.next() for _ in range(2 if not freeze else 1)][-1]
    assert (found[1]["cat"], found[1]["data"]) == (category, {"freeze": freeze})


def test_metadata_tells_what_was_made_changed_and_taken_away(a, call, lunch_path):
    call("POST", f"{lunch_path}/metadata", metadata={"table": "4"})
    a.expect("SYEV", cat=11100, data={"created": {"table": "4"}})
    call("PUT", f"{lunch_path}/metadata", metadata={"table": "5"})
    a.expect("SYEV", cat=11100, data={"updated": {"table": "5"}})
    call("DELETE", f"{lunch_path}/metadata/table")
    a.expect("SYEV", cat=11100, data={"deleted": ["table"]})


def test_counters_are_told_with_their_totals(a, call, lunch_path):
    call("POST", f"{lunch_path}/metacounter", metacounter={"soups": 1})
    a.expect("SYEV", cat=11200, data={"created": {"soups": 1}})
    call("PUT", f"{lunch_path}/metacounter", metacounter={"soups": 2}, mode="increase")
    a.expect("SYEV", cat=11200, data={"updated": {"soups": 3}})


def test_mutes_and_bans_are_told_with_their_time(a, b, call, lunch_path):
    call("POST", f"{lunch_path}/mute", user_id="bob", seconds=60, description="loud")
    data = a.expect("SYEV", cat=10201)["data"]
    assert (data["user_id"], data["description"], data["end_at"] - data["start_at"]) == ("bob", "loud", 60_000)
    call("DELETE", f"{lunch_path}/mute/bob")
    a.expect("SYEV", cat=10200)
    call("POST", f"{lunch_path}/ban", user_id="bob", seconds=-1)
    assert a.expect("SYEV", cat=10601)["data"]["remaining_duration"] == -1
    a.expect("SYEV", cat=10001)
    assert [b.next()[1]["cat"] for _ in range(4)] == [10201, 10200, 10601, 10001]
    call("DELETE", f"{lunch_path}/ban/bob")
    b.expect("SYEV", cat=10600)


def test_operators_are_told(a, call, lunch_path):
    call("POST", f"{lunch_path}/operators", operator_ids=["bob"])
    assert [user["user_id"] for user in a.expect("SYEV", cat=10002)["data"]["operators"]] == ["bob"]


def test_a_pin_is_told(a, call, lunch_path, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="The menu")
    call("POST", f"{lunch_path}/messages/{said['msg_id']}/pin")
    data = a.expect("SYEV", cat=11300)["data"]
    assert data["pinned_message_ids"] == [said["msg_id"]]
    assert (data["latest_pinned_message"]["message"], data["latest_pinned_message"]["type"]) == ("The menu", "MESG")


def test_hiding_is_ones_own_affair(a, b, call, lunch_path):
    call("PUT", f"{lunch_path}/hide", user_id="alice", allow_auto_unhide=False)
    a.expect("SYEV", cat=13000, data={"allow_auto_unhide": False, "hide_previous_messages": False})
    call("DELETE", f"{lunch_path}/hide", user_id="alice")
    a.expect("SYEV", cat=13001, data={})
    assert b.hears_nothing()


def test_the_end_of_a_channel_is_told_those_who_were_in_it(a, call, lunch_path, lunch):
    call("DELETE", lunch_path)
    a.expect("SYEV", cat=12000, channel_url=lunch)


def test_both_hear_of_a_block_and_of_its_end(a, b, call):
    call("POST", "/users/alice/block", target_id="bob")
    for one in (a, b):
        data = one.expect("USEV", cat=20001)["data"]
        assert (data["blocker"]["user_id"], data["blockee"]["user_id"]) == ("alice", "bob")
    call("DELETE", "/users/alice/block/bob")
    for one in (a, b):
        one.expect("USEV", cat=20000)


def test_strangers_hear_nothing(connect, a, call, lunch_path, lunch):
    zoe = connect("zoe")
    a.ask("MESG", channel_url=lunch, message="hi")
    call("PUT", lunch_path, name="dinner")
    assert zoe.hears_nothing()


def test_typing_can_come_from_the_platform(a, call, lunch_path):
    call("POST", f"{lunch_path}/typing", user_ids=["bob"])
    assert a.expect("SYEV", cat=10900)["data"]["user_id"] == "bob"


def test_delivery_can_come_from_the_platform(a, call, lunch_path, lunch):
    a.ask("MESG", channel_url=lunch, message="hi")
    at = call("PUT", f"{lunch_path}/messages/mark_as_delivered", user_id="bob")["ts"]
    a.expect("DLVR", updated={"bob": at})
    assert call("GET", f"{lunch_path}?show_delivery_receipt=true")["delivery_receipt"]["bob"] == at


def test_a_change_of_a_message_can_come_from_the_platform(a, call, lunch_path, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="hi")
    found = call("PUT", f"{lunch_path}/messages/{said['msg_id']}", message_type="MESG", message="ho")
    assert (found["message"], found["updated_at"] > said["ts"]) == ("ho", True)
    a.expect("MEDI", message="ho")
