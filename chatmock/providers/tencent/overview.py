"""An application as people look at it: accounts, groups with their topics, pairs, messages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any
from urllib.parse import quote, unquote

from chatmock.core.clock import SECOND
from chatmock.core.overview import (
    FEW,
    SMALL,
    Attachment,
    Conversation,
    Credential,
    Overview,
    Participation,
    Person,
    Reacted,
    Said,
)
from chatmock.providers.tencent.model import Account, App, Group, GroupHistory, Message, Pair, Topic

_BETWEEN = "c2c:"
_TOPIC = "topic:"
_LATEST = 2**40
"""A second after all there are."""


class TencentOverview(Overview[App]):
    """Accounts, groups and their topics by their making, then pairs."""

    text_field = "text"

    def people_count(self, application: App) -> int:
        return len(application.accounts)

    def people(self, application: App, skip: int, limit: int) -> list[Person]:
        found = islice(reversed(application.accounts.rows.values()), skip, skip + limit)
        return [_person(application, account) for account in found]

    def conversations_count(self, application: App) -> int:
        return len(application.groups) + application.c2c.count

    def conversations(self, application: App, skip: int, limit: int) -> list[Conversation]:
        return list(islice(_all(application), skip, skip + limit))

    def conversation(self, application: App, conversation_id: str) -> Conversation | None:
        pair = _pair(application, conversation_id)
        if pair is not None:
            return _of_pair(application, pair)
        group, topic = _group(application, conversation_id)
        return _of_group(application, group, topic, SMALL) if group is not None else None

    def messages(self, application: App, conversation_id: str, before: str, limit: int) -> list[Said]:
        pair = _pair(application, conversation_id)
        if pair is not None:
            earlier = pair.get(before)
            if before and earlier is None:
                raise KeyError(before)
            found = islice(pair.back(0, _LATEST, earlier), limit)
            return [_said_between(application, pair, message) for message in found][::-1]
        group, topic = _group(application, conversation_id)
        if group is None:
            return []
        history = group.history if topic is None else topic.history
        if before and not (before.isdecimal() and len(before) < 20):
            raise KeyError(before)
        last = int(before) - 1 if before else history.last_seq
        return [_said_in_group(application, group, topic, one) for one in reversed(_back(history, last, limit))]

    def place(self, application: App, conversation_id: str, who: str) -> dict[str, Any]:
        pair = _pair(application, conversation_id)
        if pair is not None:
            return {"to": pair.peer(who)}
        group, topic = _group(application, conversation_id)
        own = {"group_id": group.group_id if group is not None else conversation_id}
        return {**own, "topic_id": topic.topic_id} if topic is not None else own


def _back(history: GroupHistory, seq: int, limit: int) -> list[Message]:
    """So many messages up to a number, the newest first, whatever numbers are missing between."""
    found: list[Message] = []
    while seq > 0 and len(found) < limit:
        found += history.back(seq, limit)
        seq -= limit
    return found[:limit]


def _all(app: App) -> Iterator[Conversation]:
    """All conversations; each is shown as it is reached."""
    topics = ((group, topic) for group in app.groups for topic in (None, *group.topics.values()))
    groups = (_of_group(app, group, topic, FEW) for group, topic in topics)
    return chain(groups, (_of_pair(app, pair) for pair in app.c2c))


def _pair(app: App, conversation_id: str) -> Pair | None:
    if not conversation_id.startswith(_BETWEEN):
        return None
    one, _, other = conversation_id.removeprefix(_BETWEEN).partition(":")
    return app.c2c.get(unquote(one), unquote(other))


def _group(app: App, conversation_id: str) -> tuple[Group | None, Topic | None]:
    if conversation_id.startswith(_TOPIC):
        group_id, _, topic_id = conversation_id.removeprefix(_TOPIC).partition(":")
        group = app.groups.get(unquote(group_id))
        topic = group.topics.get(unquote(topic_id)) if group is not None else None
        return (group, topic) if topic is not None else (None, None)
    return app.groups.get(conversation_id), None


def _name(app: App, user_id: str) -> str:
    account = app.accounts.get(user_id)
    return account.nick if account is not None else ""


def _person(app: App, account: Account) -> Person:
    note = (
        "administrator" if app.is_admin(account.user_id) else "robot" if account.user_id in app.accounts.robots else ""
    )
    logins = account.instances.values()
    return Person(
        account.user_id,
        account.nick,
        account.status == "Online",
        max((one.since for one in logins), default=0),
        note,
        [],
        [Credential(f"UserSig ({one.platform})", one.ticket) for one in logins if one.ticket],
    )


def _of_pair(app: App, pair: Pair) -> Conversation:
    one, other = pair.people
    people = [Participation(who, _name(app, who), "", pair.unread(who)) for who in dict.fromkeys(pair.people)]
    names = [person.name or person.id for person in people]
    last = pair.last
    said = _said_between(app, pair, last) if last is not None else None
    told = f"{_BETWEEN}{quote(one, safe='')}:{quote(other, safe='')}"
    return Conversation(
        told, " and ".join(names), "between two", len(people), len(pair), pair.position * SECOND, people, said
    )


def _of_group(app: App, group: Group, topic: Topic | None, most: int) -> Conversation:
    history = group.history if topic is None else topic.history
    inside = islice(group.members.values(), most)
    people = [
        Participation(
            member.user_id,
            member.name_card or _name(app, member.user_id),
            "" if member.role == "Member" else member.role.lower(),
            group.unread(member) if topic is None else topic.unread(member.user_id),
        )
        for member in inside
    ]
    last = history.last
    said = _said_in_group(app, group, topic, last) if last is not None else None
    at = (history.last_time or (group.created if topic is None else topic.created)) * SECOND
    count = len(group.members)
    if topic is None:
        return Conversation(group.group_id, group.name, group.kind, count, len(history), at, people, said)
    told = f"{_TOPIC}{quote(group.group_id, safe='')}:{quote(topic.topic_id, safe='')}"
    return Conversation(told, f"{group.name} / {topic.name}", "topic", count, len(history), at, people, said)


def _said_between(app: App, pair: Pair, message: Message) -> Said:
    is_read = pair.sides[message.target].read >= message.number
    return _said(app, message, message.key, [message.target] if is_read and message.target != message.sender else [])


def _said_in_group(app: App, group: Group, topic: Topic | None, message: Message) -> Said:
    readers: list[str] = []
    if len(group.members) <= SMALL:
        members = (one for one in group.members.values() if one.user_id != message.sender)
        marks = ((m.user_id, m.read_seq if topic is None else topic.side_of(m.user_id).read_seq) for m in members)
        readers = [user_id for user_id, seq in marks if seq >= message.seq]
    return _said(app, message, str(message.seq), readers)


def _said(app: App, message: Message, told: str, readers: list[str]) -> Said:
    body = [] if message.tip is not None else message.body
    return Said(
        told,
        message.time * SECOND,
        "" if message.tip is not None else message.sender,
        _name(app, message.sender),
        "tip" if message.tip is not None else ", ".join(str(one.get("MsgType", "")) for one in body),
        "(a tip of the platform)" if message.tip is not None else " ".join(filter(None, map(_text, body))),
        [found for one in body if (found := _file(one)) is not None],
        [Reacted(key, list(people)) for key, people in message.reactions.items()],
        "",
        0,
        message.version > 0,
        message.recalled,
        readers,
    )


def _text(element: dict[str, Any]) -> str:
    content = element.get("MsgContent", {})
    return str(content.get("Text") or content.get("Desc") or content.get("Data") or "")


def _file(element: dict[str, Any]) -> Attachment | None:
    """The file of an element, where it is one."""
    content, kind = element.get("MsgContent", {}), str(element.get("MsgType", ""))
    pictures = content.get("ImageInfoArray") or [{}]
    url = content.get("Url") or content.get("VideoUrl") or pictures[0].get("URL")
    if not url:
        return None
    size = content.get("FileSize") or content.get("Size") or content.get("VideoSize") or pictures[0].get("Size") or 0
    return Attachment(str(content.get("FileName") or kind), kind, str(url), size if isinstance(size, int) else 0)
