"""Global mutes: how long an account may send nothing to others, and nothing in groups."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.model import FOR_EVER, App, Caller, Given

_C2C, _GROUP = "C2CmsgNospeakingTime", "GroupmsgNospeakingTime"


@api.post("/openconfigsvr/setnospeaking")
def setnospeaking(app: App, caller: Caller, given: Given) -> None:
    """Let an account send nothing for so many seconds: 0 lifts it, 4294967295 is for ever.

    Users are muted by it; what the administrator sends in an account's name goes through (docs, 2024).
    Errors: no_muted_account; bad_operation_value where no time is given.
    """
    account = account_of(app, given["Set_Account"], errors.no_muted_account)
    if _C2C not in given and _GROUP not in given:
        raise errors.bad_operation_value(field=_C2C)
    ends = {name: None if name not in given else _end(app, given[name]) for name in (_C2C, _GROUP)}
    app.accounts.silence(account, caller, c2c=ends[_C2C], group=ends[_GROUP])


def _end(app: App, seconds: int) -> int:
    return min(app.clock.seconds() + seconds, FOR_EVER) if seconds else 0


@api.post("/openconfigsvr/getnospeaking")
def getnospeaking(app: App, given: Given) -> Given:
    """Say how many more seconds an account may send nothing. Errors: no_muted_account."""
    account = account_of(app, given["Get_Account"], errors.no_muted_account)
    return {_C2C: _rest(app, account.c2c_silent_until), _GROUP: _rest(app, account.group_silent_until)}


def _rest(app: App, end: int) -> int:
    return end if end == FOR_EVER else max(0, end - app.clock.seconds())
