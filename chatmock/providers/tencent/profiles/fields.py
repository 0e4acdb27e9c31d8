"""The fields of a profile, by tag: what each may hold (docs, 2024)."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors

STANDARD: dict[str, tuple[type, tuple[str, ...]]] = {
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
CUSTOM = "Tag_Profile_Custom_"
_LONGEST = 500
_MOST = 2**32


def is_field(tag: str) -> bool:
    return tag in STANDARD or (tag.startswith(CUSTOM) and len(tag) > len(CUSTOM))


def check(tag: str, value: Any) -> None:
    """Refuse a value that a field cannot have. Errors: unknown_field, value_of_wrong_type, value_not_allowed, value_too_long."""
    if not is_field(tag):
        raise errors.unknown_field(tag=tag)
    kind, allowed = STANDARD.get(tag, (None, ()))
    if type(value) not in (str, int) or (kind is not None and type(value) is not kind):
        raise errors.value_of_wrong_type(tag=tag)
    if isinstance(value, int):
        if not 0 <= value < _MOST:
            raise errors.value_not_allowed(tag=tag)
    elif allowed and value not in allowed:
        raise errors.value_not_allowed(tag=tag)
    elif len(value.encode()) > _LONGEST:
        raise errors.value_too_long(tag=tag)
