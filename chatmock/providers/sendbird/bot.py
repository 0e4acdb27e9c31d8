"""What makes a user a bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chatmock.core.clock import SECOND

if TYPE_CHECKING:
    from chatmock.providers.sendbird.model import User


@dataclass(slots=True, eq=False)
class Bot:
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
