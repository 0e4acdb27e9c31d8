"""What the chat keeps of an application: its clients, rooms as far as they are joined, lists, and what waits for people."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from typing import Any

from chatmock.providers.connectycube.model.client import Client
from chatmock.providers.connectycube.model.contacts import Contacts
from chatmock.providers.connectycube.model.privacy import PrivacyLists
from chatmock.providers.connectycube.model.user import User

LONGEST_QUEUE = 10_000
"""Stanzas that wait for a user who is away; the oldest ones go."""


class Chat:
    """The chat of one application. Users are known by their ids."""

    def __init__(self) -> None:
        self._clients: dict[int, dict[str, Client]] = {}
        self.resumable: dict[str, Client] = {}
        """By the id of their resumption."""
        self.rooms: dict[str, dict[Client, None]] = {}
        """Who has joined, by the dialog's id."""
        self.watchers: dict[int, dict[Client, None]] = {}
        """Clients that are told when a user comes and goes."""
        self.privacy: dict[int, PrivacyLists] = {}
        """Of those who have any."""
        self.contacts: dict[int, Contacts] = {}
        """Of those who have any."""
        self.waiting: dict[int, deque[Any]] = {}
        """Stanzas for users who are away."""

    def __iter__(self) -> Iterator[Client]:
        return (client for own in list(self._clients.values()) for client in list(own.values()))

    def __repr__(self) -> str:
        return f"<Chat of {len(self._clients)} users>"

    # --- clients ---

    def of(self, user_id: int) -> list[Client]:
        """The clients of a user, the oldest first."""
        found = self._clients.get(user_id)
        return list(found.values()) if found else []

    def client(self, user_id: int, resource: str) -> Client | None:
        return self._clients.get(user_id, {}).get(resource)

    def among(self, user_ids: Collection[int]) -> list[Client]:
        """The clients of those of some users who have any; the shorter list is looked through."""
        clients = self._clients
        if len(user_ids) > len(clients):
            return [c for user_id, own in clients.items() if user_id in user_ids for c in own.values()]
        return [c for user_id in user_ids if user_id in clients for c in clients[user_id].values()]

    def add(self, client: Client) -> None:
        self._clients.setdefault(client.user.id, {})[client.resource] = client

    def remove(self, client: Client) -> None:
        """The client is no more: out of rooms, and told nothing."""
        own = self._clients[client.user.id]
        del own[client.resource]
        if not own:
            del self._clients[client.user.id]
        if client.management is not None:
            self.resumable.pop(client.management.resumption, None)
        for dialog_id in list(client.rooms):
            self.leave(client, dialog_id)
        for user_id in list(client.watched):
            self.unwatch(client, user_id)

    # --- rooms ---

    def join(self, client: Client, dialog_id: str) -> None:
        client.rooms[dialog_id] = None
        self.rooms.setdefault(dialog_id, {})[client] = None

    def leave(self, client: Client, dialog_id: str) -> None:
        client.rooms.pop(dialog_id, None)
        _take_out(self.rooms, dialog_id, client)

    def joined(self, dialog_id: str) -> list[Client]:
        return list(self.rooms.get(dialog_id, ()))

    # --- who is told of whom ---

    def watch(self, client: Client, user_id: int) -> None:
        client.watched[user_id] = None
        self.watchers.setdefault(user_id, {})[client] = None

    def unwatch(self, client: Client, user_id: int) -> None:
        client.watched.pop(user_id, None)
        _take_out(self.watchers, user_id, client)

    # --- what is kept of people ---

    def privacy_of(self, user: User) -> PrivacyLists:
        return self.privacy.setdefault(user.id, PrivacyLists())

    def contacts_of(self, user: User) -> Contacts:
        return self.contacts.setdefault(user.id, Contacts())

    def keep(self, user_id: int, stanza: Any) -> None:
        """Have a stanza wait for a user who is away."""
        self.waiting.setdefault(user_id, deque(maxlen=LONGEST_QUEUE)).append(stanza)

    def missed_by(self, user_id: int) -> list[Any]:
        """Private messages that are kept for clients of a user that are away, and that no other one has; oldest first."""
        away = [client for client in self.of(user_id) if client.connection is None]
        missed = {id(one): one for client in away for one in client.missed()}
        return sorted(missed.values(), key=lambda one: one.sent_at)

    def take_waiting(self, user_id: int) -> list[Any]:
        """What has waited, the oldest first; it waits no more."""
        return list(self.waiting.pop(user_id, ()))

    def forget(self, user: User) -> None:
        """A user is no more."""
        self.privacy.pop(user.id, None)
        self.waiting.pop(user.id, None)
        self.watchers.pop(user.id, None)
        for other in self.contacts.pop(user.id, Contacts()).rows:
            if other in self.contacts:
                self.contacts[other].drop(user.id)


def _take_out(table: dict[Any, dict[Client, None]], key: Any, client: Client) -> None:
    inside = table.get(key)
    if inside is not None:
        inside.pop(client, None)
        if not inside:
            del table[key]
