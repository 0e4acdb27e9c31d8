"""After-webhooks: what each says, and that each is sent once and nothing beside it."""

from collections.abc import Callable
from typing import Any

import pytest

from chatmock.providers.tencent.model import AFTER_WEBHOOKS, Caller, Friend, Instance
from chatmock.providers.tencent.webhooks.posting import BODIES
from tests.tencent.conftest import NOON, SECONDS, body
from tests.tencent.webhooks.conftest import ALICE, TEA, World

LUNCH = {"GroupId": "lunch", "Type": "Public"}
TEXT_TIME = str(NOON)
HI = body("hi")
ROBOT = "@RBT#001"
PHONE = Caller("alice", platform="iOS", instance=1)
Cause = tuple[Callable[[World], Any], dict[str, Any]]


def says(world: World, to: str = "bob", **details: Any) -> Any:
    said = {"From_Account": "alice", "To_Account": to, "MsgSeq": 5, "MsgRandom": 7, "MsgBody": HI, **details}
    return world("openim/sendmsg", **said)


def says_in(world: World, **details: Any) -> Any:
    said = {"GroupId": "lunch", "From_Account": "alice", "Random": 7, "MsgBody": HI, **details}
    return world("group_open_http_svc/send_group_msg", **said)


def logs_in(world: World, *kicked: Instance, user_id: str = "alice") -> None:
    account = world.app.accounts.rows[user_id]
    world.run(lambda: world.app.accounts.login(account, Instance(1, "iPhone", NOON), PHONE, list(kicked)))


def logs_out(world: World) -> None:
    account = world.app.accounts.rows["alice"]
    world.run(lambda: world.app.accounts.logout(account, account.instances[1], PHONE, reason="TimeOut"))


def befriends(world: World) -> None:
    world.run(lambda: world.app.friends.add("alice", Friend("bob", SECONDS), ALICE))


def blocks(world: World) -> None:
    world.run(lambda: world.app.friends.block("alice", "bob", ALICE))


def both(one: Callable[[World], Any], other: Callable[[World], Any]) -> Callable[[World], Any]:
    """Have one thing happen after the other."""
    return lambda world: [do(world) for do in (one, other)]


def calls_often(world: World) -> None:
    world.run(lambda: world.app.provider.configure(world.app, {"documented_rates": True}))
    for _ in range(101):
        world("im_open_login_svc/account_check", CheckItem=[])


def emits(event: str, **facts: Any) -> Callable[[World], None]:
    """Have something happen in the group that only later commands do."""
    return lambda world: world.run(lambda: world.app.emit(event, group=world.group_of("lunch"), by=ALICE, **facts))


def lives(world: World) -> None:
    world.run(lambda: world.api.group("carol", kind="AVChatRoom", GroupId="show"))
    world.run(lambda: world.app.groups.join(world.group_of("show"), ["alice"], ALICE, how="Apply"))
    logs_in(world)


