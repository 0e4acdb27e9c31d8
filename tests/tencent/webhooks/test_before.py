"""Before-webhooks: the application's server allows, refuses, drops, replaces; and nothing changes until it has answered."""

from collections.abc import Callable
from typing import Any

import pytest

from chatmock.core.errors import Refusal
from chatmock.core.inquiry import Inquiry
from chatmock.providers.tencent.model import BEFORE_WEBHOOKS
from chatmock.providers.tencent.webhooks import before
from chatmock.providers.tencent.webhooks.posting import BODIES
from tests.tencent.conftest import NOON, SECONDS, body
from tests.tencent.webhooks.conftest import ADMIN, ALICE, OK, TEA, World

HI = body("hi")
LUNCH = {"GroupId": "lunch", "Type": "Public"}
TEXT_TIME = str(NOON)
PEOPLE = [{"Member_Account": "alice"}, {"Member_Account": "bob"}]
Door = Callable[[World], int]
"""Does something; gives the code it is answered with."""


def no(code: int, info: str = "") -> dict[str, Any]:
    return {"ActionStatus": "FAIL", "ErrorCode": code, "ErrorInfo": info}


def request(path: str, **given: Any) -> Door:
    return lambda world: int(world(path, **given)["ErrorCode"])


def act(verb: str, who: str = "alice", **given: Any) -> Door:
    def door(world: World) -> int:
        answer = world.act(who, verb, **given)
        return int(answer["message"].split("refused: ")[1].split()[0]) if "message" in answer else 0

    return door


def asking(ask: Callable[[World, Callable[..., Any]], Any], happens: Callable[[World, Any], Any]) -> Door:
    """What a later command does: it asks in the one place for it, and goes on."""

    def door(world: World) -> int:
        inquiry = world.run(lambda: ask(world, lambda *said: happens(world, *said)))
        if not isinstance(inquiry, Inquiry):
            return 0
        world.run(lambda: world.app.inquire(inquiry))
        world.settle_inquiry(inquiry)
        try:
            world.run(inquiry.result)
        except Refusal as reason:
            return int(reason.error.code)
        finally:
            world.run(lambda: world.app.concluded(inquiry))
        return 0

    return door


def joins(world: World, *said: Any) -> None:
    world.app.groups.join(world.group_of("lunch"), ["carol"], ALICE, how="Apply")


def blocks(world: World, refused: Any) -> None:
    for user_id in {"bob", "carol"} - set(refused):
        world.app.friends.block("alice", user_id, ALICE)


