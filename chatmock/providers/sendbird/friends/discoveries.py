"""Discovery keys of friends, uploaded from an address book, and who may be discovered by them (today)."""

from __future__ import annotations

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.model import App, Given, User

_PATH = "/users/{user_id}/friend_discoveries"
_ALLOW = "/users/{user_id}/allow_friend_discovery"


@api.put(_PATH, accepts="friend_discovery.upload", returns="friend_discovery.uploaded", by="self")
def upload_friend_discoveries(app: App, user: User, given: Given) -> dict[str, str]:
    """Upload names by discovery keys. The users who have these keys become friends, now or once they have them."""
    rows = given["friend_discoveries"]
    app.friends.upload(user, {row["friend_discovery_key"]: row.get("friend_name") for row in rows})
    return {"friend_discovery_request_id": app.ids.hex(32)}


@api.delete(_PATH, accepts="friend_discovery.remove", returns="empty", by="self")
def delete_friend_discoveries(app: App, user: User, given: Given) -> None:
    """Forget discovery keys; a friend who was known by one alone is deleted. Keys that were not uploaded are skipped."""
    app.friends.forget_discoveries(user, given["friend_discovery_keys"])


@api.get(_ALLOW, returns="allow_friend_discovery", by="self")
def view_allow_friend_discovery(user: User) -> dict[str, bool]:
    """View whether others discover the user by the user's keys."""
    return {"allow_friend_discovery": user.allow_friend_discovery}


@api.put(_ALLOW, accepts="allow_friend_discovery.update", returns="allow_friend_discovery", by="self")
def update_allow_friend_discovery(app: App, user: User, given: Given) -> dict[str, bool]:
    """Choose whether others discover the user by the user's keys; friendships that are there stay."""
    app.friends.allow(user, given["allow_friend_discovery"])
    return {"allow_friend_discovery": user.allow_friend_discovery}
