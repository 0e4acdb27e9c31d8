"""Logins that end: the client is told why, and is refused from then on."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.model import Account, App, Caller, Instance
from chatmock.providers.tencent.socket import login
from chatmock.providers.tencent.socket.messages import C2C_NOTICE
from chatmock.providers.tencent.socket.post import tell

SAME_PLATFORM, OTHER_PLATFORM, BY_REST = 1, 2, 3


def listen(app: App) -> None:
    """Tell clients when their logins end by something else than themselves."""
    app.bus.on("account.logged_out", lambda **facts: end(app, **facts))


def end(app: App, account: Account, instance: Instance, reason: str, by: Caller, **_: Any) -> None:
    """A login has ended."""
    if instance.timer is not None:
        app.clock.cancel(instance.timer)
        instance.timer = None
    kind = 0
    if reason == "Kicked":
        kind = BY_REST if by.is_admin else _kind(by, instance)
        if (session := account.sessions.get(instance.a2_key)) is not None:
            session.kick_type = kind
    connection = instance.connection
    if connection is None:
        return
    if kind:
        notice = {"KickType": kind, "NewInstInfo": {"InstId": by.instance, "Platform": by.platform}}
        tell(app, [connection], C2C_NOTICE, "C2cNotifyMsgArray", [{"KickoutMsgNotify": notice}])
        connection.state.ended = errors.kicked(kick_type=kind)
    login.end_login(app, connection, f"session: {reason}")


def _kind(by: Caller, instance: Instance) -> int:
    same = by.platform == login.webhook_name(instance.platform)
    return SAME_PLATFORM if same else OTHER_PLATFORM
