"""Receipts, keys of messages, tips, notices, broadcasts and unread counts of groups."""

import pytest

from tests.tencent.conftest import body

GROUP, EXT = "group_open_http_svc", "openim_msg_ext_http_svc"


def reads(people, group, seq, *readers):
    """Members say that they have read a message."""
    message = people.app.groups.rows[group].history.get(seq)
    for reader in readers:
        message.note_reader(reader, people.app.clock.seconds())


def receipts(people, group, *seqs):
    rows = people(f"{GROUP}/get_group_msg_receipt", GroupId=group, MsgSeqList=[{"MsgSeq": seq} for seq in seqs])
    return [(row["Code"], row["ReadNum"], row["UnreadNum"]) for row in rows["GroupMsgReceiptList"]]


def listed(people, group, whose, **details):
    asked = {"GroupId": group, "MsgSeq": 1, "Filter": whose, "Cursor": "", "Count": 200, **details}
    answer = people(f"{GROUP}/get_group_msg_receipt_detail", **asked)
    read = [row["Read_Account"] for row in answer["ReadList"]]
    return read + [row["Unread_Account"] for row in answer["UnreadList"]], answer["Cursor"], answer["IsFinish"]


def test_receipts_count_those_who_were_there(people):
    group = people.group("alice", "bob", "carol")
    people.say_in(group, "alice", NeedReadReceipt=1)
    people.say_in(group, "alice")
    people.say_in(group, "alice", NeedReadReceipt=1, To_Account=["carol"])
    assert receipts(people, group, 1, 2, 3, 9) == [(0, 0, 2), (10062, 0, 0), (0, 0, 1), (10062, 0, 0)]
    reads(people, group, 1, "bob")
    assert receipts(people, group, 1) == [(0, 1, 1)]
    assert listed(people, group, 0) == (["bob"], "", 1) and listed(people, group, 1) == (["carol"], "", 1)
    people(f"{GROUP}/delete_group_member", GroupId=group, MemberToDel_Account=["carol"])
    assert receipts(people, group, 1) == [(0, 1, 1)]


def test_who_has_not_read_is_listed_page_by_page(people):
    group = people.group("alice", "bob", "carol")
    people.say_in(group, "alice", NeedReadReceipt=1)
    first, cursor, finished = listed(people, group, 1, Count=1)
    assert (first, finished) == (["bob"], 0)
    assert listed(people, group, 1, Count=1, Cursor=cursor) == (["carol"], "", 1)


@pytest.mark.parametrize(
    ("said", "code"),
    [({"MsgSeq": 2}, 10062), ({"Filter": 2}, 10004), ({"Count": 201}, 10004), ({"Cursor": "x"}, 10004)],
)
def test_receipts_that_cannot_be_listed(people, said, code):
    group = people.group("alice", "bob")
    people.say_in(group, "alice", NeedReadReceipt=1)
    asked = {"GroupId": group, "MsgSeq": 1, "Filter": 0, "Cursor": "", "Count": 9, **said}
    assert people.code(f"{GROUP}/get_group_msg_receipt_detail", **asked) == code


def test_large_groups_and_communities_have_no_receipts(people):
    people.app.provider.configure(people.app, {"receipts_up_to": 2})
    group = people.group("alice", "bob", "carol")
    people.say_in(group, "alice", NeedReadReceipt=1)
    assert receipts(people, group, 1) == [(10062, 0, 0)]
    club = people.group("alice", kind="Community")
    assert people.code(f"{GROUP}/get_group_msg_receipt", GroupId=club, MsgSeqList=[{"MsgSeq": 1}]) == 10007


def extend(people, group, operation, *rows, seq=1):
    keys = [{"Key": key, "Value": value, "Seq": number} for key, value, number in rows]
    asked = {"GroupId": group, "MsgSeq": seq, "OperateType": operation}
    answer = people(f"{EXT}/group_set_key_values", **asked, **({"ExtensionList": keys} if keys else {}))
    return [(row["ErrorCode"], *row["Extension"].values()) for row in answer["ExtensionList"]]


