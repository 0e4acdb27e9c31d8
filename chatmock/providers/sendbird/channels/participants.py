"""Participants: the users inside an open channel."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import banned
from chatmock.providers.sendbird.model import App, OpenChannel, Participant, User
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.views.participants import participant_view


@api.get("/open_channels/{channel_url}/participants", accepts="page.list", returns="participant.page", by="anybody")
def list_participants(call: Call, channel: OpenChannel) -> dict[str, Any]:
    """List the users inside an open channel, the earliest first."""
    found = page(call, "participants", channel.participants_by_entry)
    return {**found, "participants": [participant_view(channel, participant) for participant in found["participants"]]}


def enter(app: App, channel: OpenChannel, user: User) -> Participant:
    """Make a user enter an open channel, once. Errors: 900100 for a banned user."""
    if user.user_id in channel.bans:
        raise banned()
    participant = channel.participants_by_id.get(user.user_id)
    if participant is None:
        participant = app.places.enter(Participant(user, channel, app.ids.serial(), app.clock.stamp()))
        app.emit("participant.entered", channel=channel, user=user)
    return participant


def exit(app: App, channel: OpenChannel, user: User) -> None:
    """Make a user leave an open channel, if the user is in it."""
    participant = channel.participants_by_id.get(user.user_id)
    if participant is not None:
        app.places.exit(participant)
        app.emit("participant.left", channel=channel, user=user)
