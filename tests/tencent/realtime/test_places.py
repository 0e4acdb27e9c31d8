"""What happens in topics and live groups is kept there, told there, and read there."""

import pytest

BODY = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
CLUB, SOUP = "@TGS#_club", "@TGS#_club@TOPIC#_soup"
IN_SOUP = {"GroupId": CLUB, "TopicId": SOUP}
GROUP, COMMUNITY = "group_open_http_svc", "million_group_open_http_svc"


@pytest.fixture
def bob(tencent):
    actor = tencent.user("bob")
    actor.connect()
    return actor


@pytest.fixture
def alice(opens, tencent, bob):
    """The owner of a community and of a live group."""
    alice = opens().enters("alice")
    tencent.group("alice", "bob", Type="Community", SupportTopic=1, GroupId=CLUB)
    tencent.topic(CLUB, by="alice", name="Soup", TopicId=SOUP)
    tencent.group("alice", Type="AVChatRoom", GroupId="stage")
    return alice


def good(answer):
    assert answer["ErrorCode"] == 0, answer
    return answer


def tips(actor, kind):
    """The tips of a kind that somebody was pushed."""
    rows = [row for event in actor.received() for row in event.get("GroupTips", ())]
    return [row for row in rows if row["MsgBody"].get("OpType") == kind]


def test_a_topic_has_pins_of_its_own(alice, bob, tencent):
    good(alice(f"{GROUP}.send_group_msg", {"GroupId": CLUB, "Random": 1, "MsgBody": BODY}))
    seq = good(alice(f"{GROUP}.send_group_msg", {**IN_SOUP, "Random": 2, "MsgBody": BODY}))["MsgSeq"]
    good(alice(f"{GROUP}.pin_message", {**IN_SOUP, "MsgSeq": seq}))
    assert alice(f"{GROUP}.pin_message", {**IN_SOUP, "MsgSeq": seq})["ErrorCode"] != 0
    assert alice(f"{GROUP}.get_pinned_messages", {"GroupId": CLUB})["PinnedMsgList"] == []
    [pinned] = alice(f"{GROUP}.get_pinned_messages", IN_SOUP)["PinnedMsgList"]
    assert (pinned["TopicId"], pinned["MsgSeq"], pinned["Pinner_Account"]) == (SOUP, seq, "alice")
    [tip] = tips(bob, 16)
    assert tip["GroupInfo"]["TopicId"] == SOUP and tip["MsgBody"]["PinnedMessage"]["MsgSeq"] == seq
    [group] = [one for one in tencent.state["groups"] if one["id"] == CLUB]
    assert group["topics"][0]["pins"] == [{"seq": seq, "by": "alice"}]


def test_everything_is_read_in_a_topic_too(alice, bob):
    good(alice(f"{GROUP}.send_group_msg", {**IN_SOUP, "Random": 2, "MsgBody": BODY}))
    assert bob.unread(group=CLUB, topic=SOUP) == 1
    other = alice
    other(f"{GROUP}.send_group_msg", {"GroupId": CLUB, "Random": 3, "MsgBody": BODY})
    assert bob.unread(group=CLUB) == 1
    rows = [{"GroupId": SOUP}, {"GroupId": CLUB}]
    bob.says("mine", group=CLUB, topic=SOUP)
    answer = good(alice("openim.read_all_unread_msg", {"GroupReadInfo": rows}))
    assert answer["GroupReadInfoArray"][0] == {"GroupId": SOUP, "MsgSeq": 2, "RetCode": 0}
    topics = good(alice(f"{COMMUNITY}.get_topic", {"GroupId": CLUB}))["TopicAndSelfInfo"]
    assert topics[0]["SelfInfo"]["MsgSeq"] == 2
    unknown = alice("openim.read_all_unread_msg", {"GroupReadInfo": [{"GroupId": SOUP + "x"}]})
    assert unknown["ErrorCode"] == 10015


def test_a_message_to_all_live_groups_reaches_those_who_poll(alice, rest):
    joined = good(alice(f"{GROUP}.apply_join_group", {"GroupId": "stage"}))
    sent = rest("group_open_http_svc/send_broadcast_msg", From_Account="bob", Random=5, MsgBody=BODY)
    asked = {"Key": joined["LongPollingKey"], "StartSeq": joined["StartSeq"]}
    answer = good(alice("group_open_long_polling_http_svc.get_msg", asked))
    [row] = answer["RspBroadcastMsgList"]
    assert (row["MsgSeq"], row["Event"], row["From_Account"], row["MsgBody"]) == (sent["MsgSeq"], 17, "bob", BODY)
    assert answer["NextBroadcastSeq"] == sent["MsgSeq"] + 1
    rest("group_open_http_svc/send_broadcast_msg", From_Account="bob", Random=6, MsgBody=BODY)
    again = good(alice("group_open_long_polling_http_svc.get_msg", asked))
    assert [row["MsgSeq"] for row in again["RspBroadcastMsgList"]] == [sent["MsgSeq"] + 1]


