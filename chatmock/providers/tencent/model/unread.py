"""How many messages between two accounts are unread: a sum is asked for with each message that a webhook tells."""

from __future__ import annotations

from collections.abc import Mapping


class Unread:
    """Counts by the account that has not read, and by the account that sent; none is kept that is zero."""

    def __init__(self) -> None:
        self._by_sender: dict[str, dict[str, int]] = {}
        self._totals: dict[str, int] = {}

    def __repr__(self) -> str:
        return f"<Unread of {len(self._totals)} accounts>"

    def add(self, user_id: str, sender: str) -> None:
        """One more."""
        if (own := self._by_sender.get(user_id)) is None:
            own = self._by_sender[user_id] = {}
        own[sender] = own.get(sender, 0) + 1
        self._totals[user_id] = self._totals.get(user_id, 0) + 1

    def set(self, user_id: str, sender: str, count: int) -> None:
        """Say how many there are of one sender."""
        own = self._by_sender.setdefault(user_id, {})
        total = self._totals.get(user_id, 0) + count - own.get(sender, 0)
        if not total:
            self.forget(user_id)
            return
        self._totals[user_id] = total
        if count:
            own[sender] = count
        else:
            own.pop(sender, None)

    def of(self, user_id: str) -> Mapping[str, int]:
        """How many messages an account has not read, by who sent them."""
        return self._by_sender.get(user_id, {})

    def total(self, user_id: str) -> int:
        """How many messages an account has not read in all."""
        return self._totals.get(user_id, 0)

    def forget(self, user_id: str) -> None:
        """The account has nothing that is unread."""
        self._by_sender.pop(user_id, None)
        self._totals.pop(user_id, None)
