"""What always holds of what people say over sockets: nothing is said twice, it keeps its order, and pushes tell what there is."""

from __future__ import annotations

from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.actors import ActRefused
from chatmock.core.connection import Connection
from chatmock.providers.tencent import Tencent
from chatmock.providers.tencent.actors.commands import perform, sockets_of
from chatmock.providers.tencent.model import Message
from tests.lengths import examples
from tests.tencent.conftest import Api, new_api

ACTS = Tencent().acts()
PEOPLE = ("alice", "bob", "carol")
LUNCH, CLUB, SOUP = "lunch", "@TGS#_club", "@TGS#_club@TOPIC#_soup"
PLACES: tuple[dict[str, str], ...] = (
    {"to": "bob"},
    {"to": "alice"},
    {"group_id": LUNCH},
    {"group_id": CLUB},
    {"group_id": CLUB, "topic_id": SOUP},
)
Step = tuple[str, str, dict[str, str], int, int]
numbers = st.integers(1, 3)
verbs = st.sampled_from(["says"] * 4 + ["recalls"] * 2 + ["edits"] * 2 + ["reacts", "unreacts", "reads", "waits"])
steps = st.tuples(
    verbs, st.sampled_from(PEOPLE), st.sampled_from((*PLACES[:2], *PLACES[:2], *PLACES)), numbers, numbers
)
stories = st.lists(steps, min_size=8, max_size=20)


class Heard:
    """What one device makes of what it is pushed: messages by where they stand."""

    def __init__(self, who: str) -> None:
        self.who = who
        self.two: dict[tuple[str, str], dict[str, Any]] = {}
        self.groups: dict[str, dict[int, dict[str, Any]]] = {}
        self.read: dict[str, int] = {}

    def take(self, connection: Connection) -> None:
        """Fold all that has come over a socket."""
        while connection.outgoing:
            frame = orjson.loads(connection.take().payload)
            for event in frame["body"].get("EventArray", ()):
                getattr(self, f"_event_{event['Event']}", lambda event: None)(event)

    def key(self, row: Any) -> tuple[str, str]:
        """With whom, and which one; what was sent from another device has the two exchanged."""
        return next((one for one in (row["From_Account"], row["To_Account"]) if one != self.who), self.who), row[
            "MsgKey"
        ]

    def _event_9(self, event: Any) -> None:
        for row in event["C2cMsgArray"]:
            assert self.key(row) not in self.two, "pushed twice"
            self.two[self.key(row)] = {"text": text_of(row), "recalled": False}

    def _event_10(self, event: Any) -> None:
        for notice in event["C2cNotifyMsgArray"]:
            for row in notice.get("WithdrawC2cMsgNotify", {}).get("C2cWithdrawInfoArray", ()):
                self.two[self.key(row)]["recalled"] = True
            receipt = notice.get("C2cReadedReceipt")
            if receipt:
                self.read[receipt["To_Account"]] = receipt["UinPairReadArray"][0]["LastReadTime"]

    def _event_17(self, event: Any) -> None:
        for row in event["C2cMsgModNotifys"]:
            self.two[self.key(row)]["text"] = text_of(row)

    def _event_3(self, event: Any) -> None:
        for row in event["GroupMsgArray"]:
            rows = self.groups.setdefault(place_of(row), {})
            assert row["MsgSeq"] not in rows, "pushed twice"
            rows[row["MsgSeq"]] = {"text": text_of(row), "recalled": False}

    def _event_18(self, event: Any) -> None:
        for row in event["GroupMsgModNotifys"]:
            self.groups[place_of(row)][row["MsgSeq"]]["text"] = text_of(row)

    def _event_5(self, event: Any) -> None:
        for tip in event["GroupTips"]:
            for row in tip["MsgBody"].get("GroupWithdrawInfoArray", ()):
                self.groups[place_of(row)][row["MsgSeq"]]["recalled"] = True


def text_of(row: Any) -> str:
    return str(row["MsgBody"][0]["MsgContent"]["Text"])


def place_of(row: Any) -> str:
    return str(row.get("TopicId") or row.get("ToTopicId") or row.get("GroupId") or row["ToGroupId"])


def new_talk() -> Api:
    """Three people who are connected, on two devices each, and where they meet."""
    api = new_api()
    api.accounts(*PEOPLE)
    api.group("alice", "bob", "carol", GroupId=LUNCH)
    api.group("alice", "bob", "carol", kind="Community", GroupId=CLUB, SupportTopic=1)
    api("million_group_open_http_svc/create_topic", GroupId=CLUB, TopicName="Soup", TopicId=SOUP)
    for who in PEOPLE:
        for platform in ("Web", "Android"):
            ACTS["connect"](api.hub, api.app, who, {"platform": platform})
    for who in PEOPLE:
        for connection in sockets_of(api.app, who):
            connection.outgoing.clear()
    return api


def do(api: Api, step: Step) -> Any:
    """Do one thing; None where it was refused, and then nothing has changed."""
    verb, who, place, one, other = step
    if verb == "waits":
        api.app.clock.advance(seconds=one * (200 if other == 3 else 5))
        return None
    given: dict[str, Any] = {**place}
    if verb == "says":
        random = {"Random": other} if "group_id" in place else {"MsgSeq": one, "MsgRandom": other}
        given |= {"text": f"{who} {one} {other}", "details": random}
    elif verb != "reads":
        message = some_message(api, place, one)
        if message is not None and verb in ("recalls", "edits") and other != 3:
            who = message.sender  # others are mostly refused
            given = {**place, "to": message.target} if "to" in place else given
        given["message_id"] = message_id(message, place)
        given |= {"text": f"edited {other}"} if verb == "edits" else {}
        given |= {"reaction": "ok"} if verb in ("reacts", "unreacts") else {}
        given |= {"removes": True} if verb == "unreacts" else {}
    before = api.app.provider.dump(api.app)
    try:
        return ACTS[verb.removeprefix("un")](api.hub, api.app, who, given)
    except ActRefused:
        after = api.app.provider.dump(api.app)
        assert {**after, "ids": 0} == {**before, "ids": 0}
        return None