def test_keys_of_a_message_are_set_deleted_and_cleared(people):
    group = people.group("alice")
    people.say_in(group, "alice", SupportMessageExtension=1)
    assert extend(people, group, 1, ("a", "1", 0), ("b", "2", 0)) == [(0, "a", "1", 1), (0, "b", "2", 2)]
    assert extend(people, group, 1, ("a", "3", 1), ("b", "4", 0)) == [(0, "a", "3", 3), (23001, "b", "2", 2)]
    assert extend(people, group, 2, ("b", "", 2)) == [(0, "b", "", 4)]
    found = people(f"{EXT}/group_get_key_values", GroupId=group, MsgSeq=1)
    assert found["ExtensionList"] == [{"Key": "a", "Value": "3", "Seq": 3}]
    assert (found["LatestSeq"], found["ClearSeq"], found["CompleteFlag"]) == (4, 0, 1)
    assert people(f"{EXT}/group_get_key_values", GroupId=group, MsgSeq=1, StartSeq=4)["ExtensionList"] == []
    assert extend(people, group, 3) == []
    found = people(f"{EXT}/group_get_key_values", GroupId=group, MsgSeq=1)
    assert (found["ExtensionList"], found["LatestSeq"], found["ClearSeq"]) == ([], 5, 5)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"MsgSeq": 9}, 23004),
        ({"MsgSeq": 2}, 23002),
        ({"OperateType": 4}, 10004),
        ({"ExtensionList": []}, 10004),
        ({"ExtensionList": [{"Key": "x" * 101}]}, 10004),
        ({"ExtensionList": [{"Key": "a", "Value": "x" * 1025}]}, 10004),
        ({"ExtensionList": [{"Key": str(key)} for key in range(21)]}, 10004),
    ],
)
def test_keys_that_cannot_be_are_not_set(people, said, code):
    group = people.group("alice")
    people.say_in(group, "alice", SupportMessageExtension=1)
    people.say_in(group, "alice")
    asked = {"GroupId": group, "MsgSeq": 1, "OperateType": 1, "ExtensionList": [{"Key": "a"}], **said}
    assert people.code(f"{EXT}/group_set_key_values", **asked) == code
    assert people(f"{EXT}/group_get_key_values", GroupId=group, MsgSeq=1)["ExtensionList"] == []


def test_tips_take_a_number_and_are_unread_for_nobody(people):
    group = people.group("alice", "bob")
    people(f"{GROUP}/add_group_member", GroupId=group, MemberList=[{"Member_Account": "carol"}])
    people(f"{GROUP}/modify_group_base_info", GroupId=group, Name="Supper")
    people(f"{GROUP}/modify_group_member_info", GroupId=group, Member_Account="bob", Role="Admin")
    people(f"{GROUP}/delete_group_member", GroupId=group, MemberToDel_Account=["carol"])
    found = people.app.groups.rows[group]
    tips = {message.seq: message.tip for message in found.history if message.tip is not None}
    assert {seq: tip["OpType"] for seq, tip in tips.items()} == {1: 1, 2: 6, 3: 4, 4: 3}
    assert (tips[1]["List_Account"], tips[1]["MemberNum"]) == (["carol"], 3)
    assert tips[2]["MsgGroupNewInfo"] == {"GroupName": "Supper"}
    assert people.say_in(group, "alice") == 5 and found.unread(found.members["bob"]) == 1
    rows = people(f"{GROUP}/group_msg_get_simple", GroupId=group, ReqMsgNumber=5)["RspMsgList"]
    assert [row["IsSystemMsg"] for row in rows] == [0, 1, 1, 1, 1] and rows[1]["From_Account"] == "@TIM#SYSTEM"
    assert people.code("openim/modify_group_msg", GroupId=group, MsgSeq=1, MsgBody=body("x")) == 10030
    recalled = people(f"{GROUP}/group_msg_recall", GroupId=group, MsgSeqList=[{"MsgSeq": 1}])["RecallRetList"]
    assert recalled == [{"MsgSeq": 1, "RetCode": 10032}]


