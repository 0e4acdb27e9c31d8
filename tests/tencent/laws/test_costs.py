"""What is asked costs the same whatever there is beside it: counted in steps of the interpreter, not in time.

A list that is kept for its readers is made by the first reading; the second one is counted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from chatmock.providers.tencent.groups import joined, joining, live
from chatmock.providers.tencent.messages.roaming import getroammsg
from chatmock.providers.tencent.model import Account, Caller, Instance, JoinRequest
from tests.tencent.conftest import Api, body, new_api

ADMINISTRATOR = Caller("administrator", is_admin=True)
ANN = Caller("ann")
FEW, MANY = 20, 400
GROUPS, NEW = "group_open_http_svc", {"Type": "Public", "Name": "New", "Owner_Account": "ann"}
Ask = Callable[[], Any]
Case = Callable[[Api, int], Ask]
"""Fills an application with so much of something; gives what is asked then."""


def steps_of(ask: Ask) -> int:
    """How many instructions of the interpreter it takes."""
    steps = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal steps
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        steps += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        ask()
    finally:
        sys.settrace(before)
    return steps


def people(api: Api, count: int) -> list[str]:
    """So many accounts, beside Ann."""
    return [api.app.accounts.register(f"user{number}", ADMINISTRATOR).user_id for number in range(count)]


def enter(api: Api, user_id: str) -> tuple[Account, Instance]:
    """Somebody logs in."""
    account = api.app.accounts.rows[user_id]
    instance = Instance(api.app.ids.serial(), "Web", 0)
    api.app.accounts.login(account, instance, Caller(user_id), [])
    return account, instance


def be_in(api: Api, user_id: str, count: int, kind: str = "Public") -> None:
    """Somebody owns so many groups."""
    for number in range(count):
        group = api.app.groups.create(kind, "Club", group_id=f"{kind}{number}", owner=user_id)
        api.app.groups.new_member(group, user_id, role="Owner")
        api.app.groups.tell_of_creation(group, ADMINISTRATOR)


def talk(api: Api, user_ids: list[str]) -> None:
    """Ann talks to all of them."""
    for user_id in user_ids:
        api.say("ann", user_id)


def of_joined_groups(api: Api, count: int) -> Ask:
    be_in(api, "ann", count)
    return lambda: api(f"{GROUPS}/get_joined_group_list", Member_Account="ann", Limit=5, Offset=count - 5)


def of_own_joined_groups(api: Api, count: int) -> Ask:
    be_in(api, "ann", count)
    return lambda: joined.get_joined_groups(api.app, ANN, {"Limit": 5, "Offset": count - 5})


def of_making_a_group(api: Api, count: int) -> Ask:
    """Bounds, the numbers that the before-webhook tells, and the alarm of the day's groups."""
    be_in(api, "ann", count)
    be_in(api, "ann", count, "AVChatRoom")
    api.app.provider.configure(
        api.app,
        {
            "daily_groups": 10_000,
            "groups_of_one": 10_000,
            "live_groups": 10_000,
            "webhook": {"url": "http://127.0.0.1:9"},
        },
    )
    api.app.provider.configure(api.app, {"webhook": {"events": ["Group.CallbackOnDailyGroupQuotaAlarm"]}})
    return lambda: [
        api(f"{GROUPS}/create_group", **NEW),
        api(f"{GROUPS}/create_group", **{**NEW, "Type": "AVChatRoom"}),
    ]


def of_leaving_by_logging_out(api: Api, count: int) -> Ask:
    be_in(api, "ann", count)

    def ask() -> None:
        account, instance = enter(api, "ann")
        api.app.accounts.logout(account, instance, ANN, reason="Unregister")

    return ask


def _audience(api: Api, count: int) -> str:
    """A live group in which everybody is online, and Ann has a mark."""
    stage = api.group("ann", kind="AVChatRoom")
    group = api.app.groups.rows[stage]
    for user_id in ["ann", *people(api, count)]:
        enter(api, user_id)
        if user_id != "ann":
            api.app.groups.join(group, [user_id], Caller(user_id), how="Apply")
    api.app.groups.change_member(group, group.members["ann"], {"marks": (7,)}, ADMINISTRATOR)
    return stage


def of_counting_who_is_online(api: Api, count: int) -> Ask:
    stage = _audience(api, count)
    return lambda: api(f"{GROUPS}/get_online_member_num", GroupId=stage)


def of_who_is_online_with_a_mark(api: Api, count: int) -> Ask:
    stage = _audience(api, count)
    return lambda: api("group_open_avchatroom_http_svc/get_members", GroupId=stage, Timestamp=0, Mark=7)


def of_a_page_of_who_is_online(api: Api, count: int) -> Ask:
    stage = _audience(api, count)
    return lambda: live.list_live_members(api.app, ANN, {"GroupId": stage, "Timestamp": count - 5})


def of_polling_anew(api: Api, count: int) -> Ask:
    stage = _audience(api, count)
    group = api.app.groups.rows[stage]
    for user_id in group.members:
        live.open_poll(api.app, group, Caller(user_id), {})

    def ask() -> None:
        live.open_poll(api.app, group, ANN, {})
        api.app.live.leave(stage, "ann")

    return ask


