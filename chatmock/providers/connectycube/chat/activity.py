"""When a user was last here (XEP-0012), and who is told that it comes and goes."""

from __future__ import annotations

from chatmock.core.clock import SECOND
from chatmock.core.connection import Connection
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.addressing import address_of, user_of
from chatmock.providers.connectycube.chat.element import CLIENT, Element, element
from chatmock.providers.connectycube.chat.names import LAST, STATUS_STREAMING, USER, Address
from chatmock.providers.connectycube.chat.post import deliver
from chatmock.providers.connectycube.chat.privacy import keeps_away
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import App, Client, User

_MOST = 10_000
"""Users whose coming and going one client is told."""
GONE = 1
"""Seconds that are told of a user who has just left (ruled)."""


@api.command("iq last")
def get_last_activity(app: App, connection: Connection, stanza: Element) -> Element:
    """Ask for how many seconds a user has been away; 0 for one who is here."""
    client: Client = connection.state.client
    address = address_of(stanza)
    user = client.user if address is None else user_of(app, address)
    if stanza.get("type") != "get":
        raise conditions.bad_request(reason="The last activity is not set.")
    if keeps_away(app, user, client.user, "iq"):
        raise conditions.unavailable()
    if user.is_online:
        return _answer(0)
    if user.last_activity is None:
        raise conditions.forbidden(reason="The user has never been here.")
    return _answer(max(0, (app.clock.now() - user.last_activity) // SECOND))


@api.command("iq subscribe")
def subscribe_to_activity(app: App, connection: Connection, stanza: Element) -> None:
    """Be told, or no more, when a user comes and goes."""
    client: Client = connection.state.client
    asked = stanza.child("subscribe", STATUS_STREAMING)
    enable = asked.get("enable", "true") if asked is not None else ""
    if asked is None or enable not in ("true", "false", "1", "0"):
        raise conditions.bad_request(reason="enable is true or false.")
    try:
        address = Address(asked.get("user_jid"))
    except ValueError:
        raise conditions.bad_address() from None
    if address.kind != USER:
        raise conditions.bad_request(reason="user_jid is the address of a user.")
    user = user_of(app, address)
    if enable in ("true", "1"):
        if len(client.watched) >= _MOST:
            raise conditions.not_acceptable(reason="That are too many users.")
        app.chat.watch(client, user.id)
    else:
        app.chat.unwatch(client, user.id)


def tell_watchers(app: App, user: User) -> None:
    """Tell those who asked for it that a user has come, or has gone."""
    watchers = [
        client
        for client in app.chat.watchers.get(user.id, ())
        if not keeps_away(app, user, client.user, "presence-out")
    ]
    if watchers:
        told = element(
            "iq", CLIENT, _answer(0 if user.is_online else GONE), type="result", id=f"last-{app.ids.serial()}"
        )
        deliver(app, Stanza(told, f"{user.id}-{app.app_id}"), watchers)


def _answer(seconds: int) -> Element:
    return element("query", LAST, seconds=str(seconds))
