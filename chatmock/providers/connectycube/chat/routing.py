"""Where a message goes: to every client of a user, or to every client of every occupant of a room, joined or not."""

from __future__ import annotations

from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.element import CLIENT, Element, element
from chatmock.providers.connectycube.chat.names import CARBONS, FORWARD, user_address
from chatmock.providers.connectycube.chat.post import deliver
from chatmock.providers.connectycube.chat.presence import local_of
from chatmock.providers.connectycube.chat.privacy import is_mutual, keeps_away
from chatmock.providers.connectycube.chat.rooms import dialog_local
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import App, Client, Dialog, User


class Sent:
    """What a client sent to a user or in a room: the chat's own form of a message."""

    __slots__ = ("client", "dialog", "recipient", "stanza")

    def __init__(self, client: Client, stanza: Element, recipient: User | None, dialog: Dialog | None) -> None:
        self.client = client
        self.stanza = stanza
        self.recipient = recipient
        """None in a room."""
        self.dialog = dialog
        """None where two people have none yet."""

    def __repr__(self) -> str:
        return f"<Sent by {self.client!r}>"


def pass_on(app: App, sent: Sent) -> None:
    """Send what a client sent to whom it is for, and to the other devices of its user."""
    client, recipient = sent.client, sent.recipient
    if recipient is not None:
        to_user(app, sent.stanza, client.user, recipient, client.resource, waits=True)
        if recipient is not client.user:
            to_own_devices(app, sent.stanza, client, recipient)
    elif sent.dialog is not None:
        to_room(app, sent.stanza, sent.dialog, client.user)


def check_privacy(app: App, sender: Client, recipient: User) -> None:
    """Refuse what the recipient keeps away, or what the sender itself does. Raises unavailable."""
    if app.chat.privacy and (
        _takers(app, sender.user, recipient) is None or is_mutual(app, sender.user, recipient, sender)
    ):
        raise conditions.unavailable()


def to_user(app: App, one: Element, sender: User, recipient: User, resource: str = "", *, waits: bool = False) -> None:
    """Send a message to every client of a user; one that ``waits`` is kept for a user who is away."""
    local = f"{sender.id}-{app.app_id}"
    sent_at = app.clock.now() if waits and app.settings.queues_offline_messages else None
    takers = _takers(app, sender, recipient)
    if takers is None:
        return
    stanza = Stanza(one, local, resource, sent_at=sent_at)
    if takers or app.chat.of(recipient.id):
        deliver(app, stanza, takers)
    elif sent_at is not None:
        app.chat.keep(recipient.id, stanza.late())


def to_room(app: App, one: Element, dialog: Dialog, sender: User, *, but: User | None = None) -> None:
    """Send a message to every client of every occupant, the sender's own, too."""
    clients = app.chat.among(dialog.occupants)
    if app.chat.privacy:
        clients = [c for c in clients if not keeps_away(app, c.user, sender, "message", room=True, client=c)]
    if but is not None:
        clients = [client for client in clients if client.user is not but]
    deliver(app, Stanza(one, dialog_local(app, dialog), str(sender.id), is_of_room=True), clients)


def to_own_devices(app: App, one: Element, sender: Client, recipient: User) -> None:
    """Send a carbon of what a client sent to its user's other clients that want them (XEP-0280)."""
    for other in app.chat.of(sender.user.id):
        if other is sender or not other.carbons:
            continue
        to = user_address(recipient.id, app.app_id, other.domain)
        original = one.with_attributes(from_=f"{local_of(sender)}@{other.domain}/{sender.resource}", to=to)
        sent = element("sent", CARBONS, element("forwarded", FORWARD, original))
        deliver(app, Stanza(element("message", CLIENT, sent, type="chat"), local_of(other)), [other])


def _takers(app: App, sender: User, recipient: User) -> list[Client] | None:
    """The clients of a user that take messages of another; None where the user keeps them away."""
    clients = app.chat.of(recipient.id)
    if recipient.id not in app.chat.privacy:
        return clients
    takers = [c for c in clients if not keeps_away(app, recipient, sender, "message", client=c)]
    if not takers and (clients or keeps_away(app, recipient, sender, "message")):
        return None
    return takers
