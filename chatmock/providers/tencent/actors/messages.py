"""What people do with messages: between two, in a group, in a topic of one."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.core.actors import ActRefused, MissingDetail
from chatmock.core.errors import Refusal, Refused
from chatmock.core.hub import Hub
from chatmock.core.words import shown
from chatmock.providers.tencent.actors.commands import perform
from chatmock.providers.tencent.finders import account_of, group_of, member_of, topic_named
from chatmock.providers.tencent.model import App, GroupHistory, Message

Given = dict[str, Any]
PLACE = ("to", "group_id", "topic_id")
"""How an act names where it takes place."""
_RANDOM = 2**32
_GROUPS = "group_open_http_svc"
_DETAILS = "openim_msg_ext_http_svc"


def says(hub: Hub, app: App, who: str, given: Given) -> Any:
    """Say something to another account, in a group or in a topic; ``details`` are further fields of the command."""
    group = _group(given)
    body = {"MsgBody": _text(given.get("text", "")), **given.get("details", {})}
    random = app.ids.number(_RANDOM)
    if group:
        return perform(hub, app, who, f"{_GROUPS}.send_group_msg", {**group, "Random": random, **body})
    return perform(hub, app, who, "openim.sendmsg", {"To_Account": given["to"], "MsgRandom": random, **body})


def edits(hub: Hub, app: App, who: str, given: Given) -> Any:
    """Give a message another text; ``details`` are further fields of the command."""
    group = _group(given)
    body = {"MsgBody": _text(given.get("text", "")), **given.get("details", {})}
    if group:
        seq = _seq(given)
        history = _history_of(app, group)
        found = history.get(seq) if history is not None else None
        return perform(hub, app, who, "openim.modify_group_msg", {**group, "MsgSeq": seq, **_version(found), **body})
    named, found = _between(app, who, given), _of_two(app, who, given)
    return perform(hub, app, who, "openim.modify_c2c_msg", {**named, **_version(found), **body})


def recalls(hub: Hub, app: App, who: str, given: Given) -> Any:
    """Recall a message."""
    group, reason = _group(given), {"Reason": given["reason"]} if given.get("reason") else {}
    if group:
        body = {**group, "MsgSeqList": [{"MsgSeq": _seq(given)}], **reason}
        return perform(hub, app, who, f"{_GROUPS}.group_msg_recall", body)
    named = _between(app, who, given)
    named["MsgTimeStamp"] = named.pop("MsgTime")
    return perform(hub, app, who, "openim.msgwithdraw", {"MsgInfo": {**named, **reason}})


def reacts(hub: Hub, app: App, who: str, given: Given) -> Any:
    """React to a message, or take a reaction back (``removes``)."""
    group, body = _group(given), {"Reaction": str(given["reaction"])}
    verb = "del" if given.get("removes") else "add"
    if group:
        return perform(hub, app, who, f"{_DETAILS}.group_reaction_{verb}", {**group, **body, "MsgSeq": _seq(given)})
    named = _between(app, who, given)
    people = {name: named[name] for name in ("From_Account", "To_Account")}
    return perform(hub, app, who, f"{_DETAILS}.reaction_{verb}", {**people, **body, "MsgKey": given["message_id"]})


def reads(hub: Hub, app: App, who: str, given: Given) -> Any:
    """Read everything that another account has said, or that was said in a group or in a topic."""
    group = _group(given)
    if group:
        history = _history_of(app, group)
        seq = history.last_seq if history is not None else 0
        return perform(hub, app, who, f"{_GROUPS}.msg_read_report", {**group, "MsgReadedSeq": seq})
    row = {"To_Account": given["to"], "LastedMsgTime": app.clock.seconds()}
    return perform(hub, app, who, "openim.msgreaded", {"C2CMsgReaded": {"C2CMsgReadedItem": [row]}})


def unread(hub: Hub, app: App, who: str, given: Given) -> Any:
    """Count what is unread: of another account, of a group, of a topic; of all other accounts where nothing is named."""
    named = _group(given) if any(given.get(name) for name in PLACE) else None
    try:
        account_of(app, who)
        if named is None:
            return {"total": app.c2c.unread.total(who)}
        if not named:
            return {"total": app.c2c.unread.of(who).get(account_of(app, given["to"]).user_id, 0)}
        group = group_of(app, named["GroupId"])
        member, topic = member_of(group, who), topic_named(group, named)
        return {"total": group.unread(member) if topic is None else topic.unread(who)}
    except Refusal as refusal:
        raise ActRefused(f"{who}'s unread", Refused(refusal.error.code, refusal.message())) from None


def types(hub: Hub, app: App, who: str, given: Given) -> Any:
    """Begin to type to another account, or stop: as the vendor's interfaces say it, in a message that nobody keeps (client)."""
    status, action = (0, "EIMAMSG_InputStatus_End") if given.get("stops") else (1, "EIMAMSG_InputStatus_Ing")
    told = {"businessID": "user_typing_status", "typingStatus": status, "version": 1, "userAction": 14}
    data = orjson.dumps({**told, "actionParam": action}).decode()
    element = {"MsgType": "TIMCustomElem", "MsgContent": {"Data": data, "Desc": "", "Ext": ""}}
    details = {"MsgBody": [element], "MsgLifeTime": 0}
    return says(hub, app, who, {"to": given["to"], "details": details})