def some_message(api: Api, place: dict[str, str], number: int) -> Message | None:
    """One of the messages of a conversation, or none where there are none."""
    if "to" in place:
        pair = api.app.c2c.get("alice", "bob")
        rows = list(pair) if pair is not None else []
    else:
        group = api.app.groups.rows[place["group_id"]]
        rows = [one for one in group.history_of(place.get("topic_id", "")) if one.tip is None]
    return rows[number % len(rows)] if rows else None


def message_id(message: Message | None, place: dict[str, str]) -> Any:
    if message is None:
        return "1_1_1" if "to" in place else 99
    return message.key if "to" in place else message.seq


def fetch(api: Api, who: str, place: dict[str, str]) -> list[dict[str, Any]]:
    """What a client gets of a conversation, the oldest first."""
    if "to" in place:
        asked: dict[str, Any] = {"Peer_Account": place["to"], "MaxCnt": 100}
        return list(perform(api.hub, api.app, who, "openim.getroammsg", asked)["MsgList"])
    named = {"GroupId": place["group_id"], **({"TopicId": place["topic_id"]} if "topic_id" in place else {})}
    asked = {**named, "ReqMsgNumber": 100}
    found: list[Any] = perform(api.hub, api.app, who, "group_open_http_svc.group_msg_get", asked)["RspMsgList"]
    return [row for row in found[::-1] if not row["IsSystemMsg"]]


@settings(deadline=None, max_examples=examples(60))
@given(stories)
def test_what_a_device_was_pushed_is_what_it_can_fetch(story: list[Step]) -> None:
    api, heard = new_talk(), {who: Heard(who) for who in PEOPLE}
    idle = {who: sockets_of(api.app, who)[1] for who in PEOPLE}
    for step in story:
        do(api, step)
    for who, connection in idle.items():
        heard[who].take(connection)
    for who in PEOPLE:
        for place in PLACES[2:]:
            known = heard[who].groups.get(place.get("topic_id", place["group_id"]), {})
            shown = {row["MsgSeq"]: row for row in fetch(api, who, place)}
            assert known.keys() == shown.keys()
            for seq, row in shown.items():
                assert known[seq]["recalled"] == bool(row["IsPlaceMsg"])
                assert row["IsPlaceMsg"] or known[seq]["text"] == text_of(row)
    for who, peer in (("alice", "bob"), ("bob", "alice")):
        rows = {row["MsgKey"]: row for row in fetch(api, who, {"to": peer})}
        mine = {key: one for (other, key), one in heard[who].two.items() if other == peer}
        assert rows.keys() == mine.keys()
        for key, row in rows.items():
            assert mine[key]["recalled"] == ("RevokerInfo" in row)
            assert mine[key]["recalled"] or mine[key]["text"] == text_of(row)
        told = perform(api.hub, api.app, who, "openim.get_peer_read_time", {"To_Account": [peer]})["ReadTime"]
        assert told == [heard[who].read.get(peer, 0)]


@settings(deadline=None, max_examples=examples(60))
@given(stories)
def test_nothing_is_said_twice_and_everything_keeps_its_order(story: list[Step]) -> None:
    api = new_talk()
    keys: dict[Any, str] = {}
    seqs: dict[Any, tuple[int, int]] = {}
    for step in story:
        verb, who, place, one, other = step
        now, answer = api.app.clock.seconds(), do(api, step)
        if verb != "says" or answer is None:
            continue
        if "to" in place:
            same = frozenset((who, place["to"])), one, other, now
            assert keys.setdefault(same, answer["MsgKey"]) == answer["MsgKey"]
            continue
        where = place.get("topic_id", place["group_id"]), who, other
        seq, since = seqs.get(where, (0, -1000))
        if since >= now - 300:
            assert answer["MsgSeq"] == seq
        else:
            assert answer["MsgSeq"] > max([seq for key, (seq, _) in seqs.items() if key[0] == where[0]], default=0)
            seqs[where] = answer["MsgSeq"], now
    for place in PLACES[2:]:
        shown = [row["MsgSeq"] for row in fetch(api, "carol", place)]
        assert shown == sorted(set(shown))
    rows = fetch(api, "alice", {"to": "bob"})
    assert len({row["MsgKey"] for row in rows}) == len(rows)
    order = [(row["MsgTimeStamp"], row["MsgSeq"]) for row in rows]
    assert order == sorted(order)
    assert [row["MsgKey"] for row in fetch(api, "bob", {"to": "alice"})] == [row["MsgKey"] for row in rows]


@settings(deadline=None, max_examples=examples(60))
@given(stories)
def test_what_is_unread_is_what_a_recount_finds(story: list[Step]) -> None:
    api = new_talk()
    for step in story:
        do(api, step)
        for who in PEOPLE:
            counted: dict[str, int] = {}
            for pair in api.app.c2c:
                for one in pair if who in pair.sides else ():
                    if one.target == who and one.number > pair.sides[who].read and not one.recalled:
                        counted[one.sender] = counted.get(one.sender, 0) + 1
            assert api.app.c2c.unread.of(who) == counted
            assert api.app.c2c.unread.total(who) == sum(counted.values())
