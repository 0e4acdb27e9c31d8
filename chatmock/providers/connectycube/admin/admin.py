"""What an application's administration may do: see all dialogs and messages, mute a dialog for somebody, remove a user."""

from __future__ import annotations

from typing import Any

from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.dialogs.lists import in_order, tests_of, value_of
from chatmock.providers.connectycube.errors import no_user
from chatmock.providers.connectycube.filters import read_tests
from chatmock.providers.connectycube.finders import find_dialog
from chatmock.providers.connectycube.messages.lists import KINDS as MESSAGE_KINDS
from chatmock.providers.connectycube.messages.lists import select_messages
from chatmock.providers.connectycube.model import App, Dialog, Given, Message, User
from chatmock.providers.connectycube.paging import USUAL, page_of
from chatmock.providers.connectycube.views.dialogs import show_dialog
from chatmock.providers.connectycube.views.messages import show_fields

NOBODY = User(0, 0, 0)
"""Who looks from outside: has said and read nothing."""


@api.get("/admin/chat/list", accepts="dialog.list", returns="admin.dialog.page", auth="admin")
def list_all_dialogs(app: App, given: Given) -> Given:
    """List the dialogs of an application, the oldest first, or count them: a hundred at the most. Errors: invalid_value."""
    tests = tests_of(given)
    skip, limit = page_of(given)
    found = [one for one in app.dialogs if all(test.passes(value_of(one, test.field, NOBODY)) for test in tests)]
    if given["count"]:
        return {"items": {"count": len(found)}}
    limit = min(limit, USUAL)
    page = in_order(found, given, NOBODY)[skip : skip + limit]
    return {
        "total_entries": len(found),
        "skip": skip,
        "limit": limit,
        "items": [show_for_admin(app, one) for one in page],
    }


@api.get("/admin/chat/messages/list", accepts="admin.message.list", returns="admin.message.page", auth="admin")
def list_all_messages(app: App, given: Given) -> Given:
    """List the messages of a dialog, also those that somebody removed for oneself. Errors: blank, not_found, invalid_value."""
    dialog = find_dialog(app, given["chat_dialog_id"])
    skip, limit = page_of(given)
    limit = min(limit, USUAL)
    found = select_messages(dialog, NOBODY, given, read_tests(given, MESSAGE_KINDS), skip, limit)
    return {"skip": skip, "limit": limit, "items": [_show_message(dialog, message) for message in found]}


@api.put("/admin/chat/{dialog_id}", accepts="admin.mute", returns="admin.dialog", auth="admin")
def mute_dialog(app: App, dialog: Dialog, given: Given) -> Given:
    """Have no pushes made of a dialog for somebody, or have them made again. Errors: not_found, no_user."""
    occupant = dialog.occupants.get(given["user_id"])
    if occupant is None:
        raise no_user()
    occupant.muted = given["is_muted"]
    return show_for_admin(app, dialog)


@api.delete("/admin/user/{user_id}", returns="admin.done", auth="admin")
def remove_user(app: App, user: User) -> Given:
    """Remove a user. Errors: no_user."""
    app.users.remove(user)
    return {"success": True}


def show_for_admin(app: App, dialog: Dialog) -> dict[str, Any]:
    """A dialog, with those for whom it is muted and those who have removed it for themselves."""
    occupants = dialog.occupants.items()
    return {
        **show_dialog(app, dialog, NOBODY),
        "silent_ids": [user_id for user_id, one in occupants if one.muted],
        "deleted_ids": list(dialog.hidden_by),
    }


def _show_message(dialog: Dialog, message: Message) -> dict[str, Any]:
    return {**show_fields(dialog, message, 0), "deleted_for_ids": dialog.history.hidden_from(message)}
