"""What accounts have of each other: friends and their lists, requests, whom they block."""

from __future__ import annotations

from typing import Any

from chatmock.core.seed_values import Values, plain_values
from chatmock.core.seeds import Spot
from chatmock.providers.tencent.model import App, Friend, FriendRequest
from chatmock.providers.tencent.seeds.loading import Loading


def load_friends(loading: Loading, document: Values) -> None:
    """Fill in who is whose friend, once all accounts are there."""
    for index, values in enumerate(document.get("accounts", ())):
        if isinstance(values, dict):
            _load_friends(loading, values, ("accounts", index))


def _load_friends(loading: Loading, values: Values, spot: Spot) -> None:
    friends, owner = loading.app.friends, values["id"]
    for name in values.get("friend_lists", ()):
        friends.make_list(owner, name)
    for index, row in enumerate(values.get("friends", ())):
        friend = _friend(loading, row, (*spot, "friends", index))
        for name in friend.lists:
            if name not in friends.lists.get(owner, ()):
                friends.make_list(owner, name)
        friends.put(owner, friend)
    for user_id, since in values.get("blocked", {}).items():
        here = (*spot, "blocked", user_id)
        friends.put_block(owner, loading.user_id(here, user_id), loading.past(here, since) // 1000)
    for index, row in enumerate(values.get("friend_requests", ())):
        friends.put_request(_request(loading, owner, row, (*spot, "friend_requests", index)))
    if "friend_requests_seen" in values:
        friends.requests_read[owner] = loading.seconds(values, spot, "friend_requests_seen", 0)
    if "friend_sequence" in values:
        friends.sequences[owner] = values["friend_sequence"]


def _friend(loading: Loading, row: Any, spot: Spot) -> Friend:
    own = row if isinstance(row, dict) else {"user": row}
    details = {name: value for name, value in own.items() if name not in ("user", "added", "lists")}
    user_id = loading.user_id((*spot, "user"), own["user"])
    added = loading.seconds(own, spot, "added", loading.now // 1000)
    return Friend(user_id, added, lists=tuple(own.get("lists", ())), **details)


def _request(loading: Loading, target: str, row: Values, spot: Spot) -> FriendRequest:
    details = {name: value for name, value in row.items() if name not in ("from", "asked")}
    sender = loading.user_id((*spot, "from"), row["from"])
    return FriendRequest(sender, target, loading.seconds(row, spot, "asked", loading.now // 1000), **details)


def dump_friends(app: App, user_id: str) -> Values:
    """What an account has of others."""
    friends = app.friends
    values: Values = {
        "friend_lists": list(friends.lists.get(user_id, ())),
        "friends": [
            {"user": one.user_id, "added": one.added * 1000, **plain_values(one, "user_id", "added")}
            for one in friends.of(user_id).values()
        ],
        "blocked": {one: since * 1000 for one, since in friends.blocked.get(user_id, {}).items()},
        "friend_requests": [
            {"from": one.sender, "asked": one.time * 1000, **plain_values(one, "sender", "target", "time")}
            for one in friends.requests.get(user_id, {}).values()
        ],
        "friend_requests_seen": friends.requests_read.get(user_id, 0) * 1000,
        "friend_sequence": friends.sequences.get(user_id, 0),
    }
    return {name: value for name, value in values.items() if value}
