"""Threads: the replies to the messages of one channel, counted and in order."""

from __future__ import annotations

from chatmock.core.table import Order
from chatmock.core.timeline import Timeline
from chatmock.providers.sendbird.model.message import Message, parent_of
from chatmock.providers.sendbird.model.user import User


class Thread:
    """The replies to one message."""

    __slots__ = ("order", "parent_id", "people")

    def __init__(self, parent_id: int) -> None:
        self.parent_id = parent_id
        self.order = Timeline()
        self.people: dict[User, int] = {}
        """Who replied, and how often."""

    @property
    def last_replied_at(self) -> int:
        return next((at for at, _ in self.order.down()), 0)


class Threads:
    """The threads of one channel by the id of the message they answer."""

    __slots__ = ("_by_parent", "order")

    def __init__(self) -> None:
        self._by_parent: dict[int, Thread] = {}
        self.order: Order[Thread] = Order(lambda thread: thread.parent_id, lambda thread: thread.parent_id)

    def __len__(self) -> int:
        return len(self._by_parent)

    def get(self, parent_id: int) -> Thread | None:
        return self._by_parent.get(parent_id)

    def add(self, reply: Message) -> None:
        parent_id = parent_of(reply)
        thread = self._by_parent.get(parent_id)
        if thread is None:
            thread = self._by_parent[parent_id] = self.order.add(Thread(parent_id))
        thread.order.add(reply.created_at, reply.message_id)
        if reply.user is not None:
            thread.people[reply.user] = thread.people.get(reply.user, 0) + 1

    def remove(self, reply: Message) -> None:
        thread = self._by_parent[parent_of(reply)]
        thread.order.remove(reply.created_at, reply.message_id)
        if reply.user is not None:
            thread.people[reply.user] -= 1
            if not thread.people[reply.user]:
                del thread.people[reply.user]
        if not len(thread.order):
            del self._by_parent[thread.parent_id]
            self.order.remove(thread)
