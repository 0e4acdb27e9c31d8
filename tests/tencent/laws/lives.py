"""What happens to a tenant of Tencent Chat, for the laws of all providers: how it begins, what is asked, who connects."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from chatmock.core.application import Application
from chatmock.core.hub import Hub
from chatmock.providers.tencent.model import Ticket
from chatmock.providers.tencent.tickets import usersig

APP = 1400007001
KEY = "the key of a life"
HEADERS: dict[str, str] = {}
PREFIX = "/v4/"
SIGNED = usersig.make(Ticket("administrator", APP, 1, 10**11), KEY)
QUERY = f"sdkappid={APP}&identifier=administrator&usersig={SIGNED}&random=1&contenttype=json"
"""What stands in the address of each request."""
SETTINGS = {"documented_rates": False, "wrong_tickets_a_minute": 5}
people = st.sampled_from(["alice", "bob"])
texts = st.sampled_from(["hi", "there", "x" * 50])
bodies = texts.map(lambda text: [{"MsgType": "TIMTextElem", "MsgContent": {"Text": text}}])
numbers = st.integers(1, 5)


def document() -> dict[str, Any]:
    """What a tenant begins with."""
    return {
        "chatmock": 1,
        "provider": "tencent",
        "application": {"secret_key": KEY},
        "accounts": ["alice", {"id": "bob", "friends": ["alice"]}],
        "c2c": [{"between": ["alice", "bob"], "messages": [{"from": "alice", "text": "hi"}]}],
        "groups": [
            {"id": "lunch", "type": "Public", "owner": "alice", "members": ["bob"]},
            {
                "id": "@TGS#_club",
                "type": "Community",
                "owner": "alice",
                "members": ["bob"],
                "supports_topics": True,
                "topics": [{"id": "@TGS#_club@TOPIC#_one"}],
            },
        ],
    }


def _asks(path: str, **body: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[str, str, dict[str, Any]]]:
    return st.tuples(st.just("POST"), st.just(f"/v4/{path}"), st.fixed_dictionaries(body))


_lunch = st.just("lunch")
_topic = {"GroupId": st.just("@TGS#_club"), "TopicId": st.just("@TGS#_club@TOPIC#_one")}
asked = st.one_of(
    _asks("openim/sendmsg", From_Account=people, To_Account=people, MsgRandom=numbers, MsgBody=bodies),
    _asks("openim/admin_set_msg_read", Report_Account=people, Peer_Account=people),
    _asks("group_open_http_svc/send_group_msg", GroupId=_lunch, From_Account=people, Random=numbers, MsgBody=bodies),
    _asks("group_open_http_svc/create_group", Type=st.sampled_from(["Public", "AVChatRoom"]), Name=texts),
    _asks("group_open_http_svc/delete_group_member", GroupId=_lunch, MemberToDel_Account=st.just(["bob"])),
    _asks("group_open_http_svc/destroy_group", GroupId=_lunch),
    _asks("group_open_http_svc/add_group_member", GroupId=_lunch, MemberList=st.just([{"Member_Account": "bob"}])),
    _asks("group_open_http_svc/send_group_msg", **_topic, From_Account=people, Random=numbers, MsgBody=bodies),
    _asks("million_group_open_http_svc/create_topic", GroupId=_topic["GroupId"], TopicName=texts),
    _asks("million_group_open_http_svc/destroy_topic", GroupId=_topic["GroupId"], TopicIdList=st.just(["none"])),
    _asks(
        "group_open_http_svc/modify_group_attr",
        GroupId=_lunch,
        GroupAttr=texts.map(lambda text: [{"key": "a", "value": text}]),
    ),
    _asks(
        "group_open_http_svc/update_group_counter",
        GroupId=_lunch,
        GroupCounter=numbers.map(lambda number: [{"Key": "a", "Value": number}]),
        Mode=st.sampled_from(["Set", "Increase"]),
    ),
    _asks("group_open_http_svc/set_unread_msg_num", GroupId=_lunch, Member_Account=people, UnreadMsgNum=numbers),
    _asks("group_open_http_svc/send_broadcast_msg", From_Account=people, Random=numbers, MsgBody=bodies),
    _asks("im_open_login_svc/account_import", UserID=st.sampled_from(["carol", "dave"])),
    _asks("im_open_login_svc/account_delete", DeleteItem=people.map(lambda one: [{"UserID": one}])),
    _asks("im_open_login_svc/kick", UserID=people),
    _asks("sns/friend_add", From_Account=people, AddFriendItem=people.map(lambda one: [{"To_Account": one}])),
    _asks("sns/friend_delete", From_Account=people, To_Account=people.map(lambda one: [one])),
    _asks("sns/group_add", From_Account=people, GroupName=st.just(["work"]), To_Account=people.map(lambda one: [one])),
    _asks("sns/black_list_add", From_Account=people, To_Account=people.map(lambda one: [one])),
    _asks("recentcontact/delete", From_Account=people, Type=st.just(1), To_Account=people, ClearRamble=st.just(1)),
    _asks("openconfigsvr/setnospeaking", Set_Account=people, C2CmsgNospeakingTime=numbers),
    _asks("all_member_push/im_push", MsgRandom=numbers, MsgLifeTime=numbers, MsgBody=bodies),
    _asks("all_member_push/im_add_tag", UserTags=people.map(lambda one: [{"To_Account": one, "Tags": ["cook"]}])),
    _asks("openim_robot_http_svc/create_robot", UserID=st.just("@RBT#1")),
)
"""Requests: method, path and body."""


def connect(hub: Hub, application: Application) -> None:
    """Nobody connects."""