ADD = request("group_open_http_svc/add_group_member", GroupId="lunch", MemberList=[{"Member_Account": "carol"}])
FRIENDS = [{"To_Account": "bob", "Remark": "Bobby"}, {"To_Account": "carol"}]
SAY = {"From_Account": "alice", "To_Account": "bob", "MsgSeq": 5, "MsgRandom": 7, "MsgBody": HI}
SAY_IN = {"GroupId": "lunch", "From_Account": "alice", "Random": 7, "MsgBody": HI}
DOORS: dict[str, tuple[str, Door, dict[str, Any]]] = {
    "a message": (
        "C2C.CallbackBeforeSendMsg",
        request("openim/sendmsg", **SAY),
        {
            "From_Account": "alice",
            "To_Account": "bob",
            "MsgSeq": 5,
            "MsgRandom": 7,
            "MsgTime": SECONDS,
            "MsgKey": f"5_7_{SECONDS}",
            "OnlineOnlyFlag": 0,
            "MsgBody": HI,
            "CloudCustomData": "",
        },
    ),
    "a message by an actor": (
        "C2C.CallbackBeforeSendMsg",
        act("says", to="bob", text="hi", details={"MsgSeq": 5}),
        {"From_Account": "alice", "To_Account": "bob", "MsgSeq": 5, "MsgBody": HI},
    ),
    "a message in a group": (
        "Group.CallbackBeforeSendMsg",
        request("group_open_http_svc/send_group_msg", **SAY_IN),
        {
            **LUNCH,
            "From_Account": "alice",
            "Operator_Account": "administrator",
            "Random": 7,
            "OnlineOnlyFlag": 0,
            "MsgBody": HI,
            "CloudCustomData": "",
            "EventTime": TEXT_TIME,
        },
    ),
    "a message in a group by an actor": (
        "Group.CallbackBeforeSendMsg",
        act("says", group_id="lunch", text="hi"),
        {**LUNCH, "From_Account": "alice", "MsgBody": HI},
    ),
    "a group": (
        "Group.CallbackBeforeCreateGroup",
        request(
            "group_open_http_svc/create_group",
            **TEA,
            AppDefinedData=[{"Key": "a", "Value": "b"}],
        ),
        {
            "Operator_Account": "administrator",
            "Owner_Account": "alice",
            "Type": "Private",
            "Name": "Tea",
            "CreateGroupNum": 0,
            "CreatedGroupNum": {"Public": 1},
            "MemberList": PEOPLE,
            "InviteOption": "",
            "UserDefinedDataList": [{"Key": "a", "Value": "b"}],
            "EventTime": TEXT_TIME,
        },
    ),
    "a group by an actor": (
        "Group.CallbackBeforeCreateGroup",
        act("creates_group", people=["bob"], details={"Name": "Tea"}),
        {"Owner_Account": "alice", "Type": "Public", "Name": "Tea", "CreateGroupNum": 1, "MemberList": PEOPLE},
    ),
    "an invitation": (
        "Group.CallbackBeforeInviteJoinGroup",
        ADD,
        {
            **LUNCH,
            "Operator_Account": "administrator",
            "DestinationMembers": [{"Member_Account": "carol"}],
            "EventTime": TEXT_TIME,
        },
    ),
    "somebody who wants to join": (
        "Group.CallbackBeforeApplyJoinGroup",
        asking(
            lambda world, go_on: before.ask_before_joining(
                world.app, ALICE, world.group_of("lunch"), go_on, lambda: None
            ),
            joins,
        ),
        {**LUNCH, "Requestor_Account": "alice", "EventTime": TEXT_TIME},
    ),
    "an actor who wants to join": (
        "Group.CallbackBeforeApplyJoinGroup",
        act("joins", who="carol", group_id="lunch"),
        {**LUNCH, "Requestor_Account": "carol", "EventTime": TEXT_TIME},
    ),
    "a topic": (
        "Group.CallbackBeforeCreateTopic",
        asking(
            lambda world, go_on: before.ask_before_topic(
                world.app, ALICE, world.group_of("lunch"), "Soup", go_on, lambda: None
            ),
            joins,
        ),
        {"Operator_Account": "alice", "Type": "Public", "Name": "Soup"},
    ),
    "friends": (
        "Sns.CallbackPrevFriendAdd",
        asking(
            lambda world, go_on: before.ask_before_befriending(
                world.app, ALICE, "alice", FRIENDS, "Add_Type_Both", 0, go_on, lambda: None
            ),
            blocks,
        ),
        {
            "Requester_Account": "alice",
            "From_Account": "alice",
            "FriendItem": [
                {"To_Account": "bob", "Remark": "Bobby", "GroupName": "", "AddSource": "", "AddWording": ""},
                {"To_Account": "carol", "Remark": "", "GroupName": "", "AddSource": "", "AddWording": ""},
            ],
            "AddType": "Add_Type_Both",
            "ForceAddFlags": 0,
            "EventTime": NOON,
        },
    ),
    "answers to friends": (
        "Sns.CallbackPrevFriendResponse",
        asking(
            lambda world, go_on: before.ask_before_answering(world.app, ALICE, "alice", FRIENDS, go_on, lambda: None),
            blocks,
        ),
        {
            "Requester_Account": "alice",
            "From_Account": "alice",
            "ResponseFriendItem": [
                {"To_Account": "bob", "Remark": "Bobby", "TagName": "", "ResponseAction": ""},
                {"To_Account": "carol", "Remark": "", "TagName": "", "ResponseAction": ""},
            ],
            "EventTime": NOON,
        },
    ),
}
each = pytest.mark.parametrize("door", DOORS)
DECIDES = [name for name, (command, _, _) in DOORS.items() if not command.startswith("Sns.")]
OWN = {"C2C": 120_001, "Group": 10_100}
REFUSED = {"C2C": 20006, "Group": 10016}


