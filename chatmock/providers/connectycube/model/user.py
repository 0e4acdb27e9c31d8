"""A person of the application; no dialog. Times are milliseconds."""

from __future__ import annotations

from dataclasses import dataclass

from chatmock.providers.connectycube.model.values import Dated, iso

UNIQUE = ("login", "email", "phone", "external_id", "facebook_id", "twitter_id")
"""What only one user of an application has."""


@dataclass(slots=True, eq=False)
class User(Dated):
    """A person, or a guest for a day."""

    id: int
    created: int
    updated: int
    full_name: str | None = None
    email: str | None = None
    login: str | None = None
    phone: str | None = None
    website: str | None = None
    custom_data: str | None = None
    avatar: str | None = None
    facebook_id: str | None = None
    twitter_id: str | None = None
    external_id: str | None = None
    external_user_id: int | None = None
    blob_id: int | None = None
    timezone: int | None = None
    tags: tuple[str, ...] = ()
    password: str = ""
    """Empty for those who cannot log in by one: guests, and people of a social or identity provider."""
    is_guest: bool = False
    identity: str = ""
    """Who it is for another provider, as ``facebook:token``; empty for people who signed up here."""
    last_request: int | None = None
    last_activity: int | None = None
    """When the chat last saw the user; None for somebody who never connected. Meaningless while connected."""
    connections: int = 0
    """How many chat connections are open, or wait to be resumed."""

    inactive: int = 0
    """How many of them their clients have marked as inactive."""

    def __repr__(self) -> str:
        return f"<User {self.id}>"

    @property
    def serial(self) -> int:
        return self.id

    @property
    def is_online(self) -> bool:
        return self.connections > 0

    @property
    def is_reachable(self) -> bool:
        """Whether no push is needed: a connection is active."""
        return self.connections > self.inactive

    @property
    def name(self) -> str:
        """As others see the user."""
        return self.full_name or self.login or self.email or str(self.id)

    @property
    def user_tags(self) -> str | None:
        return ",".join(self.tags) or None

    @property
    def last_request_at(self) -> str | None:
        return None if self.last_request is None else iso(self.last_request)
