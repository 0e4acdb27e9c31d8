"""Account management: importing, checking, deleting, kicking, and who is online."""

from __future__ import annotations

from typing import Any

from chatmock.core.errors import Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, is_user_id
from chatmock.providers.tencent.model import Account, App, Caller, Given


def check_room(app: App, user_ids: list[str]) -> None:
    """Refuse to make accounts beyond what the plan allows. Errors: too_many_accounts."""
    most = app.settings.most_accounts
    if most is not None and len(app.accounts) + sum(one not in app.accounts for one in set(user_ids)) > most:
        raise errors.too_many_accounts()


@api.post("/im_open_login_svc/account_import")
def account_import(app: App, caller: Caller, given: Given) -> None:
    """Import an account; one that is there gets the nickname and the picture."""
    if not is_user_id(given["UserID"]):
        raise errors.bad_account_value(field="UserID")
    check_room(app, [given["UserID"]])
    app.accounts.register(given["UserID"], caller, nick=given.get("Nick", ""), face_url=given.get("FaceUrl", ""))


@api.post("/im_open_login_svc/multiaccount_import")
def multiaccount_import(app: App, caller: Caller, given: Given) -> Given:
    """Import up to 100 accounts: by their UserIDs, or each with a nickname and a picture."""
    rows: list[Any] = [{"UserID": user_id} for user_id in given.get("Accounts", ())] + given.get("AccountList", [])
    if not rows:
        raise errors.bad_batch()
    good = [row for row in rows if is_user_id(row["UserID"])]
    check_room(app, [row["UserID"] for row in good])
    for row in good:
        app.accounts.register(row["UserID"], caller, nick=row.get("Nick", ""), face_url=row.get("FaceUrl", ""))
    return {"FailAccounts": [row["UserID"] for row in rows if not is_user_id(row["UserID"])]}


@api.post("/im_open_login_svc/account_delete")
def account_delete(app: App, caller: Caller, given: Given) -> Given:
    """Delete up to 100 accounts, as far as the plan allows it."""
    if not app.settings.deletes_accounts:
        raise errors.cannot_be_deleted()
    return {"ResultItem": [_delete(app, caller, row["UserID"]) for row in given["DeleteItem"]]}


def _delete(app: App, caller: Caller, user_id: str) -> Given:
    refusal: Refusal | None = None
    if app.is_admin(user_id):
        refusal = errors.cannot_be_deleted()
    elif (account := app.accounts.get(user_id)) is None:
        refusal = errors.no_account(user_id=user_id)
    else:
        app.accounts.delete(account, caller)
    if refusal is None:
        return {"ResultCode": 0, "ResultInfo": "", "UserID": user_id}
    return {"ResultCode": refusal.error.code, "ResultInfo": refusal.message(), "UserID": user_id}


@api.get("/im_open_login_svc/account_check")
@api.post("/im_open_login_svc/account_check")
def account_check(app: App, given: Given) -> Given:
    """Say of up to 100 accounts which there are."""
    rows = app.accounts.rows
    return {
        "ResultItem": [
            {
                "UserID": row["UserID"],
                "ResultCode": 0,
                "ResultInfo": "",
                "AccountStatus": "Imported" if row["UserID"] in rows else "NotImported",
            }
            for row in given["CheckItem"]
        ]
    }


@api.post("/im_open_login_svc/kick")
def kick(app: App, caller: Caller, given: Given) -> None:
    """End all logins of an account, and make the UserSigs void that it has."""
    app.accounts.kick(account_of(app, given["UserID"]), caller)


@api.post("/openim/query_online_status")
@api.post("/openim/querystate")
def query_online_status(app: App, given: Given) -> Given:
    """Say of up to 500 accounts who is online, each platform apart where that is asked for."""
    found = [(user_id, app.accounts.get(user_id)) for user_id in dict.fromkeys(given["To_Account"])]
    details = given.get("IsNeedDetail") == 1
    shown = [_status(account, details=details) for _, account in found if account is not None]
    missing = [{"To_Account": user_id, "ErrorCode": 70107} for user_id, account in found if account is None]
    return {"QueryResult": shown, **({"ErrorList": missing} if missing else {})}


def _status(account: Account, *, details: bool) -> Given:
    shown: Given = {"To_Account": account.user_id, "Status": account.status, "State": account.status}
    if details and account.instances:
        shown["Detail"] = [{"Platform": one.platform, "Status": one.status} for one in account.instances.values()]
    return shown
