"""Dialogs, and who is in them."""

from __future__ import annotations

from typing import Any

from chatmock.core.clock import SECOND
from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.core.seeds import Spot
from chatmock.providers.connectycube.model import BROADCAST, GROUP, PRIVATE, PUBLIC, App, Dialog, Occupant
from chatmock.providers.connectycube.seeds.loading import Loading
from chatmock.providers.connectycube.seeds.messages import dump_messages, load_messages

TYPES = {"broadcast": BROADCAST, "group": GROUP, "private": PRIVATE, "public": PUBLIC}
_NAMES = {number: name for name, number in TYPES.items()}
_PLAIN = ("name", "description", "photo", "extensions", "permissions", "data", "is_e2ee")


def load_dialogs(loading: Loading, document: Values) -> None:
    """Fill in the dialogs of an application, with their messages."""
    for index, values in enumerate(document.get("dialogs", ())):
        _load_dialog(loading, values, ("dialogs", index))


def _load_dialog(loading: Loading, values: Values, spot: Spot) -> None:
    app = loading.app
    rows = [(row if isinstance(row, dict) else {"user": row}) for row in values.get("occupants", ())]
    users = [loading.user((*spot, "occupants", i), row["user"]) for i, row in enumerate(rows)]
    kind = TYPES[values["type"]]
    if kind == PRIVATE and (len(users) > 2 or len(set(users)) < len(users) or (len(users) < 2 and "id" not in values)):
        raise loading.wrong((*spot, "occupants"), "a private dialog has two occupants; name both")
    if "owner" not in values and not users:
        raise loading.wrong(spot, "nobody owns it; name its owner, or an occupant")
    owner = loading.user_id((*spot, "owner"), values["owner"]) if "owner" in values else users[0].id
    created = loading.given(values, spot, "created", lambda: loading.now)
    dialog_id = values["id"] if "id" in values else app.new_object_id()
    dialog = Dialog(
        loading.once((*spot, "id"), "dialog", dialog_id),
        loading.number(values, spot, "dialog by serial", "serial"),
        kind,
        owner,
        created,
        loading.given(values, spot, "updated", lambda: created),
        **{name: loading.kept((*spot, name), values[name]) for name in _PLAIN if name in values},
        admins=[loading.user_id((*spot, "admins", i), one) for i, one in enumerate(values.get("admins", ()))],
        pinned=list(values.get("pinned", ())),
    )
    if kind == PRIVATE and len(users) == 2 and app.dialogs.between(*users) is not None:
        raise loading.wrong((*spot, "occupants"), "there is another private dialog of these two; put both into one")
    app.dialogs.add(dialog, users)
    load_messages(loading, dialog, values, spot)
    if "updated" not in values and len(dialog.history):
        dialog.updated = max(dialog.updated, min(dialog.last_sent * SECOND, loading.now))
    for row, user in zip(rows, users, strict=True):
        occupant = dialog.occupants[user.id]
        occupant.notifies, occupant.muted = row.get("notifies", True), row.get("muted", False)
        if row.get("hidden", False):
            app.dialogs.hide(dialog, user)


def dump_dialogs(app: App) -> list[Values]:
    return [_dump_dialog(app, dialog) for dialog in app.dialogs]


def _dump_dialog(app: App, dialog: Dialog) -> Values:
    values = plain_values(dialog, "type", "user_id", "occupants", "history", "hidden_by", "placed")
    occupants = [_dump_occupant(one) for one in dialog.occupants.values()]
    if dialog.type == BROADCAST:  # everybody is in it
        occupants = [row for row in occupants if isinstance(row, dict)]
    rows: dict[str, Any] = {"occupants": occupants, "messages": dump_messages(app, dialog)}
    shown = {name: row for name, row in rows.items() if row}
    return {"type": _NAMES[dialog.type], "owner": dialog.user_id, **values, **shown}


def _dump_occupant(occupant: Occupant) -> Values | int:
    values = plain_values(occupant, "dialog", "user")
    return {"user": occupant.user.id, **values} if values else occupant.user.id
