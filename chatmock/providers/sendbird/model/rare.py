"""Fields that only few messages have: mentions, metaarrays, reactions, threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec

from chatmock.providers.sendbird.model.notification import Notification
from chatmock.providers.sendbird.model.poll import Poll
from chatmock.providers.sendbird.model.user import User

_EMPTY: Mapping[str, Any] = MappingProxyType({})
_CARRIED = ("files", "thumbnails", "require_auth", "mentioned_message_template", "apple_critical_alert_options")


def only_known(array: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Metaarrays as a message keeps them: what else stood in them is dropped, as everywhere."""
    return [{"key": item["key"], "value": item["value"]} for item in array]


class Reaction(msgspec.Struct, gc=False, frozen=True):
    """An emoji of a message: its users, the earliest first, and the time of the last one."""

    user_ids: list[str]
    updated_at: int


class Rare(msgspec.Struct, gc=False):
    """The rare fields of a message. The default of a field is its value in all other messages.

    Values are replaced and never changed in place.
    """

    mention_type: str = "users"
    mentioned: Sequence[User] = ()
    sorted_metaarray: Sequence[Mapping[str, Any]] = ()
    is_op_msg: bool = False
    """Whether an operator of the channel sent it."""
    message_events: Mapping[str, Any] = _EMPTY
    """What it triggers, if that is less than the default."""
    translations: Mapping[str, str] = _EMPTY
    """The text in other languages, by their codes."""
    reactions: Mapping[str, Reaction] = _EMPTY
    """By emoji, the one first put first."""
    poll: Poll | None = None
    kept_from: str = ""
    """The id of the user who does not get to see it, because that one blocks its sender."""

    unfiltered: str = ""
    """What it said before the word filter turned words into asterisks; empty where that did nothing."""
    dedup_id: str = ""
    """The sender's own key, which no other message of the channel has."""
    parent_message_id: int = 0
    """The message that this one replies to."""
    is_reply_to_channel: bool = False
    thread_updated_at: int = 0
    """When a reply to it was deleted."""
    thread_read: Mapping[str, int] = _EMPTY
    """When each user has read the replies to it, by id."""
    thread_push: Mapping[str, bool] = _EMPTY
    """Whether each user is notified of replies to it, by id."""

    notification: Notification | None = None
    """What it has as a notification."""

    files: Sequence[Mapping[str, Any]] = ()
    """All files of a message that has several."""
    thumbnails: Sequence[Any] = ()
    require_auth: bool = False
    mentioned_message_template: str = ""
    apple_critical_alert_options: Mapping[str, Any] = _EMPTY

    def __bool__(self) -> bool:
        """Whether a field differs from other messages."""
        return self != NOTHING

    def carried(self) -> dict[str, Any]:
        """The fields that are handed on as they came, without empty ones."""
        return {name: value for name in _CARRIED if (value := getattr(self, name))}

    def differing(self) -> dict[str, Any]:
        """The fields that differ from those of other messages."""
        usual = msgspec.structs.asdict(NOTHING)
        return {name: value for name, value in msgspec.structs.asdict(self).items() if value != usual[name]}


NOTHING = Rare()
"""The rare fields of most messages, for reading only."""
