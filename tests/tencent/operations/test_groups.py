"""Groups, their members and their messages."""

import pytest

from chatmock.providers.tencent.model import Caller, Message
from tests.tencent.conftest import SECONDS, body

GROUP = "group_open_http_svc"


def test_a_group_has_what_it_was_made_with(people):
    group = people.group("alice", "bob", GroupId="lunch", Introduction="Every day", ApplyJoinOption="FreeAccess")
    info = people.group_info(group)
    assert (info["Name"], info["Type"], info["Owner_Account"], info["MemberNum"]) == ("Lunch", "Public", "alice", 2)
    assert (info["Introduction"], info["ApplyJoinOption"], info["CreateTime"]) == ("Every day", "FreeAccess", SECONDS)
    assert info["MuteAllMember"] == info["ShutUpAllMember"] == "Off" and info["NextMsgSeq"] == 1
    assert [(one["Member_Account"], one["Role"]) for one in info["MemberList"]] == [
        ("alice", "Owner"),
        ("bob", "Member"),
    ]


def test_ids_are_made_where_none_is_given(people):
    assert people.group("alice").startswith("@TGS#") and people.group("alice", kind="Community").startswith("@TGS#_")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"Type": "Club"}, 10004),
        ({"Name": ""}, 10004),
        ({"Name": "x" * 31}, 10004),
        ({"GroupId": "@TGS#mine"}, 10015),
        ({"GroupId": "x" * 49}, 10015),
        ({"GroupId": "taken"}, 10025),
        ({"GroupId": "taken", "Owner_Account": "bob"}, 10021),
        ({"Owner_Account": "nobody"}, 10019),
        ({"MemberList": [{"Member_Account": "nobody"}]}, 10019),
        ({"ApplyJoinOption": "Maybe"}, 10004),
        ({"MaxMemberCount": 0}, 10004),
        ({"MaxMemberCount": 1, "MemberList": [{"Member_Account": "bob"}]}, 10014),
    ],
)
def test_a_group_that_cannot_be_is_not_made(people, said, code):
    people.group("alice", GroupId="taken")
    fields = {"Type": "Public", "Name": "Lunch", "Owner_Account": "alice", **said}
    assert people.code(f"{GROUP}/create_group", **fields) == code
    assert len(people.app.groups) == 1


def test_a_group_that_is_dismissed_is_gone(people):
    group = people.group("alice", "bob")
    people(f"{GROUP}/destroy_group", GroupId=group)
    assert people.code(f"{GROUP}/destroy_group", GroupId=group) == 10010
    assert people.group_info(group)["ErrorCode"] == 10010
    assert people.group_info("x" * 49)["ErrorCode"] == 10015


def test_only_what_a_filter_names_is_shown(people):
    group = people.group("alice")
    filters = {"GroupBaseInfoFilter": ["Name", "ShutUpAllMember"], "MemberInfoFilter": ["Role"]}
    info = people.group_info(group, ResponseFilter=filters)
    assert info.keys() >= {"Name", "MuteAllMember", "ShutUpAllMember"} and "Type" not in info
    assert info["MemberList"][0].keys() == {"Member_Account", "Role", "AppMemberDefinedData"}


def test_the_profile_of_a_group_is_changed_in_either_spelling(people):
    group = people.group("alice")
    people(f"{GROUP}/modify_group_base_info", GroupId=group, Name="Supper", ShutUpAllMember="On")
    data = [{"Key": "color", "Value": "red"}]
    people(f"{GROUP}/modify_group_base_info", GroupId=group, AppDefinedData=data)
    info = people.group_info(group)
    assert (info["Name"], info["MuteAllMember"], info["AppDefinedData"]) == ("Supper", "On", data)


def test_groups_are_listed_page_by_page(people):
    made = [people.group("alice", name=str(number)) for number in range(3)] + [people.group("alice", kind="ChatRoom")]
    first = people(f"{GROUP}/get_appid_group_list", Limit=3)
    assert first["TotalCount"] == 4 and [row["GroupId"] for row in first["GroupIdList"]] == made[:3]
    last = people(f"{GROUP}/get_appid_group_list", Limit=3, Next=first["Next"])
    assert [row["GroupId"] for row in last["GroupIdList"]] == made[3:] and last["Next"] == 0
    rooms = people(f"{GROUP}/get_appid_group_list", GroupType="ChatRoom")
    assert rooms["TotalCount"] == 1 and [row["GroupId"] for row in rooms["GroupIdList"]] == made[3:]


