"""Which sockets something is pushed to: mostly not to the one whose command it was."""

from __future__ import annotations

from collections.abc import Collection

from chatmock.core.connection import Connection
from chatmock.providers.tencent.model import App, Group, Message


def of_users(app: App, user_ids: Collection[str], *, asking_too: bool = False) -> list[Connection]:
    """The sockets of some accounts; the one that asks is told by its answer, unless it is said otherwise."""
    connections = app.connections
    if not connections:
        return []
    asking = None if asking_too else connections.asking
    return [one for one in connections.among(user_ids) if one is not asking]


def of_user(app: App, user_id: str) -> list[Connection]:
    """The sockets of one account, but for the one that asks."""
    connections = app.connections
    found, asking = connections.of(user_id), connections.asking
    if asking is None or asking.who != user_id:
        return found
    return [one for one in found if one is not asking]


def of_group(app: App, group: Group, message: Message | None = None) -> list[Connection]:
    """The sockets of those in a group, or of those a message is for; live groups are polled instead."""
    if not app.connections or group.kind == "AVChatRoom":
        return []
    if message is not None and message.recipients:
        inside = {one for one in (*message.recipients, message.sender) if one in group.members}
        return of_users(app, inside)
    return of_users(app, group.members)
