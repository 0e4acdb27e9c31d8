"""What always holds of groups: numbers without gaps, counts that are right, refusals without effect, attributes with a sequence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.providers.tencent.model import Caller, Group, GroupHistory, Message
from tests.tencent.conftest import SECONDS, Api, body, new_api

GROUP = "group_open_http_svc"
CLUB, TOPICS = "@TGS#_club", ("", "@TGS#_club@TOPIC#_a", "@TGS#_club@TOPIC#_b")
PEOPLE = ("alice", "bob", "carol", "dave")

who = st.sampled_from(PEOPLE)
where = st.sampled_from((*TOPICS, "elsewhere"))
seqs = st.integers(0, 6)


def asks(command: str, **body: Any) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    fields = {name: value if isinstance(value, st.SearchStrategy) else st.just(value) for name, value in body.items()}
    return st.tuples(st.just(command), st.fixed_dictionaries({"GroupId": st.just(CLUB), **fields}))


def rows(key: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(values, min_size=1, max_size=3).map(lambda found: [{key: one} for one in found])


steps = st.one_of(
    asks(
        f"{GROUP}/send_group_msg",
        From_Account=who,
        TopicId=where,
        Random=st.integers(1, 9),
        MsgBody=body("hi"),
        OnlineOnlyFlag=st.integers(0, 1),
        SendMsgControl=st.sampled_from([[], ["NoUnread"], ["NoLastMsg"]]),
    ),
    asks(f"{GROUP}/group_msg_recall", TopicId=where, MsgSeqList=rows("MsgSeq", seqs)),
    asks(f"{GROUP}/delete_group_msg_by_sender", TopicId=where, Sender_Account=who),
    asks(f"{GROUP}/add_group_member", MemberList=rows("Member_Account", who), Silence=st.integers(0, 1)),
    asks(f"{GROUP}/delete_group_member", MemberToDel_Account=st.lists(who, min_size=1, max_size=2)),
    asks(f"{GROUP}/modify_group_base_info", Name=st.sampled_from(["Club", "Pub"])),
    asks("million_group_open_http_svc/modify_topic", TopicId=where, Notification=st.sampled_from(["", "x"])),
    asks(f"{GROUP}/forbid_send_msg", TopicId=where, Members_Account=st.lists(who, min_size=1), MuteTime=seqs),
    asks(f"{GROUP}/set_unread_msg_num", Member_Account=who, UnreadMsgNum=seqs),
    asks(
        f"{GROUP}/import_group_msg",
        TopicId=where,
        MsgList=st.lists(who, min_size=1, max_size=3).map(
            lambda found: [{"From_Account": one, "SendTime": SECONDS + 4, "MsgBody": body("old")} for one in found]
        ),
    ),
)


def new_club() -> Api:
    api = new_api()
    api.accounts(*PEOPLE)
    api.group("alice", "bob", kind="Community", GroupId=CLUB, SupportTopic=1)
    for topic_id in TOPICS[1:]:
        api("million_group_open_http_svc/create_topic", GroupId=CLUB, TopicName="x", TopicId=topic_id)
    api.app.clock.advance(seconds=5)
    return api


def histories(group: Group) -> dict[str, GroupHistory]:
    return {"": group.history, **{topic_id: topic.history for topic_id, topic in group.topics.items()}}


def recount(history: GroupHistory, user_id: str, read_seq: int) -> int:
    """How many messages are unread, message by message."""
    return sum(
        one.seq > read_seq
        and one.sender != user_id
        and not one.recalled
        and one.tip is None
        and "NoUnread" not in one.control
        for one in history
    )


def wrong_counts(group: Group) -> Iterator[str]:
    for user_id, member in group.members.items():
        if group.unread(member) != recount(group.history, user_id, member.read_seq):
            yield user_id
        for topic_id, topic in group.topics.items():
            if topic.unread(user_id) != recount(topic.history, user_id, topic.side_of(user_id).read_seq):
                yield f"{user_id} in {topic_id}"


@settings(deadline=None)
@given(story=st.lists(steps, max_size=12))
def test_numbers_have_no_gaps_counts_are_right_and_refusals_change_nothing(
    story: list[tuple[str, dict[str, Any]]],
) -> None:
    api, numbers = new_club(), dict[str, list[int]]()

    def note(message: Message, **_: Any) -> None:
        numbers.setdefault(message.topic, []).append(message.seq)

    def note_all(messages: list[Message], **_: Any) -> None:
        for message in messages:
            note(message)

    for event, listener in (("group.sent", note), ("group.tipped", note), ("group.imported", note_all)):
        api.app.bus.on(event, listener)
    group = api.app.groups.rows[CLUB]
    for command, values in story:
        fields = {name: value for name, value in values.items() if (name, value) != ("TopicId", "")}
        before = api.app.provider.dump(api.app)
        answer = api.send(command, fields)
        if answer.refusal is not None:
            assert api.app.provider.dump(api.app) == before
        for topic_id, history in histories(group).items():
            assert numbers.get(topic_id, []) == list(range(1, history.last_seq + 1))
        assert list(wrong_counts(group)) == []


keys = st.sampled_from(["a", "b", "x" * 33])
pairs = st.dictionaries(keys, st.sampled_from(["1", "2"]), max_size=3)
writes = st.tuples(st.sampled_from(["set", "modify", "delete", "clear"]), pairs, st.sampled_from([None, 0, 1, 2, 3]))


@settings(deadline=None)
@given(story=st.lists(writes, max_size=12))
def test_attributes_are_a_dictionary_with_a_sequence(story: list[tuple[str, dict[str, str], int | None]]) -> None:
    api = new_club()
    naive, seq = dict[str, str](), 0
    for how, values, read in story:
        named = [{"key": key, "value": value} for key, value in values.items()]
        race = {} if read is None else {"AttrMainSeq": read, "AttrControl": ["RaceConflict"]}
        fields = {"GroupId": CLUB, "GroupAttr": named, **race}
        refused = api.send(f"{GROUP}/{how}_group_attr", fields).refusal is not None
        bad = how != "clear" and "x" * 33 in values
        late = read is not None and (read < seq if how in ("set", "clear") else not naive.keys().isdisjoint(values))
        missing = how == "delete" and not values.keys() <= naive.keys()
        assert refused == (bad or late or missing)
        if not refused:
            kept = {key: value for key, value in naive.items() if how != "delete" or key not in values}
            naive = {"set": values, "modify": {**naive, **values}, "delete": kept, "clear": {}}[how]
            seq += 1
        answer = api("group_open_attr_http_svc/get_group_attr", GroupId=CLUB)
        assert {row["key"]: row["value"] for row in answer["GroupAttrAry"]} == naive and answer["AttrMainSeq"] == seq
        assert all(0 < row["seq"] <= seq for row in answer["GroupAttrAry"])


acts = st.tuples(st.sampled_from(["say", "read", "read", "read", "join", "leave"]), who, st.integers(1, 2))


@settings(deadline=None)
@given(story=st.lists(acts, min_size=5, max_size=20))
def test_receipts_are_of_those_who_were_there(story: list[tuple[str, str, int]]) -> None:
    api = new_api()
    api.accounts(*PEOPLE)
    group = api.app.groups.rows[api.group("alice", "bob")]
    by, there = Caller("administrator", is_admin=True), dict[int, set[str]]()
    for what, user_id, seq in story:
        if what == "say" and user_id in group.members:
            number = api.say_in(group.group_id, user_id, NeedReadReceipt=1)
            there[number] = set(group.members) - {user_id}
        elif what == "read" and (message := group.history.get(seq)) is not None and user_id in group.members:
            message.note_reader(user_id, SECONDS)
        elif what == "join" and user_id not in group.members:
            api.app.groups.join(group, [user_id], by, how="Apply")
        elif what == "leave" and user_id in group.members and user_id != group.owner:
            api.app.groups.leave(group, [group.members[user_id]], by, how="Quit")
    for number, members in there.items():
        message = group.history.get(number)
        assert message is not None
        read = members & message.readers.keys()
        [row] = api(f"{GROUP}/get_group_msg_receipt", GroupId=group.group_id, MsgSeqList=[{"MsgSeq": number}])[
            "GroupMsgReceiptList"
        ]
        assert (row["ReadNum"], row["UnreadNum"]) == (len(read), len(members - read))
        asked = {"GroupId": group.group_id, "MsgSeq": number, "Cursor": "", "Count": 200}
        lists = [api(f"{GROUP}/get_group_msg_receipt_detail", **asked, Filter=whose) for whose in (0, 1)]
        assert {one["Read_Account"] for one in lists[0]["ReadList"]} == read
        assert {one["Unread_Account"] for one in lists[1]["UnreadList"]} == members - read
