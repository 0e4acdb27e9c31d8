"""Contact lists (RFC 6121, 2 and 3): who is on one, and who lets whom see their presence."""

from __future__ import annotations

from chatmock.core.connection import Connection
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.addressing import user_of
from chatmock.providers.connectycube.chat.element import Element, element
from chatmock.providers.connectycube.chat.names import ROSTER, USER, Address, user_address
from chatmock.providers.connectycube.chat.post import deliver
from chatmock.providers.connectycube.chat.presence import clients_seen_by, local_of, presence_of
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import App, Client, Contact, User

_MOST, _MOST_GROUPS, _LONGEST = 10_000, 100, 1023


@api.command("iq roster")
def change_contact_list(app: App, connection: Connection, stanza: Element) -> Element | None:
    """Read the contact list of the user, or put somebody on it or off it."""
    client: Client = connection.state.client
    query = stanza.child("query", ROSTER)
    if query is None:
        raise conditions.bad_request(reason="There is no query in it.")
    if stanza.get("type") == "get":
        mine = app.chat.contacts.get(client.user.id)
        items = [_item(client, contact) for contact in (mine.listed if mine is not None else ())]
        return element("query", ROSTER, *items)
    items = list(query.children)
    if len(items) != 1 or items[0].name != "item":
        raise conditions.bad_request(reason="One item is changed at a time.")
    item = items[0]
    other = user_of(app, _address(item))
    if item.get("subscription") == "remove":
        _remove(app, client, other)
    else:
        _put(app, client, other, item)
    return None


def _put(app: App, client: Client, other: User, item: Element) -> None:
    groups = list(dict.fromkeys(inner.text for inner in item.children if inner.name == "group"))
    mine = app.chat.contacts_of(client.user)
    is_full = len(mine.rows) >= _MOST and other.id not in mine.rows
    if is_full or len(groups) > _MOST_GROUPS or any(len(text) > _LONGEST for text in (item.get("name"), *groups)):
        raise conditions.not_acceptable(reason="That is too much for a contact list.")
    contact = mine.get(other.id)
    contact.name, contact.groups, contact.listed = item.get("name"), groups, True
    _tell_devices(app, client.user, contact)


def _remove(app: App, client: Client, other: User) -> None:
    mine = app.chat.contacts_of(client.user)
    contact = mine.rows.get(other.id)
    if contact is None or not contact.listed:
        raise conditions.not_found(thing="Contact")
    for kind, holds in (("unsubscribe", contact.sees or contact.asked), ("unsubscribed", contact.seen)):
        if holds:
            change_subscription(app, client, other, kind, element("presence", type=kind))
    mine.drop(other.id)
    _tell_devices(app, client.user, contact, gone=True)


def change_subscription(app: App, client: Client, other: User, kind: str, stanza: Element) -> None:
    """Ask to see somebody's presence, let somebody see the own, or take either back; the other one is told."""
    user = client.user
    mine, theirs = app.chat.contacts_of(user).get(other.id), app.chat.contacts_of(other).get(user.id)
    if kind == "subscribe":
        mine.listed = True
        mine.asked, theirs.asks = not mine.sees, not mine.sees
    elif kind == "subscribed":
        if not mine.asks:
            return
        mine.asks, mine.seen, mine.listed = False, True, True
        theirs.asked, theirs.sees = False, True
    elif kind == "unsubscribe":
        mine.sees = mine.asked = theirs.seen = theirs.asks = False
    else:
        mine.seen = mine.asks = theirs.sees = theirs.asked = False
    told = Stanza(stanza.with_attributes(to="", from_=""), local_of(client), to_bare=True)
    deliver(app, told, app.chat.of(other.id))
    for owner, contact in ((user, mine), (other, theirs)):
        if contact.listed:
            _tell_devices(app, owner, contact)
    if kind == "subscribed":
        for own in app.chat.of(user.id):
            if own.available:
                deliver(app, presence_of(own), [c for c in app.chat.of(other.id) if c.available])


def probe(app: App, client: Client, other: User) -> None:
    """Tell a client the presence of a contact that it may see."""
    contacts = app.chat.contacts.get(client.user.id)
    if contacts is None or other.id not in contacts.watched:
        raise conditions.forbidden(reason="You do not see this user's presence.")
    for seen in clients_seen_by(app, client.user, other.id):
        deliver(app, presence_of(seen), [client])


def open_requests(app: App, client: Client) -> None:
    """Tell a client who asks to see its user's presence."""
    contacts = app.chat.contacts.get(client.user.id)
    for contact in contacts.rows.values() if contacts is not None else ():
        if contact.asks:
            deliver(app, Stanza(element("presence", type="subscribe"), f"{contact.user_id}-{app.app_id}"), [client])


def _tell_devices(app: App, user: User, contact: Contact, *, gone: bool = False) -> None:
    for client in app.chat.of(user.id):
        query = element("query", ROSTER, _item(client, contact, gone=gone))
        push = element("iq", "jabber:client", query, type="set", id=f"roster-{app.ids.serial()}")
        deliver(app, Stanza(push, sender=""), [client])  # a sender makes it an activity to the JavaScript SDK (client)


def _item(client: Client, contact: Contact, *, gone: bool = False) -> Element:
    groups = [element("group", ROSTER, name) for name in contact.groups]
    return element(
        "item",
        ROSTER,
        *groups,
        jid=user_address(contact.user_id, client.app_id, client.domain),
        name=contact.name,
        subscription="remove" if gone else contact.subscription,
        ask="subscribe" if contact.asked else "",
    )


def _address(item: Element) -> Address:
    try:
        address = Address(item.get("jid"))
    except ValueError:
        raise conditions.bad_address() from None
    if address.kind != USER:
        raise conditions.bad_request(reason="A contact is a user.")
    return address
