"""Who does something: what webhooks and pushes say of it."""

from __future__ import annotations

import msgspec


class Caller(msgspec.Struct, frozen=True, gc=False):
    """Who asks, by which door."""

    user_id: str
    is_admin: bool = False
    """Whether it is the administrator by the REST API, who may do everything."""
    platform: str = "RESTAPI"
    """As webhooks have it in ``OptPlatform``: RESTAPI, Web, Android, iOS, Windows, macOS, iPad, Unknown."""
    address: str = "127.0.0.1"
    instance: int = 0
    """The InstId of the client that asks; 0 for the REST API."""
