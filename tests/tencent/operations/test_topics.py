"""Topics of communities: their profiles, their messages with numbers of their own, and who is silent in them."""

import pytest

from tests.tencent.conftest import SECONDS, body

GROUP, MILLION = "group_open_http_svc", "million_group_open_http_svc"


@pytest.fixture
def club(people):
    return people.group("alice", "bob", kind="Community", GroupId="@TGS#_club", SupportTopic=1)


def topic(people, club, name="Cooking", **details):
    return people(f"{MILLION}/create_topic", GroupId=club, TopicName=name, **details)["TopicId"]


def shown(people, club, who="bob", **details):
    return people(f"{MILLION}/get_topic", GroupId=club, From_Account=who, **details)["TopicAndSelfInfo"]


def test_topics_are_made_changed_and_removed(people, club):
    own = topic(people, club, TopicId="@TGS#_club@TOPIC#_one", Introduction="Soup", CustomString="x")
    made = topic(people, club, "Other")
    assert own == "@TGS#_club@TOPIC#_one" and made.startswith("@TGS#_club@TOPIC#_")
    people(f"{MILLION}/modify_topic", GroupId=club, TopicId=own, TopicName="Soups", ShutUpAllMember="On")
    [first, second] = shown(people, club)
    info = first["TopicInfo"]
    assert (info["TopicName"], info["Introduction"], info["CustomString"]) == ("Soups", "Soup", "x")
    assert info["MuteAllMember"] == info["ShutUpAllMember"] == "On" and info["CreateTime"] == SECONDS
    assert second["TopicInfo"]["TopicId"] == made and second["SelfInfo"]["MsgFlag"] == "AcceptAndNotify"
    answer = people(f"{MILLION}/destroy_topic", GroupId=club, TopicIdList=[own, "none"])
    assert [row["ErrorCode"] for row in answer["DestroyResultItem"]] == [0, 110003]
    rows = shown(people, club, TopicIdList=[own, made])
    assert [row["ErrorCode"] for row in rows] == [110003, 0]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"TopicName": ""}, 10004),
        ({"TopicId": "elsewhere"}, 10015),
        ({"TopicId": "@TGS#_club@TOPIC#_one"}, 10025),
        ({"From_Account": "nobody"}, 10019),
    ],
)
def test_topics_that_cannot_be_are_not_made(people, club, said, code):
    topic(people, club, TopicId="@TGS#_club@TOPIC#_one")
    assert people.code(f"{MILLION}/create_topic", **{"GroupId": club, "TopicName": "x", **said}) == code
    assert len(shown(people, club)) == 1


def test_topics_are_for_communities_that_have_them(people):
    plain = people.group("alice", kind="Community")
    assert people.code(f"{MILLION}/create_topic", GroupId=plain, TopicName="x") == 10007
    assert people.code(f"{GROUP}/create_group", Type="Public", Name="x", SupportTopic=1) == 10004
    people.app.provider.configure(people.app, {"communities": False})
    assert people.code(f"{MILLION}/create_topic", GroupId=plain, TopicName="x") == 11000


def test_each_topic_numbers_its_own_messages(people, club):
    one, other = topic(people, club), topic(people, club)
    assert [people.say_in(club, "alice", TopicId=where) for where in (one, other, one)] == [1, 1, 2]
    assert people.say_in(club, "bob", "outside") == 1
    assert people.said_in(club, TopicId=one) == [(2, "hi"), (1, "hi")] and people.said_in(club) == [(1, "outside")]
    people("openim/modify_group_msg", GroupId=club, TopicId=one, MsgSeq=2, MsgBody=body("hello"))
    recalled = people(f"{GROUP}/group_msg_recall", GroupId=club, TopicId=other, MsgSeqList=[{"MsgSeq": 1}])
    assert recalled["RecallRetList"] == [{"MsgSeq": 1, "RetCode": 0}]
    assert people.said_in(club, TopicId=one)[0] == (2, "hello") and people.said_in(club, TopicId=other) == []
    people(f"{GROUP}/delete_group_msg_by_sender", GroupId=club, TopicId=one, Sender_Account="alice")
    assert people.said_in(club, TopicId=one) == [] and people.said_in(club) == [(1, "outside")]
    [info, _] = shown(people, club)
    assert info["TopicInfo"]["NextMsgSeq"] == 3 and info["SelfInfo"]["MsgSeq"] == 0


