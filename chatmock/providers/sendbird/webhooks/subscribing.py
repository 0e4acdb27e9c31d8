"""Who listens: only what the settings want, so that webhooks nobody wants cost nothing."""

from __future__ import annotations

from chatmock.providers.sendbird.model import CATEGORIES, CATEGORIES_2016, App
from chatmock.providers.sendbird.webhooks import (
    announcements,
    channels,
    comings,
    message_of_2016,
    messages,
    moderation,
    people,
)
from chatmock.providers.sendbird.webhooks.posting import Hooks

_TODAY = (
    channels.LISTENERS,
    comings.LISTENERS,
    messages.LISTENERS,
    people.LISTENERS,
    moderation.LISTENERS,
    announcements.LISTENERS,
)
_OF_2016 = (message_of_2016.LISTENERS,)


def categories_of(app: App) -> tuple[str, ...]:
    """The categories there are in the era of an application."""
    return CATEGORIES_2016 if app.era == "2016" else CATEGORIES


def listen(app: App) -> None:
    """Send the webhooks of an application as its settings are now, and no others."""
    for listeners in app.webhook_listeners:
        app.bus.leave(listeners)
    app.webhook_listeners = []
    wanted = frozenset(app.webhook.wanted(categories_of(app)))
    if not wanted:
        return
    hooks = Hooks(app, wanted)
    for table in _OF_2016 if app.era == "2016" else _TODAY:
        listeners = {event: tell for event, (categories, tell) in table.items() if not wanted.isdisjoint(categories)}
        app.webhook_listeners.append(listeners)
        app.bus.follow(listeners, hooks)
