"""Reactions: emoji that users put to messages (today)."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.errors import not_authorized, not_found
from chatmock.providers.sendbird.finders import acting_user
from chatmock.providers.sendbird.model import (
    App,
    Channel,
    Given,
    GroupChannel,
    Message,
    Reaction,
    User,
    own_rare,
    rare_of,
)
from chatmock.providers.sendbird.views.message_extras import reactions_of, sample_of

_PATH = "/{channel_type}/{channel_url}/messages/{message_id}/reactions"


@api.post(_PATH, accepts="reaction.change", returns="reaction.changed", by="member")
def add_reaction(app: App, call: Call, channel: Channel, message: Message, given: Given) -> dict[str, Any]:
    """Put an emoji to a message, once for each user.

    Errors: 400108 for a non-member, and while reactions are turned off (ruled).
    """
    user, key = _reacting_user(call, channel, given), given["reaction"]
    if not app.features.reactions:
        raise not_authorized(reason="Reactions are turned off.")
    reactions = rare_of(message).reactions
    now = reactions.get(key, Reaction([], 0))
    if user.user_id not in now.user_ids:
        now = Reaction([*now.user_ids, user.user_id], app.clock.stamp())
        own_rare(message).reactions = {**reactions, key: now}
        _tell(app, channel, message, user, key, "ADD", now)
    return _answer(channel, message, user, key, "ADD", now)


@api.delete(_PATH, accepts="reaction.change", returns="reaction.changed", by="member")
def remove_reaction(app: App, call: Call, channel: Channel, message: Message, given: Given) -> dict[str, Any]:
    """Take an emoji back. Errors: 400201 for one the user has not put there."""
    user, key = _reacting_user(call, channel, given), given["reaction"]
    reactions = rare_of(message).reactions
    before = reactions.get(key)
    if before is None or user.user_id not in before.user_ids:
        raise not_found(thing="Reaction")
    now = Reaction([user_id for user_id in before.user_ids if user_id != user.user_id], app.clock.stamp())
    rare = own_rare(message)
    rare.reactions = {name: reaction for name, reaction in {**reactions, key: now}.items() if reaction.user_ids}
    message.rare = rare or None
    _tell(app, channel, message, user, key, "DELETE", now)
    return _answer(channel, message, user, key, "DELETE", now)


@api.get(_PATH, accepts="reaction.list", returns="reaction.page", by="member")
def list_reactions(message: Message, given: Given) -> dict[str, list[str]]:
    """List the reactions to a message: by the name of the emoji, who chose it."""
    return {row["key"]: row["user_ids"] if given["list_users"] else [] for row in reactions_of(message)}


def _reacting_user(call: Call, channel: Channel, given: Given) -> User:
    user = acting_user(call, given)
    if isinstance(channel, GroupChannel):
        membership(channel, user)
    return user


def _summary(channel: Channel, now: Reaction) -> dict[str, Any]:
    return {"updated_at": now.updated_at, "count": len(now.user_ids), **sample_of(channel, now.user_ids)}


def _tell(app: App, channel: Channel, message: Message, user: User, key: str, operation: str, now: Reaction) -> None:
    app.emit(
        "message.reaction",
        channel=channel,
        message=message,
        user=user,
        reaction=key,
        operation=operation,
        **_summary(channel, now),
    )


def _answer(channel: Channel, message: Message, user: User, key: str, operation: str, now: Reaction) -> dict[str, Any]:
    act = {"user_id": user.user_id, "operation": operation, "success": True, "reaction": key}
    return {**act, "msg_id": message.message_id, **_summary(channel, now)}
