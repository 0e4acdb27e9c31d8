"""Invitation preferences, of one user and by default: whether an invitation makes a member at once (today)."""

from __future__ import annotations

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.model import App, Given, User

_PATH = "/users/{user_id}/channel_invitation_preference"
_DEFAULT = "/applications/default_channel_invitation_preference"
_FIELDS = {"accepts": "channel_invitation_preference.update", "returns": "channel_invitation_preference"}


@api.get(_PATH, returns="channel_invitation_preference", by="self")
def view_invitation_preference(app: App, user: User) -> dict[str, bool]:
    """View whether an invitation makes the user a member at once."""
    return {"auto_accept": app.accepts_at_once(user)}


@api.put(_PATH, by="self", **_FIELDS)
def update_invitation_preference(app: App, user: User, given: Given) -> dict[str, bool]:
    """Choose whether an invitation makes the user a member at once."""
    user.auto_accept = given["auto_accept"]
    return {"auto_accept": app.accepts_at_once(user)}


@api.get(_DEFAULT, returns="channel_invitation_preference")
def view_default_invitation_preference(app: App) -> dict[str, bool]:
    """View what holds for users who have not chosen."""
    return {"auto_accept": app.auto_accept}


@api.put(_DEFAULT, **_FIELDS)
def update_default_invitation_preference(app: App, given: Given) -> dict[str, bool]:
    """Choose what holds for users who have not chosen."""
    app.auto_accept = given["auto_accept"]
    app.emit("settings.changed", settings=app.settings)
    return {"auto_accept": app.auto_accept}
