"""The options of default applications, made or still to be made."""

from __future__ import annotations

from typing import Any

from chatmock.core.hub import Hub


def default_options(hub: Hub, provider: str) -> dict[str, Any]:
    """The options of a provider's default application: its own, or else those that it will be made with."""
    if (tenant := hub.default.of(provider)) is not None:
        return {"app_id": tenant.app_id, **tenant.options()}
    return {**hub.cards[provider].defaults, **(hub.defaults or {}).get(provider, {})}
