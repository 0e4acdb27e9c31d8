"""Answers with participants of open channels."""

from __future__ import annotations

from chatmock.core.schema import With
from chatmock.providers.sendbird.model import OpenChannel, Participant


def participant_list(channel: OpenChannel) -> list[With]:
    return [participant_view(channel, participant) for participant in channel.participants_by_entry]


def participant_view(channel: OpenChannel, participant: Participant) -> With:
    """A participant with what the channel knows of the user."""
    return With(participant.user, is_muted=participant.user.user_id in channel.mutes)