def family(door: str) -> str:
    return DOORS[door][0].partition(".")[0]


def test_each_has_a_door_here() -> None:
    assert {command for command, _, _ in DOORS.values()} == set(BEFORE_WEBHOOKS)


@each
def test_it_is_asked_as_documented_and_what_is_allowed_happens(world: World, door: str) -> None:
    command, go, told = DOORS[door]
    world.hook(command)
    before = world.dump()
    assert go(world) == 0
    [request] = world.receiver.requests
    assert BODIES[command].check(request.json) == []
    said = {name: value for name, value in request.json.items() if name in told or not door.endswith("by an actor")}
    assert said == ({"CallbackCommand": command} if not door.endswith("by an actor") else {}) | told
    assert world.dump() != before


@each
def test_nothing_changes_until_the_answer_comes(world: World, door: str) -> None:
    command, go, _ = DOORS[door]
    world.hook(command)
    before = world.dump()
    world.receiver.hold()
    result = world.begin(lambda: go(world))
    world.receiver.wait()
    assert world.dump() == before
    world.receiver.release()
    assert result() == 0 and world.dump() != before


@pytest.mark.parametrize("door", DECIDES)
@pytest.mark.parametrize("own", [False, True])
def test_what_is_refused_changes_nothing_and_is_told_to_nobody(world: World, door: str, own: bool) -> None:
    world.hook()
    before = world.dump()
    code = OWN[family(door)] if own else 1
    world.receiver.script.append(no(code, "not {so}"))
    assert DOORS[door][1](world) == (code if own else REFUSED[family(door)])
    world.settle()
    assert world.dump() == before and world.receiver.commands == [DOORS[door][0]]


def test_the_sender_reads_what_the_applications_server_says(world: World) -> None:
    world.hook("C2C.CallbackBeforeSendMsg")
    world.receiver.script.append(no(130_000, "no {soup} today"))
    assert world("openim/sendmsg", **SAY) == {
        "ActionStatus": "FAIL",
        "ErrorCode": 130_000,
        "ErrorInfo": "no {soup} today",
    }


def test_a_dropped_message_looks_sent_and_is_not(world: World) -> None:
    world.hook()
    before = world.dump()
    world.receiver.script.extend([no(2), no(2)])
    assert world("openim/sendmsg", **SAY)["MsgKey"] == f"5_7_{SECONDS}"
    assert world("group_open_http_svc/send_group_msg", **SAY_IN)["MsgSeq"] == 0
    world.settle()
    assert world.dump() == before and len(world.receiver.requests) == 2


@pytest.mark.parametrize("door", ["a group", "an invitation", "somebody who wants to join", "a topic"])
def test_only_messages_are_dropped(world: World, door: str) -> None:
    world.hook(DOORS[door][0], refuses_on_failure=True)
    world.receiver.script.append(no(2))
    assert DOORS[door][1](world) == 80003


def test_the_applications_server_replaces_what_is_said(world: World) -> None:
    world.hook()
    replaced = {**OK, "MsgBody": body("****"), "CloudCustomData": "checked"}
    world.receiver.script.extend([replaced, OK, replaced])
    world("openim/sendmsg", **SAY)
    world.settle()  # what is told afterwards has its answer before the next question comes
    world("group_open_http_svc/send_group_msg", **SAY_IN)
    world.settle()
    after = [one.json for one in world.receiver.requests if "After" in one.command]
    assert [one["MsgBody"] for one in after] == [body("****")] * 2
    assert [one["CloudCustomData"] for one in after] == ["checked"] * 2
    assert world.run(lambda: world.api.texts("alice", "bob")) == ["****"]
    assert world.run(lambda: world.api.said_in("lunch")) == [(1, "****")]


def test_some_are_not_let_into_a_group(world: World) -> None:
    world.hook("Group.CallbackBeforeInviteJoinGroup")
    world.receiver.script.append({**OK, "RefusedMembers_Account": ["carol", "nobody"]})
    people = [{"Member_Account": one} for one in ("bob", "carol", "@RBT#001", "nobody")]
    answer = world("group_open_http_svc/add_group_member", GroupId="lunch", MemberList=people)
    assert [row["Result"] for row in answer["MemberList"]] == [2, 0, 1, 0]
    assert list(world.group_of("lunch").members) == ["alice", "bob", "@RBT#001"]


