"""Reactions to messages."""

from __future__ import annotations

from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.errors import blank
from chatmock.providers.connectycube.finders import message_of
from chatmock.providers.connectycube.model import App, Given, Message
from chatmock.providers.connectycube.sessions.callers import Me


@api.put("/chat/Message/{message_id}/reactions", accepts="reaction.change", by="user")
def change_reactions(app: App, message: Message, me: Me, given: Given) -> None:
    """Add a reaction of one's own to a message, take one back, or both. Errors: not_found, forbidden, blank."""
    message_of(app, me, message)
    add, remove = given.get("add", ""), given.get("remove", "")
    if not add and not remove:
        raise blank(field="add")
    app.messages.react(message, me, add, remove)


@api.get("/chat/Message/{message_id}/reactions", returns="reaction.list", by="user")
def list_reactions(app: App, message: Message, me: Me) -> Given:
    """List who reacted to a message, by emoji. Errors: not_found, forbidden."""
    message_of(app, me, message)
    return {emoji: list(users) for emoji, users in (message.reactions or {}).items()}
