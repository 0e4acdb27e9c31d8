"""Block lists: whom an account does not want to hear from."""

from __future__ import annotations

from itertools import islice

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, owner_of
from chatmock.providers.tencent.friends.results import results
from chatmock.providers.tencent.model import App, Caller, Given


@api.command("sns.black_list_get", accepts="frame.sns.black_list_get")
def black_list_get(app: App, caller: Caller, given: Given) -> Given:
    """Give a page of a block list; StartIndex 0 in the answer says that it was the last."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    start, limit = given["StartIndex"], max(1, given["MaxLimited"])
    own = app.friends.blocked.get(owner, {})
    page = list(islice(own.items(), start, start + limit))
    after = start + len(page)
    return {
        "BlackListItem": [{"To_Account": user_id, "AddBlackTimeStamp": since} for user_id, since in page],
        "StartIndex": after if page and after < len(own) else 0,
        "CurruentSequence": app.friends.sequences.get(owner, 0),
    }


@api.command("sns.black_list_add", accepts="frame.sns.black_list_add")
def black_list_add(app: App, caller: Caller, given: Given) -> Given:
    """Block accounts: they are friends no more."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id

    def block(user_id: str) -> None:
        account_of(app, user_id, errors.no_friend_account)
        if user_id == owner:
            raise errors.bad_friend_value(field="To_Account")
        if not app.friends.blocks(owner, user_id):
            app.friends.block(owner, user_id, caller)
        if app.friends.has(owner, user_id):
            app.friends.remove(owner, user_id, caller)

    return results(dict.fromkeys(given["To_Account"]), block)


@api.command("sns.black_list_delete", accepts="frame.sns.black_list_delete")
def black_list_delete(app: App, caller: Caller, given: Given) -> Given:
    """Block accounts no more."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id

    def unblock(user_id: str) -> None:
        account_of(app, user_id, errors.no_friend_account)
        if app.friends.blocks(owner, user_id):
            app.friends.unblock(owner, user_id, caller)

    return results(dict.fromkeys(given["To_Account"]), unblock)
