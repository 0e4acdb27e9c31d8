"""The messages of a dialog, with who has read them."""

from __future__ import annotations

from collections.abc import Sequence

from chatmock.core.clock import SECOND
from chatmock.core.filling import Values
from chatmock.core.seeds import Spot
from chatmock.providers.connectycube.model import App, Dialog, Message
from chatmock.providers.connectycube.seeds.loading import Loading

_NOTHING: tuple[object, ...] = (None, [], {})
_OWN_MARKS = ("read_by", "delivered_to", "hidden_from")


def load_messages(loading: Loading, dialog: Dialog, document: Values, spot: Spot) -> None:
    """Fill in the messages of a dialog."""
    for index, values in enumerate(document.get("messages", ())):
        _load_message(loading, dialog, values, (*spot, "messages", index))


def _load_message(loading: Loading, dialog: Dialog, values: Values, spot: Spot) -> None:
    app = loading.app
    sender = loading.user_id((*spot, "from"), values["from"])
    created = loading.given(values, spot, "created", lambda: loading.now)
    read, delivered, hidden = (_ids(loading, values.get(name, ()), (*spot, name)) for name in _OWN_MARKS)
    opponent = dialog.opponent(sender) if dialog.is_private else None
    message_id = values["id"] if "id" in values else app.new_object_id()
    if app.messages.get(message_id) is not None:
        raise loading.wrong((*spot, "id"), "another message has this id; give it one of its own")
    message = Message(
        message_id,
        loading.number(values, spot, "message by serial", "serial"),
        dialog.id,
        sender,
        values.get("recipient", opponent.id if opponent is not None else 0),
        values.get("message"),
        loading.time((*spot, "sent"), values["sent"]) // SECOND if "sent" in values else created // SECOND,
        created,
        loading.given(values, spot, "updated", lambda: created),
        tuple(loading.kept((*spot, "attachments"), values.get("attachments", ()))),
        loading.kept((*spot, "parameters"), dict(values.get("parameters", {}))),
        loading.past((*spot, "edited"), values["edited"]) if "edited" in values else None,
        _others(read, sender),
        _others([*delivered, *read], sender),
        _reactions(loading, values, spot),
        markable=values.get("markable", False),
        silent=values.get("silent", False),
    )
    app.messages.add(dialog, message)
    for user_id in hidden:
        dialog.history.hide(message, user_id)


def _others(ids: Sequence[int], sender: int) -> dict[int, None] | None:
    return dict.fromkeys(one for one in ids if one != sender) or None


def _reactions(loading: Loading, values: Values, spot: Spot) -> dict[str, dict[int, None]] | None:
    rows = values.get("reactions", {}).items()
    return {e: dict.fromkeys(_ids(loading, people, (*spot, "reactions", e))) for e, people in rows if people} or None


def _ids(loading: Loading, people: Sequence[str | int], spot: Spot) -> list[int]:
    return [loading.user_id((*spot, index), one) for index, one in enumerate(people)]


def dump_messages(app: App, dialog: Dialog) -> list[Values]:
    return [_dump_message(dialog, message) for message in dialog.history]


def _dump_message(dialog: Dialog, message: Message) -> Values:
    values = {
        "id": message.id,
        "serial": message.serial,
        "from": message.sender_id,
        "recipient": message.recipient_id,
        "message": message.message,
        "sent": message.date_sent * SECOND,
        "created": message.created,
        "updated": message.updated,
        "attachments": list(message.attachments),
        "parameters": message.parameters,
        "edited": message.edited,
        "read_by": list(message.read_by or ()),
        "delivered_to": list(message.delivered_to or ()),
        "hidden_from": dialog.history.hidden_from(message),
        "reactions": {emoji: list(users) for emoji, users in (message.reactions or {}).items()},
        "markable": message.markable,
        "silent": message.silent,
    }
    return {name: value for name, value in values.items() if value is not False and value not in _NOTHING}
