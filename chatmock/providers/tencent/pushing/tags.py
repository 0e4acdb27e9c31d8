"""Tags of accounts: words by which a push finds them."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import App, Caller, Given
from chatmock.providers.tencent.pushing.attributes import LONGEST, accounts_of

MOST_AT_ONCE, _MOST = 10, 100
"""Tags of one request for an account, and tags of an account."""


def check_tags(tags: list[str]) -> None:
    """Refuse what is no list of tags. Errors: too_many_tags, empty_tag, tag_too_long."""
    if len(tags) > MOST_AT_ONCE:
        raise errors.too_many_tags()
    for tag in tags:
        if not tag:
            raise errors.empty_tag()
        if len(tag.encode()) > LONGEST:
            raise errors.tag_too_long()


def _checked_rows(app: App, given: Given) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = given["UserTags"]
    accounts_of(app, (row["To_Account"] for row in rows))
    for row in rows:
        check_tags(row["Tags"])
    return rows


@api.post("/all_member_push/im_add_tag")
def im_add_tag(app: App, caller: Caller, given: Given) -> None:
    """Give accounts tags. Errors: those of ``accounts_of`` and ``check_tags``."""
    rows = _checked_rows(app, given)
    after: dict[str, set[str]] = {}
    for row in rows:
        own = after.setdefault(row["To_Account"], set(app.pushing.tags.get(row["To_Account"], ())))
        own.update(row["Tags"])
    if any(len(own) > _MOST for own in after.values()):
        raise errors.too_many_tags()
    for row in rows:
        app.pushing.add_tags(row["To_Account"], row["Tags"], caller)


@api.post("/all_member_push/im_remove_tag")
def im_remove_tag(app: App, caller: Caller, given: Given) -> None:
    """Take tags off accounts; tags that they do not have are passed over. Errors: as of ``im_add_tag``."""
    for row in _checked_rows(app, given):
        app.pushing.remove_tags(row["To_Account"], row["Tags"], caller)


@api.post("/all_member_push/im_remove_all_tags")
def im_remove_all_tags(app: App, caller: Caller, given: Given) -> None:
    """Take all tags off accounts. Errors: those of ``accounts_of``."""
    for user_id in accounts_of(app, given["To_Account"]):
        app.pushing.remove_tags(user_id, list(app.pushing.tags.get(user_id, ())), caller)


@api.post("/all_member_push/im_get_tag")
def im_get_tag(app: App, given: Given) -> Given:
    """Give the tags of accounts. Errors: those of ``accounts_of``."""
    found = accounts_of(app, given["To_Account"])
    return {"UserTags": [{"To_Account": one, "Tags": list(app.pushing.tags.get(one, ()))} for one in found]}
