"""The application itself: its settings and limits, and the nonces that signed its sessions."""

from __future__ import annotations

from chatmock.core.filling import Values, dump_limits
from chatmock.core.seed_values import plain_values
from chatmock.providers.connectycube.model import App, Settings
from chatmock.providers.connectycube.seeds.loading import Loading


def load_application(loading: Loading, document: Values) -> None:
    """Fill in what is said of the application."""
    app, values = loading.app, document.get("application", {})
    app.configure(Settings().with_changes(loading.kept(("application", "settings"), values.get("settings", {}))))
    loading.load_limits(values.get("limits", {}), ("application", "limits"))
    app.nonces |= dict.fromkeys((timestamp, nonce) for timestamp, nonce in document.get("nonces", ()))


def dump_application(app: App) -> Values:
    """What is said of the application, its credentials apart."""
    values: Values = {"settings": plain_values(app.settings), "limits": dump_limits(app)}
    return {name: value for name, value in values.items() if value}


def dump_nonces(app: App) -> list[list[str]]:
    return [list(pair) for pair in app.nonces]
