"""Open channels, and the users in them."""

from __future__ import annotations

import msgspec

from chatmock.core.table import Order
from chatmock.providers.sendbird.model.channel import Channel
from chatmock.providers.sendbird.model.user import User


class Participant(msgspec.Struct, eq=False):
    """A user inside an open channel."""

    user: User
    channel: OpenChannel
    serial: int
    entered: int


class OpenChannel(Channel, eq=False):
    """A room anybody may enter."""

    participants_by_id: dict[str, Participant] = msgspec.field(default_factory=dict)
    participants_by_entry: Order[Participant] = msgspec.field(
        default_factory=lambda: Order(lambda participant: participant.entered)
    )

    is_dynamic_partitioned: bool = False

    kind = "open"

    @property
    def participant_count(self) -> int:
        return len(self.participants_by_id)
