"""Attributes and tags of accounts, and how often there were pushes to all."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.providers.tencent.model import App, Pushed
from chatmock.providers.tencent.seeds.loading import Loading


def load_pushing(loading: Loading, document: Values) -> None:
    """Fill in by what pushes find accounts."""
    values, pushing = document.get("pushing", {}), loading.app.pushing
    pushing.names = dict(values.get("attributes", {}))
    for user_id, row in values.get("accounts", {}).items():
        loading.user_id(("pushing", "accounts", user_id), user_id)
        if row.get("attributes"):
            pushing.attributes[user_id] = dict(row["attributes"])
        pushing.put_tags(user_id, row.get("tags", ()))
    pushing.pushed = Pushed(**values.get("pushed", {}))


def dump_pushing(app: App) -> Values:
    pushing, rows = app.pushing, {}
    for user_id in dict.fromkeys((*pushing.attributes, *pushing.tags)):
        row = {"attributes": dict(pushing.attributes.get(user_id, {})), "tags": list(pushing.tags.get(user_id, ()))}
        rows[user_id] = {name: value for name, value in row.items() if value}
    values = {"attributes": dict(pushing.names), "accounts": rows, "pushed": plain_values(pushing.pushed)}
    return {name: value for name, value in values.items() if value}
