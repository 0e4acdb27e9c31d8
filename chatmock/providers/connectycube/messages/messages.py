"""Messages: saying something, editing, marking and removing it."""

from __future__ import annotations

from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.dialogs.removal import Outcome
from chatmock.providers.connectycube.errors import blank, forbidden, invalid_value, no_opponent, no_user, not_found
from chatmock.providers.connectycube.finders import dialog_of, ids_of, message_of
from chatmock.providers.connectycube.model import BROADCAST, SERVICE, App, Dialog, Given, Message, User
from chatmock.providers.connectycube.sessions.callers import Me
from chatmock.providers.connectycube.views.messages import render_message

OWN = frozenset(
    (
        *("_id", "chat_dialog_id", "message", "recipient_id", "sender_id", "attachments", "send_to_chat", "markable"),
        *("date_sent", "read", "read_ids", "delivered_ids", "reactions", "views_count", "edited_at", "created_at"),
        *("updated_at", *SERVICE),
    )
)
"""Keys of a message that mean something to the platform: none of them is data of the application."""


@api.post("/chat/Message", accepts="message.create", returns="message", by="user", status=201)
def create_message(app: App, me: Me, given: Given) -> bytes:
    """Say something in a dialog, or to a user: into the history, and to the chat where that is asked for.

    Errors: blank without dialog and recipient; not_found, no_user, no_opponent, forbidden.
    """
    dialog = _dialog(app, me, given)
    if not dialog.may_write(me):
        raise forbidden()
    message = app.messages.say(
        dialog,
        me,
        given.get("message"),
        attachments=given.get("attachments", ()),
        parameters={name: value for name, value in given.items() if name not in OWN},
        markable=given["markable"],
        silent=given["silent"],
        to_chat=given["send_to_chat"],
    )
    return render_message(dialog, message, me.id)


def _dialog(app: App, me: User, given: Given) -> Dialog:
    """The dialog that is named, or the private one with the recipient."""
    if given.get("chat_dialog_id"):
        return dialog_of(app, me, given["chat_dialog_id"])
    if "recipient_id" not in given:
        raise blank(field="chat_dialog_id")
    recipient = app.users.get(given["recipient_id"])
    if recipient is None:
        raise no_user()
    if recipient is me:
        raise no_opponent()
    return app.dialogs.private(me, recipient)


@api.put("/chat/Message/{message_ids}", accepts="message.update", by="user")
def update_messages(app: App, message_ids: str, me: Me, given: Given) -> None:
    """Mark messages as read or delivered, or change the text of one's own.

    Errors: not_found where none of them is there; forbidden; invalid_value for a text of somebody else's.
    """
    wanted = ids_of(message_ids)
    found = [message for one in wanted if (message := app.messages.get(one)) is not None]
    if "chat_dialog_id" in given:
        found = [message for message in found if message.chat_dialog_id == given["chat_dialog_id"]]
    if not found:
        raise not_found()
    for message in found:
        message_of(app, me, message)
        if "message" in given and message.sender_id != me.id:
            raise forbidden()
    for message in found:
        _mark(app, me, message, given)
        if "message" in given and given["message"] != message.message:
            app.messages.edit(message, me, given["message"])


def _mark(app: App, me: User, message: Message, given: Given) -> None:
    if given["delivered"]:
        app.messages.deliver(message, me)
    if given["read"]:
        app.messages.read(message, me)


@api.put("/chat/Message", accepts="message.update_all", by="user")
def update_all_messages(app: App, me: Me, given: Given) -> None:
    """Mark all messages of a dialog as read or delivered. Errors: blank, not_found, forbidden, invalid_value."""
    dialog = dialog_of(app, me, given["chat_dialog_id"])
    if "message" in given:
        raise invalid_value(field="message")
    if given["delivered"]:
        app.messages.deliver_all(dialog, me)
    if given["read"]:
        app.messages.read_all(dialog, me)


@api.delete("/chat/Message/{message_ids}", accepts="message.delete", returns="outcome", by="user")
def delete_messages(app: App, message_ids: str, me: Me, given: Given) -> Given:
    """Remove messages for oneself, or for all: one's own, or, for who leads the dialog, anybody's."""
    outcome = Outcome()
    for message_id in ids_of(message_ids):
        message = app.messages.get(message_id)
        dialog = None if message is None else app.messages.dialog_of(message)
        if message is None or dialog is None:
            outcome.missing.append(message_id)
        elif not dialog.has(me):
            outcome.refused.append(message_id)
        elif not dialog.history.is_visible(message, me.id):
            outcome.missing.append(message_id)
        elif given["force"] and not may_remove_for_all(dialog, message, me):
            outcome.refused.append(message_id)
        else:
            outcome.done.append(message_id)
            if given["force"]:
                app.messages.remove(message, me)
            else:
                app.messages.hide(message, me)
    return outcome.shown()


def may_remove_for_all(dialog: Dialog, message: Message, user: User) -> bool:
    """Whether a user may remove a message for everybody (docs: the vendor's table of privileges)."""
    if dialog.is_private:
        return message.sender_id == user.id
    if dialog.type == BROADCAST:
        return dialog.is_admin(user)
    return message.sender_id == user.id or dialog.is_admin(user)


@api.post("/chat/Message/system", accepts="message.system", returns="message.system.sent", by="user", status=201)
def send_system_message(app: App, me: Me, given: Given) -> Given:
    """Send another user something that is no message: the chat passes it on, nobody keeps it. Errors: no_user."""
    recipient = app.users.get(given["recipientId"])
    if recipient is None:
        raise no_user()
    parameters = {name: value for name, value in given.items() if name != "recipientId"}
    message_id = app.messages.notify(me, recipient, parameters)
    return {"messageId": message_id, "recipientId": recipient.id, "extensionParams": parameters}
