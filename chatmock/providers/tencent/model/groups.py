"""The groups of an application, and the one door for changes of them and of their members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chatmock.core.clock import Clock
from chatmock.core.ids import Ids
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.group import MEMBER, OWNER, Group, Member
from chatmock.providers.tencent.model.group_types import TYPES
from chatmock.providers.tencent.model.join_request import JoinRequest
from chatmock.providers.tencent.model.message import Body, Message
from chatmock.providers.tencent.model.recents import GROUP, Recents
from chatmock.providers.tencent.model.values import Emit


class Groups:
    """All groups by GroupId, in the order of their making."""

    def __init__(self, clock: Clock, ids: Ids, recents: Recents, emit: Emit) -> None:
        self._clock = clock
        self._ids = ids
        self._recents = recents
        self._emit = emit
        self.rows: dict[str, Group] = {}
        """By GroupId; for looking only."""
        self._of: dict[str, dict[str, Group]] = {}
        """The groups of each account."""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Group]:
        return iter(self.rows.values())

    def get(self, group_id: str) -> Group | None:
        return self.rows.get(group_id)

    def of(self, user_id: str) -> Mapping[str, Group]:
        """The groups that an account is in."""
        return self._of.get(user_id, {})

    # --- making and ending ---

    def create(self, kind: str, name: str, *, group_id: str = "", **values: Any) -> Group:
        """Make a group without members; ``values`` are fields of ``Group``. Emits nothing: ``created`` does."""
        if not group_id:
            group_id = f"{TYPES[kind].prefix}{self._ids.hex(10).upper()}"
        now = self._clock.seconds()
        group = Group(group_id, self._ids.serial(), kind, name, **{"created": now, "info_changed": now, **values})
        return self.add(group)

    def add(self, group: Group) -> Group:
        """Take a group in: a new one, or one of a seed."""
        self.rows[group.group_id] = group
        return group

    def created(self, group: Group, by: Caller) -> None:
        """A group was made, and its first members are in it. Emits group.created."""
        self._emit("group.created", group=group, by=by)

    def destroy(self, group: Group, by: Caller) -> None:
        """The group is no more. Emits group.destroyed, with the members it had."""
        members = list(group.members.values())
        for member in members:
            self._take_out(group, member)
        del self.rows[group.group_id]
        self._emit("group.destroyed", group=group, members=members, by=by)

    # --- its profile ---

    def change(self, group: Group, values: Mapping[str, Any], by: Caller) -> None:
        """Change fields of a group, by their names in ``Group``. Emits group.changed with those that are others now."""
        changes = {name: value for name, value in values.items() if getattr(group, name) != value}
        if not changes:
            return
        for name, value in changes.items():
            setattr(group, name, value)
        group.info_changed, group.info_seq = self._clock.seconds(), group.info_seq + 1
        self._emit("group.changed", group=group, changes=changes, by=by)

    def give_to(self, group: Group, user_id: str, by: Caller) -> None:
        """Another member owns the group; who owned it is a member like others. Emits group.given."""
        before = group.owner
        if before in group.members:
            group.members[before].role = MEMBER
        group.owner = user_id
        group.members[user_id].role = OWNER
        group.info_changed, group.info_seq = self._clock.seconds(), group.info_seq + 1
        self._emit("group.given", group=group, before=before, by=by)

    # --- members ---

    def put(self, group: Group, member: Member) -> Member:
        """Take a member in: a new one, or one of a seed."""
        group.members[member.user_id] = member
        self._of.setdefault(member.user_id, {})[group.group_id] = group
        if group.type.keeps_history:
            self._recents.note(member.user_id, group.group_id, group, GROUP)
        return member

    def new_member(self, group: Group, user_id: str, **values: Any) -> Member:
        """Put somebody into a group; what was said before is read. Emits nothing."""
        known = {"joined": self._clock.seconds(), "read_seq": group.history.last_seq, **values}
        return self.put(group, Member(user_id, self._ids.serial(), **known))

    def join(
        self, group: Group, user_ids: Iterable[str], by: Caller, *, how: str, silent: bool = False
    ) -> list[Member]:
        """Let accounts in: ``how`` is Apply or Invited. Emits member.joined; ``silent``: nobody is told."""
        members = [self.new_member(group, user_id) for user_id in user_ids]
        for member in members:
            for key in [key for key, one in group.requests.items() if one.user_id == member.user_id]:
                del group.requests[key]
        if members:
            self._emit("member.joined", group=group, members=members, how=how, silent=silent, by=by)
        return members

    def leave(
        self, group: Group, members: list[Member], by: Caller, *, how: str, reason: str = "", silent: bool = False
    ) -> None:
        """Take members out: ``how`` is Quit, Kicked or Banned. Emits member.left; ``silent``: nobody is told."""
        for member in members:
            self._take_out(group, member)
        if members:
            self._emit("member.left", group=group, members=members, how=how, reason=reason, silent=silent, by=by)

    # --- requests ---

    def ask(self, group: Group, request: JoinRequest, by: Caller) -> None:
        """Ask for somebody to be let in; asking again takes the place of the earlier one. Emits group.asked."""
        times = {one.time for one in group.requests.values()}
        while request.time in times:
            request.time += 1
        group.requests[request.key] = request
        self._emit("group.asked", group=group, request=request, by=by)

    def answer(self, group: Group, request: JoinRequest, by: Caller, *, agreed: bool, message: str = "") -> None:
        """Answer a request; who asks lets somebody in by ``join``. Emits group.answered."""
        del group.requests[request.key]
        self._emit("group.answered", group=group, request=request, agreed=agreed, message=message, by=by)

    def notify(self, group: Group, user_ids: list[str], content: str, by: Caller) -> None:
        """Tell members something in the name of the group. Emits group.notified."""
        self._emit("group.notified", group=group, user_ids=user_ids, content=content, by=by)

    def ban(self, group: Group, user_ids: list[str], until: int, by: Caller, reason: str = "") -> None:
        """Take accounts out, and keep them out until so many seconds. Emits group.banned, then member.left."""
        for user_id in user_ids:
            group.bans[user_id] = until
        self._emit("group.banned", group=group, user_ids=user_ids, until=until, reason=reason, by=by)
        inside = [group.members[one] for one in user_ids if one in group.members]
        self.leave(group, inside, by, how="Banned", reason=reason)

    # --- what a member has ---

    def change_member(self, group: Group, member: Member, values: Mapping[str, Any], by: Caller) -> None:
        """Change fields of a member, by their names in ``Member``. Emits member.changed with those that are others now."""
        changes = {name: value for name, value in values.items() if getattr(member, name) != value}
        for name, value in changes.items():
            setattr(member, name, value)
        if changes:
            self._emit("member.changed", group=group, member=member, changes=changes, by=by)

    def _take_out(self, group: Group, member: Member) -> None:
        del group.members[member.user_id]
        own = self._of[member.user_id]
        del own[group.group_id]
        if not own:
            del self._of[member.user_id]
        if (recent := self._recents.get(member.user_id, GROUP, group.group_id)) is not None:
            self._recents.remove(recent)
        if group.owner == member.user_id:
            group.owner = ""

    # --- messages ---

    def send(self, group: Group, message: Message, by: Caller, *, quiet: tuple[str, ...] = ()) -> Message:
        """Say something in a group: the message gets its MsgSeq. ``quiet`` are webhooks its sender does not want.

        One that repeats another is that one, and nothing happens. Emits group.sent.
        """
        earlier = group.history.repeated(message.sender, message.random, message.time)
        if earlier is not None:
            return earlier
        group.history.add(message, kept=group.type.keeps_history and not message.online_only)
        if (member := group.members.get(message.sender)) is not None:
            member.last_sent = message.time
        self._recents.move(group)
        self._emit("group.sent", message=message, group=group, by=by, quiet=quiet)
        return message

    def recall(self, group: Group, messages: list[Message], by: Caller, reason: str = "") -> None:
        """Emits group.recalled."""
        for message in messages:
            message.recalled_at = self._clock.seconds()
            group.history.recall(message)
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
        if seq <= group.read_seq(member.user_id):
            return False
        if group.community:
            group.topic_reads[member.user_id] = seq
        else:
            member.read_seq = seq
        self._emit("group.read", group=group, member=member, by=by)
        return True

    def receipt(self, group: Group, messages: list[Message], by: Caller) -> None:
        """Say that messages were read that ask for it. Emits group.receipted with those that are new."""
        now = self._clock.seconds()
        new = [one for one in messages if by.user_id not in one.readers]
        for message in new:
            message.readers[by.user_id] = now
        if new:
            self._emit("group.receipted", group=group, messages=new, by=by)

    def hide(self, group: Group, messages: list[Message], by: Caller) -> None:
        """Who asks deletes messages for itself. Emits group.hidden."""
        for message in messages:
            message.hidden_from[by.user_id] = None
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

    def forget(self, user_id: str, by: Caller) -> None:
        """An account is no more: it is in no group, and what it owned has no owner. Emits member.left for each."""
        for group in list(self.of(user_id).values()):
            self.leave(group, [group.members[user_id]], by, how="Quit")
