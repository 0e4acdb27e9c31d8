"""The messages of one group by MsgSeq, which the server gives, from 1 on without gaps."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator

from chatmock.core.timeline import Timeline
from chatmock.core.timelines import Timelines
from chatmock.providers.tencent.model.message import Message

REPEATED = 300
"""Seconds in which a message of the same sender with the same random number is the same message."""


RECALLS = 200
"""Recalls that are told to clients that were away."""


class GroupHistory:
    """What was said in a group. What is not kept has a number, too."""

    __slots__ = (
        "_by_sender",
        "_countable",
        "_randoms",
        "_rows",
        "_uncounted",
        "last",
        "last_seq",
        "last_time",
        "recalls",
    )

    def __init__(self) -> None:
        self._rows: dict[int, Message] = {}
        self._by_sender = Timelines()
        """MsgSeqs by who said it, of what counts."""
        self._countable = Timeline()
        """MsgSeqs of what counts."""
        self._uncounted: dict[str, dict[int, Message]] = {}
        """What is kept and unread for nobody, by who said it; tips and what was recalled apart."""
        self._randoms: OrderedDict[tuple[str, int], Message] = OrderedDict()
        """Messages of the last five minutes, the oldest first."""
        self.last_seq = 0
        self.last_time = 0
        self.recalls: deque[Message] = deque(maxlen=RECALLS)
        """The messages that were recalled last, in the order of that."""
        self.last: Message | None = None
        """The newest that a conversation shows."""

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Message]:
        """Those that are kept, the oldest first."""
        return iter(self._rows.values())

    def drop_any(self) -> None:
        """Let a message go, whichever, out of a tenant that is gone: the orders still name it. Raises KeyError without one."""
        _, message = self._rows.popitem()
        self._randoms.pop((message.sender, message.random), None)

    # --- changing it: ``Groups`` is the door ---

    def find_repeated(self, sender: str, random: int, now: int) -> Message | None:
        """The message that another one of the same sender with the same number would repeat."""
        randoms = self._randoms
        while randoms and (oldest := next(iter(randoms.values()))).time < now - REPEATED:
            del randoms[oldest.sender, oldest.random]
        return randoms.get((sender, random))

    def add(self, message: Message, *, kept: bool = True) -> None:
        """Take a message in: it gets the next MsgSeq, unless it is one of a seed, which has its own."""
        seq = message.seq = message.seq or self.last_seq + 1
        self.last_seq = max(self.last_seq, seq)
        self.last_time = max(self.last_time, message.time)
        self._randoms[message.sender, message.random] = message
        self._randoms.move_to_end((message.sender, message.random))
        if kept and message.counts:
            message.counted = True
            self._countable.add(seq, seq)
            self._by_sender.add(message.sender, seq, seq)
        elif kept and message.tip is None and not message.recalled:
            self._uncounted.setdefault(message.sender, {})[seq] = message
        if kept:
            self._rows[seq] = message
            if "NoLastMsg" not in message.control and message.tip is None:
                self.last = message

    def recall(self, message: Message, *, silent: bool = False) -> None:
        """The message is unread for nobody any more. ``silent``: clients that were away are not told either."""
        if message.counted:
            self._by_sender.remove(message.sender, message.seq, message.seq)
            self._countable.remove(message.seq, message.seq)
        else:
            self._uncounted.get(message.sender, {}).pop(message.seq, None)
        message.recalled, message.counted, message.rendered = True, False, None
        if not silent:
            self.recalls.append(message)

    @property
    def last_recall(self) -> int:
        """When a message was recalled the last time, in seconds; 0 for never."""
        return self.recalls[-1].recalled_at if self.recalls else 0

    def remove(self, message: Message) -> None:
        """The message is gone; its number stays."""
        self.recall(message)
        del self._rows[message.seq]

    # --- looking ---

    def get(self, seq: int) -> Message | None:
        return self._rows.get(seq)

    def of_sender(self, sender: str, first: int) -> list[Message]:
        """What somebody said from a MsgSeq on that was not recalled."""
        counted = [self._rows[seq] for seq, _ in self._by_sender.up([sender], (first, 0))]
        uncounted = [one for seq, one in self._uncounted.get(sender, {}).items() if seq >= first]
        return sorted([*counted, *uncounted], key=lambda one: one.seq)

    def unread(self, user_id: str, read_seq: int) -> int:
        """How many messages of others stand after one."""
        return self._countable.count_after(read_seq) - self._by_sender.count_after(user_id, read_seq)

    def seq_with_unread(self, user_id: str, count: int) -> int:
        """The greatest MsgSeq after which as many messages of others stand, or all of them where there are not as many."""
        low, high = 0, self.last_seq
        while low < high:
            middle = (low + high + 1) // 2
            if self.unread(user_id, middle) >= count:
                low = middle
            else:
                high = middle - 1
        return low

    def back(self, seq: int, count: int) -> list[Message]:
        """Up to so many messages, the newest first, of those up to a MsgSeq."""
        rows, found = self._rows, []
        for number in range(min(seq, self.last_seq), max(0, min(seq, self.last_seq) - count), -1):
            if (message := rows.get(number)) is not None:
                found.append(message)
        return found
