"""What happens in the application by whatever way, as stanzas for those whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.providers.connectycube.chat import activity
from chatmock.providers.connectycube.chat.binding import replace_client
from chatmock.providers.connectycube.chat.element import CLIENT, Element, element
from chatmock.providers.connectycube.chat.names import DELETION, MARKERS
from chatmock.providers.connectycube.chat.parameters import NAME, write_parameters
from chatmock.providers.connectycube.chat.rooms import end_room, remove_from_room
from chatmock.providers.connectycube.chat.routing import Sent, pass_on, to_room, to_user
from chatmock.providers.connectycube.model import App, Dialog, Message, User

SYSTEM = "SystemNotifications"
"""The module that a system message names (client)."""


def _message_sent(app: App, message: Message, to_chat: bool, stanza: Sent | None) -> None:
    if stanza is not None:
        pass_on(app, stanza)
    elif to_chat:
        dialog, sender = app.messages.dialog_of(message), app.users.get(message.sender_id)
        if sender is not None:
            _send_in(app, dialog, sender, _written(message, dialog), waits=True)


def _written(message: Message, dialog: Dialog) -> Element:
    """A message that came by REST."""
    body = [element("body", CLIENT, message.message)] if message.message is not None else []
    service = {
        "save_to_history": "1" if message.stored else None,
        "dialog_id": dialog.id,
        "date_sent": message.date_sent,
        "message_id": message.id,
    }
    parameters = write_parameters({**service, **message.parameters}, message.attachments)
    markable = [element("markable", MARKERS)] if message.markable else []
    return element("message", CLIENT, *body, parameters, *markable, id=message.id, type=_type_in(dialog))


def _message_updated(app: App, message: Message, by: User, stanza: Sent | None) -> None:
    if stanza is not None:
        pass_on(app, stanza)


def _message_deleted(app: App, message: Message, by: User | None, stanza: Sent | None) -> None:
    if stanza is not None:
        pass_on(app, stanza)
        return
    dialog, sender = app.messages.dialog_of(message), by or app.users.get(message.sender_id)
    if sender is None:
        return
    removal = element("remove", DELETION, id=message.id)
    told = element("message", CLIENT, removal, _about_dialog(dialog), id=app.new_object_id(), type=_type_in(dialog))
    _send_in(app, dialog, sender, told, waits=True, echo=False)


def _message_reacted(app: App, message: Message, user: User, added: str, removed: str) -> None:
    dialog = app.messages.dialog_of(message)
    changes = [element("reaction", CLIENT, add="true", type=added)] if added else []
    changes += [element("reaction", CLIENT, remove="true", type=removed)] if removed else []
    reactions = element("reactions", CLIENT, *changes, user_id=str(user.id), message_id=message.id)
    told = element("message", CLIENT, _about_dialog(dialog), reactions, id=app.new_object_id(), type=_type_in(dialog))
    _send_in(app, dialog, user, told)
    if dialog.is_private:
        to_user(app, told, user, user)


def _system_sent(app: App, message_id: str, sender: User, recipient: User, parameters: dict[str, Any]) -> None:
    own = write_parameters({"moduleIdentifier": SYSTEM, **parameters})
    to_user(app, element("message", CLIENT, own, id=message_id, type="headline"), sender, recipient)


def _occupant_left(app: App, dialog: Dialog, user: User, by: User | None) -> None:
    if dialog.id in app.chat.rooms:
        remove_from_room(app, dialog, user, by)


def _dialog_deleted(app: App, dialog: Dialog, by: User | None) -> None:
    end_room(app, dialog)


def _user_deleted(app: App, user: User) -> None:
    for client in app.chat.of(user.id):
        replace_client(app, client, "not-authorized", "The user is deleted")


def _send_in(app: App, dialog: Dialog, sender: User, one: Element, *, waits: bool = False, echo: bool = True) -> None:
    """Send a message to a dialog: in a room to everybody, in a private dialog to the other one."""
    if not dialog.is_private:
        to_room(app, one, dialog, sender, but=None if echo else sender)
    elif (opponent := dialog.opponent(sender.id)) is not None:
        to_user(app, one, sender, opponent, waits=waits)


def _about_dialog(dialog: Dialog) -> Element:
    return element(NAME, CLIENT, element("dialog_id", CLIENT, dialog.id))


def _type_in(dialog: Dialog) -> str:
    return "chat" if dialog.is_private else "groupchat"


LISTENERS: dict[str, Callable[..., None]] = {
    "message.sent": _message_sent,
    "message.updated": _message_updated,
    "message.deleted": _message_deleted,
    "message.reacted": _message_reacted,
    "system.sent": _system_sent,
    "occupant.left": _occupant_left,
    "dialog.deleted": _dialog_deleted,
    "user.deleted": _user_deleted,
    "user.online": activity.tell_watchers,
    "user.offline": activity.tell_watchers,
}