def of_requests_over_groups(api: Api, count: int) -> Ask:
    be_in(api, "ann", count)
    for number, user_id in enumerate(people(api, count)):
        group = api.app.groups.rows[f"Public{number}"]
        api.app.groups.ask(group, JoinRequest(0, user_id, user_id, number), Caller(user_id))
    return lambda: joining.get_pendency(api.app, ANN, {"Limit": 3, "StartTime": count - 5})


def of_asking_to_be_let_in(api: Api, count: int) -> Ask:
    group = api.app.groups.rows[api.group("ann")]
    for user_id in people(api, count):
        api.app.groups.ask(group, JoinRequest(0, user_id, user_id, 0), Caller(user_id))

    def ask() -> None:
        joining.apply_join_group(api.app, Caller("user0"), {"GroupId": group.group_id})
        api.app.groups.join(group, ["user1"], ADMINISTRATOR, how="Apply")
        api.app.groups.leave(group, [group.members["user1"]], ADMINISTRATOR, how="Kicked")

    return ask


def of_marked_conversations(api: Api, count: int) -> Ask:
    talk(api, people(api, count))
    api.app.provider.configure(api.app, {"most_marked": 10_000})
    item = {"Type": 1, "To_Account": "user3"}
    api(
        "recentcontact/mark_contact", From_Account="ann", MarkItem=[{"ContactItem": item, "OptType": 1, "SetMark": [1]}]
    )
    return lambda: api("recentcontact/get_contact_group", From_Account="ann", StartIndex=0)


def of_conversation_groups(api: Api, count: int) -> Ask:
    talk(api, people(api, count))
    api.app.provider.configure(api.app, {"most_marked": 10_000})
    rows = [{"GroupName": "work", "ContactItem": [{"Type": 1, "To_Account": "user3"}]}]
    called = {"OldGroupName": "work", "NewGroupName": "play", "UpdateGroupType": 1}
    return lambda: [
        api("recentcontact/create_contact_group", From_Account="ann", GroupContactItem=rows),
        api("recentcontact/update_contact_group", From_Account="ann", UpdateType=1, UpdateGroup=called),
        api("recentcontact/del_contact_group", From_Account="ann", GroupName=["play"]),
    ]


def of_friend_lists(api: Api, count: int) -> Ask:
    rows = [{"To_Account": user_id, "AddSource": "AddSource_Type_XX"} for user_id in people(api, count)]
    api("sns/friend_add", From_Account="ann", AddFriendItem=rows)
    wanted = {"NeedFriend": "Need_Friend_Type_Yes", "GroupName": ["work"]}
    return lambda: [
        api("sns/group_add", From_Account="ann", GroupName=["work"], To_Account=["user1", "user2"]),
        api("sns/group_get", From_Account="ann", **wanted),
        api("sns/group_delete", From_Account="ann", GroupName=["work"]),
    ]


def of_the_file_of_an_hour(api: Api, count: int) -> Ask:
    """Others talked in another hour: between two, in other groups, and in the same group before."""
    talk(api, people(api, count))
    be_in(api, "ann", count)
    for number in range(count):
        api.say_in(f"Public{number}", "ann")
        api.say_in("Public0", "ann")
    api.app.clock.advance(hours=1)
    api.say("ann", "user1")
    api.say_in("Public0", "ann")
    api.app.clock.advance(hours=1)
    hour = "2026112121"  # in Beijing
    return lambda: [api("open_msg_svc/get_history", ChatType=kind, MsgTime=hour) for kind in ("C2C", "Group")]


def of_a_history_without_what_was_recalled(api: Api, count: int) -> Ask:
    pair = api.app.c2c.between("ann", people(api, 1)[0])
    for number in range(2 * count):
        api.say("ann", "user0", str(number))
        if number > 5:
            message = pair.newest()
            assert message is not None
            api.app.c2c.recall(pair, message, ADMINISTRATOR)
    asked = {"Peer_Account": "user0", "MaxCnt": 5, "WithRecalledMsg": 0}
    return lambda: getroammsg(api.app, ANN, asked)


def of_a_message_to_somebody_with_much_unread(api: Api, count: int) -> Ask:
    """The webhook tells how much that is."""
    for user_id in people(api, count):
        api.say(user_id, "ann")
    api.app.provider.configure(
        api.app, {"webhook": {"url": "http://127.0.0.1:9", "events": ["C2C.CallbackAfterSendMsg"]}}
    )
    return lambda: [
        api.say("user1", "ann"),
        api("openim/get_c2c_unread_msg_num", To_Account="ann"),
    ]


def of_figures(api: Api, count: int) -> Ask:
    for user_id in people(api, count):
        api.say(user_id, "ann")
        enter(api, user_id)
    return lambda: api("openconfigsvr/getappinfo", RequestField=["ActiveUserNum", "SendMsgUserNum"])


def of_a_push_by_a_tag(api: Api, count: int) -> Ask:
    people(api, count)
    api.app.pushing.put_tags("user1", ["cook"])
    condition = {"TagsOr": ["cook"]}
    return lambda: api("all_member_push/im_push", MsgRandom=1, MsgBody=body("hi"), MsgLifeTime=60, Condition=condition)


CASES = [case for name, case in list(globals().items()) if name.startswith("of_")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_the_cost_does_not_grow(case: Case) -> None:
    costs = []
    for count in (FEW, MANY):
        api = new_api()
        api.accounts("ann")
        ask = case(api, count)
        ask()
        costs.append(steps_of(ask))
    few, many = costs
    assert many < few * 1.1, f"{few} steps beside {FEW}, {many} beside {MANY}"
