"""A poll: a question with options, put to a channel by a message (today)."""

from __future__ import annotations

from typing import Any

import msgspec

from chatmock.core.clock import SECOND, Clock
from chatmock.core.table import Order, Table

NEVER = -1


class PollOption(msgspec.Struct, eq=False):
    """One answer, and who has given it."""

    id: int
    text: str
    created_by: str
    created: int
    updated: int
    voters: dict[str, int] = msgspec.field(default_factory=dict)
    """When each user voted for it, by id."""

    def view(self, poll: Poll) -> dict[str, Any]:
        return {
            "poll_id": poll.id,
            "id": self.id,
            "text": self.text,
            "vote_count": len(self.voters),
            "created_by": self.created_by,
            "created_at": self.created // SECOND,
            "updated_at": self.updated // SECOND,
        }


class Poll(msgspec.Struct, eq=False):
    """A poll. Times are milliseconds here and seconds in answers, ``close_at`` is seconds everywhere."""

    clock: Clock
    id: int
    title: str
    created: int
    updated: int
    created_by: str = ""
    data: dict[str, Any] | None = None
    close_at: int = NEVER
    allow_user_suggestion: bool = False
    allow_multiple_votes: bool = False
    closed: bool = False
    deleted: bool = False
    """Only change logs still have it."""
    channel_url: str = ""
    message_id: int = 0
    """The message it was put by; 0 before that."""
    options: dict[int, PollOption] = msgspec.field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Poll {self.id} {self.title!r}>"

    @property
    def serial(self) -> int:
        return self.id

    @property
    def is_open(self) -> bool:
        ended = self.close_at != NEVER and self.close_at * SECOND <= self.clock.now()
        return not (self.closed or self.deleted or ended)

    @property
    def status(self) -> str:
        return "removed" if self.deleted else "open" if self.is_open else "closed"

    @property
    def voters(self) -> set[str]:
        return {user_id for option in self.options.values() for user_id in option.voters}

    def votes_of(self, user_id: str) -> list[int]:
        """The options a user has chosen."""
        return [option.id for option in self.options.values() if user_id in option.voters]

    def view(self, viewer_id: str = "") -> dict[str, Any]:
        """The poll in an answer; a viewer is shown the own votes."""
        shown: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "status": self.status,
            "created_by": self.created_by,
            "created_at": self.created // SECOND,
            "updated_at": self.updated // SECOND,
            "close_at": self.close_at,
            "data": self.data,
            "allow_user_suggestion": self.allow_user_suggestion,
            "allow_multiple_votes": self.allow_multiple_votes,
            "message_id": self.message_id,
            "voter_count": len(self.voters),
            "options": [option.view(self) for option in self.options.values()],
        }
        return {**shown, "voted_option_ids": self.votes_of(viewer_id)} if viewer_id else shown


class Polls(Table[Poll]):
    """The polls of an application by id, deleted ones included; those that are there, and each channel's own."""

    __slots__ = ("_changes", "_of", "there")

    def __init__(self) -> None:
        super().__init__(lambda poll: str(poll.id), _created)
        self.there: Order[Poll] = Order(_created)
        self._of: dict[str, Order[Poll]] = {}
        """Those that are there, by the address of their channel."""
        self._changes: dict[str, Order[Poll]] = {}
        """All of a channel, by their last change."""

    def of(self, channel_url: str) -> Order[Poll]:
        return self._of.get(channel_url) or Order(_created)

    def changes(self, channel_url: str) -> Order[Poll]:
        return self._changes.get(channel_url) or Order(_updated)

    def add(self, row: Poll) -> Poll:
        if not row.deleted:
            self.there.add(row)
        if row.channel_url:
            self._file(row)
        return super().add(row)

    def put(self, poll: Poll, channel_url: str, message_id: int) -> None:
        """Put a poll to the channel of a message."""
        poll.channel_url, poll.message_id = channel_url, message_id
        self._file(poll)

    def note_change(self, poll: Poll, at: int) -> None:
        poll.updated = at
        if poll.channel_url:
            self._changes[poll.channel_url].touch(poll)

    def delete(self, poll: Poll) -> None:
        poll.deleted = True
        self.there.remove(poll)
        if poll.channel_url:
            self._of[poll.channel_url].remove(poll)

    def forget(self, channel_url: str) -> None:
        """Forget the polls of a deleted channel."""
        self._of.pop(channel_url, None)
        for poll in self._changes.pop(channel_url, ()):
            self.remove(poll)
            if not poll.deleted:
                self.there.remove(poll)

    def _file(self, poll: Poll) -> None:
        if not poll.deleted:
            self._of.setdefault(poll.channel_url, Order(_created)).add(poll)
        self._changes.setdefault(poll.channel_url, Order(_updated)).add(poll)


def _created(poll: Poll) -> int:
    return poll.created


def _updated(poll: Poll) -> int:
    return poll.updated
