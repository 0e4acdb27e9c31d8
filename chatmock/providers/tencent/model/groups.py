"""The groups of an application, and the one door for changes of them and of their members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from chatmock.core.clock import DAY, SECOND, Clock
from chatmock.core.ids import Ids
from chatmock.providers.tencent.model import tips
from chatmock.providers.tencent.model.audiences import Audiences
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.group import MEMBER, OWNER, Group, Member
from chatmock.providers.tencent.model.group_talk import GroupTalk
from chatmock.providers.tencent.model.group_types import TYPES
from chatmock.providers.tencent.model.join_request import REQUESTS, request_key
from chatmock.providers.tencent.model.joined import Joined
from chatmock.providers.tencent.model.recents import GROUP, Recents
from chatmock.providers.tencent.model.serial_order import SerialOrder
from chatmock.providers.tencent.model.values import Emit

_DAY = DAY // SECOND


class Groups(GroupTalk):
    """All groups by GroupId, in the order of their making; what is said in them is in ``GroupTalk``."""

    def __init__(self, clock: Clock, ids: Ids, recents: Recents, emit: Emit, online: Container[str]) -> None:
        super().__init__(clock, recents, emit)
        self._ids = ids
        self.joined = Joined()
        self.audiences = Audiences(online)
        self.owned: dict[str, Counter[str]] = {}
        """How many groups of each type an account owns; for looking only."""
        self.made: Counter[int] = Counter()
        """How many of the groups that there are were made on each day, by the days of UTC since 1970."""
        self.rows: dict[str, Group] = {}
        """By GroupId; for looking only."""
        self._orders: dict[str, SerialOrder[Group]] = {}
        """For pages: all groups (empty), and those of a type, as far as somebody has read them."""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Group]:
        return iter(self.rows.values())

    def get(self, group_id: str) -> Group | None:
        return self.rows.get(group_id)

    def order(self, kind: str = "") -> SerialOrder[Group]:
        """The groups of a type in the order of their making, or all of them."""
        if kind not in self._orders:
            self._orders[kind] = SerialOrder(one for one in self if kind in ("", one.kind))
        return self._orders[kind]

    def of(self, user_id: str) -> Mapping[str, Group]:
        """The groups that an account is in."""
        return self.joined.of(user_id)

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
        self.made[group.created // _DAY] += 1
        self._count_owned(group, 1)
        for kind, order in self._orders.items():
            if kind in ("", group.kind):
                order.add(group)
        return group

    def tell_of_creation(self, group: Group, by: Caller) -> None:
        """A group was made, and its first members are in it. Emits group.created."""
        self._emit("group.created", group=group, by=by)

    def destroy(self, group: Group, by: Caller) -> None:
        """The group is no more. Emits group.destroyed, with the members it had."""
        members = list(group.members.values())
        for key in list(group.requests):
            self._withdraw(group, key)
        for member in members:
            self._take_out(group, member)
        del self.rows[group.group_id]
        self.made[group.created // _DAY] -= 1
        self._own(group, "")
        self.audiences.drop(group)
        for order in self._orders.values():
            order.remove(group)
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
        self.tip(group, tips.of_profile(by.user_id, changes, len(group.members)), by)

    def give_to(self, group: Group, user_id: str, by: Caller) -> None:
        """Another member owns the group; who owned it is a member like others. Emits group.given where it is another."""
        before = group.owner
        if before == user_id:
            return
        if before in group.members:
            group.members[before].role = MEMBER
            self._note(group, group.members[before])
        self._own(group, user_id)
        group.members[user_id].role = OWNER
        self._note(group, group.members[user_id])
        group.info_changed, group.info_seq = self._clock.seconds(), group.info_seq + 1
        self._emit("group.given", group=group, before=before, by=by)
        self.tip(group, tips.of_profile(by.user_id, {"owner": user_id}, len(group.members)), by)

    # --- members ---

    def put(self, group: Group, member: Member) -> Member:
        """Take a member in: a new one, or one of a seed."""
        group.members[member.user_id] = member
        self._note(group, member)
        self.joined.add(member.user_id, group)
        if group.type.keeps_history:
            self._recents.note(member.user_id, group.group_id, group, GROUP)
        return member

    def new_member(self, group: Group, user_id: str, **values: Any) -> Member:
        """Put somebody into a group; what was said before is read. Emits nothing."""
        known = {"joined": self._clock.seconds(), "read_seq": group.history.last_seq, **values}
        for topic in group.topics.values():
            if topic.history.last_seq:
                topic.own_side(user_id).read_seq = topic.history.last_seq
        return self.put(group, Member(user_id, self._ids.serial(), **known))

    def join(
        self, group: Group, user_ids: Iterable[str], by: Caller, *, how: str, silent: bool = False
    ) -> list[Member]:
        """Let accounts in: ``how`` is Apply or Invited. Emits member.joined; ``silent``: nobody is told."""
        members = [self.new_member(group, user_id) for user_id in user_ids]
        for member in members:
            for kind in REQUESTS:
                self._withdraw(group, request_key(kind, member.user_id))
        if members:
            self._emit("member.joined", group=group, members=members, how=how, silent=silent, by=by)
            named = [member.user_id for member in members]
            body = tips.of_joining(how, by.user_id, named, len(group.members))
            self.tip(group, None if silent else body, by)
        return members

    def tell_of_import(self, group: Group, members: list[Member], by: Caller) -> None:
        """Members were taken over of another system. Emits member.joined; nobody in the group is told."""
        if members:
            self._emit("member.joined", group=group, members=members, how="Invited", silent=True, by=by)

    def leave(
        self, group: Group, members: list[Member], by: Caller, *, how: str, reason: str = "", silent: bool = False
    ) -> None:
        """Take members out: ``how`` is Quit, Kicked or Banned. Emits member.left; ``silent``: nobody is told."""
        for member in members:
            self._take_out(group, member)
        if members:
            self._emit("member.left", group=group, members=members, how=how, reason=reason, silent=silent, by=by)
            named = [member.user_id for member in members]
            self.tip(
                group,
                None if silent or how == "Banned" else tips.of_leaving(how, by.user_id, named, len(group.members)),
                by,
            )

    def ban(self, group: Group, user_ids: list[str], until: int, by: Caller, reason: str = "") -> None:
        """Take accounts out, and keep them out until so many seconds. Emits group.banned, then member.left."""
        group.bans |= dict.fromkeys(user_ids, until)
        self._emit("group.banned", group=group, user_ids=user_ids, until=until, reason=reason, by=by)
        inside = [group.members[one] for one in user_ids if one in group.members]
        self.leave(group, inside, by, how="Banned", reason=reason)
        shown = {"BanDuration": until - self._clock.seconds(), "BanDescription": reason}
        self.tip(group, tips.of_members(tips.BANNED, by.user_id, user_ids, len(group.members), **shown), by)

    def unban(self, group: Group, user_ids: Iterable[str], by: Caller) -> None:
        """Accounts may come back. Emits group.unbanned with those who were banned."""
        named = [one for one in user_ids if group.bans.pop(one, 0)]
        if named:
            self._emit("group.unbanned", group=group, user_ids=named, by=by)
            self.tip(group, tips.of_members(tips.UNBANNED, by.user_id, named, len(group.members)), by)

    # --- what a member has ---

    def change_member(self, group: Group, member: Member, values: Mapping[str, Any], by: Caller) -> None:
        """Change fields of a member, by their names in ``Member``. Emits member.changed with those that are others now."""
        changes = self._change_member(group, member, values, by)
        if "role" in changes:
            self.tip(group, tips.of_role(by.user_id, member.user_id, member.role, len(group.members)), by)
        if "muted_until" in changes:
            self._tip_of_silence(group, [member], member.muted_until, by)

    def silence(self, group: Group, members: list[Member], until: int, by: Caller) -> None:
        """Let members say nothing until a time in seconds; 0 lets them speak. Emits member.changed for each."""
        changed = [one for one in members if self._change_member(group, one, {"muted_until": until}, by)]
        if changed:
            self._tip_of_silence(group, changed, until, by)

    def _change_member(self, group: Group, member: Member, values: Mapping[str, Any], by: Caller) -> dict[str, Any]:
        changes = {name: value for name, value in values.items() if getattr(member, name) != value}
        for name, value in changes.items():
            setattr(member, name, value)
        if changes:
            self._note(group, member)
            self._emit("member.changed", group=group, member=member, changes=changes, by=by)
        return changes

    def _tip_of_silence(self, group: Group, members: list[Member], until: int, by: Caller) -> None:
        seconds, named = max(0, until - self._clock.seconds()), [member.user_id for member in members]
        self.tip(group, tips.of_silence(by.user_id, named, seconds, len(group.members)), by)

    def _take_out(self, group: Group, member: Member) -> None:
        for rows in (group.members, group.managers, group.silent):
            rows.pop(member.user_id, None)
        for order in group.orders.values():
            order.remove(member)
        for topic in group.topics.values():
            topic.forget(member.user_id)
        self.pending.note(group, member)
        self.audiences.leave(group, member)
        self.joined.remove(member.user_id, member.serial, group)
        if (recent := self._recents.get(member.user_id, GROUP, group.group_id)) is not None:
            self._recents.remove(recent)
        if group.owner == member.user_id:
            self._own(group, "")

    def _note(self, group: Group, member: Member) -> None:
        """Have a member on the lists on which it belongs now."""
        group.note(member)
        self.pending.note(group, member)
        self.audiences.note(group, member)

    def _own(self, group: Group, user_id: str) -> None:
        """Somebody owns the group, or nobody."""
        self._count_owned(group, -1)
        group.owner = user_id
        self._count_owned(group, 1)

    def _count_owned(self, group: Group, more: int) -> None:
        if group.owner:
            own = self.owned.setdefault(group.owner, Counter())
            own[group.kind] += more
            if not own[group.kind]:
                del own[group.kind]
            if not own:
                del self.owned[group.owner]

    # --- accounts ---

    def forget(self, user_id: str, by: Caller) -> None:
        """An account is no more: it is in no group, and what it owned has no owner. Emits member.left for each."""
        for group in list(self.of(user_id).values()):
            self.leave(group, [group.members[user_id]], by, how="Quit")
        self.pending.forget(user_id)