def test_nothing_is_said_of_who_comes_and_goes_in_silence(people):
    group = people.group("alice", "bob")
    rows = [{"Member_Account": "carol"}]
    people(f"{GROUP}/add_group_member", GroupId=group, MemberList=rows, Silence=1)
    people(f"{GROUP}/delete_group_member", GroupId=group, MemberToDel_Account=["carol"], Silence=1)
    assert people.say_in(group, "alice") == 1


def test_many_are_silenced_with_one_tip(people):
    group = people.group("alice", "bob", "carol")
    people(f"{GROUP}/forbid_send_msg", GroupId=group, Members_Account=["bob", "carol"], MuteTime=60)
    [tip] = [message.tip for message in people.app.groups.rows[group].history]
    assert (tip["OpType"], tip["List_Account"]) == (7, ["bob", "carol"])
    assert tip["MsgMemberInfo"][0] == {"UserId": "bob", "ShutupTime": 60}


def test_notices_are_told_and_take_no_number(people):
    group, heard = people.group("alice", "bob"), []
    people.app.bus.on("group.notified", lambda **facts: heard.append((facts["content"], facts["user_ids"])))
    notice = f"{GROUP}/send_group_system_notification"
    people(notice, GroupId=group, Content="soup")
    people(notice, GroupId=group, Content="for bob", ToMembers_Account=["bob"])
    assert people.code(notice, GroupId=group, Content="x", ToMembers_Account=["carol"]) == 10007
    assert people.code(notice, GroupId=group, Content="x" * 12_289) == 80002
    assert heard == [("soup", ["alice", "bob"]), ("for bob", ["bob"])] and people.say_in(group, "alice") == 1


def test_broadcasts_have_numbers_of_their_own(people):
    said = {"From_Account": "alice", "MsgBody": body("all of you")}
    assert [people(f"{GROUP}/send_broadcast_msg", **said, Random=one)["MsgSeq"] for one in (1, 2)] == [1, 2]
    assert people.code(f"{GROUP}/send_broadcast_msg", **{**said, "From_Account": "x"}, Random=3) == 10019


def test_the_number_of_unread_messages_is_set(people):
    group = people.app.groups.rows[people.group("alice", "bob")]
    for sender in ("alice", "bob", "alice", "alice"):
        people.say_in(group.group_id, sender)
    asked = {"GroupId": group.group_id, "Member_Account": "bob"}
    for count in (0, 2, 3, 1):
        people(f"{GROUP}/set_unread_msg_num", **asked, UnreadMsgNum=count)
        assert group.unread(group.members["bob"]) == count
    assert people.code(f"{GROUP}/set_unread_msg_num", **asked, UnreadMsgNum=4) == 10004
    assert people.code(f"{GROUP}/set_unread_msg_num", **{**asked, "Member_Account": "carol"}, UnreadMsgNum=0) == 10007
    room = people.group("alice", "bob", kind="ChatRoom")
    assert people.code(f"{GROUP}/set_unread_msg_num", **{**asked, "GroupId": room}, UnreadMsgNum=0) == 10007


def test_a_group_takes_so_many_messages_in_a_second(people):
    people.app.provider.configure(people.app, {"group_messages_a_second": 2})
    group = people.group("alice")
    said = {"GroupId": group, "From_Account": "alice", "MsgBody": body("hi")}
    codes = [people.send(f"{GROUP}/send_group_msg", {**said, "Random": one}).refusal for one in range(3)]
    assert [refusal and refusal.code for refusal in codes] == [None, None, 10023]
    people.app.clock.advance(seconds=1)
    assert people(f"{GROUP}/send_group_msg", **said, Random=9)["MsgSeq"] == 3


def test_what_a_live_group_said_is_not_kept_for_who_deletes_it(people):
    live, kept = (people.app.groups.rows[people.group("alice", kind=kind)] for kind in ("AVChatRoom", "Public"))
    for group in (live, kept):
        people.say_in(group.group_id, "alice")
        people.say_in(group.group_id, "alice", SendMsgControl=["NoUnread"])
    assert live.history.of_sender("alice", 0) == []
    assert [message.seq for message in kept.history.of_sender("alice", 0)] == sorted(kept.history._rows)
