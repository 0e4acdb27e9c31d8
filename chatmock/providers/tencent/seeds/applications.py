"""The application itself: its settings and limits."""

from __future__ import annotations

from chatmock.core.limits import Window, rate, words
from chatmock.core.seed_values import Values, plain_values
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
    limits = dict(values.get("limits", {}))
    for scope, text in limits.pop("rates", {}).items():
        try:
            app.limits.rates[scope] = rate(text)
        except ValueError as reason:
            raise loading.wrong(("application", "limits", "rates", scope), str(reason)) from None
    app.limits.windows = {key: Window(*window) for key, window in limits.pop("windows", {}).items()}
    for name, value in limits.items():
        setattr(app.limits, name, value)


def dump_application(app: App) -> Values:
    """What is said of the application, its credentials apart."""
    limits = plain_values(app.limits, "rates", "windows")
    if app.limits.rates:
        limits["rates"] = {scope: words(rate) for scope, rate in app.limits.rates.items()}
        limits["windows"] = {key: [window.start, window.count] for key, window in app.limits.windows.items()}
    values: Values = {
        "settings": plain_values(app.settings),
        "webhook": plain_values(app.webhook),
        "limits": limits,
    }
    return {name: value for name, value in values.items() if value}
