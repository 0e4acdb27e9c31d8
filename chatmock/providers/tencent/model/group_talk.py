"""What is said in groups, and what members have read of it: half of the one door for groups."""

from __future__ import annotations

from collections.abc import Mapping

from chatmock.providers.tencent.model import tips
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.group import Group, Member
from chatmock.providers.tencent.model.group_values import GroupValues
from chatmock.providers.tencent.model.message import NO_ELEMENTS, Message
from chatmock.providers.tencent.model.topic import Topic


class GroupTalk(GroupValues):
    """Changes the messages of groups and of their topics."""

    def send(self, group: Group, message: Message, by: Caller, *, quiet: tuple[str, ...] = ()) -> Message:
        """Say something in a group: the message gets its MsgSeq. ``quiet`` are webhooks its sender does not want.

        One that repeats another is that one, and nothing happens. Emits group.sent.
        """
        history = group.history_of(message.topic)
        earlier = history.find_repeated(message.sender, message.random, message.time)
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
        message = Message(tips.SYSTEM, group.group_id, 0, history.last_seq + 1, now, NO_ELEMENTS, topic=topic, tip=body)
        message.client_time = now
        history.add(message, kept=group.type.keeps_history)
        if not topic:
            self._recents.move(group)
        self._emit("group.tipped", message=message, group=group, by=by)

    def recall(
        self, group: Group, messages: list[Message], by: Caller, reason: str = "", *, silent: bool = False
    ) -> None:
        """Recall messages. Emits group.recalled; ``silent``: clients are not told."""
        for message in messages:
            message.recalled_at = self._clock.seconds()
            group.history_of(message.topic).recall(message, silent=silent)
            message.recaller, message.reason = by.user_id, reason
        if messages:
            self._emit("group.recalled", group=group, messages=messages, silent=silent, by=by)

    def modify(self, group: Group, message: Message, by: Caller, *, elements: bytes | None, data: str | None) -> None:
        """Give a message other elements, or other data; None leaves them. Emits group.modified."""
        if elements is not None:
            message.elements = elements
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

    def receipt(self, group: Group, messages: list[Message], by: Caller) -> None:
        """Say that messages were read that ask for it. Emits group.receipted with those that are new."""
        now = self._clock.seconds()
        new = [one for one in messages if by.user_id not in one.readers]
        for message in new:
            message.note_reader(by.user_id, now)
        if new:
            self._emit("group.receipted", group=group, messages=new, by=by)

    def hide(self, group: Group, messages: list[Message], by: Caller) -> None:
        """Who asks deletes messages for itself. Emits group.hidden."""
        for message in messages:
            message.hide_from(by.user_id)
        self._emit("group.hidden", group=group, messages=messages, by=by)

    def react(self, group: Group, message: Message, reaction: str, by: Caller, *, added: bool) -> None:
        """Add a reaction of who asks, or take it back. Emits group.reacted where anything is another."""
        if message.react(by.user_id, reaction, added=added):
            self._emit("group.reacted", group=group, message=message, reaction=reaction, added=added, by=by)

    def extend(self, group: Group, message: Message, kind: str, values: Mapping[str, str], by: Caller) -> None:
        """Write extensions of a message: ``kind`` is set, delete or clear. Emits group.extended."""
        if kind == "clear":
            message.clear_extensions()
        else:
            message.extend(values if kind == "set" else dict.fromkeys(values, ""))
        self._emit("group.extended", group=group, message=message, kind=kind, keys=list(values), by=by)

    def clear(self, group: Group, member: Member, by: Caller) -> None:
        """A member deletes all there is for itself. Emits group.hidden."""
        member.cleared_seq = member.read_seq = group.history.last_seq
        self._emit("group.hidden", group=group, messages=[], by=by)
