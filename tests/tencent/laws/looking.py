"""Looking at an application through one door, in the shape of ``Plain.look``: messages by number, accounts by id."""

from __future__ import annotations

from typing import Any

from tests.tencent.laws.acts import GROUP, Acts
from tests.tencent.laws.plain import GROUPS

EVERYTHING = {"MinTime": 0, "MaxTime": 4_000_000_000, "MaxCnt": 100}


def look(acts: Acts, people: tuple[str, ...]) -> dict[str, Any]:
    """Everything that can be looked at. Clients look for themselves, unless it goes by REST."""
    rows = [{"UserID": one} for one in people]
    found = acts.rest("im_open_login_svc/account_check", CheckItem=rows)["ResultItem"]
    there = [row["UserID"] for row in found if row["AccountStatus"] == "Imported"]
    groups = {name: _group(acts, name) for name in GROUPS}
    return {
        "accounts": {who: _own(acts, who, there) for who in there},
        "groups": {name: shown for name, shown in groups.items() if shown is not None},
    }


def _own(acts: Acts, who: str, there: list[str]) -> dict[str, Any]:
    others = [one for one in there if one != who]
    friends = acts.either(who, "sns/friend_get", StartIndex=0)["UserDataItem"]
    page: dict[str, Any] = {"StartIndex": 0, "MaxLimited": 100, **({"LastSequence": 0} if acts.by_rest else {})}
    blocks = acts.either(who, "sns/black_list_get", **page)["BlackListItem"]
    silent = acts.rest("openconfigsvr/getnospeaking", Get_Account=who)
    unread = acts.rest("openim/get_c2c_unread_msg_num", To_Account=who, Peer_Account=others)
    total = acts.rest("openim/get_c2c_unread_msg_num", To_Account=who)["AllC2CUnreadMsgNum"]
    counts = {row["Peer_Account"]: row["C2CUnreadMsgNum"] for row in unread["C2CUnreadMsgNumList"]} if others else {}
    assert total == sum(counts.values())
    return {
        "friends": [row["To_Account"] for row in friends],
        "blocks": [row["To_Account"] for row in blocks],
        "said": {one: _between(acts, who, one) for one in others},
        "unread": counts,
        "silent": [silent["C2CmsgNospeakingTime"], silent["GroupmsgNospeakingTime"]],
        "list": _listed(acts, who),
    }


def _between(acts: Acts, who: str, other: str) -> list[tuple[int, bool]]:
    if acts.by_rest:
        fields = {"Operator_Account": who, "Peer_Account": other, **EVERYTHING}
        rows = acts.rest("openim/admin_getroammsg", **fields)["MsgList"]
        return [(acts.marks.index(row["MsgKey"]), row["MsgFlagBits"] != 0) for row in rows]
    rows = acts.command(who, "openim.getroammsg", Peer_Account=other, MaxCnt=100)["MsgList"]
    return [(acts.marks.index(row["MsgKey"]), "RevokerInfo" in row) for row in rows]


def _listed(acts: Acts, who: str) -> dict[str, Any]:
    """The conversation list: what is unread, by account or group, and the last thing that was said between two."""
    rows = acts.command(who, "recentcontact.page_get")["SessionItem"]
    joined = acts.either(who, f"{GROUP}/get_joined_group_list", "Member_Account", Limit=50, Offset=0)["GroupIdList"]
    counts = {row.get("ToAccount", row.get("To_Account")): row["UnreadMsgCount"] for row in rows}
    last = {row["To_Account"]: row["LastMsg"]["MsgBody"] for row in rows if "To_Account" in row}
    return {
        "counts": counts,
        "last": {peer: body[0]["MsgContent"]["Text"] for peer, body in last.items()},
        "groups": sorted(row["GroupId"] for row in joined),
    }


def _group(acts: Acts, name: str) -> dict[str, Any] | None:
    [info] = acts.rest(f"{GROUP}/get_group_info", GroupIdList=[name])["GroupInfo"]
    if info["ErrorCode"] == 10010:
        return None
    members = acts.rest(f"{GROUP}/get_group_member_info", GroupId=name)
    rows = acts.rest(f"{GROUP}/group_msg_get_simple", GroupId=name, ReqMsgNumber=20)["RspMsgList"]
    muted = acts.rest(f"{GROUP}/get_group_muted_account", GroupId=name)["MutedAccountList"]
    said = [row for row in rows[::-1] if row["IsSystemMsg"] == 0]
    return {
        "owner": info["Owner_Account"],
        "members": [row["Member_Account"] for row in members["MemberList"]],
        "said": [(row["MsgRandom"] - 1, row["MsgSeq"]) for row in said],
        "silent": sorted(row["Member_Account"] for row in muted),
    }
