"""A group and its members. Times are seconds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

import msgspec

from chatmock.providers.tencent.model.group_history import GroupHistory
from chatmock.providers.tencent.model.group_types import TYPES, GroupType
from chatmock.providers.tencent.model.join_request import JoinRequest
from chatmock.providers.tencent.model.pace import Pace
from chatmock.providers.tencent.model.serial_order import SerialOrder
from chatmock.providers.tencent.model.topic import Topic

OWNER, ADMIN, MEMBER = "Owner", "Admin", "Member"
NOT_MEMBER = "NotMember"
_ROLES = frozenset((OWNER, ADMIN, MEMBER))
FOR_EVER = 4_294_967_295
WITH_TOPICS = "Community with topics"
SORTS = frozenset((*TYPES, WITH_TOPICS))
"""The sorts of groups: the types, but that communities with topics are a sort of their own."""
_SHORT = 1000
"""Members that are passed over one by one."""


class Member(msgspec.Struct, eq=False):
    """Somebody in a group."""

    user_id: str
    serial: int
    joined: int
    role: str = MEMBER
    msg_flag: str = "AcceptAndNotify"
    """AcceptAndNotify, AcceptNotNotify or Discard."""
    name_card: str = ""
    muted_until: int = 0
    read_seq: int = 0
    """The MsgSeq up to which it has read."""
    cleared_seq: int = 0
    """The last MsgSeq when it cleared its history."""
    last_sent: int = 0
    custom: dict[str, str] = msgspec.field(default_factory=dict)
    """Fields of the application, by key."""
    marks: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"<Member {self.user_id}: {self.role}>"


class Group(msgspec.Struct, eq=False):
    """A group of any type."""

    group_id: str
    serial: int
    kind: str
    """One of the keys of ``TYPES``."""
    name: str
    created: int
    owner: str = ""
    """The UserID of its owner; empty for none."""
    introduction: str = ""
    notification: str = ""
    face_url: str = ""
    apply_option: str = "NeedPermission"
    invite_option: str = ""
    max_members: int = 200
    muted: bool = False
    """Whether nobody but the owner and admins may speak."""
    custom: dict[str, str] = msgspec.field(default_factory=dict)
    """Fields of the application, by key."""
    supports_topics: bool = False
    default_permission: int = 0
    enable_permission: int = 0
    """What members of a community may do, as bits that the application gives a meaning."""
    info_changed: int = 0
    info_seq: int = 1
    """Grows with each change of its profile."""
    members: dict[str, Member] = msgspec.field(default_factory=dict)
    """By UserID, in the order of their joining."""
    orders: dict[frozenset[str], SerialOrder[Member]] = msgspec.field(default_factory=dict)
    """The same for pages, by the roles in them: those that somebody has read."""
    managers: dict[str, Member] = msgspec.field(default_factory=dict)
    """The owner and the admins among them."""
    silent: dict[str, Member] = msgspec.field(default_factory=dict)
    """Those who were silenced: some may be free to speak again meanwhile."""
    bans: dict[str, int] = msgspec.field(default_factory=dict)
    """Who may not come in, and until when in seconds."""
    attributes: dict[str, str] = msgspec.field(default_factory=dict)
    attribute_seqs: dict[str, int] = msgspec.field(default_factory=dict)
    """How often each attribute was written."""
    attributes_seq: int = 0
    """How often they were written together."""
    counters: dict[str, int] = msgspec.field(default_factory=dict)
    pins: dict[int, str] = msgspec.field(default_factory=dict)
    """MsgSeqs of pinned messages, and who has pinned each."""
    requests: dict[str, JoinRequest] = msgspec.field(default_factory=dict)
    """Those that wait for an answer, by ``JoinRequest.key``, the first made first."""
    topics: dict[str, Topic] = msgspec.field(default_factory=dict)
    """By TopicId, in the order of their making."""
    pace: Pace = msgspec.field(default_factory=Pace)
    """How often messages came, where that is bounded."""
    attribute_pace: Pace = msgspec.field(default_factory=Pace)
    """How often attributes were written, where that is bounded."""
    history: GroupHistory = msgspec.field(default_factory=GroupHistory)
    placed: list[Any] = msgspec.field(default_factory=list)
    """Rows of conversation lists that have their place by it."""

    def __repr__(self) -> str:
        return f"<Group {self.group_id} of {len(self.members)}>"

    @property
    def type(self) -> GroupType:
        return TYPES[self.kind]

    @property
    def is_community(self) -> bool:
        return self.kind == "Community"

    @property
    def sort(self) -> str:
        """On which list of joined groups it stands: that of its type; communities with topics have one of their own."""
        return WITH_TOPICS if self.supports_topics else self.kind

    @property
    def position(self) -> int:
        """Where it stands among conversations: the time of its last message, or of its making."""
        return self.history.last_time or self.created

    def role_of(self, user_id: str) -> str:
        member = self.members.get(user_id)
        return NOT_MEMBER if member is None else member.role

    def note(self, member: Member) -> None:
        """Have a member among those of its role, and among the silent ones."""
        for roles, order in self.orders.items():
            if member.role in roles:
                order.add(member)
            else:
                order.remove(member)
        for rows, belongs in ((self.managers, member.role != MEMBER), (self.silent, member.muted_until > 0)):
            if belongs:
                rows[member.user_id] = member
            else:
                rows.pop(member.user_id, None)

    def page(self, offset: int, count: int, roles: Iterable[str] = _ROLES) -> list[Member]:
        """Up to so many members of some roles, those who joined first, behind so many others."""
        wanted = _ROLES.intersection(roles)
        if wanted == _ROLES and offset < _SHORT:
            return list(islice(self.members.values(), offset, offset + count))
        if wanted not in self.orders:
            rows = self.members if MEMBER in wanted else self.managers
            self.orders[wanted] = SerialOrder(one for one in rows.values() if one.role in wanted)
        return self.orders[wanted].page(offset, count)

    def history_of(self, topic_id: str) -> GroupHistory:
        """The messages of a topic, or those of no topic."""
        return self.topics[topic_id].history if topic_id else self.history

    def pins_of(self, topic_id: str) -> dict[int, str]:
        """The pinned messages of a topic, or of the group itself for no topic."""
        return self.topics[topic_id].pins if topic_id else self.pins

    def unread(self, member: Member) -> int:
        """How many messages of others a member has not read."""
        return self.history.unread(member.user_id, member.read_seq) if self.type.counts_unread else 0
