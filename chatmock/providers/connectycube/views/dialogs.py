"""How dialogs are shown."""

from __future__ import annotations

from typing import Any

from chatmock.providers.connectycube.api import schemas
from chatmock.providers.connectycube.model import PRIVATE, App, Dialog, User

ROOMS = "muc.chat.connectycube.com"
"""Where rooms are, as their addresses say; clients look at the part before it only (client)."""


def show_dialog(app: App, dialog: Dialog, viewer: User) -> dict[str, Any]:
    """A dialog as a user sees it."""
    last = dialog.last(viewer.id)
    occupant = dialog.occupants.get(viewer.id)
    shown = {
        "_id": dialog.id,
        "type": dialog.type,
        "user_id": dialog.user_id,
        "name": name_for(dialog, viewer),
        "description": dialog.description,
        "photo": dialog.photo,
        "xmpp_room_jid": None if dialog.type == PRIVATE else f"{app.app_id}_{dialog.id}@{ROOMS}",
        "occupants_ids": dialog.occupants_ids,
        "occupants_count": len(dialog.occupants),
        "admins_ids": dialog.admins,
        "pinned_messages_ids": dialog.pinned,
        "last_message": None if last is None else last.message,
        "last_message_id": None if last is None else last.id,
        "last_message_user_id": None if last is None else last.sender_id,
        "last_message_date_sent": None if last is None else last.date_sent,
        "last_message_status": last.status if last is not None and last.sender_id == viewer.id else None,
        "unread_messages_count": dialog.history.unread(viewer.id) if occupant is not None else 0,
        "extensions": dialog.extensions,
        "permissions": dialog.permissions,
        "is_e2ee": dialog.is_e2ee,
        "is_muted": occupant is not None and occupant.muted,
        "created_at": dialog.created_at,
        "updated_at": dialog.updated_at,
    }
    if dialog.data is not None:
        shown["data"] = dialog.data
    return shown


def name_for(dialog: Dialog, viewer: User) -> str | None:
    """The name of a dialog; that of a private one is the other's."""
    if not dialog.is_private:
        return dialog.name
    other = dialog.opponent(viewer.id)
    return None if other is None else other.name


@schemas.presents("admin.dialog.page")
@schemas.presents("dialog.page")
@schemas.presents("dialog")
def present_dialog(shown: dict[str, Any]) -> dict[str, Any]:
    """Handlers give dialogs, and pages of them, as ``show_dialog`` made them."""
    return shown
