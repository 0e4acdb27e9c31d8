"""An account, and the devices on which it is logged in. Times are milliseconds, but where a name says seconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from chatmock.core.clock import Timer

NICK, IMAGE = "Tag_Profile_IM_Nick", "Tag_Profile_IM_Image"


MOST_SESSIONS = 20
"""Logins of an account that can be taken up again."""


class Session(msgspec.Struct, eq=False):
    """A login that can be taken up again by its A2 key, as long as its UserSig is good."""

    a2_key: str
    inst_id: int
    platform: str
    ticket: str
    ends: int
    """Seconds: when the UserSig runs out."""
    kick_type: int = 0
    """How it was ended: 1 by another login on the same platform, 2 on another one, 3 by the REST API; 0 for not."""


class Instance(msgspec.Struct, eq=False):
    """One login on one device."""

    inst_id: int
    platform: str
    since: int
    ticket: str = ""
    """The UserSig that it logged in by."""
    a2_key: str = ""
    status: str = "Online"
    """Online, or PushOnline."""
    foreground: bool = True
    """Whether somebody looks at it."""
    connection: Any = None
    timer: Timer | None = None
    """Runs while its connection is lost."""


class Account(msgspec.Struct, eq=False):
    """Who has a UserID."""

    user_id: str
    serial: int
    tiny_id: str
    """The number of the account, as digits: part of the id of each message that the web SDK shows."""
    created: int
    profile: dict[str, Any] = msgspec.field(default_factory=dict)
    """What was set of it, by tag."""
    custom_status: str = ""
    void_before: int = 0
    """Seconds: a UserSig made earlier is not good any more."""
    void_tickets: tuple[str, ...] = ()
    """Those by which it was logged in when it was kicked."""
    c2c_silent_until: int = 0
    group_silent_until: int = 0
    """Seconds until which it may send nothing; 4294967295 for ever."""
    do_not_disturb: dict[str, int] = msgspec.field(default_factory=dict)
    """When it wants no notices: Level, StartTime, EndTime and IsRepeated, in seconds; empty for always."""
    told_status: tuple[int, str] = (0, "")
    """The state and the status text that others were told last."""
    instances: dict[int, Instance] = msgspec.field(default_factory=dict)
    """Its logins, the oldest first."""
    sessions: dict[str, Session] = msgspec.field(default_factory=dict)
    """By A2 key, the oldest first."""

    def __repr__(self) -> str:
        return f"<Account {self.user_id}>"

    @property
    def nick(self) -> str:
        return str(self.profile.get(NICK, ""))

    @property
    def face_url(self) -> str:
        return str(self.profile.get(IMAGE, ""))

    @property
    def status(self) -> str:
        """Online, PushOnline or Offline."""
        states = {instance.status for instance in self.instances.values()}
        return "Online" if "Online" in states else "PushOnline" if states else "Offline"

    def keep(self, session: Session) -> None:
        """Have a login that can be taken up again; the oldest ones are forgotten."""
        self.sessions[session.a2_key] = session
        while len(self.sessions) > MOST_SESSIONS:
            del self.sessions[next(iter(self.sessions))]

    def profile_changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those of some values that it does not have yet."""
        return {tag: value for tag, value in values.items() if self.profile.get(tag) != value}
