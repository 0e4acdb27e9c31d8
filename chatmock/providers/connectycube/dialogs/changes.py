"""Changes of a dialog: who may make which (docs: the vendor's table of privileges), and how they are made."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from chatmock.providers.connectycube.errors import (
    blank,
    fixed_occupants,
    forbidden,
    invalid_value,
    too_many,
)
from chatmock.providers.connectycube.model import GROUP, MOST_ADMINS, PRIVATE, PUBLIC, App, Dialog, Given, User

PROFILE = ("name", "description", "photo")
OTHERS = ("extensions", "permissions", "data")
MOST_EXTENSIONS = 3
"""Fields that ``extensions`` may have."""


def check_changes(app: App, dialog: Dialog, me: User, given: Given) -> None:
    """Refuse a change that the user may not make, before anything is changed.

    Errors: forbidden, fixed_occupants, too_many, invalid_value, blank.
    """
    if not dialog.has(me):
        raise forbidden()
    push, pull = given.get("push_all", {}), given.get("pull_all", {})
    leads = dialog.is_admin(me)
    if any(name in given for name in PROFILE) and (dialog.type == PRIVATE or not (dialog.type == GROUP or leads)):
        raise forbidden()
    if any(name in given for name in OTHERS) and not (dialog.lists_occupants or leads):
        raise forbidden()
    if "name" in given and not given["name"]:
        raise blank(field="name")
    _check_occupants(app, dialog, me, push.get("occupants_ids", ()), pull.get("occupants_ids", ()))
    if push.get("admins_ids") or pull.get("admins_ids"):
        coming = [user_id for user_id in push.get("occupants_ids", ()) if user_id in app.users]
        check_admins(dialog, me, push.get("admins_ids", ()), pull.get("admins_ids", ()), coming)
    if push.get("pinned_messages_ids") or pull.get("pinned_messages_ids"):
        if not (dialog.is_private or leads):
            raise forbidden()
        if any(_message(app, dialog, message_id) is None for message_id in push.get("pinned_messages_ids", ())):
            raise invalid_value(field="pinned_messages_ids")


def _check_occupants(app: App, dialog: Dialog, me: User, added: Collection[int], removed: Collection[int]) -> None:
    """Anybody of a group may add people and go; who leads removes others."""
    if not added and not removed:
        return
    if dialog.type not in (GROUP, PUBLIC):
        raise fixed_occupants()
    leads = dialog.is_admin(me)
    if dialog.type == PUBLIC and added and not leads:
        raise forbidden()
    if any(user_id != me.id for user_id in removed) and not leads:
        raise forbidden()
    if dialog.user_id in removed and not dialog.is_owner(me):
        raise forbidden()
    most = app.settings.most_occupants
    coming = {user_id for user_id in added if user_id in app.users and user_id not in dialog.occupants}
    if dialog.type == GROUP and most is not None and len(dialog.occupants) + len(coming) > most:
        raise too_many(field="occupants_ids", limit=most)


def check_admins(
    dialog: Dialog, me: User, added: Collection[int], removed: Collection[int], coming: Collection[int] = ()
) -> None:
    """Refuse a change of who leads a dialog. Errors: forbidden, invalid_value, too_many."""
    if dialog.type == PRIVATE or not dialog.is_owner(me) or not dialog.has(me):
        raise forbidden()
    if any(user_id not in dialog.occupants and user_id not in coming for user_id in added):
        raise invalid_value(field="admins_ids")
    if len({*dialog.admins, *added} - set(removed)) > MOST_ADMINS:
        raise too_many(field="admins_ids", limit=MOST_ADMINS)


def apply_changes(app: App, dialog: Dialog, me: User, given: Given) -> None:
    """Make a change that has been checked."""
    push, pull = given.get("push_all", {}), given.get("pull_all", {})
    values: dict[str, Any] = {name: given[name] or None for name in (*PROFILE, "permissions", "data") if name in given}
    if "extensions" in given:
        values["extensions"] = extensions_of(app, given["extensions"])
    for user_id in push.get("occupants_ids", ()):
        if (user := app.users.get(user_id)) is not None:
            app.dialogs.join(dialog, user, me)
    values |= admins_after(dialog, push.get("admins_ids", ()), pull.get("admins_ids", ()))
    unpinned = set(pull.get("pinned_messages_ids", ()))
    pinned = dict.fromkeys((*dialog.pinned, *push.get("pinned_messages_ids", ())))
    if (left := [one for one in pinned if one not in unpinned]) != dialog.pinned:
        values["pinned"] = left
    if values:
        app.dialogs.update(dialog, me, values)
    for user_id in pull.get("occupants_ids", ()):
        if (user := app.users.get(user_id)) is not None:
            app.dialogs.leave(dialog, user, me)


def admins_after(dialog: Dialog, added: Collection[int], removed: Collection[int]) -> dict[str, Any]:
    """The field of the admins as it is to be, where it changes."""
    wanted = [one for one in dict.fromkeys((*dialog.admins, *added)) if one not in removed]
    return {"admins": wanted} if wanted != dialog.admins else {}


def extensions_of(app: App, given: dict[str, Any] | None) -> dict[str, str] | None:
    """Extensions as they are kept: three at the most, of the names the application allows, as texts (docs).

    Errors: invalid_value for a list or an object.
    """
    allowed = app.settings.extension_fields
    known = [(name, value) for name, value in (given or {}).items() if allowed is None or name in allowed]
    texts = [(name, _text(value)) for name, value in known if value is not None]
    return dict(texts[:MOST_EXTENSIONS]) or None


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        raise invalid_value(field="extensions")
    return value if isinstance(value, str) else str(value)


def _message(app: App, dialog: Dialog, message_id: str) -> object | None:
    message = app.messages.get(message_id)
    return message if message is not None and message.chat_dialog_id == dialog.id else None
