"""What a field is tried with."""

from __future__ import annotations

from typing import Any

Given = dict[str, Any]
PEOPLE = ["bob", "carol", "dave", "erin", "nobody"]
GROUPS = ["lunch", "@TGS#_club", "team", "stage", "nowhere"]
KEYS = ["{key}", "{new key}", "{last}"]
CLUB, SOUP = "@TGS#_club", "@TGS#_club@TOPIC#_soup"
BOB = {"Type": 1, "To_Account": "bob"}
CAROL = {"Type": 1, "To_Account": "carol"}
TEXT = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "new"}}]
BY_NAME: dict[str, list[Any]] = {
    "GroupId": GROUPS,
    "ToGroupid": GROUPS,
    "TopicId": ["@TGS#_club@TOPIC#_soup", "@TGS#_club@TOPIC#_soup2"],
    "MsgKey": KEYS,
    "LastMsgKey": KEYS,
    "MsgKeyList": [[one] for one in KEYS],
    "GroupIdList": [["lunch"], ["team"]],
    "TopicIdList": [["@TGS#_club@TOPIC#_soup"], ["@TGS#_club@TOPIC#_soup2"]],
    "MsgSeqList": [[1], [2]],
    "Seqs": [["1"], ["2"]],
    "MsgSeq": [1, 2, 4],
    "MsgRandom": [2, 3, 5],
    "MsgContent": [{"Text": "one"}, {"Text": "two"}],
    "MsgType": ["TIMTextElem", "TIMCustomElem", "TIMFaceElem"],
    "MsgLifeTime": [0, 60, 10**6],
    "GroupName": ["work", "play", "new"],
    "GroupOldName": ["work", "play"],
    "GroupNewName": ["office", "play"],
    "Role": ["Admin", "Member"],
    "Type": ["Public", "Private", 1, 2],
    "ToGroupId": ["lunch", "team"],
    "TagName": ["work", "play"],
    "Next": [0, "{serial}", "", "1"],
    "MarkItem.[].ContactItem": [BOB, CAROL],
    "UserAttrs.[].Attrs": [{"city": "Rome"}, {"sex": "f"}, ["city"], ["sex"]],
    "StartTime": [0, "{middle}", "{now}", "{now ms}"],
    "StartIndex": [0, 1, 2**31],
    "BeginTime": [0, "{now ms}"],
    "HoldTime": [1, 2],
    "KeywordMatchType": [0, 1],
    "Limit": [1, 2],
    "MsgFlag": ["Discard", "AcceptNotNotify"],
    "Tag": ["Tag_Profile_IM_Nick", "Tag_SNS_IM_Remark"],
    "TagList": [["Tag_Profile_IM_Nick"], ["Tag_SNS_IM_Remark"]],
    "Reaction": ["emoji_1", "emoji_2"],
    "CheckType": [f"{name}_Type_{kind}" for name in ("CheckResult", "BlackCheckResult") for kind in ("Single", "Both")],
    "MatchType": ["or", "and"],
    "GroupBaseInfoFilter": [["Name"], ["Type"]],
    "GroupBasePublicInfoFilter": [["Name"], ["Type"]],
    "MemberInfoFilter": [["Role"], ["NameCard"]],
    "SelfInfoFilter": [["Role"], ["MsgFlag"]],
    **{f"AppDefinedDataFilter_{name}": [["a"], ["b"]] for name in ("Group", "GroupMember")},
    "HandleMsg": ["Agree", "Reject"],
    "ResponseAction": ["Response_Action_AgreeAndAdd", "Response_Action_Reject"],
    "PendencyType": ["Pendency_Type_ComeIn", "Pendency_Type_SendOut", "Pendency_Type_Both"],
    "AttrControl": [[], ["RaceConflict"]],
    "NeedFriend": ["Need_Friend_Type_Yes", "Need_Friend_Type_No"],
    "ContactItem": [[BOB], [CAROL]],
    "RecentContactItem": [[BOB], [CAROL]],
    "ChatType": ["C2C", "Group"],
    "Attrs": [{"city": "Rome"}, {"sex": "f"}, ["city"]],
    "AttrNames": [{"2": "x"}, {"3": "y"}],
    "Tags": [["cook"], ["new"]],
    "Marks": [[1000], [1001]],
    "SetMark": [[2], [3]],
    "ClearMark": [[1], [2]],
    "AppMemberDefinedData": [[{"Key": "a", "Value": "1"}], [{"Key": "b", "Value": "1"}]],
    "ReqMsgSeqList": [[1], [2]],
    "MsgList": [[{"a": 1}], [{"a": 2}]],
    "Robot_Account": ["@RBT#1", "@RBT#2"],
    "create_robot UserID": ["@RBT#7", "@RBT#8"],
    "SendMsgControl": [[], ["NoUnread"], ["NoLastMsg"]],
    "ForbidCallbackControl": [[], ["ForbidBeforeSendMsgCallback", "ForbidAfterSendMsgCallback"]],
}


def values_for(place: tuple[str, ...], rule: Given) -> list[Any]:
    """Values a field may have, of its type at least."""
    kind = rule.get("type")
    for name in (".".join(place), place[-1]):
        if name in BY_NAME:
            return [[one] if kind == "array" and not isinstance(one, list) else one for one in BY_NAME[name]]
    if "enum" in rule:
        return list(rule["enum"])
    kind = kind[0] if isinstance(kind, list) else kind
    if place[-1].endswith("_Account") or place[-1] in ("Account", "UserID"):
        return [[one] for one in PEOPLE] if kind == "array" else PEOPLE
    if "Time" in place[-1] and kind == "integer":
        return [0, "{middle}", "{now}", 1]
    by_type: dict[Any, list[Any]] = {
        "boolean": [True, False],
        "integer": [0, 1, 2, 3],
        "array": [["a"], ["b"]],
        "object": [{"a": "b"}, {"a": "c"}],
    }
    return by_type.get(kind, ["a-text", "another", "1"])
