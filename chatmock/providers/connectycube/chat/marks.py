"""Delivered and read (XEP-0333): the message is marked, and its author told."""

from __future__ import annotations

from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.element import Element
from chatmock.providers.connectycube.chat.routing import to_user
from chatmock.providers.connectycube.model import App, Client, User


def mark(app: App, client: Client, author: User, marker: Element, stanza: Element) -> None:
    """Mark a message as delivered or read by the client's user. Marks to oneself are dropped: the Flutter SDK sends
    them for its own messages (client). Raises forbidden, and not_found for one that the user has deleted for himself."""
    if author is client.user:
        return
    message = app.messages.get(marker.get("id"))
    if message is not None:
        dialog = app.messages.dialog_of(message)
        if not dialog.has(client.user):
            raise conditions.forbidden(reason="You are not a member of this dialog.")
        if not dialog.history.is_visible(message, client.user.id):
            raise conditions.not_found(thing="Message")
        if marker.name == "received":
            app.messages.deliver(message, client.user)
        else:
            app.messages.read(message, client.user)
    to_user(app, stanza, client.user, author, client.resource, waits=True)
