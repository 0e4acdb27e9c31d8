"""What clients ask of the server itself: pings, features, carbons, and that a client is in the background."""

from __future__ import annotations

from chatmock.core.connection import Connection
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.addressing import address_of, user_of
from chatmock.providers.connectycube.chat.answers import UNANSWERED
from chatmock.providers.connectycube.chat.element import Element, element
from chatmock.providers.connectycube.chat.names import (
    CARBONS,
    DISCO_INFO,
    DISCO_ITEMS,
    LAST,
    MOBILE,
    MUC,
    PING,
    PRIVACY,
    ROOM,
    ROOMS,
    ROSTER,
    STATUS_STREAMING,
    USER,
    Address,
    room_address,
)
from chatmock.providers.connectycube.chat.post import deliver
from chatmock.providers.connectycube.chat.presence import local_of
from chatmock.providers.connectycube.chat.privacy import keeps_away
from chatmock.providers.connectycube.chat.rooms import dialog_of
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import App, Client

FEATURES = (CARBONS, DISCO_INFO, DISCO_ITEMS, LAST, PING, PRIVACY, ROSTER, STATUS_STREAMING)


@api.command("iq ping")
def ping(connection: Connection) -> None:
    """Ask whether the server is there."""


@api.command("iq carbons")
def switch_carbons(connection: Connection, stanza: Element) -> None:
    """Have copies of what the user's other clients send, or no more."""
    client: Client = connection.state.client
    if stanza.get("type") != "set":
        raise conditions.bad_request(reason="Carbons are enabled or disabled.")
    client.carbons = stanza.child("enable", CARBONS) is not None


@api.command("iq mobile")
def mark_inactive(connection: Connection, stanza: Element) -> None:
    """Say that the app is in the background, or is no more."""
    client: Client = connection.state.client
    mobile = stanza.child("mobile", MOBILE)
    enable = mobile.get("enable") if mobile is not None else ""
    if enable not in ("true", "false", "1", "0"):
        raise conditions.bad_request(reason="enable is true or false.")
    client.mark_inactive(enable in ("true", "1"))


@api.command("active")
def become_active(connection: Connection) -> None:
    """Say that the app is in the foreground (XEP-0352)."""
    connection.state.client.mark_inactive(False)


@api.command("inactive")
def become_inactive(connection: Connection) -> None:
    """Say that the app is in the background (XEP-0352)."""
    connection.state.client.mark_inactive(True)


@api.command("iq disco")
def discover(app: App, connection: Connection, stanza: Element) -> Element:
    """Ask for the features of the server, of a room or of a user, and for what is there."""
    client: Client = connection.state.client
    address = address_of(stanza)
    if stanza.get("type") != "get":
        raise conditions.bad_request(reason="What is there is not set.")
    if stanza.child("query", DISCO_ITEMS) is not None:
        return element("query", DISCO_ITEMS, *_items(app, client, address, stanza.get("to")))
    (category, kind), features, name = _identity(app, client, address, stanza.get("to"))
    identity = Element("identity", DISCO_INFO, {"category": category, "type": kind, "name": name})
    return element("query", DISCO_INFO, identity, *(element("feature", DISCO_INFO, var=each) for each in features))


def _items(app: App, client: Client, address: Address | None, host: str) -> list[Element]:
    """What is in a room, or on the server: the service of rooms."""
    if address is not None and address.kind == ROOM:
        dialog = dialog_of(app, address, client.user)
        room = room_address(dialog.id, app.app_id, client.domain)
        here = dict.fromkeys(str(other.user.id) for other in app.chat.joined(dialog.id))
        return [Element("item", DISCO_ITEMS, {"jid": f"{room}/{user_id}", "name": user_id}) for user_id in here]
    if address is None and not host.startswith(ROOMS):
        return [Element("item", DISCO_ITEMS, {"jid": f"{ROOMS}{client.domain}", "name": "rooms"})]
    return []


def _identity(
    app: App, client: Client, address: Address | None, host: str
) -> tuple[tuple[str, str], tuple[str, ...], str]:
    """Kind, features and name of the server, of the service of rooms, of a room or of a user."""
    if address is None and not host.startswith(ROOMS):
        return ("server", "im"), FEATURES, "chatmock"
    if address is None:
        return ("conference", "text"), (DISCO_INFO, DISCO_ITEMS, MUC), "rooms"
    if address.kind == ROOM:
        dialog = dialog_of(app, address, client.user)
        return ("conference", "text"), (DISCO_INFO, DISCO_ITEMS, MUC), dialog.name or dialog.id
    return ("account", "registered"), (DISCO_INFO,), user_of(app, address).name


@api.command("iq")
def send_iq(app: App, connection: Connection, stanza: Element) -> Element:
    """Ask another client for something; the server itself knows nothing else, and refuses it."""
    client: Client = connection.state.client
    address = address_of(stanza)
    if stanza.get("type") not in ("get", "set"):
        raise conditions.bad_request(reason="An iq gets, sets, or answers.")
    if address is None or address.kind != USER or not address.resource:
        raise conditions.not_implemented()
    _to_client(app, client, address, stanza)
    return UNANSWERED


@api.command("iq answer")
def answer_iq(app: App, connection: Connection, stanza: Element) -> None:
    """Answer another client; answers to the server say nothing that it waits for."""
    address = address_of(stanza)
    if address is not None and address.kind == USER and address.resource:
        _to_client(app, connection.state.client, address, stanza)


def _to_client(app: App, client: Client, address: Address, stanza: Element) -> None:
    user = user_of(app, address)
    other = app.chat.client(user.id, address.resource)
    if other is None or keeps_away(app, user, client.user, "iq", client=other):
        raise conditions.unavailable()
    deliver(app, Stanza(stanza, local_of(client), client.resource), [other])
