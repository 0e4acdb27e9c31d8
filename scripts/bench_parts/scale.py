"""What the same request costs in a small and in a large state, and how much memory the latter takes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from time import thread_time
from typing import Any

from chatmock.core.exchange import Request
from chatmock.providers.sendbird.messages.messages import post
from chatmock.providers.sendbird.users.users import new_user
from chatmock.providers.sendbird.views.messages import present_message
from scripts.bench_parts.asking import compare
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, at_most
from scripts.bench_parts.state import State

PAGE = "list 100 messages out of the middle"
VIEW = "view a message"
UNREAD = "unread count of a member"
SEND = "send a message"
DELETE = "delete a message out of the middle"
DELETE_COUNT = "the same, then the unread count"
MINE = "page of 20 of a user's group channels, as made"
LATEST = "page of 20 of a user's group channels, by last message"
TOTAL = "unread count of a user"
SEND_IN_TURN = "send a message, another sender each time"
MEMORY = "memory of a message of 374 bytes, with its rendered answer"
PAUSE = "longest garbage collection while messages are sent"

_BY_MESSAGES = at_most("ratio", 1.2, 1.05)
_BY_CHANNELS = at_most("ratio", 1.3)
_BY_MEMBERS = at_most("ratio", 1.1)
_SHOWN = 374
"""Bytes of JSON that a message of 2016 is answered with."""
_BATCH = 20


class Sized:
    """A channel with so many messages, or a user with so many channels, and how to ask for something there."""

    def __init__(self, state: State, name: str, count: int) -> None:
        self.state = state
        self.count = count
        self.channel = state.channel(f"channel-{name}", state.users)
        self.path = f"/group_channels/{self.channel.channel_url}/messages"

    def fill(self, text: str) -> None:
        """Send the messages; one member has read half of them."""
        self.state.say(self.channel, self.count, text)
        self.ids = [message.message_id for message in self.channel.messages]
        self.middle = self.ids[len(self.ids) // 2]
        message = self.channel.messages.get(self.middle)
        assert message is not None
        self.channel.members_by_id["user-1"].read_at = message.created_at

    def deletions(self) -> Iterator[Request]:
        """What deletes the messages around the middle, one by one, those before and those after in turn."""
        middle = len(self.ids) // 2
        for distance in range(1, middle):
            yield self.state.request(
                "DELETE", f"{self.path}/{self.ids[middle - distance if distance % 2 else middle + distance]}"
            )


def messages(options: Options, state: State) -> list[Row]:
    """Costs by the number of messages in a channel."""
    text = "x" * (_SHOWN - _length(state))
    sizes = [Sized(state, "few", options.few), Sized(state, "many", options.many)]
    for size in sizes:
        size.fill(text)
    deletions = [size.deletions() for size in sizes]
    sent = {"message_type": "MESG", "user_id": "user-2", "message": text}

    def each(method: str, path: str, body: dict[str, Any] | None = None) -> list[Callable[[], float]]:
        paths = (size.path + path.format(middle=size.middle) for size in sizes)
        return state.costs((state.request(method, path, body) for path in paths), _BATCH)

    def delete(index: int, *, count: bool) -> float:
        request = next(deletions[index])
        return state.time(request, 1) + (state.time(counted[index], 1) if count else 0.0)

    counted = [state.request("GET", f"{size.path}/unread_count?user_ids=user-1") for size in sizes]
    page = "?message_id={middle}&message_ts=0&prev_limit=50&next_limit=49"
    jobs = {
        PAGE: each("GET", page),
        VIEW: each("GET", "/{middle}"),
        UNREAD: each("GET", "/unread_count?user_ids=user-1"),
        SEND: each("POST", "", sent),
        DELETE: [lambda: delete(0, count=False), lambda: delete(1, count=False)],
        DELETE_COUNT: [lambda: delete(0, count=True), lambda: delete(1, count=True)],
    }
    return [compare(name, costs, options, _BY_MESSAGES) for name, costs in jobs.items()]


def _length(state: State) -> int:
    """Bytes of an empty message's JSON, without what today's answers add to every message alike."""
    channel = state.channel("channel-empty", state.users[:1])
    message = state.message(channel, state.users[0], "")
    present_message(message)
    return len(message.rendered or b"")


def channels(options: Options, state: State) -> list[Row]:
    """Costs by the number of group channels of a user. In each there is something unread."""
    jobs: dict[str, list[Callable[[], float]]] = {MINE: [], LATEST: [], TOTAL: []}
    for user, count in zip(state.users, (options.few_channels, options.many_channels), strict=False):
        for number in range(count):
            channel = state.channel(f"channel-of-{user.user_id}-{number}", [user, state.users[-1]])
            post(state.app, channel, state.message(channel, state.users[-1]), None)
        path = f"/users/{user.user_id}/my_group_channels?limit=20&show_member=true&order="
        made, latest = state.request("GET", f"{path}chronological"), state.request("GET", f"{path}latest_last_message")
        total = state.request("GET", f"/users/{user.user_id}/unread_count")
        for page in (made, latest):
            assert len(state.ask(page)["channels"]) == min(20, count)
        assert state.ask(total)["unread_count"] >= count
        for name, request in ((MINE, made), (LATEST, latest), (TOTAL, total)):
            jobs[name].append(lambda request=request: state.time(request, 3))  # type: ignore[misc]
    return [compare(name, costs, options, _BY_CHANNELS) for name, costs in jobs.items()]


def members(options: Options, state: State) -> list[Row]:
    """Costs by the number of members of a channel, each of whom reads by sending."""
    people = [new_user(state.app, f"member-{number}") for number in range(options.many_members)]
    costs: list[Callable[[], float]] = []
    for name, count in (("few", options.few_members), ("many", options.many_members)):
        path = f"/group_channels/{state.channel(f'channel-{name}', people[:count]).channel_url}/messages"
        sent = ({"message_type": "MESG", "user_id": user.user_id, "message": "hello"} for user in cycle(people[:count]))
        requests = (state.request("POST", path, body) for body in sent)
        costs.append(lambda requests=requests: state.time_all(list(islice(requests, _BATCH * 5))))  # type: ignore[misc]
    return [compare(SEND_IN_TURN, costs, options, _BY_MEMBERS)]


def memory(options: Options, state: State) -> list[Row]:
    """Bytes that a message takes for good, and how long the garbage collector keeps a server from answering."""
    channel = state.channel("channel-memory", state.users)
    text = "x" * (_SHOWN - _length(state))
    before = _resident()
    state.say(channel, options.many, text)
    for message in channel.messages:
        present_message(message)
    size = (_resident() - before) / options.many
    pauses: list[float] = []
    began = 0.0

    def notice(phase: str, _: dict[str, int]) -> None:
        nonlocal began
        if phase == "start":
            began = thread_time()
        else:
            pauses.append(thread_time() - began)

    gc.callbacks.append(notice)
    request = state.request("POST", f"/group_channels/{channel.channel_url}/messages", _hello())
    state.time(request, min(options.many, 100_000))
    gc.collect()
    gc.callbacks.remove(notice)
    return [
        Row(MEMORY, {"bytes": round(size)}, (at_most("bytes", 900, 500),)),
        Row(PAUSE, {"ms": round(max(pauses) * 1000, 1)}, (at_most("ms", 20),)),
    ]


def _hello() -> dict[str, Any]:
    return {"message_type": "MESG", "user_id": "user-0", "message": "hello"}


def _resident() -> int:
    """Bytes of memory the process has in use."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
