"""One channel as a client knows it, and its messages as answers and frames tell of them alike."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
PROFILE = ("nickname", "profile_url", "metadata")
_NOT_AS_THEY_ARE = (
    *("is_push_enabled", "push_trigger_option", "count_preference"),  # a user's own choices: there is no frame for them
    *("channel", "user_last_read", "last_message", "read_receipt", "delivery_receipt"),  # compared in other words
    "total_unread_thread_message_count",  # the SDKs do not count it on by themselves
    *("members", "operators", "created_by", "inviter", "participants"),
)
"""Keys of a channel."""
_OF_MESSAGES = (
    *("channel_url", "channel_type", "created_at", "updated_at", "custom_type", "message", "data", "silent"),
    *("mention_type", "translations", "sorted_metaarray", "is_op_msg", "message_events", "is_removed"),
)
"""Keys that answers and frames have alike."""


@dataclass
class Known:
    """A channel. Of one where the user is only invited nothing but that is known: nothing else is told of it."""

    row: Row
    members: dict[str, Row] = field(default_factory=dict)
    operators: set[str] = field(default_factory=set)
    metadata: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    """With the time of the last change: an earlier one does not count any more, and one at that time cannot remove."""
    counters: dict[str, int] = field(default_factory=dict)
    bans: dict[str, Any] = field(default_factory=dict)
    mutes: dict[str, Any] = field(default_factory=dict)
    messages: dict[int, Row] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    unread: set[int] = field(default_factory=set)
    pins: list[int] = field(default_factory=list)
    pinned_at: int = 0

    @property
    def url(self) -> str:
        return str(self.row["channel_url"])

    @property
    def is_open(self) -> bool:
        return "participant_count" in self.row

    @property
    def is_only_invitation(self) -> bool:
        return bool(self.row.get("member_state") == "invited")

    def add(self, person: Row, state: str) -> None:
        """Somebody is in, or invited."""
        before = self.members.get(person["user_id"], {})
        self.members[person["user_id"]] = {
            **person,
            "state": "joined" if before.get("state") == "joined" else state,
            "role": person.get("role", ""),
            "is_muted": person.get("is_muted", False),
        }

    def remove(self, user_id: str) -> None:
        self.members.pop(user_id, None)
        for receipts in ("read_receipt", "delivery_receipt"):
            self.row[receipts].pop(user_id, None)

    def count(self, told: Row) -> None:
        """How many are in: what the frame says where members are not kept (super channels), else as many as there are."""
        if self.row["is_super"]:
            self.row |= {name: told[name] for name in ("member_count", "joined_member_count")}
        else:
            joined = sum(member["state"] == "joined" for member in self.members.values())
            self.row |= {"member_count": len(self.members), "joined_member_count": joined}

    # --- in words that can be compared ---

    def shown(self, me: str, old_profiles: Collection[tuple[str, str]]) -> Row:
        if self.is_only_invitation:
            return {"member_state": "invited"}
        loud = [message for message in self.messages.values() if not message["silent"]]
        return {
            **{name: value for name, value in self.row.items() if name not in _NOT_AS_THEY_ARE},
            "last": loud[-1]["message_id"] if loud else None,
            "pinned_message_ids": self.pins,
            "latest_pinned_message": self.pins[-1] if self.pins else None,
            "operators": self.operators,
            "metadata": {key: text for key, (text, _) in self.metadata.items() if text is not None},
            "counters": self.counters,
            "bans": self.bans,
            "mutes": self.mutes,
            "messages": self.messages,
            **({} if self.is_open else self._of_group(me, loud, old_profiles)),
        }

    def _of_group(self, me: str, loud: list[Row], old_profiles: Collection[tuple[str, str]]) -> Row:
        """Who has read each message, and whom it has reached: what was read has, and nobody asks it of oneself."""
        unread = [self.messages[number] for number in self.unread if number in self.messages]
        read = {message["message_id"]: _who(self.row["read_receipt"], message) for message in loud}
        reached = {message["message_id"]: _who(self.row["delivery_receipt"], message) for message in loud}
        shown = {
            "unread_message_count": len(self.unread),
            "unread_mention_count": sum(m["mention_type"] == "channel" or me in m["mentions"] for m in unread),
            "read": read,
            "reached": {number: (read[number] | who) - {me} for number, who in reached.items()},
        }
        if not self.row["is_super"]:
            shown["members"] = {
                who: {
                    **{name: member[name] for name in ("state", "role", "is_muted")},
                    "profile": "" if (self.url, who) in old_profiles else [member[name] for name in PROFILE],
                }
                for who, member in self.members.items()
            }
        return shown


def _who(receipts: dict[str, int], message: Row) -> set[str]:
    return {user for user, at in receipts.items() if at >= message["created_at"] and user != message["sender"]}


def said(found: Row, kind: str, number: int, file: Row) -> Row:
    """A message, out of an answer or a frame."""
    return {
        **{name: found.get(name) for name in _OF_MESSAGES},
        "message_id": number,
        "type": kind,
        "sender": found["user"]["user_id"] if "user" in found else None,
        "role": found["user"]["role"] if "user" in found else "",
        "mentions": [user["user_id"] for user in found["mentioned_users"]],
        "file": {name: file[name] for name in ("url", "name", "type", "size", "custom")} if kind == "FILE" else {},
        "parent": found.get("parent_message_id", 0),
        "in_channel": found.get("is_reply_to_channel", False),
        "reactions": {row["key"]: (set(row["user_ids"]), row["updated_at"]) for row in found.get("reactions", ())},
        "thread": thread(found.get("thread_info", {})),
    }


def thread(info: Row) -> Row:
    """What a message knows of its replies, but for what only the asking user sees: frames say that to nobody."""
    counts = {name: info[name] for name in ("reply_count", "last_replied_at", "updated_at")} if info else {}
    return {**counts, "most_replies": {user["user_id"] for user in info["most_replies"]}} if info else {}


def sanction(found: Row) -> Row:
    """A ban or a mute."""
    return {name: found[name] for name in ("end_at", "description")}
