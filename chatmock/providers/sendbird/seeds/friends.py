"""Friends of users, what was uploaded of address books, and the change logs of friends."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seeds import Spot
from chatmock.providers.sendbird.model import Friend, User, circle_of
from chatmock.providers.sendbird.seeds.loading import Loading


def load_friends(loading: Loading, values: Values, spot: Spot) -> None:
    """Fill the friends of a user once all users are there. Discovery keys find nobody who is not named as a friend."""
    app, user = loading.app, loading.app.users[values["user_id"]]
    app.friends.keep(user, {row["friend_discovery_key"]: row.get("friend_name") for row in _rows(values)})
    for index, row in enumerate(values.get("friends", ())):
        row = {"user_id": row} if isinstance(row, str) else row
        _load_friend(loading, user, row, (*spot, "friends", index))
    for index, change in enumerate(values.get("friend_changes", ())):
        _load_change(loading, user, change, (*spot, "friend_changes", index))


def _rows(values: Values) -> list[Values]:
    rows: list[Values] = values.get("friend_discoveries", [])
    return rows


def _load_friend(loading: Loading, user: User, row: Values, spot: Spot) -> None:
    app, key = loading.app, row.get("friend_discovery_key")
    target = loading.user(spot, row["user_id"])
    if target is user:
        raise loading.wrong((*spot, "user_id"), "nobody is the own friend: name another user")
    at = loading.given(row, spot, "at", app.clock.stamp)
    with loading.once(circle_of(user).friends, spot, target.user_id):
        is_added = row.get("is_added", key is None)
        serial = loading.serial(row, spot, "friend")
        app.friends.file(Friend(user, target, serial, at, is_added, key, row.get("friend_name")))


def _load_change(loading: Loading, user: User, change: Values, spot: Spot) -> None:
    at, deleted = loading.past(spot, change["at"]), change.get("deleted", False)
    friend = user.friend(change["user_id"])
    if deleted == (friend is not None):
        raise loading.wrong(spot, f"{change['user_id']} is a friend and is not: name it in friends, or as deleted")
    if friend is not None and friend.serial != change["serial"]:
        raise loading.wrong((*spot, "serial"), f"the friend has the number {friend.serial}: name that one")
    circle_of(user).changes.note(change["user_id"], change["serial"], at, deleted=deleted)
    loading.app.ids.after(change["serial"])


def dump_friends(user: User) -> Values:
    """The keys of a user that are about friends."""
    values: Values = {} if user.allow_friend_discovery else {"allow_friend_discovery": False}
    if (circle := user.circle) is None:
        return values
    discoveries = [{"friend_discovery_key": key, **_named(name)} for key, name in circle.discoveries.items()]
    rows: dict[str, list[Values]] = {
        "friends": [_friend_row(friend) for friend in circle.friends],
        "friend_discoveries": discoveries,
        "friend_changes": [
            {"user_id": c.key, "serial": c.serial, "at": c.at, **({"deleted": True} if c.deleted else {})}
            for c in circle.changes
            if c.deleted or c.at != circle.friends[c.key].at
        ],
    }
    return values | {name: row for name, row in rows.items() if row}


def _friend_row(friend: Friend) -> Values:
    row: Values = {"user_id": friend.target.user_id, "at": friend.at, "serial": friend.serial}
    key = friend.friend_discovery_key
    if key is not None:
        row |= {"friend_discovery_key": key, **_named(friend.given_name)}
    return row if friend.is_added == (key is None) else {**row, "is_added": friend.is_added}


def _named(name: str | None) -> Values:
    return {} if name is None else {"friend_name": name}
