"""Members of groups: joined lists, imports, roles, live groups, and who may join."""

import pytest

from chatmock.core.errors import Refusal
from chatmock.providers.tencent.groups.rules import check_inviting, check_joining, check_leaving
from chatmock.providers.tencent.model import Caller, Instance
from tests.tencent.conftest import SECONDS, body

GROUP, LIVE = "group_open_http_svc", "group_open_avchatroom_http_svc"
ADMIN = Caller("administrator", is_admin=True)


def enter(people, group, *user_ids):
    """Let accounts into a group by themselves."""
    people.app.groups.join(people.app.groups.rows[group], user_ids, ADMIN, how="Apply")


def login(people, *user_ids):
    for number, user_id in enumerate(user_ids, start=1):
        account = people.app.accounts.rows[user_id]
        people.app.accounts.login(account, Instance(number, "Web", 0), Caller(user_id), [])


def code_of(ask):
    try:
        return ask()
    except Refusal as refusal:
        return refusal.error.code


@pytest.mark.parametrize(
    ("kind", "joining", "inviting", "leaving"),
    [
        ("Private", 10007, None, None),
        ("Public", False, 10007, 10009),
        ("ChatRoom", True, 10007, 10009),
        ("AVChatRoom", True, 10007, 10009),
        ("Community", True, None, 10009),
    ],
)
def test_each_type_has_its_rules_of_coming_and_going(people, kind, joining, inviting, leaving):
    group = people.app.groups.rows[people.group("alice", kind=kind)]
    assert code_of(lambda: check_joining(people.app, group, "bob")) == joining
    assert code_of(lambda: check_inviting(group)) == inviting
    assert code_of(lambda: check_leaving(group, group.members["alice"])) == leaving


def test_nobody_joins_a_group_that_says_so(people):
    group = people.app.groups.rows[people.group("alice", ApplyJoinOption="DisableApply")]
    assert code_of(lambda: check_joining(people.app, group, "bob")) == 10007


def test_who_is_banned_or_comes_to_a_full_group_cannot_join(people):
    group = people.app.groups.rows[people.group("alice", kind="AVChatRoom")]
    enter(people, group.group_id, "bob")
    people(f"{GROUP}/ban_group_member", GroupId=group.group_id, Members_Account=["bob", "carol"], Duration=60)
    assert list(group.members) == ["alice"]
    assert code_of(lambda: check_joining(people.app, group, "bob")) == 10007
    banned = people(f"{GROUP}/get_group_ban_member", GroupId=group.group_id, Offset=0, Limit=1)
    assert banned["BannedAccountList"] == [{"Member_Account": "bob", "BannedUntil": SECONDS + 60}]
    [last] = people(f"{GROUP}/get_group_ban_member", GroupId=group.group_id, Offset=banned["NextOffset"])[
        "BannedAccountList"
    ]
    assert last["Member_Account"] == "carol"
    people(f"{GROUP}/unban_group_member", GroupId=group.group_id, Members_Account=["carol"])
    assert code_of(lambda: check_joining(people.app, group, "carol")) is True
    people.app.clock.advance(seconds=60)
    assert people(f"{GROUP}/get_group_ban_member", GroupId=group.group_id, Offset=0)["BannedAccountList"] == []
    assert code_of(lambda: check_joining(people.app, group, "alice")) == 10013
    group.max_members = 1
    assert code_of(lambda: check_joining(people.app, group, "bob")) == 10014


def test_bans_are_for_live_groups_and_never_for_their_owner(people):
    asked = {"Members_Account": ["alice"], "Duration": 60}
    assert people.code(f"{GROUP}/ban_group_member", GroupId=people.group("alice"), **asked) == 10007
    live = people.group("alice", kind="AVChatRoom")
    assert people.code(f"{GROUP}/ban_group_member", GroupId=live, **asked) == 10007
    assert people.code(f"{GROUP}/ban_group_member", GroupId=live, **{**asked, "Members_Account": ["x"]}) == 10019
    assert people.code(f"{GROUP}/ban_group_member", GroupId=live, **{**asked, "Duration": 0}) == 10004


