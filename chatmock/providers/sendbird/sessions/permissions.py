"""What a client may do: each operation says in a word who may call it; without a word only a backend may.

Sources: the client SDKs' operations and their error codes; a refusal is 400108 (not authorized) unless sockets have a
code of their own for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.core.operation import Call, Operation
from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.model import App, Channel, GroupChannel, User
from chatmock.providers.sendbird.moderation.writing import may_write


def check(call: Call, operation: Operation | None) -> None:
    """Refuse what the user of a client may not do. Nothing is changed, or read, yet."""
    if operation is None:
        return
    if not operation.by:
        raise errors.not_authorized(reason="It takes an Api-Token.")
    CHECKS[operation.by](call, operation)


def _anybody(call: Call, operation: Operation) -> None:
    """Every client may; what it may not see or change is refused by the operation."""


def _self(call: Call, operation: Operation) -> None:
    if _texts(call, operation)["user_id"] != call.caller.user_id:
        raise errors.not_authorized(reason="A client acts for its own user only.")


def _member(call: Call, operation: Operation) -> Channel | None:
    """A member, or one who is invited; in open channels, which have no members, everybody."""
    channel = _channel(call, operation)
    if isinstance(channel, GroupChannel) and channel.standing(call.caller) is None:
        raise errors.not_authorized(reason="User is not a member.")
    return channel


def _operator(call: Call, operation: Operation) -> None:
    channel = _member(call, operation)
    if channel is not None and not _operates(channel, call.caller):
        raise errors.not_authorized(reason="User is not an operator.")


def _writer(call: Call, operation: Operation) -> None:
    """A member who may write at present."""
    if (channel := _member(call, operation)) is not None:
        may_write(channel, call.caller)


def _sender(call: Call, operation: Operation) -> None:
    """The sender of the message, still a member, who may write at present: so do sockets have it."""
    if (channel := _member(call, operation)) is not None:
        may_write(channel, call.caller)
        _refuse_others(channel, call, operation)


def _sender_or_operator(call: Call, operation: Operation) -> None:
    channel = _member(call, operation)
    if channel is not None and not _operates(channel, call.caller):
        _refuse_others(channel, call, operation)


CHECKS: dict[str, Callable[[Call, Operation], Any]] = {
    "anybody": _anybody,
    "self": _self,
    "member": _member,
    "operator": _operator,
    "writer": _writer,
    "sender": _sender,
    "sender or operator": _sender_or_operator,
}
"""Who may call an operation (``by=``), and what refuses everybody else.

``self`` is the user of the path; the others are so in the channel of the path.
"""


def _operates(channel: Channel, user: User) -> bool:
    return user.user_id in channel.operators_by_id


def _refuse_others(channel: Channel, call: Call, operation: Operation) -> None:
    message_id = _texts(call, operation)["message_id"]
    message = channel.messages.get(int(message_id)) if message_id.isdecimal() and len(message_id) < 20 else None
    if message is not None and message.user is not call.caller:
        raise errors.not_the_sender()


def _channel(call: Call, operation: Operation) -> Channel | None:
    """The channel of the path; one that is not there is refused later, by what looks for it."""
    app: App = call.app
    is_open = "open_channels" in (operation.fixed.get("channel_type"), *operation.path.split("/"))
    table: Any = app.open_channels if is_open else app.group_channels
    url = _texts(call, operation)["channel_url"]
    channel: Channel | None = table.get(url) or (None if is_open else app.feeds.channels.get(url))
    return channel


def _texts(call: Call, operation: Operation) -> dict[str, str]:
    """What stands at the parameters of the path, by their names."""
    return dict(zip((n for n in operation.parameters if n not in operation.fixed), call.path, strict=False))
