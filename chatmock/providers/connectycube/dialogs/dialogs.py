"""Dialogs: making, changing and removing them."""

from __future__ import annotations

from typing import Any

from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.dialogs.changes import apply_changes, check_changes, extensions_of
from chatmock.providers.connectycube.dialogs.removal import Outcome
from chatmock.providers.connectycube.errors import (
    blank,
    forbidden,
    no_broadcasts,
    no_occupants,
    no_opponent,
    not_found,
    too_many,
)
from chatmock.providers.connectycube.finders import ids_of
from chatmock.providers.connectycube.model import BROADCAST, GROUP, MOST_ADMINS, PRIVATE, App, Dialog, Given, User
from chatmock.providers.connectycube.sessions.callers import Me
from chatmock.providers.connectycube.views.dialogs import show_dialog


@api.post("/chat/Dialog", accepts="dialog.create", returns="dialog", by="user", status=201)
def create_dialog(app: App, me: Me, given: Given) -> Given:
    """Make a dialog. That of two is made once: the same two get the same one again.

    Errors: no_broadcasts; no_opponent, no_occupants without another user; blank without a name; too_many.
    """
    kind = given["type"]
    if kind == BROADCAST:
        raise no_broadcasts()
    others = [user for user in _users(app, given.get("occupants_ids", ())) if user is not me]
    if kind == PRIVATE:
        if len(others) != 1:
            raise no_opponent()
        return show_dialog(app, app.dialogs.private(me, others[0]), me)
    if not given.get("name"):
        raise blank(field="name")
    if kind == GROUP and not others:
        raise no_occupants()
    _refuse_crowd(app, kind, len(others) + 1)
    dialog = app.dialogs.create(kind, me, others, **_fields(app, given, [me, *others]))
    return show_dialog(app, dialog, me)


@api.put("/chat/Dialog/{dialog_id}", accepts="dialog.update", returns="dialog", by="user")
def update_dialog(app: App, dialog: Dialog, me: Me, given: Given) -> Given:
    """Change a dialog, and who is in it, who leads it and what is pinned.

    Errors: not_found, forbidden, fixed_occupants, too_many, invalid_value, blank.
    """
    check_changes(app, dialog, me, given)
    apply_changes(app, dialog, me, given)
    return show_dialog(app, dialog, me)


@api.delete("/chat/Dialog/{dialog_id}", accepts="dialog.delete", returns="outcome", by="user")
def delete_dialogs(app: App, dialog_id: str, me: Me, given: Given) -> Given:
    """Remove dialogs, of which one or several ids stand in the path, for oneself or for all.

    Errors, of a single id only: not_found, forbidden.
    """
    outcome = Outcome()
    wanted = ids_of(dialog_id)
    for one in wanted:
        dialog = app.dialogs.get(one)
        if dialog is None or not (dialog.has(me) or given["force"]):
            outcome.missing.append(one)
        elif not dialog.has(me) or (given["force"] and not may_remove(dialog, me)):
            outcome.refused.append(one)
        else:
            outcome.done.append(one)
    if len(wanted) == 1 and outcome.missing:
        raise not_found()
    if len(wanted) == 1 and outcome.refused:
        raise forbidden()
    for one in outcome.done:
        remove_dialog(app, app.dialogs.get(one), me, force=given["force"])
    return outcome.shown()


@api.delete("/chat/Dialog/clearHistory/{dialog_id}", accepts="dialog.clear", by="user")
def clear_history(app: App, dialog: Dialog, me: Me, given: Given) -> None:
    """Remove the messages of a dialog for oneself, or for all. Errors: not_found, forbidden."""
    if not dialog.has(me) or (given["force"] and not may_remove(dialog, me)):
        raise forbidden()
    app.dialogs.clear(dialog, me, None if given["force"] else me)


def remove_dialog(app: App, dialog: Dialog | None, me: User, *, force: bool) -> None:
    """Remove a dialog for all; else leave it, or hide it where one is always inside."""
    assert dialog is not None
    if force:
        app.dialogs.remove(dialog, me)
    elif dialog.type in (PRIVATE, BROADCAST):
        app.dialogs.hide(dialog, me)
    else:
        app.dialogs.leave(dialog, me, me)


def may_remove(dialog: Dialog, user: User) -> bool:
    """Whether a user may remove a dialog for all: its owner, of a private one either side (client)."""
    return dialog.has(user) and (dialog.is_private or dialog.is_owner(user))


def _users(app: App, ids: list[int]) -> list[User]:
    """Those of some ids who are there, each once."""
    found = (app.users.get(user_id) for user_id in dict.fromkeys(ids))
    return [user for user in found if user is not None]


def _refuse_crowd(app: App, kind: int, count: int) -> None:
    most = app.settings.most_occupants
    if kind == GROUP and most is not None and count > most:
        raise too_many(field="occupants_ids", limit=most)


def _fields(app: App, given: Given, users: list[User]) -> dict[str, Any]:
    admins = list(dict.fromkeys(given.get("admins_ids", ())))
    inside = {user.id for user in users}
    admins = [user_id for user_id in admins if user_id in inside]
    if len(admins) > MOST_ADMINS:
        raise too_many(field="admins_ids", limit=MOST_ADMINS)
    names = ("name", "description", "photo", "permissions", "data")
    fields = {name: given[name] for name in names if given.get(name) not in (None, "")}
    return {**fields, "admins": admins, "extensions": extensions_of(app, given.get("extensions"))}
