"""The accounts of an application, and the one door for changes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chatmock.core.clock import Clock
from chatmock.core.ids import Ids
from chatmock.providers.tencent.model.account import IMAGE, NICK, Account, Instance
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.values import Emit

_TINY = 144_115_000_000_000_000
"""The numbers of accounts are of 18 digits, as the platform's are."""


class Accounts:
    """All accounts by UserID, in the order of their making."""

    def __init__(self, clock: Clock, ids: Ids, emit: Emit) -> None:
        self._clock = clock
        self._ids = ids
        self._emit = emit
        self.rows: dict[str, Account] = {}
        """By UserID; for looking only."""
        self.by_tiny_id: dict[str, Account] = {}
        self.online: dict[str, Account] = {}
        """Those who are logged in."""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Account]:
        return iter(self.rows.values())

    def __contains__(self, user_id: str) -> bool:
        return user_id in self.rows

    def get(self, user_id: str) -> Account | None:
        return self.rows.get(user_id)

    def tiny_id(self, serial: int) -> str:
        """The number of the account with a serial."""
        return str(_TINY + serial)

    # --- making and ending ---

    def register(self, user_id: str, by: Caller, *, nick: str = "", face_url: str = "") -> Account:
        """Make an account, or give the one there is what is said of it. Emits account.created, or profile.changed."""
        values = {tag: value for tag, value in ((NICK, nick), (IMAGE, face_url)) if value}
        found = self.rows.get(user_id)
        if found is not None:
            self.change_profile(found, values, by)
            return found
        serial = self._ids.serial()
        account = self.add(Account(user_id, serial, self.tiny_id(serial), self._clock.now(), values))
        self._emit("account.created", account=account, by=by)
        return account

    def add(self, account: Account) -> Account:
        """Take an account in: a new one, or one of a seed."""
        self.rows[account.user_id] = self.by_tiny_id[account.tiny_id] = account
        return account

    def take_back(self, account: Account) -> None:
        """Have it that an account was never there, before anything is known of it: a seed brings it."""
        del self.rows[account.user_id], self.by_tiny_id[account.tiny_id]

    def delete(self, account: Account, by: Caller) -> None:
        """The account is no more. Emits account.logged_out for each login, then account.deleted."""
        for instance in list(account.instances.values()):
            self.logout(account, instance, by, reason="Unregister")
        del self.rows[account.user_id], self.by_tiny_id[account.tiny_id]
        self._emit("account.deleted", account=account, by=by)

    # --- changing one ---

    def change_profile(self, account: Account, values: Mapping[str, Any], by: Caller) -> None:
        """Set fields of a profile, by tag. Emits profile.changed where anything is another."""
        changes = account.profile_changes(values)
        if changes:
            account.profile |= changes
            self._emit("profile.changed", account=account, items=changes, by=by)

    def silence(self, account: Account, by: Caller, *, c2c: int | None = None, group: int | None = None) -> None:
        """Let an account send nothing until so many seconds; None leaves it. Emits account.silenced."""
        if c2c is not None:
            account.c2c_silent_until = c2c
        if group is not None:
            account.group_silent_until = group
        self._emit("account.silenced", account=account, by=by)

    def set_status(self, account: Account, text: str, by: Caller) -> None:
        """Give an account a status text. Emits status.changed."""
        account.custom_status = text
        self._emit("status.changed", account=account, by=by)

    def disturb(self, account: Account, values: dict[str, int], by: Caller) -> None:
        """Say when an account wants no notices. Emits account.disturbed."""
        account.do_not_disturb = values
        self._emit("account.disturbed", account=account, by=by)

    # --- coming and going ---

    def login(self, account: Account, instance: Instance, by: Caller, kicked: list[Instance]) -> None:
        """A device has logged in; ``kicked`` are logins that end by it. Emits account.logged_in, after their logouts."""
        for other in kicked:
            self.logout(account, other, by, reason="Kicked")
        account.instances[instance.inst_id] = instance
        self.online[account.user_id] = account
        self._emit("account.logged_in", account=account, instance=instance, kicked=kicked, by=by)

    def logout(self, account: Account, instance: Instance, by: Caller, *, reason: str) -> None:
        """A login ends: Unregister, LinkClose, TimeOut, Kicked or Expired says why. Emits account.logged_out."""
        del account.instances[instance.inst_id]
        if not account.instances:
            self.online.pop(account.user_id, None)
        self._emit("account.logged_out", account=account, instance=instance, reason=reason, by=by)

    def kick(self, account: Account, by: Caller) -> None:
        """End all logins, and the UserSigs made before now. Emits account.logged_out for each, then account.kicked."""
        instances = list(account.instances.values())
        account.void_before = self._clock.seconds()
        account.void_tickets = tuple(dict.fromkeys(one.ticket for one in instances if one.ticket))
        for instance in instances:
            self.logout(account, instance, by, reason="Kicked")
        self._emit("account.kicked", account=account, instances=instances, by=by)
