"""A person of the application, and what belongs to one; no channel. Times are milliseconds, answers in seconds say so."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, ClassVar

import msgspec

from chatmock.core.clock import SECOND
from chatmock.core.table import Table
from chatmock.providers.sendbird.model.changelog import ChangeLog


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


class Friend(msgspec.Struct, eq=False):
    """A user in another one's list of friends."""

    user: User
    """Whose list it is."""
    target: User
    """Who is in it."""
    serial: int
    at: int
    is_added: bool = False
    """Whether the user named the friend by id, too: such a friend stays when the discovery key goes."""
    friend_discovery_key: str | None = None
    """The key by which the friend was discovered."""
    given_name: str | None = None
    """The name that was uploaded with the key."""

    @property
    def friend_name(self) -> str | None:
        """The name of the friend. One who was added by id has the own nickname, or else the id.

        Without a name and a key both SDKs take a user for a stranger (client).
        """
        if self.friend_discovery_key is not None:
            return self.given_name
        return self.target.nickname or self.target.user_id


def _by_friend() -> Table[Friend]:
    return Table(_target_id, _filed_at)


class Circle(msgspec.Struct, eq=False):
    """The friends of a user, and who has the user as a friend."""

    friends: Table[Friend] = msgspec.field(default_factory=_by_friend)
    """By the friend's id."""
    discoveries: dict[str, str | None] = msgspec.field(default_factory=dict)
    """The names that the user uploaded, by discovery key."""
    changes: ChangeLog = msgspec.field(default_factory=ChangeLog)
    kept_by: dict[str, Friend] = msgspec.field(default_factory=dict)
    """Where the user is a friend, by the id of the other."""


# made once, for each user has tables of blocks
_target_id, _blocker_id, _filed_at = attrgetter("target.user_id"), attrgetter("user.user_id"), attrgetter("at")


def _by_target() -> Table[Block]:
    return Table(_target_id, _filed_at)


def _by_blocker() -> Table[Block]:
    return Table(_blocker_id, _filed_at)


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
    circle: Circle | None = None
    """None as long as nothing was said of friends."""
    allow_friend_discovery: bool = True
    """Whether others who upload a discovery key of the user get a friend by it."""
    revision: int = 0
    """Grows with each change of the profile: what was rendered with an older one is rendered anew."""
    rendered: Any = None
    """The answer of a view and what it was made of."""

    locale: ClassVar[str] = ""
    require_auth_for_profile_image: ClassVar[bool] = False
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

    @property
    def is_hide_me_from_friends(self) -> bool:
        return not self.allow_friend_discovery

    def friend(self, user_id: str) -> Friend | None:
        """The friend of this id."""
        return self.circle.friends.get(user_id) if self.circle is not None else None


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
