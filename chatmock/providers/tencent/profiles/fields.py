"""The fields of a profile, by tag: what each may hold (docs, 2024)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.model import App, Caller, Fields

STANDARD: dict[str, tuple[type | None, tuple[str, ...]]] = {
    "Tag_Profile_IM_Nick": (str, ()),
    "Tag_Profile_IM_Gender": (str, ("Gender_Type_Unknown", "Gender_Type_Female", "Gender_Type_Male")),
    "Tag_Profile_IM_BirthDay": (int, ()),
    "Tag_Profile_IM_Location": (str, ()),
    "Tag_Profile_IM_SelfSignature": (str, ()),
    "Tag_Profile_IM_AllowType": (
        str,
        ("AllowType_Type_NeedConfirm", "AllowType_Type_AllowAny", "AllowType_Type_DenyAny"),
    ),
    "Tag_Profile_IM_Language": (int, ()),
    "Tag_Profile_IM_Image": (str, ()),
    "Tag_Profile_IM_MsgSettings": (int, ()),
    "Tag_Profile_IM_AdminForbidType": (str, ("AdminForbid_Type_None", "AdminForbid_Type_SendOut")),
    "Tag_Profile_IM_Level": (int, ()),
    "Tag_Profile_IM_Role": (int, ()),
}
"""Each field by its tag: the type of its values, and those it has where they are listed."""
CUSTOM, CUSTOM_OF_FRIEND = "Tag_Profile_Custom_", "Tag_SNS_Custom_"
OF_FRIEND = (
    "Tag_SNS_IM_Group",
    "Tag_SNS_IM_Remark",
    "Tag_SNS_IM_AddSource",
    "Tag_SNS_IM_AddWording",
    "Tag_SNS_IM_AddTime",
)
"""What a list has of each friend."""
FORBID = "Tag_Profile_IM_AdminForbidType"
"""The field that only an administrator sets."""
_LONGEST, _LONGEST_NAME = 500, 64
"""Bytes of a value, and characters of a name."""
_KINDS = {"string": str, "number": int}
_MOST = 2**32


def is_field(app: App, tag: str) -> bool:
    """Whether profiles have a field: a standard one, or one of the application."""
    return tag in STANDARD or _is_custom(tag, CUSTOM, app.settings.profile_fields)


def is_of_friend(app: App, tag: str) -> bool:
    """Whether lists of friends have a field: a standard one, or one of the application."""
    return tag in OF_FRIEND or _is_custom(tag, CUSTOM_OF_FRIEND, app.settings.friend_fields)


def _is_custom(tag: str, prefix: str, known: Fields | None) -> bool:
    name = tag.removeprefix(prefix)
    return tag.startswith(prefix) and (0 < len(name) <= _LONGEST_NAME if known is None else name in known)


def _custom(tag: str, prefix: str, known: Fields | None) -> Mapping[str, str]:
    return (known or {}).get(tag.removeprefix(prefix), {})


def may(app: App, caller: Caller, tag: str, right: str) -> bool:
    """Whether a caller may read (``r``) a field of profiles, or write (``w``) it."""
    if tag == FORBID and right == "w":
        return caller.is_admin
    return right in _custom(tag, CUSTOM, app.settings.profile_fields).get("admin" if caller.is_admin else "user", "rw")


def readable(app: App, caller: Caller, profile: Mapping[str, Any]) -> dict[str, Any]:
    """What a caller may read of a profile."""
    if not app.settings.profile_fields:
        return dict(profile)
    return {tag: value for tag, value in profile.items() if may(app, caller, tag, "r")}


def check_of_friend(app: App, tag: str, value: Any) -> None:
    """Refuse a value that no field of the application for friends has. Errors: bad_friend_value."""
    known = app.settings.friend_fields
    kind = _KINDS.get(_custom(tag, CUSTOM_OF_FRIEND, known).get("type", ""))
    right = type(value) in (str, int) if kind is None else type(value) is kind
    long = isinstance(value, str) and len(value.encode()) > _LONGEST
    if not right or long or not _is_custom(tag, CUSTOM_OF_FRIEND, known):
        raise errors.bad_friend_value(field=tag or "Tag")


def check(app: App, caller: Caller, tag: str, value: Any) -> None:
    """Refuse a value that a field cannot have, or a caller may not give it.

    Errors: unknown_field, may_not_write, value_of_wrong_type, value_not_allowed, value_too_long.
    """
    if not is_field(app, tag):
        raise errors.unknown_field(tag=tag)
    if not may(app, caller, tag, "w"):
        raise errors.may_not_write(tag=tag)
    own = _KINDS.get(_custom(tag, CUSTOM, app.settings.profile_fields).get("type", ""))
    kind, allowed = STANDARD.get(tag, (own, ()))
    if type(value) not in (str, int) or (kind is not None and type(value) is not kind):
        raise errors.value_of_wrong_type(tag=tag)
    if isinstance(value, int):
        if not 0 <= value < _MOST:
            raise errors.value_not_allowed(tag=tag)
    elif allowed and value not in allowed:
        raise errors.value_not_allowed(tag=tag)
    elif len(value.encode()) > _LONGEST:
        raise errors.value_too_long(tag=tag)