SENT = {
    "From_Account": "alice",
    "To_Account": "bob",
    "MsgSeq": 5,
    "MsgRandom": 7,
    "MsgTime": SECONDS,
    "MsgKey": f"5_7_{SECONDS}",
    "OnlineOnlyFlag": 0,
    "SendMsgResult": 0,
    "ErrorInfo": "send msg succeed",
    "UnreadMsgNum": 1,
    "MsgBody": HI,
    "CloudCustomData": "",
}
SAID = {
    **LUNCH,
    "From_Account": "alice",
    "Operator_Account": "administrator",
    "Random": 7,
    "MsgSeq": 1,
    "MsgTime": SECONDS,
    "OnlineOnlyFlag": 0,
    "MsgBody": HI,
    "CloudCustomData": "",
    "EventTime": TEXT_TIME,
}
PAIR = {"From_Account": "alice", "To_Account": "bob"}
SIGNAL = [{"MsgType": "TIMCustomElem", "MsgContent": {"Data": "{}"}}]
CAUSES: dict[str, Cause] = {
    "Alert.RequestOverLimit": (
        calls_often,
        {"ServiceName": "im_open_login_svc", "Command": "account_check", "Request": 81, "Limit": 100},
    ),
    "State.StateChange": (
        logs_in,
        {"EventTime": NOON, "Info": {"Action": "Login", "To_Account": "alice", "Reason": "Register"}},
    ),
    "Profile.CallbackPortraitSet": (
        lambda world: world(
            "profile/portrait_set",
            From_Account="alice",
            ProfileItem=[{"Tag": "Tag_Profile_IM_Nick", "Value": "Alice"}, {"Tag": "Tag_Profile_IM_Level", "Value": 3}],
        ),
        {
            "Operator_Account": "administrator",
            "From_Account": "alice",
            "EventTime": NOON,
            "ProfileItem": [
                {"Tag": "Tag_Profile_IM_Nick", "Value": "Alice"},
                {"Tag": "Tag_Profile_IM_Level", "Value": 3},
            ],
        },
    ),
    "Sns.CallbackFriendAdd": (
        befriends,
        {
            "PairList": [{**PAIR, "Initiator_Account": "alice"}],
            "ClientCmd": "friend_add",
            "Admin_Account": "",
            "ForceFlag": 0,
        },
    ),
    "Sns.CallbackFriendDelete": (
        both(befriends, lambda world: world.run(lambda: world.app.friends.remove("alice", "bob", ALICE))),
        {"PairList": [PAIR]},
    ),
    "Sns.CallbackBlackListAdd": (blocks, {"PairList": [PAIR]}),
    "Sns.CallbackBlackListDelete": (
        both(blocks, lambda world: world.run(lambda: world.app.friends.unblock("alice", "bob", ALICE))),
        {"PairList": [PAIR]},
    ),
    "C2C.CallbackAfterSendMsg": (says, SENT),
    "C2C.CallbackAfterMsgReport": (
        lambda world: (
            says(world),
            world("openim/admin_set_msg_read", Report_Account="bob", Peer_Account="alice"),
        ),
        {"Report_Account": "bob", "Peer_Account": "alice", "LastReadTime": SECONDS, "UnreadMsgNum": 0},
    ),
    "C2C.CallbackAfterMsgWithDraw": (
        lambda world: world("openim/admin_msgwithdraw", **PAIR, MsgKey=says(world)["MsgKey"]),
        {**PAIR, "MsgKey": f"5_7_{SECONDS}", "UnreadMsgNum": 0},
    ),
    "Group.CallbackAfterCreateGroup": (
        lambda world: world(
            "group_open_http_svc/create_group",
            **TEA,
            AppDefinedData=[{"Key": "cups", "Value": "2"}],
        ),
        {
            "GroupId": "tea",
            "Type": "Private",
            "Operator_Account": "administrator",
            "Owner_Account": "alice",
            "Name": "Tea",
            "MemberList": [{"Member_Account": "alice"}, {"Member_Account": "bob"}],
            "UserDefinedDataList": [{"Key": "cups", "Value": "2"}],
            "EventTime": TEXT_TIME,
        },
    ),
    "Group.CallbackAfterNewMemberJoin": (
        lambda world: world(
            "group_open_http_svc/add_group_member", GroupId="lunch", MemberList=[{"Member_Account": "carol"}]
        ),
        {
            **LUNCH,
            "JoinType": "Invited",
            "Operator_Account": "administrator",
            "NewMemberList": [{"Member_Account": "carol"}],
            "EventTime": TEXT_TIME,
        },
    ),
    "Group.CallbackAfterMemberExit": (
        lambda world: world(
            "group_open_http_svc/delete_group_member", GroupId="lunch", MemberToDel_Account=["bob"], Silence=1
        ),
        {
            **LUNCH,
            "ExitType": "Kicked",
            "Operator_Account": "administrator",
            "ExitMemberList": [{"Member_Account": "bob"}],
            "EventTime": TEXT_TIME,
        },
    ),
    "Group.CallbackAfterSendMsg": (
        lambda world: says_in(world, GroupAtInfo=[{"GroupAtAllFlag": 0, "GroupAt_Account": "bob"}]),
        {**SAID, "GroupAtInfo": [{"GroupAtAllFlag": 0, "GroupAt_Account": "bob"}]},
    ),
    "Group.CallbackAfterGroupFull": (
        lambda world: (
            world("group_open_http_svc/modify_group_base_info", GroupId="lunch", MaxMemberNum=3),
            world("group_open_http_svc/add_group_member", GroupId="lunch", MemberList=[{"Member_Account": "carol"}]),
        ),
        {"GroupId": "lunch", "EventTime": TEXT_TIME},
    ),
    "Group.CallbackAfterGroupDestroyed": (
        lambda world: world("group_open_http_svc/destroy_group", GroupId="lunch"),
        {
            **LUNCH,
            "Owner_Account": "alice",
            "Name": "Lunch",
            "MemberList": [{"Member_Account": "alice"}, {"Member_Account": "bob"}],
            "EventTime": TEXT_TIME,
        },
    ),
    "Group.CallbackAfterGroupInfoChanged": (
        lambda world: world(
            "group_open_http_svc/modify_group_base_info", GroupId="lunch", Name="Lunch", Notification="Soup today"
        ),
        {**LUNCH, "Operator_Account": "administrator", "Notification": "Soup today", "EventTime": TEXT_TIME},
    ),
    "Group.CallbackAfterRecallMsg": (
        lambda world: (
            says_in(world),
            world("group_open_http_svc/group_msg_recall", GroupId="lunch", MsgSeqList=[{"MsgSeq": 1}]),
        ),
        {**LUNCH, "Operator_Account": "administrator", "MsgSeqList": [{"MsgSeq": 1}], "EventTime": TEXT_TIME},
    ),
    "Group.CallbackOnMemberStateChange": (
        lives,
        {
            "GroupId": "show",
            "Type": "AVChatRoom",
            "EventType": "Online",
            "MemberList": [{"Member_Account": "alice"}],
            "EventTime": TEXT_TIME,
        },
    ),
    "Group.CallbackSendMsgException": (
        lambda world: says_in(world, From_Account="carol", CloudCustomData="mine"),
        {
            **{name: value for name, value in SAID.items() if name not in ("MsgSeq", "MsgTime")},
            "From_Account": "carol",
            "CloudCustomData": "mine",
            "ErrorCode": 10007,
            "ErrorInfo": "This is not allowed: carol is no member",
        },
    ),
    "Group.CallbackAfterCreateTopic": (
        emits("topic.created", topic_id="soup", name="Soup", custom={"a": "b"}),
        {
            **LUNCH,
            "TopicId": "soup",
            "Operator_Account": "alice",
            "Owner_Account": "alice",
            "Name": "Soup",
            "UserDefinedDataList": [{"Key": "a", "Value": "b"}],
        },
    ),
    "Group.CallbackAfterTopicDestroyed": (
        emits("topic.destroyed", topic_ids=["soup"]),
        {**LUNCH, "TopicIdList": ["soup"]},
    ),
    "Group.CallbackAfterTopicInfoChanged": (
        emits("topic.changed", topic_id="soup", changes={"name": "Stew", "muted": True}),
        {**LUNCH, "TopicId": "soup", "Operator_Account": "alice", "Name": "Stew"},
    ),
    "Group.CallbackAfterMemberFieldChanged": (
        lambda world: world(
            "group_open_http_svc/modify_group_member_info",
            GroupId="lunch",
            Member_Account="bob",
            Role="Admin",
            NameCard="Bobby",
        ),
        {
            **LUNCH,
            "Operator_Account": "administrator",
            "Member_Account": "bob",
            "Modified_Account": "bob",
            "Role": "Admin",
            "NameCard": "Bobby",
            "EventTime": TEXT_TIME,
        },
    ),
    "Group.CallbackAfterGroupAttrChanged": (
        emits("group.attributes", kind="set", changes={"menu": "soup"}),
        {
            **LUNCH,
            "Operator_Account": "alice",
            "OptionType": "set",
            "GroupAttr": [{"key": "menu", "value": "soup"}],
            "EventTime": TEXT_TIME,
        },
    ),
    "Group.CallbackAfterReadReceipt": (
        lambda world: says_in(world, NeedReadReceipt=1),
        {
            **LUNCH,
            "GroupMsgReceiptList": [{"MsgSeq": 1, "ReadNum": 0, "UnreadNum": 1, "ReadReceiptMembers": []}],
            "EventTime": TEXT_TIME,
        },
    ),
    "Group.CallbackAfterChangeGroupOwner": (
        lambda world: world("group_open_http_svc/change_group_owner", GroupId="lunch", NewOwner_Account="bob"),
        {
            **LUNCH,
            "Operator_Account": "administrator",
            "OldOwner_Account": "alice",
            "NewOwner_Account": "bob",
            "EventTime": TEXT_TIME,
        },
    ),
    "Group.CallbackOnDailyGroupQuotaAlarm": (
        lambda world: (
            world.control("PUT", "settings", settings={"daily_groups": 4}),
            [world("group_open_http_svc/create_group", Type="Public", Name=str(number)) for number in range(3)],
        ),
        {"QuotaUsed": 3, "Quota": 4, "EventTime": TEXT_TIME},
    ),
    "Chatbot.OnC2CSignalMessage": (
        lambda world: says(world, ROBOT, MsgBody=SIGNAL, MsgLifeTime=0),
        {
            "From_Account": "alice",
            "To_Account": ROBOT,
            "MsgSeq": 5,
            "MsgRandom": 7,
            "MsgKey": f"5_7_{SECONDS}",
            "EventTime": NOON,
            "Data": "{}",
        },
    ),
    "Bot.OnC2CMessage": (lambda world: says(world, ROBOT), {**SENT, "To_Account": ROBOT}),
    "Bot.OnGroupMessage": (
        lambda world: (
            world("group_open_http_svc/add_group_member", GroupId="lunch", MemberList=[{"Member_Account": ROBOT}]),
            says_in(world, GroupAtInfo=[{"GroupAtAllFlag": 0, "GroupAt_Account": ROBOT}]),
        ),
        {**SAID, "MsgSeq": 2, "AtRobots_Account": [ROBOT], "AtRobotAccount": [ROBOT], "IsPlaceMsg": 0},
    ),
}


