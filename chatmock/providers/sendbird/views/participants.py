"""Participants of open channels as they are answered."""

from __future__ import annotations

from chatmock.core.schema import With
from chatmock.providers.sendbird.model import OpenChannel, Participant


def participants_of(channel: OpenChannel) -> list[With]:
    return [shown(channel, participant) for participant in channel.participants_by_entry]


def shown(channel: OpenChannel, participant: Participant) -> With:
    """A participant with what the channel knows of the user."""
    return With(participant.user, is_muted=participant.user.user_id in channel.mutes)
