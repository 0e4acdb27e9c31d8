"""Texts of a conversation: saying, editing, removing. They go into the history first, then to people."""

from __future__ import annotations

import re

from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.element import Element
from chatmock.providers.connectycube.chat.names import MARKERS
from chatmock.providers.connectycube.chat.parameters import Parameters
from chatmock.providers.connectycube.chat.post import deliver
from chatmock.providers.connectycube.chat.rooms import dialog_local
from chatmock.providers.connectycube.chat.routing import Sent, pass_on, to_user
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import App, Client, Dialog, Message, User

_ID = re.compile(r"[0-9a-f]{24}\Z")


def say_to_user(app: App, client: Client, recipient: User, stanza: Element, given: Parameters) -> None:
    """Send a text to a user; their private dialog is made by the first one (docs)."""
    if recipient is client.user:
        if given.is_set("save_to_history"):
            raise conditions.not_acceptable(reason="There is no dialog with oneself.")
        to_user(app, stanza, client.user, recipient, client.resource)
        return
    at, earlier = given.date_sent(), _earlier(app, client, stanza)
    dialog = app.dialogs.private(client.user, recipient)
    if earlier is None:
        _say(app, Sent(client, stanza, recipient, dialog), dialog, given, at)


def say_in_room(app: App, client: Client, dialog: Dialog, stanza: Element, given: Parameters) -> None:
    """Send a text to everybody in a room; it comes back to the sender, whose SDK waits for it (client)."""
    at, earlier = given.date_sent(), _earlier(app, client, stanza)
    if earlier is None:
        _say(app, Sent(client, stanza, None, dialog), dialog, given, at)
    else:  # said again, as its echo was lost
        whole, _ = _whole(app, dialog, stanza, given, at)
        deliver(app, Stanza(whole, dialog_local(app, dialog), str(client.user.id), is_of_room=True), [client])


def edit(app: App, sent: Sent, replace: Element) -> None:
    """Give an earlier message another text; its author alone may."""
    message, client = _message(app, sent, replace), sent.client
    if message is None:
        pass_on(app, sent)
    elif message.sender_id != client.user.id:
        raise conditions.forbidden(reason="Only the author edits a message.")
    else:
        app.messages.edit(message, client.user, sent.stanza.text_of("body"), stanza=sent)


def remove(app: App, sent: Sent, removal: Element) -> None:
    """Remove an earlier message for all: its author may, and in a room those who lead it."""
    message, client = _message(app, sent, removal), sent.client
    if message is None:
        pass_on(app, sent)
        return
    leads = sent.recipient is None and sent.dialog is not None and sent.dialog.is_admin(client.user)
    if message.sender_id != client.user.id and not leads:
        raise conditions.forbidden(reason="Only the author, or an admin of the room, removes a message.")
    app.messages.remove(message, client.user, stanza=sent)


def _message(app: App, sent: Sent, about: Element) -> Message | None:
    """The message that is meant; None for one that no history has.

    Raises not_found for one of another dialog, and for one that the sender has deleted for himself (ruled: as by HTTP).
    """
    message, dialog = app.messages.get(about.get("id")), sent.dialog
    if message is None:
        return None
    if (
        dialog is None
        or message.chat_dialog_id != dialog.id
        or not dialog.history.is_visible(message, sent.client.user.id)
    ):
        raise conditions.not_found(thing="Message")
    return message


def _earlier(app: App, client: Client, stanza: Element) -> Message | None:
    """The message of the same id, where the client has said it before. Raises conflict where another one has."""
    earlier = app.messages.get(stanza.get("id"))
    if earlier is not None and earlier.sender_id != client.user.id:
        raise conditions.conflict(reason="Another message has this id.")
    return earlier


def _whole(app: App, dialog: Dialog, stanza: Element, given: Parameters, at: int | None) -> tuple[Element, str]:
    """The stanza with the parameters that a client may leave out, and the id of its message."""
    own_id = stanza.get("id")
    message_id = own_id if _ID.match(own_id) else app.new_object_id()
    when = {} if at is not None else {"date_sent": str(app.clock.seconds())}
    whole = given.completed({"dialog_id": dialog.id, **when, "message_id": message_id})
    return whole if own_id else whole.with_attributes(id=message_id), message_id


def _say(app: App, sent: Sent, dialog: Dialog, given: Parameters, at: int | None) -> None:
    stanza = sent.stanza
    sent.stanza, message_id = _whole(app, dialog, stanza, given, at)
    attachments, own = given.read()
    body = stanza.child("body")
    app.messages.say(
        dialog,
        sent.client.user,
        body.text if body is not None else None,
        message_id=message_id,
        date_sent=at,
        attachments=attachments,
        parameters=own,
        stored=given.is_set("save_to_history"),
        markable=stanza.child("markable", MARKERS) is not None,
        silent=given.is_set("silent"),
        stanza=sent,
    )
