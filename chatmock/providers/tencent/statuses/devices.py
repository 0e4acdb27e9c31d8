"""What devices say of themselves: looked at or not, known to a push service, not to be disturbed."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.model import App, Caller, Given, Instance

_LEVELS = (0, 1, 2)
_NEVER = {"Level": 0, "StartTime": 0, "EndTime": 0, "IsRepeated": 0}


def _instance(app: App, caller: Caller) -> Instance:
    return account_of(app, caller.user_id).instances[caller.instance]


@api.command(
    "im_open_status.ws_stat_foreground", accepts="frame.im_open_status.ws_stat_foreground", returns="frame.done"
)
def enter_foreground(app: App, caller: Caller) -> None:
    """Somebody looks at the application."""
    _instance(app, caller).foreground = True


@api.command(
    "im_open_status.ws_stat_background", accepts="frame.im_open_status.ws_stat_background", returns="frame.done"
)
def enter_background(app: App, caller: Caller) -> None:
    """Nobody looks at the application."""
    _instance(app, caller).foreground = False


@api.command("im_open_status.ws_stat_settoken", accepts="frame.im_open_status.ws_stat_settoken", returns="frame.done")
def set_push_token(app: App, caller: Caller) -> None:
    """Say what a push service knows the device by: there is none here."""
    _instance(app, caller)


@api.command(
    "im_msg_db_logic.ws_set_do_not_disturb", accepts="frame.im_msg_db_logic.ws_set_do_not_disturb", returns="frame.done"
)
def set_do_not_disturb(app: App, caller: Caller, given: Given) -> None:
    """Say when notices are not wanted."""
    if given["Level"] not in _LEVELS:
        raise errors.bad_message_json(field="Level")
    values = {name: given.get(name, 0) for name in _NEVER}
    app.accounts.disturb(account_of(app, caller.user_id), values, caller)


@api.command(
    "im_msg_db_logic.ws_get_do_not_disturb",
    accepts="frame.im_msg_db_logic.ws_get_do_not_disturb",
    returns="im_msg_db_logic.ws_get_do_not_disturb.answer",
)
def get_do_not_disturb(app: App, caller: Caller) -> Given:
    """Give when notices are not wanted."""
    return {**_NEVER, **account_of(app, caller.user_id).do_not_disturb}