def test_members_come_and_go(people):
    group = people.group("alice", "bob")
    rows = [{"Member_Account": one} for one in ("bob", "carol", "nobody")]
    answer = people(f"{GROUP}/add_group_member", GroupId=group, MemberList=rows)
    assert [row["Result"] for row in answer["MemberList"]] == [2, 1, 0]
    people(f"{GROUP}/delete_group_member", GroupId=group, MemberToDel_Account=["bob"])
    roles = people(f"{GROUP}/get_role_in_group", GroupId=group, User_Account=["alice", "bob", "carol"])
    assert [row["Role"] for row in roles["UserIdList"]] == ["Owner", "NotMember", "Member"]


def test_nobody_is_added_to_a_live_group(people):
    group = people.group("alice", kind="AVChatRoom")
    assert people.code(f"{GROUP}/add_group_member", GroupId=group, MemberList=[{"Member_Account": "bob"}]) == 10007
    assert people.code(f"{GROUP}/delete_group_member", GroupId=group, MemberToDel_Account=["alice"]) == 10004


def test_a_member_is_changed_and_shown(people):
    group = people.group("alice", "bob")
    named = {"GroupId": group, "Member_Account": "bob"}
    people(f"{GROUP}/modify_group_member_info", **named, Role="Admin", NameCard="Bobby", ShutUpTime=60)
    [_, bob] = people(f"{GROUP}/get_group_member_info", GroupId=group)["MemberList"]
    assert (bob["Role"], bob["NameCard"], bob["MuteUntil"], bob["ShutUpUntil"]) == (
        "Admin",
        "Bobby",
        SECONDS + 60,
        SECONDS + 60,
    )
    [shown] = people(f"{GROUP}/get_specified_group_member_info", GroupId=group, Member_List_Account=["bob"])[
        "MemberList"
    ]
    assert shown["NameCard"] == "Bobby"
    assert people.code(f"{GROUP}/modify_group_member_info", GroupId=group, Member_Account="carol") == 10007


def test_a_group_is_given_to_another_member(people):
    group = people.group("alice", "bob")
    assert people.code(f"{GROUP}/change_group_owner", GroupId=group, NewOwner_Account="carol") == 10007
    people(f"{GROUP}/change_group_owner", GroupId=group, NewOwner_Account="bob")
    assert (
        people.app.groups.rows[group].role_of("alice") == "Member"
        and people.group_info(group)["Owner_Account"] == "bob"
    )


def test_who_is_silenced_says_nothing_until_it_is_over(people):
    group = people.group("alice", "bob")
    people(f"{GROUP}/forbid_send_msg", GroupId=group, Members_Account=["bob"], ShutUpTime=60)
    answer = people(f"{GROUP}/get_group_shutted_uin", GroupId=group)
    assert answer["ShuttedUinList"] == [{"Member_Account": "bob", "ShuttedUntil": SECONDS + 60}]
    assert (
        people(f"{GROUP}/get_group_muted_account", GroupId=group)["MutedAccountList"][0]["MutedUntil"] == SECONDS + 60
    )
    said = {"GroupId": group, "From_Account": "bob", "Random": 1, "MsgBody": body("hi")}
    assert people.code(f"{GROUP}/send_group_msg", **said) == 10017
    people.app.clock.advance(seconds=60)
    assert people(f"{GROUP}/send_group_msg", **said)["MsgSeq"] == 2  # behind the tip


def test_messages_are_numbered_without_gaps(people):
    group = people.group("alice", "bob")
    assert [people.say_in(group, one, one) for one in ("alice", "bob", "alice")] == [1, 2, 3]
    assert people.said_in(group) == [(3, "alice"), (2, "bob"), (1, "alice")]
    assert people.said_in(group, 1, ReqMsgSeq=2) == [(2, "bob")]


