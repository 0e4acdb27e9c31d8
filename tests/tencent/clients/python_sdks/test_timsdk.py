"""timsdk: every method it has, with the address of its ``HttpClient`` replaced; what one writes another reads."""

import time

import pytest

from tests.called import HAS
from tests.tencent.clients.python_sdks.conftest import Calls, methods_of

timsdk = pytest.importorskip("timsdk", reason="timsdk is not installed")


@pytest.fixture
def calls(people):
    made = timsdk.TimClient(people.sdk_app_id, people.secret_key, people.admin)
    query = f"sdkappid={people.sdk_app_id}&identifier={people.admin}&usersig={made.signature}&random=7&contenttype=json"
    made.profile.get_client().get_url = lambda path: f"{people.rest_url}/v4/{path}?{query}"  # all of them share it
    return Calls(made, "timsdk")


TEXT = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
GROUPS, LOGINS, MESSAGES = "group_open_http_svc", "im_open_login_svc", "open_im"


def test_accounts(calls):
    calls.call(f"{LOGINS}.account_import", "dave", "Dave", "http://face")
    calls.call(f"{LOGINS}.im_open_login_svc", ["erin", "fay"])
    calls.call(f"{LOGINS}.account_delete", ["fay"])
    found = calls.call(f"{LOGINS}.account_check", ["dave", "erin", "fay"])["ResultItem"]
    assert [row["AccountStatus"] for row in found] == ["Imported", "Imported", "NotImported"]
    calls.call(f"{LOGINS}.kick", "erin")
    [profile] = calls.call("profile.portrait_get", ["dave"])["UserProfileItem"]
    assert profile["ProfileItem"] == [{"Tag": "Tag_Profile_IM_Nick", "Value": "Dave"}]
    calls.call("profile.portrait_set", "dave", [{"Tag": "Tag_Profile_IM_SelfSignature", "Value": "hello"}])
    [profile] = calls.call("profile.portrait_get", ["dave"], ["Tag_Profile_IM_SelfSignature"])["UserProfileItem"]
    assert profile["ProfileItem"][0]["Value"] == "hello"


def test_friends(calls):
    row = {"To_Account": "bob", "AddSource": "AddSource_Type_XX"}
    calls.call("sns.friend_add", "alice", [row])
    calls.call("sns.friend_import", "alice", [{**row, "To_Account": "carol", "Remark": "Caz"}])
    items = [{"Tag": "Tag_SNS_IM_Remark", "Value": "Bobby"}]
    calls.call("sns.friend_update", "alice", [{"To_Account": "bob", "SnsItem": items}])
    found = calls.call("sns.friend_get_list", "alice", ["bob", "carol"], ["Tag_SNS_IM_Remark"])["InfoItem"]
    assert [one["SnsProfileItem"][0]["Value"] for one in found] == ["Bobby", "Caz"]
    checked = calls.call("sns.friend_check", "alice", ["bob", "carol"])["InfoItem"]
    assert [one["Relation"] for one in checked] == ["CheckResult_Type_BothWay", "CheckResult_Type_AWithB"]
    calls.call("sns.group_add", "alice", ["work"], ["bob"])
    calls.call("sns.group_delete", "alice", ["work"])
    calls.call("sns.friend_delete", "alice", ["bob"])
    assert [one["To_Account"] for one in calls.call("sns.friend_get", "alice")["UserDataItem"]] == ["carol"]
    calls.call("sns.friend_delete_all", "alice")
    assert calls.call("sns.friend_get", "alice")["FriendNum"] == 0


def test_blocks(calls):
    calls.call("sns.black_list_add", "alice", ["bob", "carol"])
    calls.call("sns.black_list_delete", "alice", ["carol"])
    rows = calls.call("sns.black_list_get", "alice")["BlackListItem"]
    assert [row["To_Account"] for row in rows] == ["bob"]
    [row] = calls.call("sns.black_list_check", "alice", ["bob"])["BlackListCheckItem"]
    assert row["Relation"] == "BlackCheckResult_Type_AWithB"


def test_messages_between_two(calls):
    key = calls.call(f"{MESSAGES}.send_text_msg", "bob", "one", "alice")["MsgKey"]
    calls.call(f"{MESSAGES}.batch_send_text_msg", ["bob", "carol"], "two", "alice")
    calls.call(f"{MESSAGES}.import_text_msg", "bob", "alice", "three")
    calls.call(f"{MESSAGES}.admin_msg_withdraw", "bob", "alice", key)
    assert calls.answer(f"{MESSAGES}.admin_msg_withdraw", "bob", "alice", key)["ErrorCode"] == 20023
    assert calls.call(f"{MESSAGES}.query_state", ["bob"])["QueryResult"][0]["State"] == "Offline"


