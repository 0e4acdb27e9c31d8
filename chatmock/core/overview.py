"""What a person wants to see of an application, in words that hold for every platform; times are milliseconds."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")
"""A provider's kind of application."""
FEW = 8
"""People of a conversation that are shown in a list of many."""
SMALL = 100
"""People of a conversation up to which each message says who has read it."""


class Credential(msgspec.Struct):
    """Something that lets in whoever has it."""

    kind: str
    value: str
    expires_at: int = 0
    """0 where it has no end."""


class Gadget(msgspec.Struct):
    """A device that push notifications are meant for."""

    kind: str
    token: str


class Person(msgspec.Struct):
    """A user of an application."""

    id: str
    """By which others name it, and actors act."""
    name: str
    online: bool = False
    last_seen_at: int = 0
    """0 where it was never seen."""
    note: str = ""
    """What is special about it, in a word: bot, guest, deactivated."""
    devices: list[Gadget] = []
    credentials: list[Credential] = []


class Participation(msgspec.Struct):
    """A user in a conversation."""

    id: str
    name: str
    note: str = ""
    """Its role, or what is special about it there."""
    unread: int = 0


class Attachment(msgspec.Struct):
    """A file of a message."""

    name: str
    type: str = ""
    url: str = ""
    size: int = 0


class Reacted(msgspec.Struct):
    """A reaction to a message, and who has given it."""

    key: str
    people: list[str]


class Said(msgspec.Struct):
    """A message of a conversation."""

    id: str
    at: int
    sender: str
    """Empty for what the platform or a back end says itself."""
    name: str = ""
    """The sender's, for people."""
    kind: str = ""
    """The platform's own word for what kind of message it is."""
    text: str = ""
    files: list[Attachment] = []
    reactions: list[Reacted] = []
    parent: str = ""
    """The message it replies to."""
    replies: int = 0
    edited: bool = False
    recalled: bool = False
    read_by: list[str] = []
    delivered_to: list[str] = []
    """Those whom it has reached who have not read it."""


class Conversation(msgspec.Struct):
    """Where people talk."""

    id: str
    name: str
    kind: str
    people_count: int = 0
    message_count: int = 0
    last_at: int = 0
    people: list[Participation] = []
    """Some of them where there are many: fewer in a list than where it is looked at alone."""
    last: Said | None = None


class Overview(Generic[T]):
    """Shows a provider's applications to people. This one shows nothing: a provider has one of its own."""

    text_field = "message"
    """Under what name the act ``says`` takes its text."""

    def people_count(self, application: T) -> int:
        return 0

    def people(self, application: T, skip: int, limit: int) -> list[Person]:
        """Some of the users behind so many others, the newest first."""
        return []

    def conversations_count(self, application: T) -> int:
        return 0

    def conversations(self, application: T, skip: int, limit: int) -> list[Conversation]:
        """Some of the conversations behind so many others; those where something was said last are the first."""
        return []

    def conversation(self, application: T, conversation_id: str) -> Conversation | None:
        """The conversation of an id."""
        return None

    def messages(self, application: T, conversation_id: str, before: str, limit: int) -> list[Said]:
        """The last messages before one, or the last ones, the oldest first. KeyError for a message that is not there."""
        return []

    def place(self, application: T, conversation_id: str, who: str) -> dict[str, Any]:
        """The fields by which an act of somebody names a conversation."""
        return {}


def show(rows: Any) -> Any:
    """What is told of rows, as JSON values."""
    return msgspec.to_builtins(rows)


def name_of_several(names: list[str], count: int) -> str:
    """A name for a conversation that has none: of the people in it."""
    shown = ", ".join(names[:3])
    return f"{shown} and {count - 3} more" if count > len(names[:3]) else shown
