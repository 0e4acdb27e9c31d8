"""Lists of users: by filters of today, by those of the first version, by name, by tags, and who is online."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.model import App, Given, User
from chatmock.providers.connectycube.paging import numbered_page_of
from chatmock.providers.connectycube.users import first_filters, second_filters


@api.get("/users/v2", accepts="user.list", returns="user.page", by="anybody")
def list_users(app: App, given: Given) -> Given:
    """List users that meet all conditions, in the order of their ids.

    At least one of the fields that may stand alone has to be asked for by eq, in or start_with. Errors: invalid_value,
    blank, too_short.
    """
    found, limit = second_filters.select(app, given)
    users = _ordered(found, given)
    skip = given["offset"]
    return {
        "limit": limit,
        "skip": skip,
        "total_entries": len(users),
        "items": users[skip : skip + limit],
    }


@api.get("/users", accepts="user.old_list", returns="user.old_page", by="anybody")
def list_users_by_filter(app: App, given: Given) -> Given:
    """List users by one filter of the first version, as ``filter[]=number id in 45,78``. Errors: invalid_value, too_many."""
    return _page(first_filters.select(app, given), given)


@api.get("/users/by_full_name", accepts="user.by_full_name", returns="user.old_page", by="anybody")
def list_users_by_full_name(app: App, given: Given) -> Given:
    """List users with a name."""
    return _page(app.users.sharing("full_name", given["full_name"]), given)


@api.get("/users/by_tags", accepts="user.by_tags", returns="user.old_page", by="anybody")
def list_users_by_tags(app: App, given: Given) -> Given:
    """List users with one of some tags."""
    found = {user.id: user for tag in given["tags"] for user in app.users.sharing("user_tags", tag)}
    return _page([found[user_id] for user_id in sorted(found)], given)


@api.get("/users/online", accepts="user.online", returns="user.online.page", by="anybody")
def list_online_users(app: App, given: Given) -> Given:
    """List users with a chat connection, or count them."""
    online = app.users.online
    if given["count"]:
        return {"count": len(online)}
    first = given["offset"]
    return {"users": list(islice(online.values(), first, first + given["limit"]))}


def _page(users: list[User], given: Given) -> Given:
    number, size, first = numbered_page_of(given)
    return {
        "current_page": number,
        "per_page": size,
        "total_entries": len(users),
        "items": [{"user": user} for user in users[first : first + size]],
    }


def _ordered(users: list[User], given: Given) -> list[User]:
    """Users in the order that is asked for; equal ones in the order of their ids, or the other way round."""
    for name, backwards in (("sort_asc", False), ("sort_desc", True)):
        if field := given.get(name):
            users = sorted(users, key=lambda user: _rank(user, field))
            return users[::-1] if backwards else users
    return users


def _rank(user: User, field: str) -> tuple[bool, Any]:
    value = second_filters.value_of(user, field)
    return value is not None, value