def _version(message: Message | None) -> Given:
    return {"MsgVersion": message.version if message is not None else 0}


def _text(text: str) -> list[Given]:
    return [{"MsgType": "TIMTextElem", "MsgContent": {"Text": text}}]


def _group(given: Given) -> Given:
    """The group that an act names, and its topic; empty where it names an account. Raises MissingDetail."""
    if given.get("to") and (given.get("group_id") or given.get("topic_id")):
        raise MissingDetail("to", "is said beside a group; say one of them")
    if given.get("to"):
        return {}
    if not given.get("group_id"):
        raise MissingDetail("to", "is missing, and so is group_id; say to whom, or in which group")
    topic = {"TopicId": given["topic_id"]} if given.get("topic_id") else {}
    return {"GroupId": given["group_id"], **topic}


def _seq(given: Given) -> int:
    seq = given["message_id"]
    if isinstance(seq, str) and seq.isascii() and seq.isdecimal() and len(seq) < 11:
        return int(seq)
    if type(seq) is not int:
        raise MissingDetail("message_id", f"{shown(seq)} is no MsgSeq; in a group a message is named by its number")
    return seq


def _key(given: Given) -> tuple[int, int, int]:
    """Number, random and time of a MsgKey. Raises MissingDetail."""
    key = given["message_id"]
    parts = key.split("_") if isinstance(key, str) else []
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 11 for part in parts):
        raise MissingDetail(
            "message_id", f"{shown(key)} is no MsgKey; between two a message is named as 1_2_1700000000"
        )
    seq, random, time = map(int, parts)
    return seq, random, time


def _of_two(app: App, who: str, given: Given) -> Message | None:
    pair = app.c2c.get(who, given["to"])
    return pair.get(given["message_id"]) if pair is not None else None


def _between(app: App, who: str, given: Given) -> Given:
    """How a command names a message between two."""
    seq, random, time = _key(given)
    found = _of_two(app, who, given)
    sender = found.sender if found is not None else who
    target = given["to"] if sender == who else who
    return {"From_Account": sender, "To_Account": target, "MsgSeq": seq, "MsgRandom": random, "MsgTime": time}


def _history_of(app: App, named: Given) -> GroupHistory | None:
    """The messages of a group or of a topic, where there is such a thing: the command itself refuses where not."""
    group = app.groups.get(named["GroupId"])
    if group is None or "TopicId" not in named:
        return group.history if group is not None else None
    topic = group.topics.get(named["TopicId"])
    return topic.history if topic is not None else None
