"""Logins over a socket: by a UserSig, or by the A2 key of an earlier one; hello, and logout."""

from __future__ import annotations

from typing import Any

from chatmock.core.clock import SECOND
from chatmock.core.connection import Connection
from chatmock.core.frames import note
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.accounts.accounts import check_room
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import is_user_id
from chatmock.providers.tencent.model import Account, App, Given, Instance, Session, Ticket
from chatmock.providers.tencent.socket import policy, pushes
from chatmock.providers.tencent.socket.client import IN_WEBHOOKS, Client
from chatmock.providers.tencent.socket.post import send
from chatmock.providers.tencent.tickets import checking
from chatmock.providers.tencent.views.statuses import base64_of

CONNECT, DISCONNECT = "connect", "disconnect"
"""How the journal calls the coming and going of a client."""
HELLO_SECONDS = 120
"""How often a client says hello."""
LOST_SECONDS = 60
"""How long a client whose connection was lost counts as online."""
RELOGIN = "StatSvc.KickOther"
"""What has a client log in again by its A2 key."""
_KEY = 64
"""Characters of an A2 key."""


@api.command("im_open_status.wslogin", accepts="frame.im_open_status.wslogin", returns="im_open_status.wslogin.answer")
def wslogin(app: App, connection: Connection) -> Given:
    """Log in by a UserSig, or again by an A2 key; the first login makes the account.

    Errors: those of ``checking.check``, blocked, too_many_accounts, bad_account_value, kicked, ticket_expired.
    """
    client: Client = connection.state
    a2_key = client.head.get("a2")
    if isinstance(a2_key, str) and a2_key:
        account, session = _session_of(app, a2_key, client.head.get("tinyid"))
    else:
        account, session = _new(app, client)
    if client.instance is not None and client.account is not account:
        _log_out(app, connection)
    _arrive(app, connection, account, session)
    return {
        "A2Key": session.a2_key,
        "TinyId": account.tiny_id,
        "HelloInterval": HELLO_SECONDS,
        "InstId": session.inst_id,
        "TimeStamp": app.clock.seconds(),
        "CustomStatus": base64_of(account.custom_status),
        "PurchaseBits": app.settings.purchase_bits,
        "RichMsgAuthKey": "",
    }


def take_up(connection: Connection) -> None:
    """Take up the login whose A2 key the first frame of a new socket shows: the older SDK asks so, and then logs in (client).

    Errors: not_logged_in, ticket_expired, kicked.
    """
    client: Client = connection.state
    a2_key, app = client.head.get("a2"), connection.application
    if not isinstance(a2_key, str) or not a2_key or client.account is not None:
        raise errors.not_logged_in()
    _arrive(app, connection, *_session_of(app, a2_key, client.head.get("tinyid")))


def _session_of(app: App, a2_key: str, tiny_id: Any) -> tuple[Account, Session]:
    """The account and the login of an A2 key."""
    account = app.accounts.by_tiny_id.get(tiny_id) if isinstance(tiny_id, str) else None
    session = account.sessions.get(a2_key) if account is not None else None
    if account is None or session is None or app.clock.seconds() > session.ends:
        raise errors.ticket_expired()
    if session.kick_type:
        raise errors.kicked(kick_type=session.kick_type)
    return account, session


def _new(app: App, client: Client) -> tuple[Account, Session]:
    """The account of a UserSig, made if there is none, and a new login."""
    user_id, text = client.head.get("identifier"), client.head.get("usersig")
    if not isinstance(user_id, str) or not isinstance(text, str) or not user_id:
        raise errors.no_signature()
    if not is_user_id(user_id):
        raise errors.bad_account_value(field="identifier")
    ticket = checking.check(app, text, user_id)
    if user_id in app.settings.blocked_accounts:
        raise errors.blocked()
    app.secrets.add(text)
    account = app.accounts.get(user_id)
    if account is None:
        if not app.settings.creates_unknown_accounts:
            raise errors.no_account(user_id=user_id)
        check_room(app, [user_id])
        account = app.accounts.register(user_id, client.caller)
    return account, _new_session(app, client, account, ticket, text)


def _new_session(app: App, client: Client, account: Account, ticket: Ticket, text: str) -> Session:
    """The login on this socket: the one there is, where it is the same account's, else a new one."""
    if client.instance is not None and client.account is account:
        known: Session = account.sessions[client.instance.a2_key]
        known.ticket, known.ends = text, ticket.ends
        return known
    session = Session(app.ids.hex(_KEY), app.ids.serial(), client.platform, text, ticket.ends)
    app.secrets.add(session.a2_key)
    account.keep(session)
    return session