def test_who_is_silent_in_a_topic_is_told_as_an_event(people, club):
    one, told = topic(people, club), []
    people.app.bus.on("topic.member_changed", lambda **facts: told.append((facts["topic_id"], facts["user_id"])))
    people(f"{GROUP}/forbid_send_msg", GroupId=club, TopicId=one, Members_Account=["bob"], MuteTime=60)
    assert told == [(one, "bob")]


def test_members_are_silent_in_a_topic_alone(people, club):
    one, other = topic(people, club), topic(people, club)
    said = {"GroupId": club, "From_Account": "bob", "Random": 1, "MsgBody": body("hi")}
    people(f"{GROUP}/forbid_send_msg", GroupId=club, TopicId=one, Members_Account=["bob"], MuteTime=60)
    rows = people(f"{GROUP}/get_group_muted_account", GroupId=club, TopicId=one)["MutedAccountList"]
    assert rows == [{"Member_Account": "bob", "MutedUntil": SECONDS + 60}]
    assert people.code(f"{GROUP}/send_group_msg", **said, TopicId=one) == 10017
    assert people(f"{GROUP}/send_group_msg", **said, TopicId=other)["MsgSeq"] == 1
    people(f"{MILLION}/modify_topic", GroupId=club, TopicId=other, MuteAllMember="On")
    assert people.code(f"{GROUP}/send_group_msg", **{**said, "Random": 2}, TopicId=other) == 10017


def test_a_member_is_changed_in_a_topic_alone(people, club):
    """client: the web SDK names a topic beside the member, 3.6.6."""
    one, other = topic(people, club), topic(people, club)
    bob = {"GroupId": club, "Member_Account": "bob"}
    people(f"{GROUP}/modify_group_member_info", **bob, TopicId=one, MuteTime=60, MsgFlag="Discard")
    own = [(row["SelfInfo"]["MsgFlag"], row["SelfInfo"]["MuteTime"]) for row in shown(people, club, "bob")]
    assert own == [("Discard", SECONDS + 60), ("AcceptAndNotify", 0)]
    assert people(f"{GROUP}/get_group_muted_account", GroupId=club)["MutedAccountList"] == []
    assert people.code(f"{GROUP}/modify_group_member_info", **bob, TopicId=other, Role="Admin") == 10004
    assert people.code(f"{GROUP}/modify_group_member_info", **bob, TopicId="none", MuteTime=1) == 10015


def test_who_comes_later_has_read_what_was_said_before(people, club):
    one = topic(people, club)
    people.say_in(club, "alice", TopicId=one)
    people(f"{GROUP}/add_group_member", GroupId=club, MemberList=[{"Member_Account": "carol"}])
    people.say_in(club, "alice", TopicId=one)
    found = people.app.groups.rows[club].topics[one]
    assert (found.unread("bob"), found.unread("carol"), found.unread("alice")) == (2, 1, 0)
    filters = {"GroupBaseInfoFilter": ["Name"], "SelfInfoFilter": ["Role"]}
    asked = {"Member_Account": "carol", "SupportTopic": 1, "ResponseFilter": filters}
    [row] = people(f"{GROUP}/get_joined_group_list", **asked)["GroupIdList"]
    assert row["GrossTopicNextMsgSeq"] == 3 and row["SelfInfo"]["GrossTopicReadSeq"] == 1


def test_topics_are_taken_over_with_the_time_they_were_made(people, club):
    fields = {"GroupId": club, "TopicName": "Old", "CreateTime": SECONDS - 9}
    made = people(f"{GROUP}/import_topic", **fields)["TopicId"]
    assert shown(people, club, TopicIdList=[made])[0]["TopicInfo"]["CreateTime"] == SECONDS - 9
    assert people.code(f"{GROUP}/import_topic", **{**fields, "CreateTime": SECONDS + 9}) == 10004
    rows = [{"From_Account": "alice", "SendTime": SECONDS - 5, "MsgBody": body("hi")}]
    people(f"{GROUP}/import_group_msg", GroupId=club, TopicId=made, MsgList=rows)
    assert people.said_in(club, TopicId=made) == [(1, "hi")]
    assert people.app.groups.rows[club].topics[made].unread("bob") == 0
