"""Attributes of accounts: the application names ten of them, and gives accounts values."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.model import App, Caller, Given

MOST = 100
"""Accounts of one request."""
LONGEST = 50
"""Bytes of a name, a value or a tag."""
_NUMBERS = tuple("0123456789")


def accounts_of(app: App, user_ids: Iterable[str]) -> dict[str, None]:
    """The accounts of a request, each once. Errors: too_many_push_accounts, no_message_account."""
    found = dict.fromkeys(user_ids)
    if len(found) > MOST:
        raise errors.too_many_push_accounts()
    for user_id in found:
        account_of(app, user_id, errors.no_message_account)
    return found


@api.post("/all_member_push/im_set_attr_name")
def im_set_attr_name(app: App, caller: Caller, given: Given) -> None:
    """Name attributes of the application, by their numbers from 0 to 9. Errors: bad_message_json, bad_attribute."""
    names = given["AttrNames"]
    for number, name in names.items():
        if number not in _NUMBERS or not isinstance(name, str):
            raise errors.bad_message_json(field="AttrNames")
        if not 0 < len(name.encode()) <= LONGEST:
            raise errors.bad_attribute(name=name)
    after = {**app.pushing.names, **names}
    if len(set(after.values())) != len(after):
        raise errors.bad_message_json(field="AttrNames")
    app.pushing.name(names, caller)


@api.post("/all_member_push/im_get_attr_name")
def im_get_attr_name(app: App) -> Given:
    """Give the names of the application's attributes, by number."""
    return {"AttrNames": dict(sorted(app.pushing.names.items()))}


@api.post("/all_member_push/im_set_attr")
def im_set_attr(app: App, caller: Caller, given: Given) -> None:
    """Give accounts values of attributes. Errors: those of ``accounts_of``, bad_attribute."""
    rows = given["UserAttrs"]
    accounts_of(app, (row["To_Account"] for row in rows))
    for row in rows:
        for name, value in row["Attrs"].items():
            known = name in app.pushing.names.values()
            if not known or not isinstance(value, str) or len(value.encode()) > LONGEST:
                raise errors.bad_attribute(name=name)
    for row in rows:
        app.pushing.set_attributes(row["To_Account"], row["Attrs"], caller)


@api.post("/all_member_push/im_get_attr")
def im_get_attr(app: App, given: Given) -> Given:
    """Give the attributes of accounts. Errors: those of ``accounts_of``."""
    found = accounts_of(app, given["To_Account"])
    return {"UserAttrs": [{"To_Account": one, "Attrs": dict(app.pushing.attributes.get(one, {}))} for one in found]}


@api.post("/all_member_push/im_remove_attr")
def im_remove_attr(app: App, caller: Caller, given: Given) -> None:
    """Take attributes off accounts. Errors: those of ``accounts_of``, bad_attribute."""
    rows = given["UserAttrs"]
    accounts_of(app, (row["To_Account"] for row in rows))
    for row in rows:
        for name in row["Attrs"]:
            if name not in app.pushing.names.values():
                raise errors.bad_attribute(name=name)
    for row in rows:
        app.pushing.remove_attributes(row["To_Account"], row["Attrs"], caller)
