"""What a request of Tencent Chat's REST API costs by the number of messages between two, and in a group."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from time import thread_time
from typing import Any

import orjson

from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.core.seeds import of_values
from chatmock.providers.tencent.model import App, Caller, Group, Message, Pair
from scripts.bench_parts import frames, tencent_jobs
from scripts.bench_parts.asking import Asking, compare
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, at_most

SEND, SEND_IN = "send a message in a pair", "send a message in a group"
PAGE, PAGE_IN = "pull 100 messages of two, out of the middle", "pull 20 messages of a group, out of the middle"
UNREAD = "unread count of an account"
LIST, LIST_IN = "conversation list of an account, with one pair", "conversation list of an account, with one group"
CLIENT = "the same as a client pulls it, with the pair's unread count"
CLIENT_IN = "the same as a client pulls it, with the group's unread count"
_TARGET = at_most("ratio", 1.2)
_BATCH = 20
_randoms = count(1_000_000_000)
_ELEMENTS = orjson.dumps(tencent_jobs.BODY)
_SMALL, _LARGE = ("ann", "bob"), ("cleo", "dan")
_ROOMS = {"few": _SMALL, "many": _LARGE}


class Conversations(Asking):
    """An application with four accounts, who have said nothing yet."""

    def __init__(self) -> None:
        super().__init__({})
        seed = of_values(tencent_jobs.document() | {"c2c": []})
        options = {"app_id": tencent_jobs.APP, "secret_key": tencent_jobs.KEY, "admin": tencent_jobs.ADMIN}
        app = self.hub.make("tencent", options, None, self.hub.checked(seed).documents)
        assert isinstance(app, App)
        self.app = app

    def command(self, path: str, body: dict[str, Any]) -> Request:
        return self.request("POST", f"/v4/{path}?{tencent_jobs.QUERY}", body)

    def client(self, user_id: str) -> Connection:
        """A socket over which somebody is logged in."""
        connection = Connection()
        self.app.provider.connect(self.hub, Request("GET", "/info", frames.QUERY), connection)
        self.app.provider.received(self.hub, connection, frames.login(user_id))
        return connection

    def time_frame(self, connection: Connection, text: str) -> float:
        """Seconds of processor time that a frame takes."""
        began = thread_time()
        for _ in range(_BATCH):
            self.app.provider.received(self.hub, connection, text)
        took = (thread_time() - began) / _BATCH
        connection.outgoing.clear()
        connection.size = 0
        return took

    def lists(self, users: Iterable[str]) -> list[Callable[[], float]]:
        """What measures the conversation list that each of some clients pulls first."""
        text = frames.frame("recentcontact.page_get", {"TimeStamp": 0, "StartIndex": 0, "AssistFlags": 15})
        found = [self.client(user_id) for user_id in users]
        for connection in found:
            connection.outgoing.clear()
            self.app.provider.received(self.hub, connection, text)
            [row] = orjson.loads(connection.outgoing.pop().payload)["body"]["SessionItem"]
            assert row["UnreadMsgCount"]
        return [partial(self.time_frame, connection, text) for connection in found]

    def fill(self, one: str, other: str, count: int) -> Pair:
        """Have two talk in turn, one message a second up to now; no request is made for it."""
        c2c, start = self.app.c2c, self.app.clock.seconds() - count
        pair = c2c.between(one, other)
        for number in range(1, count + 1):
            sender, target = (one, other) if number % 2 else (other, one)
            c2c.keep(pair, Message(sender, target, number, number, start + number, _ELEMENTS))
        return pair

    def fill_group(self, group_id: str, members: Iterable[str], count: int) -> Group:
        """Likewise in a new group."""
        app, start, people = self.app, self.app.clock.seconds() - count, list(members)
        group = app.groups.create("Public", "Bench", group_id=group_id)
        for user_id in people:
            app.groups.new_member(group, user_id)
        for number in range(1, count + 1):
            message = Message(people[number % len(people)], group_id, 0, number, start + number, _ELEMENTS)
            group.history.add(message)
        app.groups.take(group, [], None, Caller(app.admin, is_admin=True))
        for member in group.members.values():
            member.read_seq = count // 2
        return group


def of_two(options: Options, state: Conversations) -> list[Row]:
    """In a short and in a long history of two."""
    people = (_SMALL, _LARGE)
    pairs = [state.fill(*two, count) for two, count in zip(people, (options.few, options.many), strict=True)]
    span = {"MinTime": 0, "MaxTime": 2**32 - 1, "MaxCnt": 100}
    pages = []
    for (one, other), pair in zip(people, pairs, strict=True):
        middle = pair.newest_of(0, 2**32, len(pair) // 2)[0]
        body = {"Operator_Account": one, "Peer_Account": other, "LastMsgKey": middle.key, **span}
        pages.append(state.command("openim/admin_getroammsg", body))
    assert all(state.ask(page)["MsgCnt"] == 100 for page in pages)
    unread = [state.command("openim/get_c2c_unread_msg_num", {"To_Account": one}) for one, _ in people]
    said = [{"From_Account": one, "To_Account": other} for one, other in people]
    costs: dict[str, list[Callable[[], float]]] = {
        PAGE: state.costs(pages, _BATCH),
        UNREAD: state.costs(unread, _BATCH),
        LIST: state.costs([_list(state, one) for one, _ in people], _BATCH),
        CLIENT: state.lists(one for one, _ in people),
        SEND: [partial(_send, state, "openim/sendmsg", "MsgRandom", fields) for fields in said],
    }
    return [compare(name, found, options, _TARGET) for name, found in costs.items()]


def in_groups(options: Options, state: Conversations) -> list[Row]:
    """In a short and in a long history of a group."""
    counts = dict(zip(_ROOMS, (options.few, options.many), strict=True))
    for room, number in counts.items():
        state.fill_group(room, _ROOMS[room], number)
    pages = [
        state.command(
            "group_open_http_svc/group_msg_get_simple", {"GroupId": room, "ReqMsgNumber": 20, "ReqMsgSeq": number // 2}
        )
        for room, number in counts.items()
    ]
    assert all(len(state.ask(page)["RspMsgList"]) == 20 for page in pages)
    members = [people[0] for people in _ROOMS.values()]
    said = [{"GroupId": room, "From_Account": people[0]} for room, people in _ROOMS.items()]
    costs: dict[str, list[Callable[[], float]]] = {
        PAGE_IN: state.costs(pages, _BATCH),
        LIST_IN: state.costs([_list(state, user_id) for user_id in members], _BATCH),
        CLIENT_IN: state.lists(members),
        SEND_IN: [partial(_send, state, "group_open_http_svc/send_group_msg", "Random", fields) for fields in said],
    }
    return [compare(name, found, options, _TARGET) for name, found in costs.items()]


def _list(state: Conversations, user_id: str) -> Request:
    body = {"From_Account": user_id, "TimeStamp": 0, "StartIndex": 0, "TopTimeStamp": 0, "TopStartIndex": 0}
    return state.command("recentcontact/get_list", {**body, "AssistFlags": 0})


def _send(state: Conversations, path: str, random: str, fields: dict[str, str]) -> float:
    """What a message costs; no two are alike, else the second one would be the first."""
    bodies = ({**fields, random: next(_randoms), "MsgBody": tencent_jobs.BODY} for _ in range(_BATCH))
    return state.time_all([state.command(path, body) for body in bodies])
