"""Results of commands about several accounts: one for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from chatmock.core.errors import Refusal


def results(user_ids: Iterable[str], act: Callable[[str], None]) -> dict[str, Any]:
    """Do something for each account, and say how it went: ResultItem, and Fail_Account where some are refused."""
    rows, failed = [], []
    for user_id in user_ids:
        try:
            act(user_id)
        except Refusal as refusal:
            rows.append({"To_Account": user_id, "ResultCode": refusal.error.code, "ResultInfo": refusal.message()})
            failed.append(user_id)
        else:
            rows.append({"To_Account": user_id, "ResultCode": 0, "ResultInfo": ""})
    return {"ResultItem": rows, **({"Fail_Account": failed} if failed else {})}
