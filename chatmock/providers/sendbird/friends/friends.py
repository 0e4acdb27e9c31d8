"""The friends of a user, listed, added and deleted (today)."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_different
from chatmock.providers.sendbird.finders import found_users
from chatmock.providers.sendbird.model import App, Given, User, circle_to_read
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.views.users import friend_view

PATH = "/users/{user_id}/friends"


@api.get(PATH, accepts="friend.list", returns="friend.page", by="self")
def list_friends(call: Call, user: User) -> dict[str, Any]:
    """List a user's friends, in the order they became friends."""
    found = page(call, "users", circle_to_read(user).friends.order)
    return {**found, "users": [friend_view(friend) for friend in found["users"]], "has_more": bool(found["next"])}


@api.post(PATH, accepts="friend.create", returns="friend.added", by="self")
def add_friends(app: App, user: User, given: Given) -> dict[str, list[With]]:
    """Make users friends of a user, all or none. Answers them all, also those who were friends before.

    Errors: 400201 for an unknown one, 400112 for the user itself.
    """
    targets = list(found_users(app, given["user_ids"]).values())
    if user in targets:
        raise not_different(field="user_ids", other="user_id")
    at = app.clock.stamp()
    return {"users": [friend_view(app.friends.add(user, target, at)) for target in targets]}


@api.delete(PATH, accepts="friend.remove", returns="empty", by="self")
def delete_friends(app: App, user: User, given: Given) -> None:
    """Delete friends of a user; ids of others are skipped."""
    for user_id in given["user_ids"]:
        if (friend := user.friend(user_id)) is not None:
            app.friends.remove(friend)
