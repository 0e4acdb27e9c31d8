"""Block lists: whom an account does not want to hear from."""

from __future__ import annotations

from itertools import islice

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, owner_of
from chatmock.providers.tencent.friends.results import failures, relation, results, rows_of
from chatmock.providers.tencent.model import App, Caller, Given

_MOST = 1000
"""Rows of one page."""
_CHECKS = ("BlackCheckResult_Type_Single", "BlackCheckResult_Type_Both")


@api.command("sns.black_list_get", accepts="frame.sns.black_list_get", returns="sns.black_list_get.answer")
@api.post("/sns/black_list_get")
def black_list_get(app: App, caller: Caller, given: Given) -> Given:
    """Give a page of a block list; StartIndex 0 in the answer says that it was the last."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    start, limit = given["StartIndex"], min(max(1, given["MaxLimited"]), _MOST)
    own = app.friends.blocked.get(owner, {})
    page = list(islice(own.items(), start, start + limit))
    after = start + len(page)
    return {
        "BlackListItem": [{"To_Account": user_id, "AddBlackTimeStamp": since} for user_id, since in page],
        "StartIndex": after if page and after < len(own) else 0,
        "CurruentSequence": app.friends.sequences.get(owner, 0),
    }


@api.command("sns.black_list_add", accepts="frame.sns.black_list_add", returns="sns.black_list_add.answer")
@api.post("/sns/black_list_add")
def black_list_add(app: App, caller: Caller, given: Given) -> Given:
    """Block accounts: whoever is blocked is nobody's friend there any more, nor the other way round (docs, 2024)."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id

    def block(user_id: str) -> None:
        account_of(app, user_id, errors.no_friend_account)
        if user_id == owner:
            raise errors.bad_friend_value(field="To_Account")
        if app.friends.blocks(owner, user_id):
            return
        most = app.settings.most_blocked
        if most is not None and len(app.friends.blocked.get(owner, ())) >= most:
            raise errors.block_list_full()
        app.friends.block(owner, user_id, caller)
        for one, other in ((owner, user_id), (user_id, owner)):
            if app.friends.has(one, other):
                app.friends.remove(one, other, caller)

    return results(dict.fromkeys(given["To_Account"]), block)


@api.command("sns.black_list_delete", accepts="frame.sns.black_list_delete", returns="sns.black_list_delete.answer")
@api.post("/sns/black_list_delete")
def black_list_delete(app: App, caller: Caller, given: Given) -> Given:
    """Block accounts no more."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id

    def unblock(user_id: str) -> None:
        account_of(app, user_id, errors.no_friend_account)
        if app.friends.blocks(owner, user_id):
            app.friends.unblock(owner, user_id, caller)

    return results(dict.fromkeys(given["To_Account"]), unblock)


@api.post("/sns/black_list_check")
def black_list_check(app: App, caller: Caller, given: Given) -> Given:
    """Say of accounts whether they are blocked: by the one, or by either of the two."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    if given["CheckType"] not in _CHECKS:
        raise errors.bad_friend_value(field="CheckType")
    both = given["CheckType"] == _CHECKS[1]

    def check(user_id: str) -> Given:
        mine = app.friends.blocks(owner, user_id)
        theirs = both and app.friends.blocks(user_id, owner)
        return {"Relation": relation(mine, theirs, "BlackCheckResult_Type_", "NO")}

    rows = rows_of(app, given["To_Account"], check, {"Relation": "BlackCheckResult_Type_NO"})
    return {"BlackListCheckItem": rows, **failures(rows)}
