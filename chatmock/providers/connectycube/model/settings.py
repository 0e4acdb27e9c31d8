"""What the vendor's console sets about an application, and where its behaviour is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


class Settings(msgspec.Struct, frozen=True):
    """Each switch has the default that the documents, or else most clients, expect."""

    session_seconds: int = 7200
    """How long a session lasts from its last use."""
    creates_unknown_users: bool = False
    """Whether a login that nobody has makes the user."""
    extension_fields: tuple[str, ...] | None = None
    """The names that ``extensions`` of a dialog may have, three at the most; None for any three."""
    most_occupants: int | None = None
    """How many occupants a group may have; None without a bound."""
    identity_provider: Mapping[str, Any] | None = None
    """Where logins are checked: ``url``, ``request`` and ``response`` with placeholders, as the console has them."""
    refused_tokens: tuple[str, ...] = ()
    """Tokens of social providers, and of Firebase, that are no good."""
    resumption_seconds: int = 300
    """How long the chat keeps a lost connection for its client to come back; 0 turns resumption off."""
    queues_offline_messages: bool = True
    """Whether the chat delivers private messages that came while nobody was there."""
    completes_joins: bool = True
    """Whether answers in rooms have what JavaScript SDKs from 4.7 on look for."""
    echoes_typing: bool = True
    """Whether somebody who types in a group hears of it, too."""

    def with_changes(self, values: Mapping[str, Any]) -> Settings:
        """The same with other values; raises ValueError with a sentence for people."""
        known = {each.name for each in msgspec.structs.fields(self)}
        for name in values:
            if name not in known:
                raise ValueError(f"connectycube has no setting {name!r}; there are: {', '.join(sorted(known))}")
        tuples = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        return msgspec.structs.replace(self, **{**values, **tuples})

    def shown(self) -> dict[str, Any]:
        """As JSON values."""
        values = {each.name: getattr(self, each.name) for each in msgspec.structs.fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
