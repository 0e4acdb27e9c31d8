"""Notices about groups: kept for accounts that are away, until they are deleted."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
MOST = 100
"""Notices of an account; the oldest go."""


class Notices:
    """The notices of all accounts."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}
        """By UserID, the first first; for looking only."""

    def keep(self, user_id: str, row: Row) -> None:
        own = self.rows.setdefault(user_id, [])
        own.append(row)
        del own[:-MOST]

    def since(self, user_id: str, time: int) -> list[Row]:
        """Those from a time in seconds on."""
        return [row for row in self.rows.get(user_id, ()) if row["MsgTimeStamp"] >= time]

    def delete(self, user_id: str, keys: set[tuple[int, int]]) -> None:
        """Delete notices by their ClientSeq and MsgRandom."""
        left = [row for row in self.rows.get(user_id, ()) if (row["ClientSeq"], row["MsgRandom"]) not in keys]
        if left:
            self.rows[user_id] = left
        else:
            self.rows.pop(user_id, None)

    def forget(self, user_id: str) -> None:
        """An account is no more."""
        self.rows.pop(user_id, None)
