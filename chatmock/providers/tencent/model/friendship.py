"""Who is whose friend, and who is blocked: edges between accounts, which each side has of its own."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

import msgspec

from chatmock.core.clock import Clock
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.values import Emit


class Friend(msgspec.Struct, eq=False):
    """What one account has of another one on its list."""

    user_id: str
    added: int
    """Seconds."""
    remark: str = ""
    remark_time: int = 0
    """When the remark was given, in seconds; 0 where nobody said."""
    source: str = ""
    wording: str = ""
    lists: tuple[str, ...] = ()
    """The names of the friend lists it is on."""
    custom: dict[str, Any] = msgspec.field(default_factory=dict)
    """Fields of the application, by tag."""
    serial: int = 0
    """Which one it is among the friends of all, in the order of their coming; not for seeds."""


class FriendRequest(msgspec.Struct, eq=False):
    """Somebody asks to be another one's friend."""

    sender: str
    target: str
    time: int
    """Seconds."""
    wording: str = ""
    source: str = ""
    remark: str = ""
    """What the sender wants to call the other one."""
    list: str = ""
    """The friend list on which the sender wants the other one."""


class Friends:
    """The friends of all accounts, and their block lists. Accounts are known by their ids."""

    def __init__(self, clock: Clock, emit: Emit) -> None:
        self._clock = clock
        self._emit = emit
        self.rows: dict[str, dict[str, Friend]] = {}
        """By whose they are, then by who they are, the first added first; for looking only."""
        self.blocked: dict[str, dict[str, int]] = {}
        """Whom an account blocks, and since when in seconds."""
        self._friend_of: dict[str, dict[str, None]] = {}
        self._blocked_by: dict[str, dict[str, None]] = {}
        """Who has somebody on a list, the other way round."""
        self.sequences: dict[str, int] = {}
        """How often the list of an account was changed."""
        self._numbers = count(1)
        self.lists: dict[str, dict[str, dict[str, Friend]]] = {}
        """An account's friend lists by name, with who is on each by UserID; for looking only."""
        self.requests: dict[str, dict[str, FriendRequest]] = {}
        """Requests to an account, by who asks."""
        self.sent_requests: dict[str, dict[str, FriendRequest]] = {}
        """The same by who asks, then by who is asked."""
        self.requests_read: dict[str, int] = {}
        """Up to when an account has seen its requests, in seconds."""

    def of(self, user_id: str) -> Mapping[str, Friend]:
        return self.rows.get(user_id, {})

    def has(self, user_id: str, other: str) -> bool:
        return other in self.rows.get(user_id, ())

    def who_has(self, user_id: str) -> Mapping[str, None]:
        """Those who have an account on their lists."""
        return self._friend_of.get(user_id, {})

    def blocks(self, user_id: str, other: str) -> bool:
        return other in self.blocked.get(user_id, ())

    def add(self, user_id: str, friend: Friend, by: Caller) -> None:
        """Put somebody on an account's list. Emits friend.added."""
        self.put(user_id, friend)
        self._emit("friend.added", user_id=user_id, friend=friend, by=by)

    def put(self, user_id: str, friend: Friend) -> None:
        """Take a friend in: a new one, or one of a seed."""
        friend.serial = next(self._numbers)
        self.rows.setdefault(user_id, {})[friend.user_id] = friend
        self._list(user_id, friend)
        self._friend_of.setdefault(friend.user_id, {})[user_id] = None
        self._count_change(user_id)

    def remove(self, user_id: str, other: str, by: Caller) -> None:
        """Take somebody off an account's list. Emits friend.removed."""
        self._unlist(user_id, self.rows[user_id][other])
        _take_out(self.rows, user_id, other)
        _take_out(self._friend_of, other, user_id)
        self._count_change(user_id)
        self._emit("friend.removed", user_id=user_id, other=other, by=by)

    def change(self, user_id: str, friend: Friend, values: Mapping[str, Any], by: Caller) -> None:
        """Change what an account has of a friend, by names of ``Friend``. Emits friend.changed where anything is another."""
        changes = {name: value for name, value in values.items() if getattr(friend, name) != value}
        if "lists" in changes:
            self._unlist(user_id, friend)
        for name, value in changes.items():
            setattr(friend, name, value)
        if "lists" in changes:
            self._list(user_id, friend)
        if changes:
            self._count_change(user_id)
            self._emit("friend.changed", user_id=user_id, friend=friend, changes=changes, by=by)

    # --- requests ---

    def ask(self, request: FriendRequest, by: Caller) -> None:
        """Ask to be somebody's friend; asking again takes the place of the earlier one. Emits friend.asked."""
        self.put_request(request)
        self._emit("friend.asked", request=request, by=by)

    def put_request(self, request: FriendRequest) -> None:
        """Take a request in: a new one, or one of a seed."""
        self.requests.setdefault(request.target, {})[request.sender] = request
        self.sent_requests.setdefault(request.sender, {})[request.target] = request

    def end_request(self, request: FriendRequest, by: Caller) -> None:
        """A request is answered, or taken back. Emits friend.request_ended."""
        _take_out(self.requests, request.target, request.sender)
        _take_out(self.sent_requests, request.sender, request.target)
        self._emit("friend.request_ended", request=request, by=by)

    def see_requests(self, user_id: str, time: int, by: Caller) -> None:
        """An account has seen the requests that came up to a time in seconds. Emits friend.requests_seen."""
        self.requests_read[user_id] = max(time, self.requests_read.get(user_id, 0))
        self._emit("friend.requests_seen", user_id=user_id, time=time, by=by)

    def unseen_requests(self, user_id: str) -> int:
        """How many requests an account has not seen."""
        read = self.requests_read.get(user_id, 0)
        return sum(one.time > read for one in self.requests.get(user_id, {}).values())

    # --- lists ---

    def make_list(self, user_id: str, name: str) -> None:
        """Have a friend list."""
        self.put_list(user_id, name)
        self._count_change(user_id)

    def put_list(self, user_id: str, name: str) -> None:
        """Take a friend list in: a new one, or one of a seed."""
        self.lists.setdefault(user_id, {}).setdefault(name, {})

    def on_list(self, user_id: str, name: str) -> list[Friend]:
        """Who is on a friend list, those first who became friends first."""
        found = self.lists.get(user_id, {}).get(name, {})
        return sorted(found.values(), key=lambda friend: friend.serial)

    def _list(self, user_id: str, friend: Friend) -> None:
        """Have a friend on the lists that it says."""
        for name in friend.lists:
            self.put_list(user_id, name)
            self.lists[user_id][name][friend.user_id] = friend

    def _unlist(self, user_id: str, friend: Friend) -> None:
        for name in friend.lists:
            del self.lists[user_id][name][friend.user_id]

    def drop_list(self, user_id: str, name: str) -> None:
        """Have a friend list no more: who is on it is a friend as before."""
        for friend in self.lists[user_id][name].values():
            friend.lists = tuple(one for one in friend.lists if one != name)
        _take_out(self.lists, user_id, name)
        self._count_change(user_id)

    def rename_list(self, user_id: str, name: str, new: str) -> None:
        """Call a friend list otherwise."""
        self.lists[user_id] = {new if one == name else one: found for one, found in self.lists[user_id].items()}
        for friend in self.lists[user_id][new].values():
            friend.lists = tuple(new if one == name else one for one in friend.lists)
        self._count_change(user_id)

    # --- blocks ---

    def block(self, user_id: str, other: str, by: Caller) -> None:
        """Emits block.added."""
        self.put_block(user_id, other, self._clock.seconds())
        self._emit("block.added", user_id=user_id, other=other, by=by)

    def put_block(self, user_id: str, other: str, since: int) -> None:
        """Take a block in: a new one, or one of a seed."""
        self.blocked.setdefault(user_id, {})[other] = since
        self._blocked_by.setdefault(other, {})[user_id] = None

    def unblock(self, user_id: str, other: str, by: Caller) -> None:
        """Emits block.removed."""
        _take_out(self.blocked, user_id, other)
        _take_out(self._blocked_by, other, user_id)
        self._emit("block.removed", user_id=user_id, other=other, by=by)

    def forget(self, user_id: str) -> None:
        """An account is no more: nobody has it on a list, and it has none."""
        for whose in self._friend_of.get(user_id, ()):
            self._unlist(whose, self.rows[whose][user_id])
        for table, reverse in ((self.rows, self._friend_of), (self.blocked, self._blocked_by)):
            for whose in reverse.pop(user_id, {}):
                _take_out(table, whose, user_id)
            for other in table.pop(user_id, {}):
                _take_out(reverse, other, user_id)
        for request in [*self.requests.get(user_id, {}).values(), *self.sent_requests.get(user_id, {}).values()]:
            _take_out(self.requests, request.target, request.sender)
            _take_out(self.sent_requests, request.sender, request.target)
        for kept in (self.sequences, self.lists, self.requests_read):
            kept.pop(user_id, None)

    def _count_change(self, user_id: str) -> None:
        self.sequences[user_id] = self.sequences.get(user_id, 0) + 1


def _take_out(table: dict[str, dict[str, Any]], key: str, inner: str) -> None:
    own = table[key]
    del own[inner]
    if not own:
        del table[key]
