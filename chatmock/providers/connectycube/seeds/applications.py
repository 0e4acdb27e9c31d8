"""The application itself: its settings and limits, and the nonces that signed its sessions."""

from __future__ import annotations

from chatmock.core.limits import Window, rate, words
from chatmock.core.seed_values import Values, plain_values
from chatmock.providers.connectycube.model import App, Settings
from chatmock.providers.connectycube.seeds.loading import Loading


def load_application(loading: Loading, document: Values) -> None:
    """Fill in what is said of the application."""
    app, values = loading.app, document.get("application", {})
    app.configure(Settings().with_changes(loading.kept(("application", "settings"), values.get("settings", {}))))
    limits = dict(values.get("limits", {}))
    for scope, text in limits.pop("rates", {}).items():
        try:
            app.limits.rates[scope] = rate(text)
        except ValueError as reason:
            raise loading.wrong(("application", "limits", "rates", scope), str(reason)) from None
    app.limits.windows = {key: Window(*window) for key, window in limits.pop("windows", {}).items()}
    for name, value in limits.items():
        setattr(app.limits, name, value)
    app.nonces |= dict.fromkeys((timestamp, nonce) for timestamp, nonce in document.get("nonces", ()))


def dump_application(app: App) -> Values:
    """What is said of the application, its credentials apart."""
    limits = plain_values(app.limits, "rates", "windows")
    if app.limits.rates:
        limits["rates"] = {scope: words(rate) for scope, rate in app.limits.rates.items()}
        limits["windows"] = {key: [window.start, window.count] for key, window in app.limits.windows.items()}
    values: Values = {"settings": plain_values(app.settings), "limits": limits}
    return {name: value for name, value in values.items() if value}


def dump_nonces(app: App) -> list[list[str]]:
    return [list(pair) for pair in app.nonces]
