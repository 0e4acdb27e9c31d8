"""Who wants to know of whose state."""

from __future__ import annotations

from collections.abc import Mapping


class Watches:
    """Edges from who watches to who is watched."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, None]] = {}
        """Whom an account watches; for looking only."""
        self._watchers: dict[str, dict[str, None]] = {}

    def of(self, user_id: str) -> Mapping[str, None]:
        """Those who watch an account."""
        return self._watchers.get(user_id, {})

    def add(self, user_id: str, other: str) -> None:
        self.rows.setdefault(user_id, {})[other] = None
        self._watchers.setdefault(other, {})[user_id] = None

    def remove(self, user_id: str, other: str) -> None:
        for table, key, inner in ((self.rows, user_id, other), (self._watchers, other, user_id)):
            own = table.get(key)
            if own is not None and own.pop(inner, 0) is None and not own:
                del table[key]

    def forget(self, user_id: str) -> None:
        """An account is no more."""
        for other in list(self.rows.get(user_id, ())):
            self.remove(user_id, other)
        for other in list(self._watchers.get(user_id, ())):
            self.remove(other, user_id)
