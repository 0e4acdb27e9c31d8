"""People of Tencent Chat who act in a test: by the commands of a client, over sockets of their own or without."""

from typing import Any

import pytest
import requests

from chatmock.testing import Chatmock, ChatmockError
from chatmock.testing.tencent import Actor, Tencent

MESSAGE, C2C_NOTICE, REACTION = 9, 10, 21


@pytest.fixture
def tencent(chatmock: Chatmock) -> Tencent:
    return chatmock.tencent


@pytest.fixture
def alice(tencent: Tencent) -> Actor:
    return tencent.user("alice")


@pytest.fixture
def bob(tencent: Tencent) -> Actor:
    return tencent.user("bob")


@pytest.fixture
def lunch(tencent: Tencent, alice: Actor, bob: Actor) -> str:
    return tencent.group(alice, bob, name="Lunch", GroupId="lunch")


@pytest.fixture
def community(tencent: Tencent, alice: Actor, bob: Actor) -> str:
    return tencent.group(alice, bob, Type="Community", SupportTopic=1)


def texts(rows: list[dict[str, Any]], name: str) -> list[str]:
    return [row["MsgBody"][0]["MsgContent"]["Text"] for event in rows for row in event[name]]


def test_they_read_of_each_other(alice: Actor, bob: Actor) -> None:
    alice.says("hi", bob)
    alice.says("there?", to="bob")
    assert (bob.unread(), bob.unread(alice), alice.unread(bob)) == (2, 2, 0)
    bob.reads(alice)
    assert bob.unread() == 0


def test_they_read_in_groups_and_topics(tencent: Tencent, alice: Actor, bob: Actor, community: str) -> None:
    topic = tencent.topic(community, by=alice, name="Soup")
    assert alice.says("hi", group=community, topic=topic)["MsgSeq"] == 1
    assert bob.unread(group=community, topic=topic) == 1
    bob.reads(group=community, topic=topic)
    assert bob.unread(group=community, topic=topic) == 0
    alice.says("hi", group=community)
    assert bob.unread(group=community) == 1
    bob.reads(group=community)
    assert bob.unread(group=community) == 0


def test_they_change_what_they_said(alice: Actor, bob: Actor, lunch: str) -> None:
    alice.connect()
    bob.connect()
    one, two = alice.says("tea", bob), alice.says("tea", group=lunch)
    alice.edits(one, "coffee", bob)
    alice.edits(one, "milk", bob)
    alice.edits(two, "coffee", group=lunch)
    bob.reacts("ok", one, alice)
    bob.reacts("ok", two, group=lunch)
    bob.reacts("ok", two, group=lunch, removes=True)
    alice.recalls(one, bob, reason="cold")
    alice.recalls(two, group=lunch)
    assert texts(bob.received(MESSAGE), "C2cMsgArray") == ["tea"]
    reactions = [event["MsgReactionNotifyList"][0]["MsgReactionSummary"] for event in alice.received(REACTION)]
    assert [len(rows) for rows in reactions] == [1, 1, 0]
    assert bob.received(REACTION) == []  # its own commands are answered, not told
    said = bob.received(C2C_NOTICE)
    assert [next(iter(event["C2cNotifyMsgArray"][0])) for event in said] == ["WithdrawC2cMsgNotify"]


def test_a_message_of_another_is_named_by_its_key(alice: Actor, bob: Actor) -> None:
    alice.connect()
    sent = alice.says("hi", bob)
    bob.reacts("ok", sent["MsgKey"], alice)
    [event] = alice.received(REACTION)
    assert event["MsgReactionNotifyList"][0]["MsgReactionSummary"][0]["Reaction_Account"] == ["bob"]
    with pytest.raises(ChatmockError, match="was refused: 20022"):
        bob.recalls(sent, alice)


def test_they_come_and_go(tencent: Tencent, alice: Actor, bob: Actor, lunch: str) -> None:
    carol = tencent.user("carol")
    assert carol.joins(lunch, ApplyMsg="hungry") == "WaitAdminApproval"
    club = tencent.group(alice, Type="Private", Name="Club")
    assert alice.invites(bob, carol, to=club) == [
        {"Member_Account": "bob", "Result": 1},
        {"Member_Account": "carol", "Result": 1},
    ]
    bob.leaves(club)
    members = next(group for group in tencent.state["groups"] if group["id"] == club)["members"]
    assert [member["user"] for member in members] == ["alice", "carol"]


def test_typing_is_a_message_that_nobody_keeps(alice: Actor, bob: Actor) -> None:
    bob.connect()
    alice.types(bob)
    alice.types(bob, stops=True)
    [begun, ended] = [event["C2cMsgArray"][0]["MsgBody"][0]["MsgContent"]["Data"] for event in bob.received(MESSAGE)]
    assert '"typingStatus":1' in begun and '"typingStatus":0' in ended
    assert bob.unread() == 0


