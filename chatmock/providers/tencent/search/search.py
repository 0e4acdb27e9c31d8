"""Search over what there is: messages of the caller's conversations, accounts, groups, and members of groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of, member_of
from chatmock.providers.tencent.messages.group_roaming import sees
from chatmock.providers.tencent.model import OF_TWO, App, Caller, Given, Message, Recent
from chatmock.providers.tencent.profiles.reading import items_of
from chatmock.providers.tencent.views.rows import row_of_group, row_of_two

_MOST, _MOST_WORDS = 100, 5
_TEXTS = ("Text", "Desc", "FileName", "Title")
"""Fields of elements in which words are looked for."""
R = TypeVar("R")


def _words(given: Given, name: str) -> list[str]:
    words = [str(word).casefold() for word in given.get(name, ()) if word]
    if len(words) > _MOST_WORDS:
        raise errors.bad_message_json(field=name)
    return words


def _matcher(words: list[str], *, every: bool) -> Callable[[Iterable[str]], bool]:
    """Whether some texts have one of the words in them, or all."""

    def matches(texts: Iterable[str]) -> bool:
        if not words:
            return True
        whole = "\n".join(texts).casefold()
        return all(word in whole for word in words) if every else any(word in whole for word in words)

    return matches


def _page(given: Given, rows: Iterable[R]) -> tuple[list[R], str, int]:
    """A page of what was found, where it goes on, and how much there is."""
    cursor = given.get("Cursor", "") or "0"
    if not cursor.isascii() or not cursor.isdecimal() or len(cursor) > 9:
        raise errors.bad_message_json(field="Cursor")
    found, start = list(rows), int(cursor)
    count = max(1, min(given.get("Count") or _MOST, _MOST))
    following = start + count
    return found[start:following], str(following) if following < len(found) else "", len(found)


@api.command("message_search.query", accepts="frame.message_search.query", returns="message_search.query.answer")
def search_messages(app: App, caller: Caller, given: Given) -> Given:
    """Find messages by words, types, senders and times: in all conversations of the caller, or in one."""
    words = _words(given, "KeywordList")
    if not words and not given.get("MsgTypeList") and not given.get("SendUserIDList"):
        raise errors.bad_message_json(field="KeywordList")
    is_wanted = _filter_of(given, words)
    if given.get("PeerAccount"):
        recents = [app.recents.get(caller.user_id, OF_TWO, given["PeerAccount"])]
    elif given.get("GroupID"):
        member_of(group_of(app, given["GroupID"]), caller.user_id)
        recents = [app.recents.get(caller.user_id, 2, given["GroupID"])]
    else:
        recents = list(app.recents.order(caller.user_id).down())
    found = [(one, rows) for one in recents if one is not None and (rows := _find_in(app, one, is_wanted))]
    if len(recents) == 1 and found:
        page, cursor, total = _page(given, found[0][1])
        return {"ConversationMsgs": [_show(app, found[0][0], page, total)], "TotalCount": total, "Cursor": cursor}
    pages, cursor, total = _page(given, found)
    shown = [_show(app, one, rows[:1] if len(rows) == 1 else [], len(rows)) for one, rows in pages]
    return {"ConversationMsgs": shown, "TotalCount": total, "Cursor": cursor}


def _filter_of(given: Given, words: list[str]) -> Callable[[Message], bool]:
    matches = _matcher(words, every=given.get("MatchType") == "and")
    kinds, senders = set(given.get("MsgTypeList", ())), set(given.get("SendUserIDList", ()))
    start, end = given.get("StartTime", 0), given.get("EndTime", 2**53)

    def is_wanted(message: Message) -> bool:
        return (
            not message.recalled
            and start <= message.time <= end
            and (not senders or message.sender in senders)
            and (not kinds or any(element["MsgType"] in kinds for element in message.body))
            and matches(_texts(message))
        )

    return is_wanted


def _texts(message: Message) -> list[str]:
    return [str(element["MsgContent"].get(name, "")) for element in message.body for name in _TEXTS]


def _find_in(app: App, recent: Recent, is_wanted: Callable[[Message], bool]) -> list[Message]:
    """The messages of a conversation that its account sees and wants, the newest first."""
    if recent.type == OF_TWO:
        pair = app.c2c.between(recent.user_id, recent.peer)
        side = pair.sides[recent.user_id]
        return [one for one in pair if side.sees(one) and is_wanted(one)][::-1]
    group = app.groups.rows[recent.peer]
    return [one for one in group.history if sees(group, one, recent.user_id) and is_wanted(one)][::-1]


def _show(app: App, recent: Recent, messages: list[Message], count: int) -> dict[str, Any]:
    if recent.type == OF_TWO:
        pair = app.c2c.between(recent.user_id, recent.peer)
        rows = [row_of_two(app, one, pair) for one in messages[::-1]]
        name = {"UserID": recent.peer}
    else:
        group = app.groups.rows[recent.peer]
        rows = [row_of_group(app, group, one) for one in messages]
        name = {"GroupID": recent.peer}
    return {**name, "Count": count, "LastMsgTime": recent.talk.position, "MsgList": rows}


@api.command("user_search.query", accepts="frame.user_search.query", returns="user_search.query.answer")
def search_users(app: App, given: Given) -> Given:
    """Find accounts by UserID and nickname, and by gender and birthday."""
    matches = _matcher(_words(given, "Keywords"), every=given.get("KeywordMatchType") == 1)
    low, high, gender = given.get("UserBirthStart", 0), given.get("UserBirthEnd", 2**53), given.get("UserGenderType")

    def is_wanted(account: Any) -> bool:
        birthday = account.profile.get("Tag_Profile_IM_BirthDay", 0)
        own = account.profile.get("Tag_Profile_IM_Gender", "Gender_Type_Unknown")
        return matches((account.user_id, account.nick)) and low <= birthday <= high and gender in (None, own)

    page, cursor, total = _page(given, filter(is_wanted, app.accounts))
    rows = [{"UserID": one.user_id, "ProfileItems": _items(one.profile)} for one in page]
    return {"Users": rows, "TotalCount": total, "Cursor": cursor}


def _items(profile: dict[str, Any]) -> list[dict[str, Any]]:
    named = {"ValueNum": "IntValue", "ValueBytes": "StrValue"}
    return [{named.get(name, name): value for name, value in row.items()} for row in items_of(profile)]


@api.command("group_search.query", accepts="frame.group_search.query", returns="group_search.query.answer")
def search_groups(app: App, given: Given) -> Given:
    """Find groups by GroupId and name."""
    matches = _matcher(_words(given, "Keywords"), every=given.get("KeywordMatchType") == 1)
    kinds = set(given.get("GroupType", ()))
    groups = (one for one in app.groups if (not kinds or one.kind in kinds) and matches((one.group_id, one.name)))
    page, cursor, total = _page(given, groups)
    return {"Groups": [_group(app, one) for one in page], "TotalCount": total, "Cursor": cursor}


def _group(app: App, group: Any) -> dict[str, Any]:
    owner = app.accounts.get(group.owner)
    return {
        "GroupID": group.group_id,
        "GroupName": group.name,
        "GroupType": group.kind,
        "GroupFaceUrl": group.face_url,
        "GroupIntroduction": group.introduction,
        "GroupOwnerUserID": group.owner,
        "GroupOwnerUserName": owner.nick if owner is not None else "",
        "GroupOwnerTinyID": owner.tiny_id if owner is not None else "",
        "GroupMemberNum": len(group.members),
        "GroupAddOption": group.apply_option,
        "GroupInviteOption": group.invite_option,
    }


@api.command(
    "group_member_search.query", accepts="frame.group_member_search.query", returns="group_member_search.query.answer"
)
def search_members(app: App, caller: Caller, given: Given) -> Given:
    """Find members of the caller's groups by UserID, nickname and name card."""
    matches = _matcher(_words(given, "Keywords"), every=given.get("KeywordMatchType") == 1)
    kinds, named = set(given.get("GroupType", ())), set(given.get("GroupIdList", ()))
    groups = [
        one
        for one in app.groups.of(caller.user_id).values()
        if (not kinds or one.kind in kinds) and (not named or one.group_id in named)
    ]
    found = (
        (group, member)
        for group in groups
        for member in group.members.values()
        if matches((member.user_id, app.accounts.rows[member.user_id].nick, member.name_card))
    )
    page, cursor, total = _page(given, found)
    return {"GroupMembers": [_member(app, *one) for one in page], "TotalCount": total, "Cursor": cursor}


def _member(app: App, group: Any, member: Any) -> dict[str, Any]:
    account = app.accounts.rows[member.user_id]
    return {
        "GroupID": group.group_id,
        "GroupName": group.name,
        "GroupType": group.kind,
        "GroupFaceUrl": group.face_url,
        "GroupMemberUserID": member.user_id,
        "GroupMemberTinyID": account.tiny_id,
        "GroupMemberUserName": account.nick,
        "GroupMemberNameCard": member.name_card,
        "GroupMemberAvatar": account.face_url,
    }
