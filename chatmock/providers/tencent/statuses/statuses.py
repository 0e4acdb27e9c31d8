"""States of people: given, asked for, watched."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.model import App, Caller, Given
from chatmock.providers.tencent.views.statuses import show_status

_LONGEST = 100
"""Bytes of a status text."""
_MOST, _MOST_WATCHED = 500, 100


@api.command(
    "im_open_status.ws_set_custom_status", accepts="frame.im_open_status.ws_set_custom_status", returns="frame.done"
)
def set_status(app: App, caller: Caller, given: Given) -> None:
    """Give oneself a status text."""
    if len(given["CustomStatus"].encode()) > _LONGEST:
        raise errors.bad_account_value(field="CustomStatus")
    app.accounts.set_status(account_of(app, caller.user_id), given["CustomStatus"], caller)


def _rows_of_unknown(app: App, user_ids: list[str]) -> list[dict[str, Any]]:
    rows = []
    for user_id in user_ids:
        if user_id not in app.accounts:
            refusal = errors.no_account(user_id=user_id)
            rows.append({"To_Account": user_id, "ErrorCode": refusal.error.code, "ErrorInfo": refusal.message()})
    return rows


@api.command(
    "im_open_status.ws_get_user_status",
    accepts="frame.im_open_status.ws_get_user_status",
    returns="im_open_status.ws_get_user_status.answer",
)
def get_statuses(app: App, given: Given) -> Given:
    """Give the states of up to 500 accounts."""
    named = list(dict.fromkeys(given["To_Account"]))
    if len(named) > _MOST:
        raise errors.bad_batch()
    found = [account for user_id in named if (account := app.accounts.get(user_id)) is not None]
    return {"UserStatusList": [show_status(one) for one in found], "ErrorList": _rows_of_unknown(app, named)}


@api.command(
    "im_open_status.ws_status_subscribe",
    accepts="frame.im_open_status.ws_status_subscribe",
    returns="im_open_status.ws_status_subscribe.answer",
)
def watch(app: App, caller: Caller, given: Given) -> Given:
    """Be told of the states of up to 100 accounts."""
    named = list(dict.fromkeys(given["To_Account"]))
    if len(named) > _MOST_WATCHED:
        raise errors.bad_batch()
    for user_id in named:
        if user_id in app.accounts:
            app.watches.add(caller.user_id, user_id)
    return {"ErrorList": _rows_of_unknown(app, named)}


@api.command(
    "im_open_status.ws_status_unsubscribe",
    accepts="frame.im_open_status.ws_status_unsubscribe",
    returns="im_open_status.ws_status_subscribe.answer",
)
def unwatch(app: App, caller: Caller, given: Given) -> Given:
    """Be told of states no more: of some accounts, or of all for UnsubscribeAll 1."""
    everybody = given.get("UnsubscribeAll") == 1
    named = list(app.watches.rows.get(caller.user_id, ())) if everybody else list(given.get("To_Account", ()))
    for user_id in named:
        app.watches.remove(caller.user_id, user_id)
    return {"ErrorList": []}
