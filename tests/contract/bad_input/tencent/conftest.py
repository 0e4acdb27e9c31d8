"""Every command of Tencent Chat's REST API, each with a valid request, in an application where it can be done."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.seeds import fill
from chatmock.providers.tencent import Tencent
from chatmock.providers.tencent.errors import ERRORS
from tests.tencent.conftest import SECONDS, body, new_api

PROVIDER = Tencent()
OPERATIONS = {one.path: one for one in PROVIDER.api.operations.values() if one.method == "POST"}
HI = body("hi")
ROBOT = {"Robot_Account": "@RBT#1"}
BOB = {"Type": 1, "To_Account": "bob"}
NAMED = [{"To_Account": "bob", "Attrs": {"city": "Oslo"}}]
IN_PLACE: dict[str, dict[str, Any]] = {
    "/openim/importmsg": {"SyncFromOldSystem": 2, "MsgTimeStamp": SECONDS - 60, "MsgBody": HI},
    "/openim/modify_c2c_msg": {"MsgBody": HI},
    "/openim/modify_group_msg": {"GroupId": "lunch", "MsgSeq": 1, "MsgBody": HI},
    "/openim/admin_getroammsg": {
        "Operator_Account": "alice",
        "Peer_Account": "bob",
        "MinTime": 0,
        "MaxTime": SECONDS,
        "LastMsgKey": "",
    },
    "/openim/admin_set_msg_read": {"Report_Account": "bob", "Peer_Account": "alice", "MsgReadTime": str(SECONDS)},
    "/profile/portrait_set": {"ProfileItem": [{"Tag": "Tag_Profile_IM_Nick", "Value": "x"}]},
    "/profile/portrait_get": {"TagList": ["Tag_Profile_IM_Nick"]},
    "/sns/friend_add": {
        "AddFriendItem": [{"To_Account": "carol", "AddSource": "AddSource_Type_XX"}],
        "AddType": "Add_Type_Both",
    },
    "/sns/friend_import": {
        "AddFriendItem": [{"To_Account": "carol", "AddSource": "AddSource_Type_XX", "GroupName": ["a"]}]
    },
    "/sns/friend_update": {
        "UpdateItem": [{"To_Account": "bob", "SnsItem": [{"Tag": "Tag_SNS_IM_Remark", "Value": "x"}]}]
    },
    "/sns/friend_delete": {"DeleteType": "Delete_Type_Both"},
    "/sns/friend_delete_all": {"DeleteType": "Delete_Type_Both"},
    "/sns/friend_check": {"CheckType": "CheckResult_Type_Both"},
    "/sns/friend_get_list": {"TagList": ["Tag_SNS_IM_Remark"]},
    "/sns/black_list_check": {"CheckType": "BlackCheckResult_Type_Both"},
    "/recentcontact/delete": {"Type": 1, "To_Account": "bob"},
    "/recentcontact/create_contact_group": {"GroupContactItem": [{"GroupName": "new", "ContactItem": [BOB]}]},
    "/recentcontact/del_contact_group": {"GroupName": ["work"]},
    "/recentcontact/mark_contact": {"MarkItem": [{"OptType": 1, "ContactItem": BOB, "SetMark": [1], "ClearMark": [2]}]},
    "/recentcontact/search_contact_group": {"ContactItem": [BOB]},
    "/all_member_push/im_push": {"Condition": {"TagsOr": ["cook"]}, "MsgLifeTime": 60},
    "/all_member_push/im_set_attr_name": {"AttrNames": {"0": "city"}},
    "/all_member_push/im_set_attr": {"UserAttrs": NAMED},
    "/all_member_push/im_remove_attr": {"UserAttrs": [{"To_Account": "bob", "Attrs": ["city"]}]},
    "/open_msg_svc/get_history": {"ChatType": "C2C", "MsgTime": "2026112119"},
    "/openconfigsvr/setnospeaking": {"Set_Account": "bob", "C2CmsgNospeakingTime": 60},
    "/openconfigsvr/getnospeaking": {"Get_Account": "bob"},
    "/openconfigsvr/getappinfo": {"RequestField": ["UpMsgNum"]},
    "/openim_robot_http_svc/create_robot": {"UserID": "@RBT#2"},
    "/openim_robot_http_svc/delete_robot": ROBOT,
}
"""What an example of a schema has otherwise here."""


class World:
    """An application with a bit of everything, made anew from its dump whenever it has changed."""

    def __init__(self) -> None:
        api = new_api()
        api.app.clock.freeze((SECONDS - 3600) * 1000)
        api.accounts("alice", "bob", "carol")
        self.key = api.say("alice", "bob", SupportMessageExtension=1)
        api.app.clock.freeze(SECONDS * 1000)
        api("sns/friend_add", From_Account="alice", AddFriendItem=[{"To_Account": "bob"}])
        api("sns/group_add", From_Account="alice", GroupName=["work"], To_Account=["bob"])
        rows = [{"GroupName": "work", "ContactItem": [BOB]}]
        api("recentcontact/create_contact_group", From_Account="alice", GroupContactItem=rows)
        api("openim_robot_http_svc/create_robot", UserID="@RBT#1")
        api("all_member_push/im_set_attr_name", AttrNames={"0": "city"})
        api("all_member_push/im_add_tag", UserTags=[{"To_Account": "bob", "Tags": ["cook"]}])
        group = api.group("alice", "bob", GroupId="lunch")
        api.say_in(group, "alice", SupportMessageExtension=1)
        self.hub, self.app = api.hub, api.app
        self.query = urlencode(
            {"sdkappid": api.app.app_id, "identifier": "administrator", "usersig": api.sig(expire=10**9)}, safe="*"
        )
        api("im_open_login_svc/account_check", CheckItem=[])
        self.good = PROVIDER.dump(self.app)

    def base(self, operation: Any) -> dict[str, Any]:
        """A valid request: the first example of the schema, with people and messages that are there."""
        example = operation.accept.document["examples"][0] if operation.accept else {}
        given: dict[str, Any] = {**example, **IN_PLACE.get(operation.path, {})}
        return {**given, **({"MsgKey": self.key} if "MsgKey" in given else {})}

    def send(self, operation: Any, given: Any) -> Any:
        """Ask with values, or with a body as it is."""
        data = given if isinstance(given, bytes) else json.dumps(given).encode()
        return dispatch(self.hub, Request(operation.method, operation.address, self.query, {}, data))

    def check(self, answer: Any, about: object) -> None:
        """Nothing fails inside; a refusal is a documented one in the vendor's shape, and changes nothing."""
        why = f"{str(about)[:300]} got {answer.body[:300]!r}"
        assert not self.hub.broken, f"{why}: {self.hub.broken}"
        assert answer.status == 200, why
        told = json.loads(answer.body)
        if answer.refusal is not None:
            assert told["ActionStatus"] == "FAIL" and told["ErrorCode"] == answer.refusal.code, why
            assert answer.refusal.code in ERRORS, why
        if PROVIDER.dump(self.app) != self.good:
            assert answer.refusal is None, f"{why}, and the state has changed"
            self.begin_again()

    def begin_again(self) -> None:
        self.hub.remove(self.app)
        self.app = PROVIDER.create(self.app.app_id, secret_key=self.app.secret_key, admin="administrator")
        fill(self.app, self.good)
        self.hub.add(self.app)
        assert PROVIDER.dump(self.app) == self.good


@pytest.fixture(scope="session")
def prepared_chat():
    return World()


@pytest.fixture
def chat(prepared_chat):
    yield prepared_chat
    prepared_chat.hub.broken.clear()  # one test's failure is no other's
    if PROVIDER.dump(prepared_chat.app) != prepared_chat.good:
        prepared_chat.begin_again()


def pytest_generate_tests(metafunc):
    if "operation" in metafunc.fixturenames:
        metafunc.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
