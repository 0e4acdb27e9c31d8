"""A group and its members. Times are seconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from chatmock.providers.tencent.model.group_history import GroupHistory
from chatmock.providers.tencent.model.group_types import TYPES, GroupType
from chatmock.providers.tencent.model.join_request import JoinRequest

OWNER, ADMIN, MEMBER = "Owner", "Admin", "Member"
NOT_MEMBER = "NotMember"
FOR_EVER = 4_294_967_295


@dataclass(slots=True, eq=False)
class Member:
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
    custom: dict[str, str] = field(default_factory=dict)
    """Fields of the application, by key."""
    marks: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"<Member {self.user_id}: {self.role}>"


@dataclass(slots=True, eq=False)
class Group:
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
    custom: dict[str, str] = field(default_factory=dict)
    """Fields of the application, by key."""
    custom_text: str = ""
    """Data of the application; of a topic."""
    supports_topics: bool = False
    info_changed: int = 0
    info_seq: int = 1
    """Grows with each change of its profile."""
    members: dict[str, Member] = field(default_factory=dict)
    """By UserID, in the order of their joining."""
    bans: dict[str, int] = field(default_factory=dict)
    """Who may not come in, and until when in seconds."""
    attributes: dict[str, str] = field(default_factory=dict)
    attribute_seqs: dict[str, int] = field(default_factory=dict)
    """How often each attribute was written."""
    attributes_seq: int = 0
    """How often they were written together."""
    counters: dict[str, int] = field(default_factory=dict)
    pins: dict[int, str] = field(default_factory=dict)
    """MsgSeqs of pinned messages, and who has pinned each."""
    requests: dict[str, JoinRequest] = field(default_factory=dict)
    """Those that wait for an answer, by ``JoinRequest.key``, the first made first."""
    history: GroupHistory = field(default_factory=GroupHistory)
    community: str = ""
    """Of a topic: the GroupId of its community, whose members it shares."""
    topics: dict[str, Group] = field(default_factory=dict)
    """The topics of a community, by id."""
    topic_reads: dict[str, int] = field(default_factory=dict)
    """Of a topic: up to which MsgSeq each has read it."""
    placed: list[Any] = field(default_factory=list)
    """Rows of conversation lists that have their place by it."""

    def __repr__(self) -> str:
        return f"<Group {self.group_id} of {len(self.members)}>"

    @property
    def type(self) -> GroupType:
        return TYPES[self.kind]

    @property
    def position(self) -> int:
        """Where it stands among conversations: the time of its last message, or of its making."""
        return self.history.last_time or self.created

    @property
    def ids(self) -> dict[str, str]:
        """The ids by which frames name it: a topic by its community's, too."""
        if not self.community:
            return {"GroupId": self.group_id}
        return {"GroupId": self.community, "TopicId": self.group_id}

    def read_seq(self, user_id: str) -> int:
        """Up to which MsgSeq a member has read it."""
        return self.topic_reads.get(user_id, 0) if self.community else self.members[user_id].read_seq

    def role_of(self, user_id: str) -> str:
        member = self.members.get(user_id)
        return NOT_MEMBER if member is None else member.role

    def unread(self, member: Member) -> int:
        """How many messages of others a member has not read."""
        return self.history.unread(member.user_id, member.read_seq) if self.type.counts_unread else 0
