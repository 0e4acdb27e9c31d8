"""Whether a UserSig is good: by its maker's key, and by the application's clock.

The order of the checks is not documented (ruled): what can be read, whose it is, who made it, how long it is good.
"""

from __future__ import annotations

import hmac

from chatmock.core.clock import SECOND
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.model import App, Ticket
from chatmock.providers.tencent.tickets import usersig

_MINUTE = 60 * SECOND
KEPT = 1000
"""UserSigs of an application that are known as good ones; and accounts whose wrong ones are counted."""


def check(app: App, text: str, user_id: str) -> Ticket:
    """The ticket by which an account may log in.

    Errors: blocked, locked, ticket_empty, ticket_unreadable, ticket_incomplete, ticket_of_other_app, ticket_of_other_user,
    ticket_wrong, ticket_expired, ticket_void.
    """
    if user_id in app.settings.blocked_accounts:
        raise errors.blocked()
    ticket = app.tickets.get(text)
    if ticket is None or ticket.user_id != user_id:
        ticket = _verify(app, text, user_id)
    if app.clock.seconds() > ticket.ends:
        raise errors.ticket_expired()
    account = app.accounts.get(user_id)
    if account is not None and (ticket.time < account.void_before or text in account.void_tickets):
        raise errors.ticket_void()
    return ticket


def _verify(app: App, text: str, user_id: str) -> Ticket:
    """The ticket of a UserSig that was not seen yet."""
    if app.settings.wrong_tickets_a_minute is not None and _is_locked(app, user_id):
        raise errors.locked()
    ticket = usersig.read(text)
    if ticket.app_id != app.app_id:
        raise errors.ticket_of_other_app()
    if ticket.user_id != user_id:
        raise errors.ticket_of_other_user()
    if app.check_signatures and not hmac.compare_digest(ticket.sig.encode(), ticket.proof(app.secret_key).encode()):
        _count_wrong(app, user_id)
        raise errors.ticket_wrong()
    if len(app.tickets) >= KEPT:
        del app.tickets[next(iter(app.tickets))]
    app.tickets[text] = ticket
    return ticket


def _is_locked(app: App, user_id: str) -> bool:
    count, since = app.wrong_tickets.get(user_id, (0, 0))
    most = app.settings.wrong_tickets_a_minute
    return most is not None and count >= most and app.clock.now() < since + _MINUTE


def _count_wrong(app: App, user_id: str) -> None:
    if app.settings.wrong_tickets_a_minute is None:
        return
    now = app.clock.now()
    count, since = app.wrong_tickets.pop(user_id, (0, now))
    app.wrong_tickets[user_id] = (count + 1, since) if now < since + _MINUTE else (1, now)
    if len(app.wrong_tickets) > KEPT:
        del app.wrong_tickets[next(iter(app.wrong_tickets))]
