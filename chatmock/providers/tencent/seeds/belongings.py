"""What an account has beside its profile: conversation groups, notices, whom it watches."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seeds import Spot
from chatmock.providers.tencent.model import App
from chatmock.providers.tencent.seeds.loading import Loading


def load_belongings(loading: Loading, document: Values) -> None:
    """Fill in what accounts have, once all are there."""
    for index, values in enumerate(document.get("accounts", ())):
        if isinstance(values, dict):
            _load(loading, values, ("accounts", index))
    loading.app.relays |= document.get("relays", {})


def _load(loading: Loading, values: Values, spot: Spot) -> None:
    app, user_id = loading.app, values["id"]
    if values.get("conversation_groups"):
        rows = values["conversation_groups"]
        app.recents.contact_groups[user_id] = {name: number or app.ids.serial() for name, number in rows.items()}
    for row in values.get("notices", ()):
        app.notices.keep(user_id, row)
    for index, other in enumerate(values.get("watches", ())):
        app.watches.add(user_id, loading.user_id((*spot, "watches", index), other))


def dump_belongings(app: App, user_id: str) -> Values:
    """What an account has."""
    values: Values = {
        "conversation_groups": dict(app.recents.groups_of(user_id)),
        "notices": list(app.notices.rows.get(user_id, ())),
        "watches": list(app.watches.rows.get(user_id, ())),
    }
    return {name: value for name, value in values.items() if value}