def test_a_socket_on_each_platform_hears(tencent: Tencent, alice: Actor, bob: Actor) -> None:
    web, phone = bob.connect(), bob.connect("iPhone")
    assert (web["platform"], phone["platform"], web["TinyId"]) == ("Web", "iPhone", bob.tiny_id)
    assert bob.connect("iPhone") == phone
    alice.says("hi", bob)
    assert [event["platform"] for event in bob.received(MESSAGE)] == ["Web", "iPhone"]
    bob.drop("Web")
    alice.says("still?", bob)
    assert texts(bob.received(MESSAGE), "C2cMsgArray") == ["hi", "still?"]
    assert bob.received(platform="Web") == []


def test_what_somebody_does_on_one_socket_the_others_hear(alice: Actor, bob: Actor) -> None:
    alice.connect("Android")
    alice.connect("Windows")
    alice.says("hi", bob)
    assert [event["platform"] for event in alice.received(MESSAGE)] == ["Windows"]


def test_who_is_not_connected_is_not_online_by_what_it_does(tencent: Tencent, alice: Actor, bob: Actor) -> None:
    alice.says("hi", bob)
    query: dict[str, Any] = {
        "sdkappid": tencent.sdk_app_id,
        "identifier": tencent.admin,
        "usersig": tencent.user_sig(tencent.admin),
    }

    def status() -> Any:
        url = f"{tencent.rest_url}/v4/openim/query_online_status"
        answer = requests.post(url, params=query, json={"To_Account": ["alice"]}, timeout=10).json()
        return answer["QueryResult"][0]["Status"]

    assert status() == "Offline"
    alice.connect()
    assert status() == "Online"
    alice.drop()
    tencent.clock.advance(minutes=2)
    assert status() == "Offline"


def test_who_is_kicked_hears_it(tencent: Tencent, alice: Actor) -> None:
    first = alice.connect()
    alice.kicked()
    [event] = alice.received(C2C_NOTICE)
    assert event["C2cNotifyMsgArray"][0]["KickoutMsgNotify"]["KickType"] == 3
    tencent.clock.advance(seconds=1)  # a UserSig of the same second is void
    assert alice.connect()["InstId"] != first["InstId"]
    assert alice.received(C2C_NOTICE) == []  # a new connection has heard nothing yet


def test_a_login_that_is_refused_says_why(alice: Actor) -> None:
    with pytest.raises(ChatmockError, match="alice's login was refused: 70003"):
        alice.connect(usersig="nonsense")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda bob: bob.connect("Nokia"), "platform 'Nokia' is none"),
        (lambda bob: bob.connect(nickname="Bob"), "nickname"),
        (lambda bob: bob.received(), "a connection is missing"),
        (lambda bob: bob.says("hi"), "to is missing, and so is group_id"),
        (lambda bob: bob.says("hi", "alice", group="lunch"), "to is said beside a group"),
        (lambda bob: bob.says("hi", "alice", CloudCustomDate="x"), "did you mean CloudCustomData"),
        (lambda bob: bob.says("hi", topic="x"), "to is missing, and so is group_id"),
        (lambda bob: bob.says("hi", "nobody"), "bob's openim.sendmsg was refused: 20003"),
        (lambda bob: bob.says("hi", group="nowhere"), "refused: 10010"),
        (lambda bob: bob.reads(group="nowhere"), "refused: 10010"),
        (lambda bob: bob.unread(group="nowhere"), "refused: 10010"),
        (lambda bob: bob.recalls("12", "alice"), "message_id '12' is no MsgKey"),
        (lambda bob: bob.recalls("1_2", group="lunch"), "message_id '1_2' is no MsgSeq"),
        (lambda bob: bob.recalls("1_2_3", "alice"), "refused: 20022"),
        (lambda bob: bob.joins("nowhere"), "refused: 10010"),
        (lambda bob: bob.reacts("", 1, group="lunch"), "reaction is missing or empty"),
    ],
)
def test_refusals_name_the_field(alice: Actor, bob: Actor, act: Any, said: str) -> None:
    with pytest.raises(ChatmockError) as refused:
        act(bob)
    assert said in str(refused.value)


def test_a_fault_strikes_an_act(tencent: Tencent, alice: Actor, bob: Actor) -> None:
    bob.connect()
    tencent.faults.add("frame im_open_push.msg_push", user_id="bob", withhold=True)
    tencent.faults.add("openim.sendmsg", code=20003)
    with pytest.raises(ChatmockError, match="20003"):
        alice.says("hi", bob)
    alice.says("hi", bob)
    assert bob.received() == []


def test_other_languages_act_by_the_control_api(tencent: Tencent, alice: Actor, bob: Actor) -> None:
    url = f"{tencent.url}/_chatmock/actors/bob"
    named = {"provider": "tencent", "app": str(tencent.sdk_app_id)}
    assert requests.post(f"{url}/connect", json={**named, "platform": "Mac"}, timeout=10).json()["platform"] == "Mac"
    alice.says("hi", bob)
    heard = requests.post(f"{url}/received", json={**named, "event": MESSAGE}, timeout=10).json()["events"]
    assert texts(heard, "C2cMsgArray") == ["hi"]
