"""Topics over the web socket: their messages, how far each has read them, and what was recalled there."""

import pytest

BODY = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
GROUPS, MILLION, TOWN = "group_open_http_svc", "million_group_open_http_svc", "@TGS#_town"


@pytest.fixture
def people(opens):
    ann, bob = opens().enters("ann"), opens().enters("bob")
    town = {"GroupId": TOWN, "Type": "Community", "Name": "Town", "SupportTopic": 1}
    assert ann(f"{GROUPS}.create_group", town)["ErrorCode"] == 0
    assert bob(f"{GROUPS}.apply_join_group", {"GroupId": TOWN})["ErrorCode"] == 0
    return ann, bob


@pytest.fixture
def topic(people):
    ann, _ = people
    return ann(f"{MILLION}.create_topic", {"GroupId": TOWN, "TopicName": "Food"})["TopicId"]


def say(who, **where):
    given = {"GroupId": TOWN, "Random": 1, "MsgBody": BODY, **where}
    return who(f"{MILLION}.send_group_msg", given)["MsgSeq"]


def own(who, topic):
    [row] = who(f"{MILLION}.get_topic", {"GroupId": TOWN, "TopicIdList": [topic]})["TopicAndSelfInfo"]
    return row["SelfInfo"]["MsgSeq"]


def test_each_has_read_a_topic_apart_from_the_group(people, topic):
    ann, bob = people
    seq = say(ann, TopicId=topic)
    assert own(bob, topic) == 0
    bob(f"{GROUPS}.msg_read_report", {"GroupId": TOWN, "TopicId": topic, "MsgReadedSeq": seq})
    assert (own(ann, topic), own(bob, topic)) == (0, seq)


def test_messages_of_a_topic_name_it(people, topic):
    ann, bob = people
    seq = say(ann, TopicId=topic)
    told = bob.read()
    while told["body"].get("EventArray", [{}])[0].get("Event") != 3:
        told = bob.read()
    [row] = told["body"]["EventArray"][0]["GroupMsgArray"]
    assert (row["ToTopicId"], row["GroupInfo"]["TopicId"], row["GroupInfo"]["GroupName"]) == (topic, topic, "Food")
    got = bob(f"{GROUPS}.group_msg_get", {"GroupId": TOWN, "TopicId": topic, "ReqMsgNumber": 5})
    assert (got["TopicId"], [one["MsgSeq"] for one in got["RspMsgList"]]) == (topic, [seq])


def test_a_recall_is_in_the_topic_alone(people, topic):
    ann, bob = people
    seq = say(ann, TopicId=topic)
    ann(f"{GROUPS}.group_msg_recall", {"GroupId": TOWN, "TopicId": topic, "MsgSeqList": [{"MsgSeq": seq}]})
    asked = [{"GroupId": TOWN, "TopicId": topic}, {"GroupId": TOWN}]
    rows = bob(f"{GROUPS}.batch_get_group_notify", {"NotifyReqList": asked})["NotifyRspList"]
    assert [len(row["NotifyMsgList"]) for row in rows] == [1, 0]


def test_a_topic_that_is_not_there_is_refused(people):
    ann, _ = people
    given = {"GroupId": TOWN, "TopicId": f"{TOWN}@TOPIC#_none", "ReqMsgNumber": 5, "Random": 1, "MsgBody": BODY}
    assert ann(f"{GROUPS}.group_msg_get", given)["ErrorCode"] == 10015
    assert ann(f"{GROUPS}.send_group_msg", given)["ErrorCode"] == 10015


def test_who_only_belongs_makes_and_changes_no_topics(people, topic):
    _, bob = people
    assert bob(f"{MILLION}.create_topic", {"GroupId": TOWN, "TopicName": "x"})["ErrorCode"] == 10007
    changed = {"GroupId": TOWN, "TopicId": topic, "TopicName": "x"}
    assert bob(f"{MILLION}.modify_topic", changed)["ErrorCode"] == 10007
