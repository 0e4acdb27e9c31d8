"""Results of commands about several accounts: one for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chatmock.core.errors import Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.model import App

Rows = list[dict[str, Any]]


def result_of(user_id: str, refusal: Refusal | None = None) -> dict[str, Any]:
    """What came of one account."""
    code, info = (0, "") if refusal is None else (refusal.error.code, refusal.message())
    return {"To_Account": user_id, "ResultCode": code, "ResultInfo": info}


def failures(rows: Rows) -> dict[str, Any]:
    """Who failed, where somebody did: Fail_Account."""
    failed = [row["To_Account"] for row in rows if row["ResultCode"]]
    return {"Fail_Account": failed} if failed else {}


def results(user_ids: Iterable[str], act: Callable[[str], None]) -> dict[str, Any]:
    """Do something for each account, and say how it went: ResultItem, and Fail_Account where some are refused."""
    rows = []
    for user_id in user_ids:
        try:
            act(user_id)
            rows.append(result_of(user_id))
        except Refusal as refusal:
            rows.append(result_of(user_id, refusal))
    return {"ResultItem": rows, **failures(rows)}


def results_unless_refused(
    user_ids: Iterable[str], refused: Mapping[str, tuple[int, str]], act: Callable[[str], None]
) -> dict[str, Any]:
    """The same, but for those whom the application's server refuses: they get its code and its words."""

    def act_unless_refused(user_id: str) -> None:
        if user_id in refused:
            raise errors.own_error(*refused[user_id])
        act(user_id)

    return results(user_ids, act_unless_refused)


def rows_of(
    app: App, user_ids: Iterable[str], show: Callable[[str], dict[str, Any]], otherwise: dict[str, Any]
) -> Rows:
    """What is shown of each account, once; of those that do not exist something else, with their error."""
    rows = []
    for user_id in dict.fromkeys(user_ids):
        try:
            account_of(app, user_id, errors.no_friend_account)
            rows.append({**result_of(user_id), **show(user_id)})
        except Refusal as refusal:
            rows.append({**result_of(user_id, refusal), **otherwise})
    return rows


def relation(mine: bool, theirs: bool, prefix: str = "CheckResult_Type_", none: str = "NoRelation") -> str:
    """How two are related, as a word."""
    return prefix + {(0, 0): none, (1, 0): "AWithB", (0, 1): "BWithA", (1, 1): "BothWay"}[int(mine), int(theirs)]
