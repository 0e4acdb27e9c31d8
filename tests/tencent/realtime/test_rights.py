"""What a client may not do in the name of others: in a group, and to what others said."""

import pytest
import requests

BODY = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
GROUP = "group_open_http_svc"
NO_RIGHT, NO_MESSAGE = 10007, 20022


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


def test_a_message_of_the_same_random_is_said_once(bob):
    sent = {"GroupId": "lunch", "Random": 9, "MsgBody": BODY}
    first, again = (bob(f"{GROUP}.send_group_msg", sent)["MsgSeq"] for _ in range(2))
    assert first == again
