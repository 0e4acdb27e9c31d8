"""Rooms (XEP-0045): the nick is the user's id, and joining is optional, for messages reach every occupant (client)."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.element import CLIENT, Element, element
from chatmock.providers.connectycube.chat.names import MUC_USER, Address, user_address
from chatmock.providers.connectycube.chat.post import deliver
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import App, Client, Dialog, User

SELF, NOT_ANONYMOUS, CREATED_NICK, KICKED = "110", "100", "210", "301"


def room_of(app: App, address: Address) -> Dialog:
    """The dialog of a room. Raises not_found."""
    dialog = app.dialogs.get(address.id)
    if dialog is None or dialog.is_private or address.app_id != str(app.app_id):
        raise conditions.not_found(thing="Room")
    return dialog


def dialog_of(app: App, address: Address, user: User) -> Dialog:
    """The dialog of a room that a user is in. Raises not_found, forbidden."""
    dialog = room_of(app, address)
    if not dialog.has(user):
        raise conditions.forbidden(reason="You are not a member of this room.")
    return dialog


def join(app: App, client: Client, dialog: Dialog, stanza: Element, nick: str) -> None:
    """Join a room: the client hears who is there, then that it is; the others hear of it."""
    others = [other for other in app.chat.joined(dialog.id) if other is not client]
    app.chat.join(client, dialog.id)
    for other in others:
        deliver(app, _presence(app, dialog, other), [client])
    codes = [SELF, NOT_ANONYMOUS, *([CREATED_NICK] if nick != str(client.user.id) else [])]
    deliver(app, _presence(app, dialog, client, codes, id=stanza.get("id")), [client])
    deliver(app, _presence(app, dialog, client), others)


def leave(app: App, client: Client, dialog: Dialog, stanza: Element | None = None) -> None:
    """Leave a room; a client that has not joined it is answered all the same."""
    was_there = dialog.id in client.rooms
    app.chat.leave(client, dialog.id)
    gone_id = stanza.get("id") if stanza is not None else ""
    if stanza is not None:
        deliver(app, _presence(app, dialog, client, [SELF], id=gone_id, type="unavailable"), [client])
    if was_there:
        deliver(app, _presence(app, dialog, client, type="unavailable"), app.chat.joined(dialog.id))


def leave_rooms(app: App, client: Client) -> None:
    """Leave every room without a word to the client itself."""
    for dialog_id in list(client.rooms):
        dialog = app.dialogs.get(dialog_id)
        if dialog is None:
            app.chat.leave(client, dialog_id)
        else:
            leave(app, client, dialog)


def remove_from_room(app: App, dialog: Dialog, user: User, by: User | None) -> None:
    """A user is no occupant any more: its clients that had joined are told, and those who stay."""
    gone = [client for client in app.chat.joined(dialog.id) if client.user is user]
    for client in gone:
        app.chat.leave(client, dialog.id)
        is_kick = by is not None and by is not user
        actor = _actor(by, client) if is_kick and by is not None else None
        codes = [KICKED, SELF] if is_kick else [SELF]
        deliver(app, _presence(app, dialog, client, codes, type="unavailable", actor=actor), [client])
        told = _presence(app, dialog, client, codes[:-1], type="unavailable", actor=actor)
        deliver(app, told, app.chat.joined(dialog.id))


def end_room(app: App, dialog: Dialog) -> None:
    """The dialog is deleted: whoever had joined it is told."""
    for client in app.chat.joined(dialog.id):
        app.chat.leave(client, dialog.id)
        deliver(app, _presence(app, dialog, client, [SELF], type="unavailable", ends=True), [client])


def _actor(by: User, client: Client) -> Element:
    return element("actor", MUC_USER, nick=str(by.id), jid=user_address(by.id, client.app_id, client.domain))


def _presence(
    app: App,
    dialog: Dialog,
    client: Client,
    codes: Iterable[str] = (),
    *,
    id: str = "",
    type: str = "",
    actor: Element | None = None,
    ends: bool = False,
) -> Stanza:
    user = client.user
    gone = type == "unavailable"
    rank = "owner" if dialog.is_owner(user) else "admin" if dialog.is_admin(user) else "member"
    item = element(
        "item",
        MUC_USER,
        *([actor] if actor is not None else []),
        nick=str(user.id),
        affiliation=rank if dialog.has(user) else "none",
        role="none" if gone else "participant" if rank == "member" else "moderator",
        jid=client.jid,
    )
    x = element("x", MUC_USER, item, *(element("status", MUC_USER, code=code) for code in codes))
    if ends:
        x.content.append(element("destroy", MUC_USER))
    if codes and app.settings.completes_joins:
        # the JavaScript SDK from 4.7 to 6.1 looks for the code in a child called xmlns (client)
        x.content += [element("xmlns", MUC_USER, element("code", MUC_USER, code)) for code in [*codes][:1]]
    one = element("presence", CLIENT, x, id=id, type=type)
    return Stanza(one, dialog_local(app, dialog), str(user.id), is_of_room=True)


def dialog_local(app: App, dialog: Dialog) -> str:
    """The part of a room's address before the server's name."""
    return f"{app.app_id}_{dialog.id}"
