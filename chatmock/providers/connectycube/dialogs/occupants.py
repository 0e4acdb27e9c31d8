"""Who is in a dialog: subscribing to public ones, their occupants, who leads, and whether pushes are made."""

from __future__ import annotations

from itertools import islice

from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.dialogs.changes import admins_after, check_admins
from chatmock.providers.connectycube.errors import forbidden
from chatmock.providers.connectycube.model import PUBLIC, App, Dialog, Given, Occupant
from chatmock.providers.connectycube.paging import page_of
from chatmock.providers.connectycube.sessions.callers import Me
from chatmock.providers.connectycube.views.dialogs import show_dialog


@api.post("/chat/Dialog/{dialog_id}/subscribe", returns="dialog", by="user")
def subscribe_to_dialog(app: App, dialog: Dialog, me: Me) -> Given:
    """Be in a public dialog. Errors: not_found, forbidden for a dialog that is not public."""
    if dialog.type != PUBLIC:
        raise forbidden()
    app.dialogs.join(dialog, me, me)
    return show_dialog(app, dialog, me)


@api.delete("/chat/Dialog/{dialog_id}/subscribe", by="user")
def unsubscribe_from_dialog(app: App, dialog: Dialog, occupant: Occupant, me: Me) -> None:
    """Be in a public dialog no more. Errors: not_found, forbidden."""
    if dialog.type != PUBLIC:
        raise forbidden()
    app.dialogs.leave(dialog, occupant.user, me)


@api.get(
    "/chat/Dialog/{dialog_id}/occupants", accepts="dialog.occupant.list", returns="dialog.occupant.page", by="user"
)
def list_dialog_occupants(dialog: Dialog, occupant: Occupant, given: Given) -> Given:
    """List who is in a dialog, in the order of their coming. Errors: not_found, forbidden."""
    skip, limit = page_of(given)
    users = [one.user for one in islice(dialog.occupants.values(), skip, skip + limit)]
    return {"skip": skip, "limit": limit, "items": users}


@api.put("/chat/Dialog/{dialog_id}/admins", accepts="dialog.admins", returns="dialog", by="user")
def change_dialog_admins(app: App, dialog: Dialog, me: Me, given: Given) -> Given:
    """Change who leads a dialog beside its owner: five at the most. Errors: not_found, forbidden, invalid_value, too_many."""
    added = given.get("push_all", {}).get("admins_ids", [])
    removed = given.get("pull_all", {}).get("admins_ids", [])
    check_admins(dialog, me, added, removed)
    if values := admins_after(dialog, added, removed):
        app.dialogs.update(dialog, me, values)
    return show_dialog(app, dialog, me)


@api.get("/chat/Dialog/{dialog_id}/notifications", returns="dialog.notifications", by="user")
def view_dialog_notifications(dialog: Dialog, occupant: Occupant) -> Given:
    """View whether pushes are made for oneself. Errors: not_found, forbidden."""
    return {"notifications": {"enabled": int(occupant.notifies)}}


@api.put(
    "/chat/Dialog/{dialog_id}/notifications",
    accepts="dialog.notifications.update",
    returns="dialog.notifications",
    by="user",
)
def update_dialog_notifications(dialog: Dialog, occupant: Occupant, given: Given) -> Given:
    """Have pushes made for oneself, or not. Errors: not_found, forbidden."""
    occupant.notifies = given["enabled"]
    return {"notifications": {"enabled": int(occupant.notifies)}}
