"""Answers with users."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.core.jsontext import exact
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import Friend, User, friend_keys

_project = schemas["user"].project


@schemas.presents("user")
def present_user(user: User | With) -> Any:
    """Present a user: rendered once, and again after a change."""
    if not isinstance(user, User):
        return _project(user)
    if user.rendered is None or user.rendered[0] != user.revision:
        user.rendered = user.revision, orjson.Fragment(exact(orjson.dumps(_project(user))))
    return user.rendered[1]


def friend_view(friend: Friend) -> With:
    """A friend as the one sees it whose friend it is."""
    return With(friend.target, friend_keys(friend))
