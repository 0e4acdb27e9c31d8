"""The command ``presence``: coming and going, joining and leaving rooms, and asking for somebody's presence."""

from __future__ import annotations

from chatmock.core.connection import Connection
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat import conditions, contacts, rooms
from chatmock.providers.connectycube.chat.addressing import address_of, user_of
from chatmock.providers.connectycube.chat.element import Element
from chatmock.providers.connectycube.chat.names import ROOM, USER, Address
from chatmock.providers.connectycube.chat.post import deliver
from chatmock.providers.connectycube.chat.presence import become_available, become_unavailable, local_of
from chatmock.providers.connectycube.chat.privacy import keeps_away
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import App, Client

_TYPES = ("", "unavailable", "subscribe", "subscribed", "unsubscribe", "unsubscribed", "probe", "error")


@api.command("presence")
def change_presence(app: App, connection: Connection, stanza: Element) -> None:
    """Say that the client is there or not, join or leave a room, or deal with who sees whose presence."""
    client: Client = connection.state.client
    kind = stanza.get("type")
    if kind not in _TYPES:
        raise conditions.bad_request(reason="A presence has no such type.")
    address = address_of(stanza)
    if address is None or (address.kind == USER and address.text == client.bare and kind in ("", "unavailable")):
        if kind == "":
            was_there = client.available
            become_available(app, client, stanza.with_attributes(to="", from_=""))
            if not was_there:
                contacts.open_requests(app, client)
        elif kind == "unavailable":
            become_unavailable(app, client, stanza.with_attributes(to="", from_=""))
        elif kind != "error":
            raise conditions.bad_request(reason="That is asked of a user.")
    elif address.kind == ROOM:
        _in_room(app, client, address, stanza)
    elif address.kind == USER and kind != "error":
        _to_user(app, client, address, stanza)


def _in_room(app: App, client: Client, address: Address, stanza: Element) -> None:
    kind = stanza.get("type")
    if kind == "unavailable":
        rooms.leave(app, client, rooms.room_of(app, address), stanza)
    elif kind == "":
        rooms.join(app, client, rooms.dialog_of(app, address, client.user), stanza, address.resource)
    elif kind != "error":
        raise conditions.bad_request(reason="A room is joined or left.")


def _to_user(app: App, client: Client, address: Address, stanza: Element) -> None:
    other, kind = user_of(app, address), stanza.get("type")
    if kind in ("", "unavailable"):
        if not keeps_away(app, other, client.user, "presence-in"):
            deliver(app, Stanza(stanza, local_of(client), client.resource), app.chat.of(other.id))
    elif other is client.user:
        raise conditions.not_allowed(reason="You are no contact of your own.")
    elif kind == "probe":
        contacts.probe(app, client, other)
    else:
        contacts.change_subscription(app, client, other, kind, stanza)
