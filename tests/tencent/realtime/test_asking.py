"""The application's server is asked before clients do something over the web socket, as for the REST API."""

from typing import Any

import pytest

from tests.tencent.webhooks.conftest import OK, Receiver

BODY = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
GROUPS, TOWN = "group_open_http_svc", "@TGS#_town"
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "C2C.CallbackBeforeSendMsg": (
        "openim.sendmsg",
        {"To_Account": "bob", "MsgRandom": 1, "MsgSeq": 1, "MsgBody": BODY},
    ),
    "Group.CallbackBeforeSendMsg": (f"{GROUPS}.send_group_msg", {"GroupId": TOWN, "Random": 1, "MsgBody": BODY}),
    "Group.CallbackBeforeCreateGroup": (f"{GROUPS}.create_group", {"Type": "Public", "Name": "Tea"}),
    "Group.CallbackBeforeApplyJoinGroup": (f"{GROUPS}.apply_join_group", {"GroupId": "open"}),
    "Group.CallbackBeforeInviteJoinGroup": (
        f"{GROUPS}.add_group_member",
        {"GroupId": "own", "MemberList": [{"Member_Account": "bob"}]},
    ),
    "Group.CallbackBeforeCreateTopic": (
        "million_group_open_http_svc.create_topic",
        {"GroupId": TOWN, "TopicName": "Food"},
    ),
    "Sns.CallbackPrevFriendAdd": ("sns.friend_add", {"AddFriendItem": [{"To_Account": "bob"}]}),
    "Sns.CallbackPrevFriendResponse": (
        "sns.friend_response",
        {"ResponseFriendItem": [{"To_Account": "carl", "ResponseAction": "Response_Action_Agree"}]},
    ),
}
STATE = ("accounts", "c2c", "groups", "conversations")
each = pytest.mark.parametrize("command", ASKED)


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def ann(opens, tencent, receiver):
    ann, bob, carl = (opens().enters(name) for name in ("ann", "bob", "carl"))
    ann(f"{GROUPS}.create_group", {"GroupId": TOWN, "Type": "Community", "Name": "Town", "SupportTopic": 1})
    ann(f"{GROUPS}.create_group", {"GroupId": "own", "Type": "Work", "Name": "Own"})
    bob(
        f"{GROUPS}.create_group", {"GroupId": "open", "Type": "Public", "Name": "Open", "ApplyJoinOption": "FreeAccess"}
    )
    consent = [{"Tag": "Tag_Profile_IM_AllowType", "Value": "AllowType_Type_NeedConfirm"}]
    ann("profile.portrait_set", {"ProfileItem": consent})
    carl("sns.friend_add", {"AddFriendItem": [{"To_Account": "ann"}]})
    return ann


def state_of(tencent):
    """What stands in an export, but for what counts and times."""
    state = tencent.control("GET", "/state")
    return {name: values for name, values in state.items() if name in STATE}


@each
def test_it_is_asked_and_then_happens(ann, tencent, receiver, command):
    tencent.webhook(receiver.url, events=[command])
    before = state_of(tencent)
    answer = ann(*ASKED[command])
    assert answer["ErrorCode"] == 0 and receiver.commands == [command] and state_of(tencent) != before


@each
def test_what_is_refused_changes_nothing(ann, tencent, receiver, command):
    tencent.webhook(receiver.url, events=[command])
    before, given = state_of(tencent), ASKED[command][1]
    rows = [
        {"To_Account": row["To_Account"], "ResultCode": 38_001, "ResultInfo": "no"}
        for row in given.get("AddFriendItem") or given.get("ResponseFriendItem") or ()
    ]
    receiver.script.append({**OK, "ResultItem": rows} if rows else {**OK, "ActionStatus": "FAIL", "ErrorCode": 1})
    answer = ann(*ASKED[command])
    if rows:
        assert answer["ResultItem"] == rows
    else:
        assert answer["ErrorCode"] == (20006 if command.startswith("C2C") else 10016)
    assert state_of(tencent) == before
