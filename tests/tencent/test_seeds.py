"""A seed fills an application, and a dump of it makes an equal one."""

from copy import deepcopy
from typing import Any

import pytest

from chatmock.core.seeds import SeedError, fill
from chatmock.resources import data_dir
from chatmock.serving import new_hub, read_seed
from tests.tencent.conftest import SECONDS, body, new_api


def rich(api):
    """An application in which something of everything has happened."""
    api.accounts("alice", "bob", "carol")
    key = api.say("alice", "bob", "one")
    api.say("bob", "alice", "two", SendMsgControl=["NoUnread"])
    api("openim/admin_set_msg_read", Report_Account="bob", Peer_Account="alice")
    api.app.clock.advance(seconds=5)
    api.say("alice", "bob", "three", CloudCustomData="mine", MsgSeq=4_294_967_295)
    api("openim/admin_msgwithdraw", From_Account="alice", To_Account="bob", MsgKey=key, Reason="why not")
    group = api.group("alice", "bob", AppDefinedData=[{"Key": "a", "Value": "b"}])
    api.say_in(group, "bob", "lunch?")
    api.say_in(group, "alice", "yes", OnlineOnlyFlag=1)
    api("group_open_http_svc/group_msg_recall", GroupId=group, MsgSeqList=[{"MsgSeq": 1}])
    api("im_open_login_svc/kick", UserID="carol")
    live = api.group("carol", kind="AVChatRoom")
    api("group_open_http_svc/ban_group_member", GroupId=live, Members_Account=["bob"], Duration=60)
    api("group_open_http_svc/send_broadcast_msg", From_Account="carol", Random=1, MsgBody=body("all of you"))
    api("group_open_http_svc/set_group_attr", GroupId=live, GroupAttr=[{"key": "a", "value": "b"}])
    api("group_open_http_svc/delete_group_attr", GroupId=live, GroupAttr=[{"key": "a"}])
    api("group_open_http_svc/modify_group_attr", GroupId=live, GroupAttr=[{"key": "c", "value": "d"}])
    api("group_open_http_svc/update_group_counter", GroupId=live, GroupCounter=[{"Key": "likes", "Value": -2}])
    club = api.group("alice", "bob", kind="Community", SupportTopic=1)
    topic = api("million_group_open_http_svc/create_topic", GroupId=club, TopicName="Soups")["TopicId"]
    api.say_in(club, "bob", TopicId=topic, SupportMessageExtension=1)
    keys = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
    extend = {"GroupId": club, "TopicId": topic, "MsgSeq": 1}
    api("openim_msg_ext_http_svc/group_set_key_values", **extend, OperateType=1, ExtensionList=keys)
    api("openim_msg_ext_http_svc/group_set_key_values", **extend, OperateType=3)
    api("openim_msg_ext_http_svc/group_set_key_values", **extend, OperateType=1, ExtensionList=keys[:1])
    api("group_open_http_svc/forbid_send_msg", GroupId=club, TopicId=topic, Members_Account=["bob"], MuteTime=60)
    api("group_open_http_svc/add_group_member", GroupId=club, MemberList=[{"Member_Account": "carol"}])
    room = api.group("bob", "alice", kind="ChatRoom")
    api.say_in(room, "bob", NeedReadReceipt=1)
    api.app.groups.rows[room].history.get(1).note_reader("alice", SECONDS)
    return api


def test_a_dump_makes_an_equal_application():
    api = rich(new_api())
    before = api.app.provider.dump(api.app)
    assert list(api.app.provider.seed_schema.faults(before)) == []
    other = new_api(1400000002)
    api.app.provider.load(other.app, before, str)
    assert other.app.provider.dump(other.app) == before
    assert other.texts("alice", "bob") == api.texts("alice", "bob")
    assert other.unread("bob") == api.unread("bob") == 1


def test_what_goes_on_goes_on_alike():
    api = rich(new_api())
    other = new_api(1400000002)
    api.app.provider.load(other.app, api.app.provider.dump(api.app), str)
    for one in (api, other):
        [group] = [group.group_id for group in one.app.groups if group.kind == "Public"]
        assert one.say_in(group, "bob", "later", Random=99) == 3
        assert one.say("alice", "bob", "four", MsgRandom=99).startswith("4_99_")
    assert other.app.provider.dump(other.app) == api.app.provider.dump(api.app)


def test_chatmocks_own_seed_is_good():
    hub = new_hub()
    seed = hub.checked(read_seed(data_dir("fixtures") / "tencent" / "office.yaml"))
    app: Any = hub.make(
        "tencent", {"app_id": 1400000001, "secret_key": "k", "admin": "administrator"}, None, seed.documents
    )
    assert list(app.accounts.rows) == ["administrator", "alice", "bob", "carol"]
    assert app.groups.rows["lunch"].unread(app.groups.rows["lunch"].members["alice"]) == 2
    assert app.c2c.unread.of("alice") == {"bob": 1}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"accounts": ["alice", "alice"]}, "stands twice"),
        ({"accounts": ["é"]}, "no UserID"),
        ({"accounts": [{"id": "alice", "friends": ["bob"]}]}, "there is no user"),
        (
            {"accounts": ["alice", "bob"], "c2c": [{"between": ["alice", "bob"], "messages": [{"from": "carol"}]}]},
            "none of the two",
        ),
        ({"groups": [{"id": "x", "type": "Public", "owner": "nobody"}]}, "there is no user"),
        ({"groups": [{"id": "é", "type": "Public"}]}, "no GroupId"),
        ({"groups": [{"id": "x", "type": "Public", "topics": [{"id": "x@TOPIC#_a"}]}]}, "topics are for communities"),
    ],
)
def test_a_seed_that_cannot_be_is_refused_in_words(document, said):
    api = new_api()
    with pytest.raises(SeedError, match=said):
        api.app.provider.load(api.app, document, str)


def test_a_document_stays_as_it_is_whatever_happens_afterwards(people):
    group = people.group("alice", "bob", GroupId="lunch")
    people("group_open_http_svc/set_group_attr", GroupId=group, GroupAttr=[{"key": "a", "value": "1"}])
    people("group_open_http_svc/update_group_counter", GroupId=group, GroupCounter=[{"Key": "n", "Value": 1}])
    found = people.app.provider.dump(people.app)
    document = {name: value for name, value in found.items() if name != "application"}
    before = deepcopy(document)
    other = new_api(1400000002)
    fill(other.app, document)
    other("group_open_http_svc/set_group_attr", GroupId=group, GroupAttr=[{"key": "a", "value": "2"}])
    other("group_open_http_svc/update_group_counter", GroupId=group, GroupCounter=[{"Key": "n", "Value": 2}])
    assert document == before
