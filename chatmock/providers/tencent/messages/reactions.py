"""Reactions to messages, between two and in groups."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.messages.group_roaming import message_in, own_history
from chatmock.providers.tencent.messages.roaming import message_at
from chatmock.providers.tencent.model import App, Caller, Given, Message

_PAGE = 100
_MOST = 20
"""Messages that are asked about at once."""
_LONGEST = 32
"""Characters of a reaction."""


def _check(given: Given) -> str:
    reaction: str = given["Reaction"]
    if not 0 < len(reaction) <= _LONGEST:
        raise errors.bad_group_value(field="Reaction")
    return reaction


@api.command(
    "openim_msg_ext_http_svc.reaction_add", accepts="frame.openim_msg_ext_http_svc.reaction_add", returns="frame.done"
)
def add_reaction(app: App, caller: Caller, given: Given) -> None:
    """React to a message between the caller and another."""
    pair, message = message_at(app, caller, given, given["MsgKey"])
    app.c2c.react(pair, message, _check(given), caller, added=True)


@api.command(
    "openim_msg_ext_http_svc.reaction_del", accepts="frame.openim_msg_ext_http_svc.reaction_add", returns="frame.done"
)
def remove_reaction(app: App, caller: Caller, given: Given) -> None:
    """Take a reaction back."""
    pair, message = message_at(app, caller, given, given["MsgKey"])
    app.c2c.react(pair, message, _check(given), caller, added=False)


@api.command(
    "openim_msg_ext_http_svc.group_reaction_add",
    accepts="frame.openim_msg_ext_http_svc.group_reaction_add",
    returns="frame.done",
)
def add_group_reaction(app: App, caller: Caller, given: Given) -> None:
    """React to a message of a group."""
    group, history = own_history(app, caller, given)
    app.groups.react(group, message_in(group, history, caller, given["MsgSeq"]), _check(given), caller, added=True)


@api.command(
    "openim_msg_ext_http_svc.group_reaction_del",
    accepts="frame.openim_msg_ext_http_svc.group_reaction_add",
    returns="frame.done",
)
def remove_group_reaction(app: App, caller: Caller, given: Given) -> None:
    """Take a reaction back."""
    group, history = own_history(app, caller, given)
    app.groups.react(group, message_in(group, history, caller, given["MsgSeq"]), _check(given), caller, added=False)


def summary(message: Message, count: int, reader: str = "") -> list[dict[str, Any]]:
    """The reactions to a message: how many of each, and some of those who have reacted."""
    return [
        {
            "Reaction": reaction,
            "Count": len(people),
            "Reaction_Account": list(islice(people, count)),
            **({"ReactedByMe": int(reader in people)} if reader else {}),
        }
        for reaction, people in message.reactions.items()
    ]


@api.command(
    "openim_msg_ext_http_svc.reaction_multi_stat",
    accepts="frame.openim_msg_ext_http_svc.reaction_multi_stat",
    returns="openim_msg_ext_http_svc.reaction_multi_stat.answer",
)
def sum_reactions(app: App, caller: Caller, given: Given) -> Given:
    """Give the reactions to messages between the caller and another."""
    count = given.get("Count", 10)
    rows = []
    for key in given["MsgKeyList"][:_MOST]:
        _, message = message_at(app, caller, given, key)
        rows.append({"MsgKey": key, "MsgReactionSummary": summary(message, count, caller.user_id)})
    return {"ResultList": rows}


@api.command(
    "openim_msg_ext_http_svc.group_reaction_multi_stat",
    accepts="frame.openim_msg_ext_http_svc.group_reaction_multi_stat",
    returns="openim_msg_ext_http_svc.group_reaction_multi_stat.answer",
)
def sum_group_reactions(app: App, caller: Caller, given: Given) -> Given:
    """Give the reactions to messages of a group."""
    (group, history), count = own_history(app, caller, given), given.get("Count", 10)
    rows = []
    for seq in given["MsgSeqList"][:_MOST]:
        message = message_in(group, history, caller, seq)
        rows.append({"MsgSeq": seq, "MsgReactionSummary": summary(message, count, caller.user_id)})
    return {"ResultList": rows}


@api.command(
    "openim_msg_ext_http_svc.reaction_iterate",
    accepts="frame.openim_msg_ext_http_svc.reaction_iterate",
    returns="openim_msg_ext_http_svc.reaction_iterate.answer",
)
def list_reacting(app: App, caller: Caller, given: Given) -> Given:
    """List who has reacted so to a message."""
    return _people(message_at(app, caller, given, given["MsgKey"])[1], given)


@api.command(
    "openim_msg_ext_http_svc.group_reaction_iterate",
    accepts="frame.openim_msg_ext_http_svc.group_reaction_iterate",
    returns="openim_msg_ext_http_svc.reaction_iterate.answer",
)
def list_group_reacting(app: App, caller: Caller, given: Given) -> Given:
    """List who has reacted so to a message of a group."""
    return _people(message_in(*own_history(app, caller, given), caller, given["MsgSeq"]), given)


def _people(message: Message, given: Given) -> Given:
    start, count = given.get("NextSeq", 0), max(1, min(given.get("Count") or _PAGE, _PAGE))
    people = message.reactions.get(_check(given), {})
    page = list(islice(people, start, start + count))
    return {"Reaction_Account": page, "NextSeq": start + count if start + count < len(people) else 0}