def _arrive(app: App, connection: Connection, account: Account, session: Session) -> None:
    """The login is this socket's from now on."""
    client: Client = connection.state
    client.account, client.ended = account, None
    instance = account.instances.get(session.inst_id)
    if instance is None:
        instance = Instance(session.inst_id, session.platform, app.clock.now(), session.ticket, session.a2_key)
        client.instance = instance
        kicked = policy.logins_ended_by(app.settings, account, instance)
        _take(app, connection, instance)
        app.accounts.login(account, instance, client.caller, kicked)
    elif instance.connection is not connection:
        client.instance = instance
        _take(app, connection, instance)
    if client.timer is not None:
        app.clock.cancel(client.timer)
    client.timer = app.clock.call_at(
        (session.ends + 1) * SECOND, lambda: _expire(app, connection), "a UserSig runs out"
    )


def _take(app: App, connection: Connection, instance: Instance) -> None:
    before: Connection | None = instance.connection
    if before is not None:
        _let_go(app, before, "replaced")
    if instance.timer is not None:
        app.clock.cancel(instance.timer)
        instance.timer = None
    instance.connection, instance.status = connection, "Online"
    connection.who = connection.state.account.user_id
    app.connections.add(connection)
    note(app, CONNECT, "connected", direction="in", user=connection.who, why="login")


def _let_go(app: App, connection: Connection, why: str) -> None:
    """Nobody is logged in on this socket any more."""
    client: Client = connection.state
    if client.timer is not None:
        app.clock.cancel(client.timer)
        client.timer = None
    client.instance = None
    if app.connections.remove(connection):
        note(app, DISCONNECT, "disconnected", direction="in", user=connection.who, why=why)


def _expire(app: App, connection: Connection) -> None:
    """The UserSig has run out: the client is made to log in again, and is refused then."""
    client: Client = connection.state
    account, instance = client.account, client.instance
    client.timer = None
    if account is not None and instance is not None:
        account.sessions.pop(instance.a2_key, None)
        app.accounts.logout(account, instance, client.caller, reason="Expired")
        client.ended = errors.ticket_expired()
        said: Given = {}
        pushes.check(app, pushes.RELOGIN, said)
        send(app, {"servcmd": RELOGIN, "seq": 0}, said, [connection])


def end_login(app: App, connection: Connection, why: str) -> None:
    """A login has ended by something else than its socket."""
    _let_go(app, connection, why)


def _log_out(app: App, connection: Connection) -> None:
    client: Client = connection.state
    account, instance = client.account, client.instance
    if account is not None and instance is not None:
        account.sessions.pop(instance.a2_key, None)
        app.accounts.logout(account, instance, client.caller, reason="Unregister")
    client.account = client.ended = None


@api.command("im_open_status.wslogout", accepts="frame.im_open_status.wslogout", returns="frame.done")
def wslogout(app: App, connection: Connection) -> None:
    """Log out; who was kicked says so, too, and nothing is left to do."""
    _log_out(app, connection)


@api.command("im_open_status.wshello", accepts="frame.im_open_status.wshello", returns="im_open_status.wshello.answer")
def wshello(connection: Connection) -> Given:
    """Say that the client is there; who is not logged in any more is told why (by ``caller_of``)."""
    instance: Instance = connection.state.instance
    return {"InstId": instance.inst_id}


@api.command("heartbeat.alive", accepts="frame.heartbeat.alive", returns="frame.done")
def heartbeat(connection: Connection) -> None:
    """Say that the connection is alive."""
    if connection.state.ended is not None:
        raise connection.state.ended


def close(app: App, connection: Connection) -> None:
    """A socket is gone: by the client's own word its login ends now, else it counts as online for a while."""
    client: Client = connection.state
    account, instance = client.account, client.instance
    if account is None or instance is None:
        return
    _let_go(app, connection, connection.why)
    instance.connection = None
    caller = client.caller
    if connection.why == "lost":
        due = app.clock.now() + LOST_SECONDS * SECOND
        instance.timer = app.clock.call_at(due, lambda: _miss(app, account, instance), "a lost login ends")
    else:
        app.accounts.logout(account, instance, caller, reason="LinkClose")


def webhook_name(platform: str) -> str:
    """A platform as webhooks call it."""
    return IN_WEBHOOKS.get(platform, platform)


def _miss(app: App, account: Account, instance: Instance) -> None:
    instance.timer = None
    if account.instances.get(instance.inst_id) is instance:
        caller = Client(False, False, instance.platform, "127.0.0.1", account=account, instance=instance).caller
        app.accounts.logout(account, instance, caller, reason="TimeOut")