def test_what_is_said_again_within_five_minutes_is_the_same(people):
    group = people.group("alice")
    assert [people.say_in(group, "alice", Random=7) for _ in range(2)] == [1, 1]
    people.app.clock.advance(minutes=6)
    assert people.say_in(group, "alice", Random=7) == 2


def test_recalled_messages_are_shown_where_they_are_asked_for(people):
    group = people.group("alice", "bob")
    for text in ("one", "two"):
        people.say_in(group, "alice", text)
    seqs = [{"MsgSeq": number} for number in (1, 9)]
    first = people(f"{GROUP}/group_msg_recall", GroupId=group, MsgSeqList=seqs)["RecallRetList"]
    assert first == [{"MsgSeq": 1, "RetCode": 0}, {"MsgSeq": 9, "RetCode": 10030}]
    assert people(f"{GROUP}/group_msg_recall", GroupId=group, MsgSeqList=seqs)["RecallRetList"][0]["RetCode"] == 10032
    assert people.said_in(group) == [(2, "two")]
    assert people.said_in(group, WithRecalledMsg=1) == [(2, "two"), (1, "")]
    people(f"{GROUP}/delete_group_msg_by_sender", GroupId=group, Sender_Account="alice")
    assert people.said_in(group) == []


def test_only_the_last_thousand_messages_are_recalled_by_their_sender(people):
    group = people.app.groups.rows[people.group("alice", "bob")]
    for number in range(1002):
        message = Message("bob" if number in (0, 2) else "alice", group.group_id, 0, number, SECONDS, b"[]")
        people.app.groups.send(group, message, Caller("alice"))
    people(f"{GROUP}/delete_group_msg_by_sender", GroupId=group.group_id, Sender_Account="bob")
    assert [one.seq for one in group.history if one.recalled] == [3]


def test_a_groups_message_is_modified(people):
    group = people.group("alice")
    people.say_in(group, "alice")
    people.said_in(group)
    people("openim/modify_group_msg", GroupId=group, MsgSeq=1, MsgBody=body("hello"))
    assert people.said_in(group) == [(1, "hello")]
    assert people.code("openim/modify_group_msg", GroupId=group, MsgSeq=2, MsgBody=body("x")) == 10030


def test_who_is_no_member_says_nothing_but_the_administrator(people):
    group = people.group("alice")
    said = {"GroupId": group, "Random": 1, "MsgBody": body("hi")}
    assert people.code(f"{GROUP}/send_group_msg", **said, From_Account="bob") == 10007
    assert people(f"{GROUP}/send_group_msg", **said)["MsgSeq"] == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"GroupId": "nowhere"}, 10010),
        ({"From_Account": "nobody"}, 10019),
        ({"Random": "x"}, 10004),
        ({"MsgBody": []}, 10004),
        ({"MsgBody": [{"MsgType": "Song", "MsgContent": {}}]}, 10004),
        ({"MsgBody": body("x" * 12_289)}, 80002),
        ({"MsgPriority": "Huge"}, 10004),
        ({"TopicId": "any"}, 10015),
    ],
)
def test_bad_input_has_the_codes_of_groups(people, said, code):
    group = people.group("alice")
    fields = {"GroupId": group, "From_Account": "alice", "Random": 1, "MsgBody": body("hi"), **said}
    assert people.code(f"{GROUP}/send_group_msg", **fields) == code
    assert people.said_in(group) == []


def test_a_body_that_is_no_json_has_the_code_of_groups(people):
    assert people.code(f"{GROUP}/create_group", b"{") == 10011


def test_a_live_group_keeps_no_history(people):
    group = people.group("alice", kind="AVChatRoom")
    assert people.say_in(group, "alice") == 1 and people.said_in(group) == []


def test_unread_counts_what_others_said_after_the_last_that_was_read(people):
    group = people.app.groups.rows[people.group("alice", "bob")]
    for sender in ("alice", "bob", "alice"):
        people.say_in(group.group_id, sender)
    people.say_in(group.group_id, "alice", SendMsgControl=["NoUnread"])
    bob = group.members["bob"]
    assert group.unread(bob) == 2
    bob.read_seq = 1
    assert group.unread(bob) == 1
