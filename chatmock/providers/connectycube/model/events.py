"""What can happen in an application, with the facts that each event brings."""

from __future__ import annotations

EVENTS: dict[str, str] = {
    # users
    "user.created": "user",
    "user.updated": "user",
    "user.deleted": "user",
    "user.online": "user",
    "user.offline": "user",
    # sessions
    "session.created": "session",
    "session.changed": "session",
    "session.ended": "session",
    # dialogs; ``by`` is the user who did it, None where a seed or the administration did
    "dialog.created": "dialog, by",
    "dialog.updated": "dialog, by, names",
    "dialog.deleted": "dialog, by",
    "dialog.hidden": "dialog, user",
    "dialog.unhidden": "dialog, user",
    "dialog.cleared": "dialog, by, user",
    "occupant.joined": "dialog, user, by",
    "occupant.left": "dialog, user, by",
    # messages
    "message.sent": "message, to_chat, stanza",
    "message.updated": "message, by, stanza",
    "message.deleted": "message, by, stanza",
    "message.hidden": "message, user",
    "message.read": "message, user",
    "message.delivered": "message, user",
    "message.reacted": "message, user, added, removed",
    "system.sent": "message_id, sender, recipient, parameters",
    # push
    "push.sent": "user, body, dialog, event",
}
"""Every event by its name, with the names of its facts. ``event`` is the push that was asked for, None where one is made of a message."""
