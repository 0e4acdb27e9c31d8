"""Threads: the replies to the messages of one channel, counted and in order."""

from __future__ import annotations

from chatmock.core.table import Order
from chatmock.core.timeline import Timeline
from chatmock.providers.sendbird.model.message import Message, parent_of
from chatmock.providers.sendbird.model.user import User


class Thread:
    """The replies to one message."""

    __slots__ = ("begun_by", "order", "parent_id", "people")

    def __init__(self, parent_id: int, begun_by: User | None) -> None:
        self.parent_id = parent_id
        self.begun_by = begun_by
        """Who wrote the message."""
        self.order = Timeline()
        self.people: dict[User, int] = {}
        """Who replied, and how often."""

    @property
    def last_replied_at(self) -> int:
        return next((at for at, _ in self.order.down()), 0)


class Threads(dict[int, Thread]):
    """The threads of one channel by the id of the message they answer."""

    __slots__ = ("_by_user", "order")

    def __init__(self) -> None:
        super().__init__()
        self._by_user: dict[User, dict[Thread, None]] = {}
        """Those that a user began or replied in."""
        self.order: Order[Thread] = Order(lambda thread: thread.parent_id, lambda thread: thread.parent_id)

    def of(self, user: User) -> list[Thread]:
        """The threads that a user began or replied in."""
        return list(self._by_user.get(user, ()))

    def add(self, reply: Message, parent: Message | None) -> None:
        parent_id = parent_of(reply)
        thread = self.get(parent_id)
        if thread is None:
            begun_by = parent.user if parent is not None else None
            thread = self[parent_id] = self.order.add(Thread(parent_id, begun_by))
            if begun_by is not None:
                self._by_user.setdefault(begun_by, {})[thread] = None
        thread.order.add(reply.created_at, reply.message_id)
        if reply.user is not None:
            thread.people[reply.user] = thread.people.get(reply.user, 0) + 1
            self._by_user.setdefault(reply.user, {})[thread] = None

    def remove(self, reply: Message) -> None:
        thread = self[parent_of(reply)]
        thread.order.remove(reply.created_at, reply.message_id)
        if reply.user is not None:
            thread.people[reply.user] -= 1
            if not thread.people[reply.user]:
                del thread.people[reply.user]
                if reply.user is not thread.begun_by:
                    self._forget(reply.user, thread)
        if not len(thread.order):
            del self[thread.parent_id]
            self.order.remove(thread)
            if thread.begun_by is not None:
                self._forget(thread.begun_by, thread)

    def _forget(self, user: User, thread: Thread) -> None:
        threads = self._by_user[user]
        del threads[thread]
        if not threads:
            del self._by_user[user]
