"""A person of the application, and what belongs to one; no channel. Times are milliseconds, answers in seconds say so."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, ClassVar

import msgspec

from chatmock.core.clock import SECOND
from chatmock.core.table import Table


class Device(msgspec.Struct, eq=False):
    """A device that receives a user's push notifications."""

    token_type: str
    token: str
    created: int


class Block(msgspec.Struct, eq=False):
    """A block of one user by another."""

    user: User
    """Who blocks."""
    target: User
    """Who is blocked."""
    serial: int
    at: int

    def impose(self) -> None:
        """File the block with both users."""
        self.target.blocked_by.add(self)
        self.user.blocks.add(self)

    def lift(self) -> None:
        self.target.blocked_by.remove(self)
        self.user.blocks.remove(self)


# made once, for each user has tables of blocks
_target_id, _blocker_id, _block_at = attrgetter("target.user_id"), attrgetter("user.user_id"), attrgetter("at")


def _by_target() -> Table[Block]:
    return Table(_target_id, _block_at)


def _by_blocker() -> Table[Block]:
    return Table(_blocker_id, _block_at)


class User(msgspec.Struct, eq=False):
    """A person, or a bot, of the application."""

    user_id: str
    serial: int
    created: int
    nickname: str = ""
    profile_url: str = ""
    access_token: str = ""
    last_seen_at: int = 0
    is_active: bool = True
    has_ever_logged_in: bool = False
    metadata: dict[str, str] = msgspec.field(default_factory=dict)
    discovery_keys: list[str] = msgspec.field(default_factory=list)
    preferred_languages: list[str] = msgspec.field(default_factory=list)
    session_tokens: Sequence[dict[str, Any]] = ()
    """Session tokens that were issued with the profile, as views show them."""
    connections: int = 0
    """How many sockets are open."""
    blocks: Table[Block] = msgspec.field(default_factory=_by_target)
    """Whom this user has blocked, by id."""
    blocked_by: Table[Block] = msgspec.field(default_factory=_by_blocker)
    """Who has blocked this user, by id."""
    devices: dict[tuple[str, str], Device] = msgspec.field(default_factory=dict)
    push_preference: dict[str, Any] = msgspec.field(default_factory=dict)
    """Only what differs from the default: no do-not-disturb."""
    bot: Bot | None = None
    auto_accept: bool | None = None
    """Whether an invitation makes the user a member at once; None: as the application says."""
    push_template: str = "default"
    revision: int = 0
    """Grows with each change of the profile: what was rendered with an older one is rendered anew."""
    rendered: Any = None
    """The answer of a view and what it was made of."""

    locale: ClassVar[str] = ""
    require_auth_for_profile_image: ClassVar[bool] = False
    is_hide_me_from_friends: ClassVar[bool] = False
    is_shadow_blocked: ClassVar[bool] = False

    def __repr__(self) -> str:
        return f"<User {self.user_id}>"

    @property
    def created_at(self) -> int:
        """Seconds."""
        return self.created // SECOND

    @property
    def is_online(self) -> bool:
        return self.connections > 0


class Bot(msgspec.Struct, eq=False):
    """A user that a program speaks for: where it hears, and how."""

    user: User
    bot_token: str
    bot_callback_url: str
    is_privacy_mode: bool
    """It hears only what begins with a slash or mentions it."""
    enable_mark_as_read: bool = True
    show_member: bool = False
    bot_type: str = ""
    channel_invitation_preference: int = 0

    def __repr__(self) -> str:
        return f"<Bot {self.user.user_id}>"

    @property
    def serial(self) -> int:
        return self.user.serial

    @property
    def created_at(self) -> int:
        """Seconds."""
        return self.user.created // SECOND