def test_live_groups_say_who_is_online_and_with_which_marks(people):
    live = people.group("alice", kind="AVChatRoom")
    enter(people, live, "bob", "carol")
    login(people, "bob", "carol")
    assert people(f"{GROUP}/get_online_member_num", GroupId=live)["OnlineMemberNum"] == 2
    marked = [{"Member_Account": "carol", "Marks": [1000, 1001]}]
    assert people(f"{LIVE}/modify_user_info", GroupId=live, CommandType=1, MemberList=marked)["MemberList"] == marked
    rows = people(f"{LIVE}/get_members", GroupId=live, Timestamp=0)
    assert [row["Member_Account"] for row in rows["MemberList"]] == ["bob", "carol"] and rows["NextTimestamp"] == 0
    [row] = people(f"{LIVE}/get_members", GroupId=live, Timestamp=0, Mark=1001)["MemberList"]
    assert (row["Member_Account"], row["Marks"]) == ("carol", [1000, 1001])
    taken = [{"Member_Account": "carol", "Marks": [1001]}]
    answer = people(f"{LIVE}/modify_user_info", GroupId=live, CommandType=2, MemberList=taken)
    assert answer["MemberList"] == [{"Member_Account": "carol", "Marks": [1000]}]
    assert people.code(f"{LIVE}/modify_user_info", GroupId=live, CommandType=3, MemberList=taken) == 10004
    assert people.code(f"{GROUP}/get_online_member_num", GroupId=people.group("alice")) == 10007


def test_members_are_found_by_their_role(people):
    group = people.group("alice", "bob", "carol")
    people(f"{GROUP}/modify_group_member_info", GroupId=group, Member_Account="carol", Role="Admin")
    for roles, found in ((["Owner", "Admin"], ["alice", "carol"]), (["Member"], ["bob"]), (["Admin"], ["carol"])):
        rows = people(f"{GROUP}/get_group_member_info", GroupId=group, MemberRoleFilter=roles)["MemberList"]
        assert [row["Member_Account"] for row in rows] == found


def test_later_pages_are_what_is_left_after_earlier_ones(people):
    names = [f"u{number}" for number in range(1010)]
    for name in names:
        people.app.accounts.register(name, ADMIN)
    group = people.group("alice", kind="ChatRoom")
    enter(people, group, *names)

    def page(offset):
        answer = people(f"{GROUP}/get_group_member_info", GroupId=group, Limit=5, Offset=offset)
        return [row["Member_Account"] for row in answer["MemberList"]], answer["Next"]

    assert page(1005) == (names[1004:1009], "1010") and page(1010) == (names[1009:], "") and page(2000) == ([], "")
    people(f"{GROUP}/delete_group_member", GroupId=group, MemberToDel_Account=["u3", "u1007"])
    enter(people, group, "bob")
    assert page(1005) == (["u1005", "u1006", "u1008", "u1009", "bob"], "")


def test_the_groups_of_an_account_are_listed(people):
    groups = [people.group("alice", "bob"), people.group("alice", "bob", kind="Private")]
    live = people.group("bob", kind="AVChatRoom")
    asked = {"Member_Account": "bob"}
    answer = people(f"{GROUP}/get_joined_group_list", **asked)
    assert answer["TotalCount"] == 2 and answer["GroupIdList"] == [{"GroupId": one} for one in groups]
    page = people(f"{GROUP}/get_joined_group_list", **asked, Limit=1, Offset=1, WithHugeGroups=1)
    assert page["TotalCount"] == 3 and page["GroupIdList"] == [{"GroupId": groups[1]}]
    assert people(f"{GROUP}/get_joined_group_list", **asked, GroupType="AVChatRoom", WithHugeGroups=1)[
        "GroupIdList"
    ] == [{"GroupId": live}]
    filters = {"GroupBaseInfoFilter": ["Name"], "SelfInfoFilter": ["Role", "JoinTime"]}
    [row] = people(f"{GROUP}/get_joined_group_list", **asked, GroupType="Private", ResponseFilter=filters)[
        "GroupIdList"
    ]
    assert row == {"GroupId": groups[1], "Name": "Lunch", "SelfInfo": {"Role": "Member", "JoinTime": SECONDS}}