def test_each_has_a_cause_here() -> None:
    assert sorted(CAUSES) == sorted(AFTER_WEBHOOKS)


@pytest.mark.parametrize("command", CAUSES)
def test_it_is_told_once_as_documented(world: World, command: str) -> None:
    cause, told = CAUSES[command]
    world.hook(command)
    cause(world)
    world.settle()
    [request] = world.receiver.requests
    assert request.json == {"CallbackCommand": command, **told}
    assert BODIES[command].check(request.json) == []
    assert request.query["CallbackCommand"] == command and request.query["SdkAppid"] == "1400000001"


def test_whatever_is_not_switched_on_is_not_told(world: World) -> None:
    world.hook("Group.CallbackAfterSendMsg")
    says(world)
    says_in(world)
    world.settle()
    assert world.receiver.commands == ["Group.CallbackAfterSendMsg"]


def test_all_are_told_where_none_is_named_and_none_without_an_address(world: World) -> None:
    world.hook()
    says(world)
    world.hook(url="")
    says(world, MsgRandom=8)
    world.settle()
    assert world.receiver.commands == ["C2C.CallbackBeforeSendMsg", "C2C.CallbackAfterSendMsg"]


@pytest.mark.parametrize(
    ("quiet", "told"),
    [
        ([], ["C2C.CallbackBeforeSendMsg", "C2C.CallbackAfterSendMsg"]),
        (["ForbidBeforeSendMsgCallback"], ["C2C.CallbackAfterSendMsg"]),
        (["ForbidAfterSendMsgCallback"], ["C2C.CallbackBeforeSendMsg"]),
        (["ForbidBeforeSendMsgCallback", "ForbidAfterSendMsgCallback"], []),
    ],
)
def test_a_sender_may_want_no_webhooks_for_a_message(world: World, quiet: list[str], told: list[str]) -> None:
    world.hook()
    says(world, ForbidCallbackControl=quiet)
    says_in(world, ForbidCallbackControl=quiet)
    world.settle()
    assert sorted(world.receiver.commands) == sorted(told + [one.replace("C2C", "Group") for one in told])


