"""Who wants pushes where, and the pushes that somebody asked for. Nothing is ever delivered."""

from __future__ import annotations

import msgspec

from chatmock.providers.connectycube.model.values import iso


class Subscription(msgspec.Struct, eq=False):
    """A device of a user that pushes are meant for."""

    id: int
    user_id: int
    notification_channel: str
    platform: str
    udid: str
    environment: str
    token: str
    """The client's identification; of the web its endpoint."""
    bundle_identifier: str | None = None
    web_auth: str | None = None
    web_p256dh: str | None = None

    def __repr__(self) -> str:
        return f"<Subscription {self.id} of user {self.user_id}>"

    @property
    def serial(self) -> int:
        return self.id

    @property
    def key(self) -> tuple[int, str, str]:
        """A device subscribes once for each channel."""
        return self.user_id, self.notification_channel, self.udid


class PushEvent(msgspec.Struct, eq=False):
    """A push that a user asked for."""

    id: int
    user_id: int
    event_type: str
    message: str
    created: int
    environment: str
    name: str | None
    push_type: str | None
    recipients: tuple[int, ...]
    tag_query: str | None = None

    def __repr__(self) -> str:
        return f"<PushEvent {self.id}>"

    @property
    def serial(self) -> int:
        return self.id

    def is_for(self, subscription: Subscription) -> bool:
        """Whether a device gets it: one of its environment and, where it is a platform's own, of that channel (docs)."""
        channel = subscription.notification_channel
        return subscription.environment == self.environment and self.push_type in (None, channel)

    @property
    def created_at(self) -> str:
        return iso(self.created)
