"""The command ``message``: what clients say to users and in rooms, and what they say about messages."""

from __future__ import annotations

from chatmock.core.connection import Connection
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat import conditions, marks, texts
from chatmock.providers.connectycube.chat.addressing import address_of, user_of
from chatmock.providers.connectycube.chat.element import Element
from chatmock.providers.connectycube.chat.names import CORRECTION, DELETION, MARKERS, ROOM
from chatmock.providers.connectycube.chat.parameters import Parameters
from chatmock.providers.connectycube.chat.rooms import dialog_of
from chatmock.providers.connectycube.chat.routing import Sent, check_privacy, to_room, to_user
from chatmock.providers.connectycube.model import App, Client, Dialog, User

_TYPES = ("", "normal", "chat", "groupchat", "headline", "error")


@api.command("message")
def send_message(app: App, connection: Connection, stanza: Element) -> None:
    """Send a message to a user or to a room: a text, an edit, a removal, a mark, a state, a signal."""
    client: Client = connection.state.client
    kind = stanza.get("type")
    address = address_of(stanza)
    if kind not in _TYPES or address is None:
        raise conditions.bad_request(reason="A message has a type and an address.")
    if address.kind != ROOM:
        if kind == "groupchat":
            raise conditions.bad_request(reason="A message to a user is no groupchat.")
        recipient = user_of(app, address)
        check_privacy(app, client, recipient)
        if kind in ("error", "headline"):  # a system message, the signalling of a call: nobody keeps it
            to_user(app, stanza, client.user, recipient, client.resource)
        else:
            _to_user(app, client, recipient, stanza)
    elif kind != "error":
        dialog = dialog_of(app, address, client.user)
        if kind != "groupchat":
            raise conditions.not_implemented()
        if not dialog.may_write(client.user):
            raise conditions.forbidden(reason="You may not write in this room.")
        _to_room(app, client, dialog, stanza)


def _to_user(app: App, client: Client, recipient: User, stanza: Element) -> None:
    about = {inner.xmlns: inner for inner in stanza.content if type(inner) is Element}
    marker = about.get(MARKERS)
    if marker is not None and marker.name in ("received", "displayed"):
        marks.mark(app, client, recipient, marker, stanza)
    elif (edit := about.get(CORRECTION)) is not None and edit.name == "replace":
        texts.edit(app, Sent(client, stanza, recipient, app.dialogs.between(client.user, recipient)), edit)
    elif (removal := about.get(DELETION)) is not None and removal.name == "remove":
        texts.remove(app, Sent(client, stanza, recipient, app.dialogs.between(client.user, recipient)), removal)
    elif _says_something(stanza, given := Parameters(stanza)):
        texts.say_to_user(app, client, recipient, stanza, given)
    else:
        to_user(app, stanza, client.user, recipient, client.resource)


def _to_room(app: App, client: Client, dialog: Dialog, stanza: Element) -> None:
    if (edit := stanza.child("replace", CORRECTION)) is not None:
        texts.edit(app, Sent(client, stanza, None, dialog), edit)
    elif (removal := stanza.child("remove", DELETION)) is not None:
        texts.remove(app, Sent(client, stanza, None, dialog), removal)
    elif _says_something(stanza, given := Parameters(stanza)):
        texts.say_in_room(app, client, dialog, stanza, given)
    else:
        but = None if app.settings.echoes_typing else client.user
        to_room(app, stanza, dialog, client.user, but=but)


def _says_something(stanza: Element, given: Parameters) -> bool:
    """Whether it is a message for people: it has a text, or is for the history."""
    return stanza.child("body") is not None or given.is_set("save_to_history")
