"""Metadata of users: texts by key (today)."""

from __future__ import annotations

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.metadata import chosen
from chatmock.providers.sendbird.errors import invalid_value, not_found, taken
from chatmock.providers.sendbird.model import App, Given, User

_PATH = "/users/{user_id}/metadata"


def _replace(app: App, user: User, metadata: dict[str, str]) -> None:
    """A new map in place of the old one: answers already made keep theirs."""
    user.metadata = metadata
    user.revision += 1
    app.emit("user.updated", user=user)


@api.post(_PATH, accepts="metadata.create", returns="metadata", by="self")
def create_user_metadata(app: App, user: User, given: Given) -> dict[str, str]:
    """Add texts to a user under new keys, all or none. Answers what was sent."""
    new: dict[str, str] = given["metadata"]
    if any(key in user.metadata for key in new):
        raise taken(field="metadata")
    _replace(app, user, {**user.metadata, **new})
    return new


@api.get(_PATH, accepts="user.metadata.view", returns="metadata", by="self")
def list_user_metadata(user: User, given: Given) -> dict[str, str]:
    """View all metadata of a user, or that under the given keys."""
    keys = [*given.get("keys", ()), *([given["key"]] if "key" in given else ())]
    return chosen(user.metadata, {"keys": keys})


@api.get(_PATH + "/{key}", returns="metadata", by="self")
def view_user_metadata(user: User, key: str) -> dict[str, str]:
    """View one key of a user's metadata."""
    if key not in user.metadata:
        raise not_found(thing="Metadata")
    return {key: user.metadata[key]}


@api.put(_PATH, accepts="metadata.update", returns="metadata", by="self")
def update_user_metadata(app: App, user: User, given: Given) -> dict[str, str]:
    """Change a user's texts; unknown keys only with ``upsert``, else they are passed over (the SDKs' notes).

    Answers what was changed.
    """
    changed = {key: text for key, text in given["metadata"].items() if given["upsert"] or key in user.metadata}
    _replace(app, user, {**user.metadata, **changed})
    return changed


@api.put(_PATH + "/{key}", accepts="metadata.update_key", returns="metadata", by="self")
def update_user_metadata_key(app: App, user: User, key: str, given: Given) -> dict[str, str]:
    """Change one text of a user. Errors: 400201 for an unknown key without ``upsert``."""
    if "," in key:
        raise invalid_value(field="key")
    if key not in user.metadata and not given["upsert"]:
        raise not_found(thing="Metadata")
    return update_user_metadata(app, user, {"metadata": {key: given["value"]}, "upsert": True})


@api.delete(_PATH, accepts="user.metadata.delete", returns="empty", by="self")
def delete_all_user_metadata(app: App, user: User, given: Given) -> None:
    """Delete all metadata of a user, or one ``key``."""
    if "key" in given:
        delete_user_metadata_key(app, user, given["key"])
    else:
        _replace(app, user, {})


@api.delete(_PATH + "/{key}", returns="empty", by="self")
def delete_user_metadata_key(app: App, user: User, key: str) -> None:
    """Delete one key of a user's metadata."""
    if key not in user.metadata:
        raise not_found(thing="Metadata")
    _replace(app, user, {name: text for name, text in user.metadata.items() if name != key})