def test_a_message_that_repeats_another_has_no_webhooks(world: World) -> None:
    world.hook()
    for _ in range(2):
        says(world)
        says_in(world)
    world.settle()
    assert len(world.receiver.requests) == 4


def test_messages_to_many_have_no_webhooks(world: World) -> None:
    world.hook()
    many = {"From_Account": "alice", "MsgRandom": 1, "MsgBody": HI}
    assert world("openim/batchsendmsg", To_Account=["bob", "carol"], **many)["ErrorCode"] == 0
    world.settle()
    assert world.receiver.requests == []


def test_a_message_to_a_robot_is_told_twice_and_a_signal_otherwise(world: World) -> None:
    world.hook("C2C.CallbackAfterSendMsg", "Bot.OnC2CMessage", "Chatbot.OnC2CSignalMessage")
    says(world, ROBOT)
    says(world, ROBOT, MsgRandom=8, MsgBody=SIGNAL)
    says(world, ROBOT, MsgRandom=9, MsgBody=SIGNAL, MsgLifeTime=0)
    world.settle()
    usual = ["C2C.CallbackAfterSendMsg", "Bot.OnC2CMessage"]
    assert world.receiver.commands == [*usual, *usual, "Chatbot.OnC2CSignalMessage", "C2C.CallbackAfterSendMsg"]


