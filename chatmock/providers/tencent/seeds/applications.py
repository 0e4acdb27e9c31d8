"""The application itself: its settings and limits."""

from __future__ import annotations

from chatmock.core.filling import Values, dump_limits
from chatmock.core.seed_values import plain_values
from chatmock.providers.tencent.model import App, Settings, Webhook
from chatmock.providers.tencent.seeds.loading import Loading
from chatmock.providers.tencent.webhooks.settings import use, with_changes


def load_application(loading: Loading, document: Values) -> None:
    """Fill in what is said of the application."""
    app, values = loading.app, document.get("application", {})
    app.settings = Settings().with_changes(values.get("settings", {}))
    try:
        use(app, with_changes(Webhook(), values.get("webhook", {})))
    except ValueError as reason:
        raise loading.wrong(("application", "webhook"), str(reason)) from None
    loading.load_limits(values.get("limits", {}), ("application", "limits"))


def dump_application(app: App) -> Values:
    """What is said of the application, its credentials apart."""
    values: Values = {
        "settings": plain_values(app.settings),
        "webhook": plain_values(app.webhook),
        "limits": dump_limits(app),
    }
    return {name: value for name, value in values.items() if value}
