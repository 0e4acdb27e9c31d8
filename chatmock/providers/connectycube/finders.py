"""Finders of what a path names."""

from __future__ import annotations

from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.errors import forbidden, missing, no_user, not_found
from chatmock.providers.connectycube.model import App, Blob, Dialog, Message, Occupant, User
from chatmock.providers.connectycube.sessions.callers import Me


def number_of(text: str) -> int:
    """The number a text stands for; 0, which nothing has, for one that is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0


@api.finder
def find_user(app: App, user_id: str) -> User:
    """Errors: no_user."""
    user = app.users.get(number_of(user_id))
    if user is None:
        raise no_user()
    return user


@api.finder
def find_dialog(app: App, dialog_id: str) -> Dialog:
    """Errors: not_found."""
    dialog = app.dialogs.get(dialog_id.strip())
    if dialog is None:
        raise not_found()
    return dialog


@api.finder
def find_occupant(app: App, dialog: Dialog, me: Me) -> Occupant:
    """The user who asks, as an occupant. Errors: not_found, forbidden."""
    occupant = dialog.occupants.get(me.id)
    if occupant is None:
        raise forbidden()
    return occupant


@api.finder
def find_message(app: App, message_id: str) -> Message:
    """Errors: not_found."""
    message = app.messages.get(message_id.strip())
    if message is None:
        raise not_found()
    return message


@api.finder
def find_blob(app: App, blob_id: str) -> Blob:
    """Errors: missing."""
    blob = app.blobs.get(number_of(blob_id)) or app.blobs_by_uid.get(blob_id)
    if blob is None:
        raise missing()
    return blob


def dialog_of(app: App, me: User, dialog_id: str) -> Dialog:
    """A dialog the user is in. Errors: not_found, forbidden."""
    dialog = find_dialog(app, dialog_id)
    if not dialog.has(me):
        raise forbidden()
    return dialog


def message_of(app: App, me: User, message: Message) -> Dialog:
    """The dialog of a message that the user sees. Errors: forbidden, not_found."""
    dialog = app.messages.dialog_of(message)
    if not dialog.has(me):
        raise forbidden()
    if not dialog.history.is_visible(message, me.id):
        raise not_found()
    return dialog


def ids_of(text: str) -> list[str]:
    """The ids of a comma list, each once, in their order."""
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
