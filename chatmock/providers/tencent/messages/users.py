"""Messages between two as users send them: what an administrator may is not asked of everybody."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.messages.sending import send_between
from chatmock.providers.tencent.model import App, Caller, Given


@api.command("openim.sendmsg", accepts="frame.openim.sendmsg", returns="openim.sendmsg.answer")
def send_to_user(app: App, caller: Caller, given: Given) -> Given:
    """Send a message to another account.

    Errors: no_c2c_account, c2c_muted, blocked_by_other; not_friends and its like, where that is set; those of ``sendmsg``.
    """
    target = account_of(app, given["To_Account"], errors.no_c2c_account).user_id
    silent_until = account_of(app, caller.user_id).c2c_silent_until
    if silent_until and silent_until > app.clock.seconds():
        raise errors.c2c_muted()
    if app.friends.blocks(target, caller.user_id):
        raise errors.blocked_by_other(user_id=target)
    if app.settings.checks_friends and target != caller.user_id:
        _check_friends(app, caller.user_id, target)
    shown: Given = send_between(app, caller, caller.user_id, target, given)
    return shown


def _check_friends(app: App, sender: str, target: str) -> None:
    mine, theirs = app.friends.has(sender, target), app.friends.has(target, sender)
    if not mine and not theirs:
        raise errors.not_friends()
    if not theirs:
        raise errors.not_on_their_list(user_id=target)
    if not mine:
        raise errors.not_on_own_list(user_id=target)
