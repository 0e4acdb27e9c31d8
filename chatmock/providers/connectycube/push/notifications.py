"""Pushes to those who are not connected, of what is said meanwhile: the journal has them, nothing is ever sent."""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.core.journal import Entry
from chatmock.providers.connectycube.model import App, Dialog, Message, PushEvent, User
from chatmock.providers.connectycube.views.dialogs import name_for


def _notify(app: App, message: Message, to_chat: bool, stanza: Any) -> None:
    """Make pushes of a message that goes through the chat; what is stored only, nobody hears of."""
    if message.silent or not app.subscriptions or not (to_chat or stanza is not None):
        return
    dialog = app.messages.dialog_of(message)
    sender = app.users.get(message.sender_id)
    for occupant in _absent(app, dialog):
        user = occupant.user
        if user is not sender and occupant.notifies and not occupant.muted:
            body = _text(dialog, message, sender, user)
            app.emit("push.sent", user=user, body=body, dialog=dialog, event=None)


def _absent(app: App, dialog: Dialog) -> list[Any]:
    """Occupants who have a subscription, and no connection that is active: the shorter list is looked through."""
    subscribed = app.subscriptions
    if len(subscribed) < len(dialog.occupants):
        found = [dialog.occupants[user_id] for user_id in subscribed if user_id in dialog.occupants]
    else:
        found = [one for user_id, one in dialog.occupants.items() if user_id in subscribed]
    return [one for one in found if not one.user.is_reachable]


def _text(dialog: Dialog, message: Message, sender: User | None, receiver: User) -> str:
    said = message.message if message.message is not None else "Attachment"
    name = sender.name if sender is not None else str(message.sender_id)
    place = "" if dialog.is_private else f" @ {name_for(dialog, receiver) or ''}"
    return f"{name}{place}: {said}"


def _write(app: App, user: User, body: str, dialog: Dialog | None, event: PushEvent | None) -> None:
    """Write one push for each device of a user into the journal."""
    journal = app.journal
    for one in app.subscriptions.get(user.id, {}).values():
        if event is not None and not event.is_for(one):
            continue
        facts = {
            "user_id": user.id,
            "dialog_id": "" if dialog is None else dialog.id,
            "body": body,
            "channel": one.notification_channel,
            "platform": one.platform,
            "udid": one.udid,
            "token": one.token,
        }
        journal.add(Entry("push", app.clock.now(), journal.next_number, facts=facts))


LISTENERS: dict[str, Listener] = {"message.sent": _notify, "push.sent": _write}
"""By event: make pushes of an application's messages, and write all of its pushes into the journal."""
