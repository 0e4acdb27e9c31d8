"""Presence (RFC 6121, 4): who is available, told to the user's own contacts, and what waited is delivered."""

from __future__ import annotations

from chatmock.providers.connectycube.chat.element import Element, element
from chatmock.providers.connectycube.chat.post import deliver
from chatmock.providers.connectycube.chat.privacy import keeps_away
from chatmock.providers.connectycube.chat.rooms import leave_rooms
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import App, Client, User


def become_available(app: App, client: Client, stanza: Element) -> None:
    """The client is there: its own presence comes back, contacts are told, and it gets what has waited for its user."""
    is_first = not client.available
    client.available, client.presence = True, stanza
    own = presence_of(client)
    deliver(app, Stanza(stanza, local_of(client), client.resource, to_bare=True), [client])
    others = [other for other in app.chat.of(client.user.id) if other is not client and other.available]
    deliver(app, own, [*others, *_watchers(app, client.user)])
    if not is_first:
        return
    for other in others:
        deliver(app, presence_of(other), [client])
    for watched in _watched(app, client.user):
        deliver(app, presence_of(watched), [client])
    for waiting in app.chat.take_waiting(client.user.id):
        deliver(app, waiting, [client])
    for missed in app.chat.missed_by(client.user.id):
        late = missed.late()
        missed.sent_at = None  # it waits for nobody else
        deliver(app, late, [client])


def become_unavailable(app: App, client: Client, stanza: Element) -> None:
    """The client is not there, though it is connected; it has left its rooms."""
    leave_rooms(app, client)
    if not client.available:
        return
    client.available, client.presence = False, None
    told = Stanza(stanza, local_of(client), client.resource, to_bare=True)
    deliver(app, told, app.chat.of(client.user.id))
    deliver(app, Stanza(stanza, local_of(client), client.resource), _watchers(app, client.user))


def announce_absence(app: App, client: Client) -> None:
    """A client is gone: tell its rooms and its user's contacts."""
    leave_rooms(app, client)
    if client.available:
        client.available, client.presence = False, None
        gone = Stanza(element("presence", type="unavailable"), local_of(client), client.resource)
        others = [other for other in app.chat.of(client.user.id) if other is not client]
        deliver(app, gone, [*others, *_watchers(app, client.user)])


def presence_of(client: Client) -> Stanza:
    """What an available client says of itself."""
    return Stanza(client.presence, local_of(client), client.resource)


def local_of(client: Client) -> str:
    """The part of a client's address before the server's name."""
    return f"{client.user.id}-{client.app_id}"


def clients_seen_by(app: App, user: User, user_id: int) -> list[Client]:
    """The available clients of another user, where a user gets that one's presence."""
    other = app.users.get(user_id)
    if other is None or keeps_away(app, other, user, "presence-out") or keeps_away(app, user, other, "presence-in"):
        return []
    return [client for client in app.chat.of(user_id) if client.available]


def _watchers(app: App, user: User) -> list[Client]:
    """The available clients that get a user's presence."""
    contacts = app.chat.contacts.get(user.id)
    if contacts is None:
        return []
    found = []
    for user_id in contacts.watchers:
        other = app.users.get(user_id)
        if other is None or keeps_away(app, user, other, "presence-out") or keeps_away(app, other, user, "presence-in"):
            continue
        found += [client for client in app.chat.of(user_id) if client.available]
    return found


def _watched(app: App, user: User) -> list[Client]:
    """The available clients whose presence a user gets."""
    contacts = app.chat.contacts.get(user.id)
    ids = contacts.watched if contacts is not None else ()
    return [client for user_id in ids for client in clients_seen_by(app, user, user_id)]
