"""What is said in groups, and what members have read of it: half of the one door for groups."""

from __future__ import annotations

from chatmock.core.clock import Clock
from chatmock.providers.tencent.model import tips
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.group import Group, Member
from chatmock.providers.tencent.model.message import Body, Message
from chatmock.providers.tencent.model.recents import Recents
from chatmock.providers.tencent.model.topic import Topic
from chatmock.providers.tencent.model.values import Emit


class GroupTalk:
    """Changes the messages of groups and of their topics."""

    def __init__(self, clock: Clock, recents: Recents, emit: Emit) -> None:
        self._clock = clock
        self._recents = recents
        self._emit = emit

    def send(self, group: Group, message: Message, by: Caller, *, quiet: tuple[str, ...] = ()) -> Message:
        """Say something in a group: the message gets its MsgSeq. ``quiet`` are webhooks its sender does not want.

        One that repeats another is that one, and nothing happens. Emits group.sent.
        """
        history = group.history_of(message.topic)
        earlier = history.repeated(message.sender, message.random, message.time)
        if earlier is not None:
            return earlier
        history.add(message, kept=group.type.keeps_history and not message.online_only)
        if (member := group.members.get(message.sender)) is not None:
            member.last_sent = message.time
        if not message.topic:
            self._recents.move(group)
        self._emit("group.sent", message=message, group=group, by=by, quiet=quiet)
        return message

    def take(self, group: Group, messages: list[Message], topic: Topic | None, by: Caller) -> None:
        """Take over messages of another system: everybody has read them. Emits group.imported."""
        history = group.history if topic is None else topic.history
        for message in messages:
            history.add(message)
        if topic is None:
            for member in group.members.values():
                member.read_seq = history.last_seq
            self._recents.move(group)
        else:
            topic.all_read(group.members)
        self._emit("group.imported", group=group, messages=messages, by=by)

    def tip(self, group: Group, body: tips.Tip | None, by: Caller, topic: str = "") -> None:
        """Say something to a group as the server itself; None says nothing. Emits group.tipped."""
        if body is None:
            return
        history, now = group.history_of(topic), self._clock.seconds()
        message = Message(tips.SYSTEM, group.group_id, 0, history.last_seq + 1, now, [], topic=topic, tip=body)
        message.client_time = now
        history.add(message, kept=group.type.keeps_history)
        if not topic:
            self._recents.move(group)
        self._emit("group.tipped", message=message, group=group, by=by)

    def recall(self, group: Group, messages: list[Message], by: Caller, reason: str = "") -> None:
        """Emits group.recalled."""
        for message in messages:
            group.history_of(message.topic).recall(message)
            message.recaller, message.reason = by.user_id, reason
        if messages:
            self._emit("group.recalled", group=group, messages=messages, by=by)

    def modify(self, group: Group, message: Message, by: Caller, *, body: Body | None, data: str | None) -> None:
        """Give a message other elements, or other data; None leaves them. Emits group.modified."""
        if body is not None:
            message.body = body
        if data is not None:
            message.cloud_custom_data = data
        message.version += 1
        message.rendered = None
        self._emit("group.modified", message=message, group=group, by=by)

    def read(self, group: Group, member: Member, seq: int, by: Caller) -> bool:
        """A member has read up to a MsgSeq; False where it had. Emits group.read."""
        seq = min(seq, group.history.last_seq)
        if seq <= member.read_seq:
            return False
        member.read_seq = seq
        self._emit("group.read", group=group, member=member, by=by)
        return True

    def set_unread(self, group: Group, member: Member, count: int, by: Caller) -> None:
        """A member has not read so many messages of others. Emits group.read where that is another number."""
        seq = group.history.seq_with_unread(member.user_id, count)
        if group.unread(member) != count:
            member.read_seq = seq
            self._emit("group.read", group=group, member=member, by=by)