def test_a_device_that_has_to_go_is_told_with_the_one_that_comes(world: World) -> None:
    world.hook("State.StateChange")
    logs_in(world)
    account = world.app.accounts.rows["alice"]
    logs_in(world, account.instances[1])
    logs_out(world)
    world.settle()
    assert [request.json["Info"]["Reason"] for request in world.receiver.requests] == [
        "Register",
        "Register",
        "TimeOut",
    ]
    assert world.receiver.requests[1].json["KickedDevice"] == [{"Platform": "IOS"}]
    assert {request.query["OptPlatform"] for request in world.receiver.requests} == {"IOS"}


def test_an_account_that_is_kicked_is_told_to_be_gone(world: World) -> None:
    logs_in(world)
    world.hook("State.StateChange")
    world("im_open_login_svc/kick", UserID="alice")
    world.settle()
    [request] = world.receiver.requests
    assert request.json["Info"] == {"Action": "Logout", "To_Account": "alice", "Reason": "Unregister"}


def test_a_live_group_tells_of_the_last_device_that_goes(world: World) -> None:
    lives(world)
    world.hook("Group.CallbackOnMemberStateChange")
    logs_out(world)
    world.settle()
    [request] = world.receiver.requests
    assert request.json["EventType"] == "Offline"


def test_whoever_does_it_is_named_with_platform_and_address(world: World) -> None:
    world.hook("Sns.CallbackBlackListAdd", token="")
    blocks(world)
    world.settle()
    assert world.receiver.requests[0].query == {
        "SdkAppid": "1400000001",
        "CallbackCommand": "Sns.CallbackBlackListAdd",
        "contenttype": "json",
        "ClientIP": "10.0.0.7",
        "OptPlatform": "Web",
    }


@pytest.mark.parametrize(
    ("command", "lacks"),
    [
        ("Alert.RequestOverLimit", {"ClientIP"}),
        ("Group.CallbackOnMemberStateChange", {"ClientIP", "OptPlatform"}),
        ("Group.CallbackAfterGroupDestroyed", set()),
    ],
)
def test_some_queries_lack_what_others_have(world: World, command: str, lacks: set[str]) -> None:
    world.hook(command)
    CAUSES[command][0](world)
    world.settle()
    [request] = world.receiver.requests
    assert {"ClientIP", "OptPlatform"} - request.query.keys() == lacks


def test_the_rest_api_is_a_platform_of_its_own(world: World) -> None:
    world.hook("C2C.CallbackAfterSendMsg")
    says(world)
    world.act("alice", "says", to="bob", text="hi")
    world.settle()
    assert [request.query["OptPlatform"] for request in world.receiver.requests] == ["RESTAPI", "Web"]