def test_nobody_is_asked_where_nobody_new_comes(world: World) -> None:
    world.hook()
    world("group_open_http_svc/add_group_member", GroupId="lunch", MemberList=[{"Member_Account": "bob"}])
    world.settle()
    assert world.receiver.requests == []


@pytest.mark.parametrize("door", ["friends", "answers to friends"])
def test_each_friend_has_an_answer_of_its_own_and_the_whole_one_says_nothing(world: World, door: str) -> None:
    world.hook(DOORS[door][0])
    rows = [{"To_Account": "bob", "ResultCode": 38_000}, {"To_Account": "carol", "ResultCode": 7}]
    world.receiver.script.append({**no(1), "ResultItem": rows})
    assert DOORS[door][1](world) == 0
    assert list(world.app.friends.blocked["alice"]) == ["carol"]


def test_the_rest_api_asks_nobody_about_friends(world: World) -> None:
    world.hook()

    def ask() -> list[Any]:
        added = before.ask_before_befriending(world.app, ADMIN, "alice", FRIENDS, "Add_Type_Both", 0, dict, list)
        return [added, before.ask_before_answering(world.app, ADMIN, "alice", FRIENDS, dict, list)]

    assert world.run(ask) == [{}, {}]


def test_what_is_refused_at_once_asks_nobody(world: World) -> None:
    world.hook("C2C.CallbackBeforeSendMsg", "Group.CallbackBeforeSendMsg", "Group.CallbackBeforeCreateGroup")
    assert world("openim/sendmsg", **{**SAY, "To_Account": "nobody"})["ErrorCode"] == 90012
    assert world("group_open_http_svc/send_group_msg", **{**SAY_IN, "From_Account": "carol"})["ErrorCode"] == 10007
    assert world("group_open_http_svc/create_group", GroupId="lunch", Type="Public", Name="x")["ErrorCode"] == 10021
    world.settle()
    assert world.receiver.requests == []


@pytest.mark.parametrize(
    ("door", "code"),
    [("a message", 90012), ("a message in a group", 10010), ("a group", 10019), ("an invitation", 10010)],
)
def test_the_world_may_be_another_when_the_answer_comes(world: World, door: str, code: int) -> None:
    world.hook(DOORS[door][0])
    world.receiver.hold()
    result = world.begin(lambda: DOORS[door][1](world))
    world.receiver.wait()
    world.run(lambda: world.api("im_open_login_svc/account_delete", DeleteItem=[{"UserID": "bob"}]))
    world.run(lambda: world.api("group_open_http_svc/destroy_group", GroupId="lunch"))
    before = world.dump()
    world.receiver.release()
    assert result() == code and world.dump() == before


# --- no answer, or none that is right ---

BAD: dict[str, Any] = {
    "no JSON": b"<html>",
    "no object": b"[0]",
    "nothing": b"",
    "no code": {"ActionStatus": "OK"},
    "a code in words": {**OK, "ErrorCode": "1"},
    "a code that nobody documents": no(7),
    "a code of somebody else": no(38_000),
    "a message that is none": {**OK, "MsgBody": "hi"},
    "huge": b'{"ErrorCode": 1, "ErrorInfo": "' + b"x" * 200_000 + b'"}',
    "deep": b"[" * 60_000,
    "closed": None,
}
SAYS_NOTHING = {"a code that nobody documents", "a code of somebody else"}
"""What is right where the code of the whole answer says nothing: about friends."""
bad = pytest.mark.parametrize("said", BAD)


@bad
@pytest.mark.parametrize("door", ["a message", "a message in a group", "a message by an actor"])
def test_it_goes_through_where_the_answer_is_not_right(world: World, door: str, said: str) -> None:
    world.hook(DOORS[door][0])
    before = world.dump()
    world.receiver.script.append(BAD[said])
    assert DOORS[door][1](world) == 0 and world.dump() != before


