"""Operations data: what happened on each of the last thirty days, the newest first."""

from __future__ import annotations

from chatmock.core.clock import DAY
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import App, Day, Given, beijing_day

_DAYS = 30
_COUNTED = (
    "C2CDownMsgNum",
    "C2CUpMsgNum",
    "ChainDecrease",
    "ChainIncrease",
    "GroupDestroyGroupNum",
    "GroupDownMsgNum",
    "GroupJoinGroupTimes",
    "GroupNewGroupNum",
    "GroupQuitGroupTimes",
    "GroupUpMsgNum",
    "LoginTimes",
    "MaxOnlineNum",
    "RegistUserNumOneDay",
)
_PEOPLE = (
    "ActiveUserNum",
    "C2CSendMsgUserNum",
    "GroupSendMsgGroupNum",
    "GroupSendMsgUserNum",
    "LoginUserNum",
    "SendMsgUserNum",
)
"""Figures of people, and of groups: how many did something."""
_APPLE = ("APNSMsgNum", "C2CAPNSMsgNum", "GroupAPNSMsgNum")
"""Notices that went to Apple's push service: chatmock sends none."""
_SUMS = {"UpMsgNum": ("C2CUpMsgNum", "GroupUpMsgNum"), "DownMsgNum": ("C2CDownMsgNum", "GroupDownMsgNum")}
FIELDS = (
    *("AppId", "AppName", "Company", "Date", "CallBackReq", "CallBackRsp", "GroupAllGroupNum", "RegistUserNumTotal"),
    *(*_APPLE, *_COUNTED, *_PEOPLE, *_SUMS),
)


@api.post("/openconfigsvr/getappinfo")
def getappinfo(app: App, given: Given) -> Given:
    """Give the figures of the last thirty days, today with them: all, or those of RequestField. All are texts."""
    wanted = given.get("RequestField") or FIELDS
    for name in wanted:
        if name not in FIELDS:
            raise errors.bad_operation_value(field=f"RequestField: {name}")
    now, rows = app.clock.now(), []
    accounts, groups = len(app.accounts), len(app.groups)
    hooks = _webhooks(app) if {"CallBackReq", "CallBackRsp"} & set(wanted) else {}
    for back in range(_DAYS):
        date = beijing_day(now - back * DAY)
        day = app.statistics.days.get(date, Day())
        figures = {**_figures(app, date, day), "RegistUserNumTotal": accounts, "GroupAllGroupNum": groups}
        asked, answered = hooks.get(date, (0, 0))
        figures |= {"CallBackReq": asked, "CallBackRsp": answered}
        rows.append({name: str(figures[name]) for name in wanted})
        counts = day.counts
        accounts -= counts.get("RegistUserNumOneDay", 0) - counts.get("deleted accounts", 0)
        groups -= counts.get("GroupNewGroupNum", 0) - counts.get("GroupDestroyGroupNum", 0)
    return {"Result": rows}


def _figures(app: App, date: str, day: Day) -> dict[str, int | str]:
    counts = {name: day.counts.get(name, 0) for name in _COUNTED}
    people = {name: len(day.unions[name] if name in day.unions else day.people.get(name, ())) for name in _PEOPLE}
    sums = {name: counts[one] + counts[other] for name, (one, other) in _SUMS.items()}
    about = {"AppId": app.app_id, "AppName": app.settings.app_name, "Company": app.settings.company, "Date": date}
    return {**about, **dict.fromkeys(_APPLE, 0), **counts, **people, **sums}


def _webhooks(app: App) -> dict[str, tuple[int, int]]:
    """Webhooks of each day that the journal has: how many were sent, and how many were answered well."""
    found: dict[str, tuple[int, int]] = {}
    for entry in app.journal:
        if entry.kind == "delivery":
            date = beijing_day(entry.at)
            sent, answered = found.get(date, (0, 0))
            found[date] = sent + 1, answered + (entry.status == 200)
    return found