def test_operations(calls):
    calls.call("open_config_svr.set_no_speaking", "alice", 60, 30)
    muted = calls.call("open_config_svr.get_no_speaking", "alice")
    assert 0 < muted["C2CmsgNospeakingTime"] <= 60 and 0 < muted["GroupmsgNospeakingTime"] <= 30
    calls.call(f"{MESSAGES}.send_text_msg", "bob", "hi", "alice")
    assert calls.call("open_config_svr.get_app_info", ["C2CUpMsgNum"])["Result"][0]["C2CUpMsgNum"] == "1"


def test_a_file_of_what_was_said(calls, people):
    calls.call(f"{MESSAGES}.send_text_msg", "bob", "hi", "alice")
    hour = time.strftime("%Y%m%d%H", time.gmtime(time.time() + 8 * 3600))
    people.clock.advance(hours=1)
    [found] = calls.call("open_msg_svc.get_history", "C2C", hour)["File"]
    assert found["URL"].startswith(people.rest_url) and found["FileSize"] > 0


def test_groups(calls):
    def call(name, /, *arguments, **named):
        return calls.call(f"{GROUPS}.{name}", *arguments, **named)

    group = call("create_group", "Lunch", "alice", [{"Member_Account": "bob"}])["GroupId"]
    assert group in [row["GroupId"] for row in call("get_app_id_group_list")["GroupIdList"]]
    call("modify_group_base_info", group, name="Dinner", shut_up_all_member="Off")
    assert call("get_group_info", [group])["GroupInfo"][0]["Name"] == "Dinner"
    call("add_group_member", group, [{"Member_Account": "carol"}])
    call("modify_group_member_info", group, "bob", role="Admin")
    assert call("get_role_in_group", group, ["bob"])["UserIdList"][0]["Role"] == "Admin"
    call("forbid_send_msg", group, ["carol"], 60)
    assert [row["Member_Account"] for row in call("get_group_shut_uin", group)["ShuttedUinList"]] == ["carol"]
    call("change_group_owner", group, "bob")
    call("delete_group_member", group, ["carol"])
    assert [row["Member_Account"] for row in call("get_group_member_info", group)["MemberList"]] == ["alice", "bob"]
    seq = call("send_group_msg", group, TEXT)["MsgSeq"]
    assert call("group_msg_get_simple", group, 20)["RspMsgList"][0]["MsgSeq"] == seq
    call("group_msg_recall", group, [{"MsgSeq": seq}])
    call("delete_group_msg_by_sender", group, "bob")
    call("get_joined_group_list", "bob")
    call("send_group_system_notification", group, "closed")
    call("set_unread_msg_num", group, "alice", 0)
    call("destroy_group", group)


def test_imports_of_groups(calls):
    begun = int(time.time()) - 1000
    group = calls.call(
        f"{GROUPS}.import_group", "Lunch", "alice", group_id="old-lunch", create_time=begun, app_defined_data=None
    )["GroupId"]
    calls.call(f"{GROUPS}.import_group_member", group, [{"Member_Account": "bob"}])
    rows = [{"From_Account": "bob", "SendTime": begun + 10, "Random": 1, "MsgBody": TEXT}]
    calls.call(f"{GROUPS}.import_group_msg", group, rows)
    assert len(calls.call(f"{GROUPS}.group_msg_get_simple", group, 20)["RspMsgList"]) == 1


def test_the_client_says_which_methods_it_has(calls, request):
    """They are compared with those that were called once all tests of this folder have run (``tests/called.py``).

    ``get_client`` and ``set_client`` of each part are for the address; ``identifier`` and ``signature`` are values.
    """
    parts = {name: part for name, part in vars(calls.client).items() if isinstance(part, timsdk.api.BaseRESTAPI)}
    own = methods_of(timsdk.api.BaseRESTAPI())
    names = [f"timsdk {part}.{name}" for part, one in parts.items() for name in methods_of(one) - own]
    assert len(names) == 53 and len(parts) == 7
    request.node.user_properties += [(HAS, name) for name in sorted(names)]