def test_groups_and_members_are_taken_over_with_their_times(people):
    long_ago = SECONDS - 1000
    fields = {"Type": "Public", "Name": "Old", "GroupId": "old", "Owner_Account": "alice", "CreateTime": long_ago}
    people(f"{GROUP}/import_group", **fields)
    assert people.code(f"{GROUP}/import_group", **fields) == 10021
    assert people.code(f"{GROUP}/import_group", **{**fields, "GroupId": "new", "CreateTime": SECONDS + 1}) == 10004
    said = [{"From_Account": "alice", "SendTime": long_ago + number, "MsgBody": body("hi")} for number in range(3)]
    answer = people(f"{GROUP}/import_group_msg", GroupId="old", MsgList=said)
    assert [(row["MsgSeq"], row["Result"]) for row in answer["ImportMsgResult"]] == [(1, 0), (2, 0), (3, 0)]
    rows = [
        {"Member_Account": "bob", "JoinTime": long_ago, "Role": "Admin", "UnreadMsgNum": 2},
        {"Member_Account": "alice"},
        {"Member_Account": "nobody"},
    ]
    answer = people(f"{GROUP}/import_group_member", GroupId="old", MemberList=rows)
    assert [row["Result"] for row in answer["MemberList"]] == [1, 2, 0]
    group = people.app.groups.rows["old"]
    bob = group.members["bob"]
    assert (group.created, bob.joined, bob.role, group.unread(bob)) == (long_ago, long_ago, "Admin", 2)


@pytest.mark.parametrize("times", [[SECONDS + 1], [SECONDS - 1, SECONDS - 2], [0], [SECONDS - 9] * 8])
def test_messages_are_taken_over_in_order_and_of_the_past(people, times):
    people.app.clock.advance(seconds=10)
    group = people.group("alice")
    people.app.groups.rows[group].created = SECONDS - 100
    rows = [{"From_Account": "alice", "SendTime": time + 10, "MsgBody": body("hi")} for time in times]
    assert people.code(f"{GROUP}/import_group_msg", GroupId=group, MsgList=rows) == 10004
    assert people.said_in(group) == []


def test_what_is_taken_over_is_read_by_all(people):
    group = people.app.groups.rows[people.group("alice", "bob")]
    people.say_in(group.group_id, "alice")
    people.app.clock.advance(seconds=10)
    rows = [{"From_Account": "alice", "SendTime": SECONDS + 5, "MsgBody": body("hi")}]
    people(f"{GROUP}/import_group_msg", GroupId=group.group_id, MsgList=rows)
    assert group.unread(group.members["bob"]) == 0
    live = people.group("alice", kind="AVChatRoom")
    assert people.code(f"{GROUP}/import_group_msg", GroupId=live, MsgList=rows) == 10007


def test_who_has_given_a_group_away_is_a_member_like_others(people):
    group = people.app.groups.rows[people.group("alice", "bob")]
    named = {"GroupId": group.group_id, "MemberRoleFilter": ["Owner"]}
    assert [row["Member_Account"] for row in people(f"{GROUP}/get_group_member_info", **named)["MemberList"]] == [
        "alice"
    ]
    people(f"{GROUP}/change_group_owner", GroupId=group.group_id, NewOwner_Account="bob")
    assert [row["Member_Account"] for row in people(f"{GROUP}/get_group_member_info", **named)["MemberList"]] == ["bob"]
    assert list(group.managers) == ["bob"]