@bad
@each
def test_it_is_refused_where_the_settings_say_so(world: World, door: str, said: str) -> None:
    if family(door) == "Sns" and said in SAYS_NOTHING:
        return
    world.receiver.script.append(BAD[said])
    world.hook(DOORS[door][0], refuses_on_failure=True)
    before = world.dump()
    assert DOORS[door][1](world) == 80003 and world.dump() == before


@pytest.mark.parametrize("elements", [body("x" * 13_000), [{"MsgType": "Song", "MsgContent": {}}]])
def test_a_replacement_that_is_no_message_is_an_answer_that_is_not_right(world: World, elements: Any) -> None:
    world.hook("C2C.CallbackBeforeSendMsg", "Group.CallbackBeforeSendMsg")
    world.receiver.script.extend([{**OK, "MsgBody": elements}] * 2)
    assert world("openim/sendmsg", **SAY)["ErrorCode"] == 0
    assert world.run(lambda: world.api.texts("alice", "bob")) == ["hi"]
    world.hook("C2C.CallbackBeforeSendMsg", "Group.CallbackBeforeSendMsg", refuses_on_failure=True)
    assert world("group_open_http_svc/send_group_msg", **SAY_IN)["ErrorCode"] == 80003


@pytest.mark.parametrize("status", [500, 204, 302])
def test_another_status_than_200_is_no_answer(world: World, status: int) -> None:
    world.hook("C2C.CallbackBeforeSendMsg")
    world.receiver.status = status
    world.receiver.script.append(no(1))
    assert world("openim/sendmsg", **SAY)["ErrorCode"] == 0
    assert len(world.receiver.requests) == 1


@pytest.mark.parametrize(("refuses", "code"), [(False, 0), (True, 80003)])
@each
def test_its_time_is_two_seconds_of_the_clock(world: World, door: str, refuses: bool, code: int) -> None:
    command, go, _ = DOORS[door]
    world.hook(command, refuses_on_failure=refuses)
    before = world.dump()
    world.receiver.hold()
    world.receiver.script.append(no(1))
    result = world.begin(lambda: go(world))
    world.receiver.wait()
    world.run(lambda: world.app.clock.advance(seconds=1.9))
    assert world.dump() == before
    world.run(lambda: world.app.clock.advance(seconds=0.2))
    assert result() == code and (world.dump() == before) is refuses


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"<html>", "an answer that is no JSON"),
        (b"[0]", "an answer that is no object"),
        ({"ActionStatus": "OK"}, "an answer whose ErrorCode is not right"),
        ({**OK, "MsgBody": []}, "an answer whose MsgBody is not right"),
        ({**OK, "MsgBody": body("x" * 13_000)}, "an answer whose MsgBody is no message"),
        (no(7), "the ErrorCode 7, which means nothing there"),
        (None, "no answer with the status 200 in time"),
    ],
)
def test_the_reason_stands_in_the_log_or_in_the_refusal(
    world: World, caplog: pytest.LogCaptureFixture, said: Any, reason: str
) -> None:
    command = "C2C.CallbackBeforeSendMsg"
    world.hook(command)
    world.receiver.script.extend([said, said])
    world("openim/sendmsg", **SAY)
    assert f"{command} had {reason}: it goes through, as nothing else is set" in caplog.text
    world.hook(command, refuses_on_failure=True)
    assert world("openim/sendmsg", **{**SAY, "MsgRandom": 8})["ErrorInfo"] == f"{command} had {reason}"


def test_a_server_that_is_gone_forbids_nothing(world: World) -> None:
    world.hook("C2C.CallbackBeforeSendMsg")
    world.receiver.close()
    assert world("openim/sendmsg", **SAY)["ErrorCode"] == 0


def test_a_fault_may_be_the_answer_that_does_not_come(world: World) -> None:
    world.hook("C2C.CallbackBeforeSendMsg", refuses_on_failure=True)
    world.control("POST", "faults", operation="webhook C2C.CallbackBeforeSendMsg")
    assert world("openim/sendmsg", **SAY)["ErrorCode"] == 80003
    assert world.receiver.requests == []
