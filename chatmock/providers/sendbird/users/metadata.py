"""Metadata of users: texts by key (today)."""

from __future__ import annotations

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value
from chatmock.providers.sendbird.model import (
    App,
    Edit,
    Given,
    User,
    check_keys,
    create_values,
    delete_value,
    delete_values,
    named_keys,
    pick_value,
    pick_values,
    update_values,
)

_THING = "Metadata"
_PATH = "/users/{user_id}/metadata"


def _keep(app: App, user: User, edit: Edit[str]) -> None:
    user.metadata = edit.after
    user.revision += 1
    app.emit("user.updated", user=user)


@api.post(_PATH, accepts="user.metadata.create", returns="metadata", by="self")
def create_user_metadata(app: App, user: User, given: Given) -> dict[str, str]:
    """Add texts to a user under new keys, all or none. Answers what was sent."""
    new: dict[str, str] = given["metadata"]
    _keep(app, user, create_values(user.metadata, new, thing=_THING))
    return new


@api.get(_PATH, accepts="user.metadata.view", returns="metadata", by="self")
def list_user_metadata(user: User, given: Given) -> dict[str, str]:
    """View all metadata of a user, or that under the given keys."""
    return pick_values(user.metadata, named_keys(given))


@api.get(_PATH + "/{key}", returns="metadata", by="self")
def view_user_metadata(user: User, key: str) -> dict[str, str]:
    """View one key of a user's metadata."""
    return pick_value(user.metadata, key, thing=_THING)


@api.put(_PATH, accepts="user.metadata.update", returns="metadata", by="self")
def update_user_metadata(app: App, user: User, given: Given) -> dict[str, str]:
    """Change a user's texts; unknown keys are skipped without ``upsert`` (docs: the SDKs' notes).

    Answers what was changed.
    """
    new = {key: text for key, text in given["metadata"].items() if given["upsert"] or key in user.metadata}
    _keep(app, user, update_values(user.metadata, new))
    return new


@api.put(_PATH + "/{key}", accepts="user.metadata.update_key", returns="metadata", by="self")
def update_user_metadata_key(app: App, user: User, key: str, given: Given) -> dict[str, str]:
    """Change one text of a user. Errors: 400201 for an unknown key without ``upsert``."""
    if "," in key:
        raise invalid_value(field="key")
    new = {key: given["value"]}
    check_keys(user.metadata, new, upsert=given["upsert"], thing=_THING)
    return update_user_metadata(app, user, {"metadata": new, "upsert": True})


@api.delete(_PATH, accepts="user.metadata.delete", returns="empty", by="self")
def delete_all_user_metadata(app: App, user: User, given: Given) -> None:
    """Delete all metadata of a user, or one ``key``."""
    if "key" in given:
        delete_user_metadata_key(app, user, given["key"])
    else:
        _keep(app, user, delete_values(user.metadata))


@api.delete(_PATH + "/{key}", returns="empty", by="self")
def delete_user_metadata_key(app: App, user: User, key: str) -> None:
    """Delete one key of a user's metadata."""
    _keep(app, user, delete_value(user.metadata, key, thing=_THING))