def test_who_may_come_back_to_a_live_group_is_told_to_those_who_poll(alice, bob, rest, tencent):
    joined = good(alice(f"{GROUP}.apply_join_group", {"GroupId": "stage"}))
    tencent.user("carol")
    bob.joins("stage")
    rest("group_open_http_svc/ban_group_member", GroupId="stage", Members_Account=["bob"], Duration=60)
    rest("group_open_http_svc/unban_group_member", GroupId="stage", Members_Account=["bob"])
    asked = {"Key": joined["LongPollingKey"], "StartSeq": joined["StartSeq"]}
    rows = good(alice("group_open_long_polling_http_svc.get_msg", asked))["RspMsgList"]
    assert [row["MsgBody"]["OpType"] for row in rows if row["Event"] == 6] == [1, 10, 11]


def test_who_is_silenced_in_a_topic_is_told_there(alice, bob, rest):
    rest("group_open_http_svc/forbid_send_msg", **IN_SOUP, Members_Account=["bob"], MuteTime=60)
    [tip] = tips(bob, 7)
    assert tip["GroupInfo"]["TopicId"] == SOUP and tip["MsgBody"]["List_Account"] == ["bob"]


def test_how_a_topic_is_received_is_told_with_the_topic(alice, bob, rest):
    rest("group_open_http_svc/modify_group_member_info", **IN_SOUP, Member_Account="bob", MsgFlag="Discard")
    rows = [row for event in bob.received(5) for row in event["GroupTips"] if row["MsgBody"].get("ReportType") == 20]
    assert [(row["GroupInfo"]["TopicId"], row["MsgBody"]["MsgFlag"]) for row in rows] == [(SOUP, "Discard")]


def test_what_counts_for_nobody_is_recalled_with_the_rest(alice, bob, rest):
    bob.says("one", group=CLUB)
    bob.says("two", group=CLUB, SendMsgControl=["NoUnread"])
    rest("group_open_http_svc/delete_group_msg_by_sender", GroupId=CLUB, Sender_Account="bob")
    said = rest("group_open_http_svc/group_msg_get_simple", GroupId=CLUB, ReqMsgNumber=20)["RspMsgList"]
    assert said == []


def test_who_said_too_much_is_recalled_without_a_word(alice, bob, rest):
    """docs: the vendor's page of deleting what a member has said, 2024: clients are not told."""
    bob.says("one", group=CLUB)
    before = good(alice(f"{GROUP}.group_msg_get", {"GroupId": CLUB, "ReqMsgNumber": 1}))["RspMsgList"]
    rest("group_open_http_svc/delete_group_msg_by_sender", GroupId=CLUB, Sender_Account="bob")
    after = good(alice(f"{GROUP}.group_msg_get", {"GroupId": CLUB, "ReqMsgNumber": 1}))["RspMsgList"]
    assert [row["IsPlaceMsg"] for row in (*before, *after)] == [0, 2]
    assert [row for row in bob.received(5) if "GroupWithdrawInfoArray" in row["GroupTips"][0]["MsgBody"]] == []
    asked = {"NotifyReqList": [{"GroupId": CLUB}]}
    [row] = good(alice(f"{GROUP}.batch_get_group_notify", asked))["NotifyRspList"]
    assert row["NotifyMsgList"] == []


def test_a_message_is_read_once_its_receiver_has_sent_a_receipt(alice, bob, rest):
    """docs: the vendor's page of pulling histories, 2024."""
    between = {"Operator_Account": "alice", "Peer_Account": "bob", "MinTime": 0, "MaxTime": 2**32 - 1, "MaxCnt": 1}
    key = bob.says("one", "alice", IsNeedReadReceipt=1)["MsgKey"]
    rest("openim/admin_set_msg_read", Report_Account="alice", Peer_Account="bob")
    assert rest("openim/admin_getroammsg", **between)["MsgList"][0]["IsPeerRead"] == 0
    seq, random, time = map(int, key.split("_"))
    row = {"MsgSeq": seq, "MsgRandom": random, "MsgTime": time}
    good(alice("openim.c2c_msg_read_receipt", {"Peer_Account": "bob", "C2CMsgInfo": [row]}))
    assert rest("openim/admin_getroammsg", **between)["MsgList"][0]["IsPeerRead"] == 1
