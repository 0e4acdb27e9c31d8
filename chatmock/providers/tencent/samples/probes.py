"""Requests of a contract check to any server of the REST API: reading ones, and those that leave nothing behind."""

from __future__ import annotations

from typing import Any

from chatmock.core.sample import Ask

_SIGNED = "sdkappid={sdkappid}&identifier={identifier}&usersig={usersig}&random=1&contenttype=json"
_ME, _OTHER = "chatmock-check", "chatmock-check-too"
_PEOPLE = [{"UserID": _ME}, {"UserID": _OTHER}]
_TEXT = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "a check of the contract"}}]
_BETWEEN = {"From_Account": _ME, "To_Account": _OTHER}
_SPAN = {"MinTime": 0, "MaxTime": 4_294_967_295, "MaxCnt": 10}


def _ask(path: str, body: Any, code: int = 0, **keep: str) -> Ask:
    return Ask(f"POST /v4/{path}?{_SIGNED}", body, {}, code=code, keep=keep)


READING: tuple[Ask, ...] = (
    Ask("POST /v4/im_open_login_svc/account_check", {"CheckItem": []}, {}, code=60012),
    Ask("POST /v4/im_open_login_svc/account_check?sdkappid=none", {"CheckItem": []}, {}, code=60006),
    _ask("im_open_login_svc/account_check", {"CheckItem": _PEOPLE}),
    _ask("group_open_http_svc/get_appid_group_list", {"Limit": 5}),
    _ask("openconfigsvr/getappinfo", {"RequestField": ["UpMsgNum"]}),
    _ask("openim_robot_http_svc/get_all_robots", {}),
    _ask("ConfigSvc/GetIPList", {}),
)
WRITING: tuple[Ask, ...] = (
    _ask("im_open_login_svc/multiaccount_import", {"Accounts": [_ME, _OTHER]}),
    _ask("profile/portrait_set", {"From_Account": _ME, "ProfileItem": [{"Tag": "Tag_Profile_IM_Nick", "Value": "Me"}]}),
    _ask("profile/portrait_get", {"To_Account": [_ME], "TagList": ["Tag_Profile_IM_Nick"]}),
    _ask(
        "sns/friend_add",
        {"From_Account": _ME, "AddFriendItem": [{"To_Account": _OTHER, "AddSource": "AddSource_Type_XX"}]},
    ),
    _ask("sns/friend_get", {"From_Account": _ME, "StartIndex": 0}),
    _ask("openim/sendmsg", {**_BETWEEN, "MsgRandom": 1, "MsgBody": _TEXT}, key="MsgKey"),
    _ask("openim/admin_getroammsg", {"Operator_Account": _ME, "Peer_Account": _OTHER, **_SPAN}),
    _ask("openim/admin_msgwithdraw", {**_BETWEEN, "MsgKey": "{key}"}),
    _ask("openim/admin_msgwithdraw", {**_BETWEEN, "MsgKey": "{key}"}, 20023),
    _ask("sns/friend_delete_all", {"From_Account": _ME, "DeleteType": "Delete_Type_Both"}),
    _ask("im_open_login_svc/account_delete", {"DeleteItem": _PEOPLE}),
)
