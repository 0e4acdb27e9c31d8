"""Accounts."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.core.seeds import Spot
from chatmock.providers.tencent.finders import is_user_id
from chatmock.providers.tencent.model import NICK, Account, App
from chatmock.providers.tencent.seeds.belongings import dump_belongings
from chatmock.providers.tencent.seeds.friends import dump_friends
from chatmock.providers.tencent.seeds.loading import Loading

_OWN = (
    *(
        "id",
        "nick",
        "serial",
        "created",
        "profile",
        "void_tickets",
        "friends",
        "blocked",
        "friend_lists",
        "friend_sequence",
    ),
    *("requests", "requests_read", "conversation_groups", "notices", "watches"),
)


def load_accounts(loading: Loading, document: Values) -> None:
    """Fill in the accounts of an application; the administrator is there already."""
    rows = [row if isinstance(row, dict) else {"id": row} for row in document.get("accounts", ())]
    for index, values in enumerate(rows):
        _load_account(loading, values, ("accounts", index))


def _load_account(loading: Loading, values: Values, spot: Spot) -> None:
    app, user_id = loading.app, loading.once((*spot, "id"), "account", values["id"])
    if not is_user_id(user_id):
        raise loading.wrong((*spot, "id"), "it is no UserID: those have up to 32 printable characters of ASCII")
    before = app.accounts.get(user_id)
    serial = (
        before.serial
        if before is not None and "serial" not in values
        else loading.number(values, spot, "account by serial", "serial")
    )
    profile = {**({NICK: values["nick"]} if "nick" in values else {}), **values.get("profile", {})}
    details = {name: value for name, value in values.items() if name not in _OWN}
    account = Account(
        user_id,
        serial,
        app.accounts.tiny_id(serial),
        loading.given(values, spot, "created", lambda: loading.now),
        profile,
        void_tickets=tuple(values.get("void_tickets", ())),
        **details,
    )
    if before is not None:
        app.accounts.take_back(before)
    app.accounts.add(account)
    for ticket in account.void_tickets:
        app.secrets.add(ticket)


def dump_accounts(app: App) -> list[Values]:
    return [_dump_account(app, account) for account in app.accounts]


def _dump_account(app: App, account: Account) -> Values:
    values = {
        "id": account.user_id,
        **plain_values(account, "user_id", "tiny_id", "instances", "sessions", "told_status"),
    }
    user_id = account.user_id
    return {**values, **dump_friends(app, user_id), **dump_belongings(app, user_id)}
