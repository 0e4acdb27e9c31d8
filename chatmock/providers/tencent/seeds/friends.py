"""The friends of accounts, and whom they block."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.core.seeds import Spot
from chatmock.providers.tencent.model import App, Friend, FriendRequest
from chatmock.providers.tencent.seeds.loading import Loading


def load_friends(loading: Loading, document: Values) -> None:
    """Fill in who is whose friend, once all accounts are there."""
    for index, values in enumerate(document.get("accounts", ())):
        if isinstance(values, dict):
            _load_friends(loading, values, ("accounts", index))


def _load_friends(loading: Loading, values: Values, spot: Spot) -> None:
    friends = loading.app.friends
    for name in values.get("friend_lists", ()):
        friends.put_list(values["id"], name)
    if values.get("requests_read"):
        friends.requests_read[values["id"]] = values["requests_read"]
    for index, row in enumerate(values.get("requests", ())):
        sender = loading.user_id((*spot, "requests", index, "sender"), row["sender"])
        friends.put_request(FriendRequest(**{**row, "sender": sender, "target": values["id"]}))
    for index, row in enumerate(values.get("friends", ())):
        own = row if isinstance(row, dict) else {"user": row}
        here = (*spot, "friends", index)
        details = {name: value for name, value in own.items() if name not in ("user", "added", "lists")}
        user_id = loading.user_id((*here, "user"), own["user"])
        added = loading.seconds(own, here, "added", loading.now // 1000)
        friends.put(values["id"], Friend(user_id, added, lists=tuple(own.get("lists", ())), **details))
    if "friend_sequence" in values:
        friends.sequences[values["id"]] = values["friend_sequence"]
    for user_id, since in values.get("blocked", {}).items():
        here = (*spot, "blocked", user_id)
        friends.put_block(values["id"], loading.user_id(here, user_id), loading.past(here, since) // 1000)


def dump_friends(app: App, user_id: str) -> Values:
    """What an account has of others."""
    friends = [
        {"user": one.user_id, "added": one.added * 1000, **plain_values(one, "user_id", "added", "serial")}
        for one in app.friends.of(user_id).values()
    ]
    blocked = {one: since * 1000 for one, since in app.friends.blocked.get(user_id, {}).items()}
    requests = [plain_values(one, "target") for one in app.friends.requests.get(user_id, {}).values()]
    values: Values = {
        "friends": friends,
        "blocked": blocked,
        "friend_lists": list(app.friends.lists.get(user_id, ())),
        "requests": requests,
        "friend_sequence": app.friends.sequences.get(user_id, 0),
        "requests_read": app.friends.requests_read.get(user_id, 0),
    }
    return {name: value for name, value in values.items() if value}
