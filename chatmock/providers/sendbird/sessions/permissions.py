"""What a client may do: all that is its own user's, and more where the user is an operator; the rest is for backends.

Sources: the client SDKs' operations and their error codes; a refusal is 400108 (not authorized) unless sockets have a
code of their own for it.
"""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call, Operation
from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.model import App, Channel, GroupChannel, Message, User

_BACKEND_PATHS = ("/applications", "/bots", "/migration", "/push/device_tokens")
_BACKEND = {
    "create_user",
    "delete_user",
    "activate_user",
    "issue_session_token",
    "revoke_session_tokens",
    "list_reports",
    "list_reports_of_channel",
    "list_reports_of_message",
    "list_reports_of_user",
    "count_unread_messages",
    "start_typing_indicators",
    "stop_typing_indicators",
}
_OPERATORS = {
    "ban_user",
    "update_ban",
    "unban_user",
    "mute_user",
    "mute_user_in_group_channel",
    "unmute_user",
    "freeze_open_channel",
    "freeze_group_channel",
    "add_operators",
    "remove_operators",
    "update_open_channel",
    "delete_open_channel",
    "delete_group_channel",
}
_OWN_MESSAGES = {"update_message", "add_metaarrays", "update_metaarrays", "remove_metaarrays"}
_STRANGERS = {"join_channel", "view_group_channel", "accept_invitation", "decline_invitation", "report_channel"}
"""What may be asked of a group channel the user is not in."""


def check(call: Call, operation: Operation | None) -> None:
    """Refuse what the user of a client may not do. Nothing is changed, or read, yet."""
    if operation is None:
        return
    user: User = call.caller
    if operation.name in _BACKEND or operation.path.startswith(_BACKEND_PATHS):
        raise errors.not_authorized(reason="It takes an Api-Token.")
    names = dict(zip((n for n in operation.parameters if n not in operation.fixed), call.path, strict=False))
    if operation.path.startswith("/users/{user_id}") and operation.name != "view_user":
        if names["user_id"] != user.user_id:
            raise errors.not_authorized(reason="A client acts for its own user only.")
    elif (channel := _channel(call.app, operation, names)) is not None:
        _in_channel(operation, channel, user, names)


def _channel(app: App, operation: Operation, names: dict[str, Any]) -> Channel | None:
    """The channel an operation is about; one that is not there is refused later, by what looks for it."""
    is_open = "open_channels" in (operation.fixed.get("channel_type"), *operation.path.split("/"))
    table: Any = app.open_channels if is_open else app.group_channels
    channel: Channel | None = table.get(names.get("channel_url", ""))
    return channel


def _in_channel(operation: Operation, channel: Channel, user: User, names: dict[str, Any]) -> None:
    is_operator = user.user_id in channel.operators_by_id
    if isinstance(channel, GroupChannel) and operation.name not in _STRANGERS and channel.standing(user) is None:
        raise errors.not_authorized(reason="User is not a member.")
    if operation.name in _OPERATORS and not is_operator:
        raise errors.not_authorized(reason="User is not an operator.")
    if operation.name == "send_message":
        may_write(channel, user)
    if operation.name in _OWN_MESSAGES or (operation.name == "delete_message" and not is_operator):
        message = _message(channel, names.get("message_id", ""))
        if message is not None and message.user is not user:
            raise errors.not_the_sender()


def _message(channel: Channel, message_id: str) -> Message | None:
    return channel.messages.get(int(message_id)) if message_id.isdecimal() and len(message_id) < 20 else None


def may_write(channel: Channel, user: User) -> None:
    """Refuse who may not write: 900100 banned, 900041 muted, 900050 frozen, unless the user is an operator."""
    if user.user_id in channel.bans:
        raise errors.banned()
    if user.user_id in channel.mutes:
        raise errors.muted()
    if channel.freeze and user.user_id not in channel.operators_by_id:
        raise errors.frozen()
