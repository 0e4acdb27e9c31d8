"""The fields of a group as commands bring them, checked and under the model's names."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.model import OTHER_NAMES, SORTS, TYPES, App, Given, GroupType

NAMES = {
    "Name": "name",
    "Introduction": "introduction",
    "Notification": "notification",
    "FaceUrl": "face_url",
    "MaxMemberNum": "max_members",
    "MaxMemberCount": "max_members",
    "ApplyJoinOption": "apply_option",
    "InviteJoinOption": "invite_option",
    "DefaultPermission": "default_permission",
    "EnablePermission": "enable_permission",
}
"""Fields on the wire, and in the model."""
_APPLY = ("FreeAccess", "NeedPermission", "DisableApply")
_INVITE = ("FreeAccess", "NeedPermission", "DisableInvite")
_FIELDS, _MEMBER_FIELDS = (10, 512), (5, 64)
"""How many fields of the application there may be, and bytes of a value: of a group, and of a member."""


def type_of(given: Given) -> GroupType:
    """Errors: bad_group_value."""
    name = OTHER_NAMES.get(given["Type"], given["Type"])
    if name not in TYPES:
        raise errors.bad_group_value(field="Type")
    return TYPES[name]


def group_values(given: Given, kind: GroupType) -> dict[str, Any]:
    """The plain fields of a group that are given. Errors: bad_group_value."""
    if given.get("ApplyJoinOption", _APPLY[0]) not in _APPLY:
        raise errors.bad_group_value(field="ApplyJoinOption")
    if given.get("InviteJoinOption", _INVITE[0]) not in _INVITE:
        raise errors.bad_group_value(field="InviteJoinOption")
    values = {own: given[name] for name, own in NAMES.items() if name in given}
    if not 0 < values.get("max_members", 1) <= kind.bound:
        raise errors.bad_group_value(field="MaxMemberCount")
    if values.get("name") == "":
        raise errors.bad_group_value(field="Name")
    if "MuteAllMember" in given:
        if given["MuteAllMember"] not in ("On", "Off") or not kind.mutes:
            raise errors.bad_group_value(field="MuteAllMember")
        values["muted"] = given["MuteAllMember"] == "On"
    return values


def check_room(app: App, kind: GroupType, user_id: str) -> None:
    """Refuse a group, or a member of one, for which an application or an account has no room; empty for no account.

    Errors: no_communities, too_many_groups.
    """
    settings = app.settings
    if kind.name == "Community" and not settings.communities:
        raise errors.no_communities()
    if kind.name == "AVChatRoom":
        return
    if settings.groups_of_one is not None and user_id:
        own = app.groups.joined.order(user_id, SORTS - {"AVChatRoom"})
        if len(own) >= settings.groups_of_one:
            raise errors.too_many_groups()


def check_live_groups(app: App, kind: GroupType) -> None:
    """Errors: too_many_live_groups."""
    most = app.settings.live_groups
    if kind.name == "AVChatRoom" and most is not None and len(app.groups.order("AVChatRoom")) >= most:
        raise errors.too_many_live_groups()


def fields_of(
    given: Given,
    name: str = "AppDefinedData",
    before: dict[str, str] | None = None,
    known: tuple[str, ...] | None = None,
) -> dict[str, str] | None:
    """Fields of the application, put into those there were; None where none are given. ``known`` are all that there may be.

    Errors: bad_group_value.
    """
    if name not in given:
        return None
    most, longest = _FIELDS if name == "AppDefinedData" else _MEMBER_FIELDS
    found = dict(before or {})
    for row in given[name]:
        key, value = row.get("Key"), row.get("Value", "")
        if type(key) is not str or not key or type(value) is not str or len(value.encode()) > longest:
            raise errors.bad_group_value(field=name)
        if known is not None and key not in known:
            raise errors.bad_group_value(field=name)
        found[key] = value
    if len(found) > most:
        raise errors.bad_group_value(field=name)
    return found
