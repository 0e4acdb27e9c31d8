"""What a client may not do in the name of others: in a group, and to what others said."""

import pytest
import requests

from chatmock.providers.tencent.files import files

BODY = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
GROUP = "group_open_http_svc"
NO_RIGHT, NO_MESSAGE = 10007, 20022
TOO_LATE, CONFLICT, TOO_OFTEN, NO_FRIENDS = 20016, 20028, 60007, 20009


@pytest.fixture
def alice(tencent):
    actor = tencent.user("alice")
    actor.connect()
    return actor


@pytest.fixture
def bob(opens, tencent, alice):
    """A member of alice's group."""
    bob = opens().enters("bob")
    tencent.group("alice", "bob", Type="Public", GroupId="lunch")
    return bob


def test_a_message_is_recalled_by_its_sender_alone(alice, bob):
    seq, random, time = map(int, alice.says("one", "bob")["MsgKey"].split("_"))
    key = {"MsgSeq": seq, "MsgRandom": random, "MsgTimeStamp": time}
    recall = {"MsgInfo": {"From_Account": "alice", "To_Account": "bob", **key}}
    assert bob("openim.msgwithdraw", recall)["ErrorCode"] == NO_MESSAGE


def say(speaker):
    """Bob says something to alice: who it is between, how it is named, and when it was said."""
    told = speaker("openim.sendmsg", {"To_Account": "alice", "MsgRandom": 7, "MsgBody": BODY})
    seq, random, time = map(int, told["MsgKey"].split("_"))
    return {"From_Account": "bob", "To_Account": "alice"}, {"MsgSeq": seq, "MsgRandom": random}, time


def test_a_message_is_recalled_for_two_minutes(bob, tencent):
    pair, names, time = say(bob)
    tencent.clock.advance(seconds=121)
    recall = {"MsgInfo": {**pair, **names, "MsgTimeStamp": time}}
    assert bob("openim.msgwithdraw", recall)["ErrorCode"] == TOO_LATE


def test_who_edits_an_older_version_is_given_the_newer(bob):
    pair, names, time = say(bob)
    edit = {**pair, **names, "MsgTime": time, "CloudCustomData": "new"}
    version = bob("openim.modify_c2c_msg", {**edit, "MsgVersion": 0})["MsgVersion"]
    refused = bob("openim.modify_c2c_msg", {**edit, "MsgVersion": version - 1})
    assert (refused["ErrorCode"], refused["MsgVersion"], refused["CloudCustomData"]) == (CONFLICT, version, "new")


def test_strangers_do_not_write_where_that_is_checked(bob, tencent):
    tencent.settings(checks_friends=True)
    sent = {"To_Account": "alice", "MsgRandom": 7, "MsgBody": BODY}
    assert bob("openim.sendmsg", sent)["ErrorCode"] == NO_FRIENDS


def test_a_rate_that_was_set_is_kept(bob, tencent):
    tencent.limits(rates={"user": "1 per 60"})
    codes = [bob("im_open_status.wshello")["ErrorCode"] for _ in range(2)]
    assert codes == [0, TOO_OFTEN]


def test_an_admin_removes_no_admin(bob, opens, rest):
    carl = opens().enters("carl")
    rest(f"{GROUP}/add_group_member", GroupId="lunch", MemberList=[{"Member_Account": "carl"}])
    for admin in ("bob", "carl"):
        rest(f"{GROUP}/modify_group_member_info", GroupId="lunch", Member_Account=admin, Role="Admin")
    removal = {"GroupId": "lunch", "MemberToDel_Account": ["carl"]}
    assert bob(f"{GROUP}.delete_group_member", removal)["ErrorCode"] == NO_RIGHT
    rest(f"{GROUP}/modify_group_member_info", GroupId="lunch", Member_Account="carl", Role="Member")
    assert bob(f"{GROUP}.delete_group_member", removal)["ErrorCode"] == 0
    assert carl("im_open_status.wshello")["ErrorCode"] == 0


def test_a_member_pins_nothing(alice, bob):
    seq = bob(f"{GROUP}.send_group_msg", {"GroupId": "lunch", "Random": 1, "MsgBody": BODY})["MsgSeq"]
    assert bob(f"{GROUP}.pin_message", {"GroupId": "lunch", "MsgSeq": seq})["ErrorCode"] == NO_RIGHT


def test_in_maintenance_everything_is_refused(bob, tencent):
    tencent.limits(maintenance=True)
    assert bob(f"{GROUP}.send_group_msg", {"GroupId": "lunch", "Random": 1, "MsgBody": BODY})["ErrorCode"] == 60022


def test_only_the_owner_gives_a_group_away(bob):
    given = {"GroupId": "lunch", "NewOwner_Account": "bob"}
    assert bob(f"{GROUP}.change_group_owner", given)["ErrorCode"] == NO_RIGHT


def test_the_bytes_of_a_file_are_put_once_and_in_time(bob, tencent):
    first, second = (bob("im_cos_msg.pre_sig", {"file_name": "list.txt"})["upload_url"] for _ in range(2))
    assert requests.put(first, data=b"soup", timeout=5).status_code == 200
    assert requests.put(first, data=b"salad", timeout=5).status_code != 200
    assert requests.get(first, timeout=5).content == b"soup"
    tencent.clock.advance(seconds=901)
    assert requests.put(second, data=b"soup", timeout=5).status_code != 200


def test_the_newest_files_are_kept(bob, monkeypatch):
    monkeypatch.setattr(files, "LONGEST", 8)
    first, second = (bob("im_cos_msg.pre_sig", {"file_name": "list.txt"})["upload_url"] for _ in range(2))
    for address in (first, second):
        assert requests.put(address, data=b"salad", timeout=5).status_code == 200
    assert (requests.get(first, timeout=5).status_code, requests.get(second, timeout=5).content) == (404, b"salad")


def test_a_message_of_the_same_random_is_said_once(bob):
    sent = {"GroupId": "lunch", "Random": 9, "MsgBody": BODY}
    first, again = (bob(f"{GROUP}.send_group_msg", sent)["MsgSeq"] for _ in range(2))
    assert first == again
