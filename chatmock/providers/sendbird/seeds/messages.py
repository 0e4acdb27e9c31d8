"""Messages of a channel: written one by one, or generated many in one entry."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec

from chatmock.core.clock import MINUTE
from chatmock.core.filling import Values
from chatmock.core.seeds import Spot, span
from chatmock.providers.sendbird.model import App, Channel, Message, Notification, Rare, Reaction, User
from chatmock.providers.sendbird.seeds.loading import Loading
from chatmock.providers.sendbird.seeds.polls import poll_of

_RARE = frozenset({"more", "mention_type", "mentions"})


_KINDS = {"group_channels": "group", "open_channels": "open", "feeds": "feed"}


def load_messages(loading: Loading, values: Values, spot: Spot) -> list[Message]:
    kind = _KINDS[str(spot[0])]
    found: list[Message] = []
    for index, given in enumerate(values.get("messages", ())):
        where = (*spot, "messages", index)
        if "generate" in given:
            found += _generate(loading, values["channel_url"], kind, given, where)
        else:
            found.append(_load_message(loading, values["channel_url"], kind, given, where))
    return found


def _load_message(loading: Loading, channel_url: str, kind: str, given: Values, spot: Spot) -> Message:
    sender = loading.user((*spot, "from"), given["from"]) if "from" in given else None
    named = given.get("type") or ("FILE" if "file" in given else "MESG" if sender is not None else "ADMM")
    _check_kind(loading, named, given, spot)
    rare = _load_rare(loading, given, spot) if not _RARE.isdisjoint(given) else None
    file = {"name": "", "type": "", "size": 0, "data": "", **given["file"]} if "file" in given else None
    serial = loading.serial(given, spot, f"message of {channel_url}", "message_id")
    at = loading.given(given, spot, "at", loading.app.clock.stamp)
    message = Message(
        message_id=serial,
        created_at=at,
        type=named,
        channel_url=channel_url,
        channel_type=kind,
        user=sender,
        message=given.get("message", ""),
        data=given.get("data", ""),
        custom_type=given.get("custom_type", ""),
        file=file,
        silent=given.get("silent", False),
        updated_at=loading.given(given, spot, "updated", lambda: 0),
        rare=rare or None,
    )
    if message.rare is not None or message.file is not None:  # the rest is as the schema of seeds has it
        loading.presented("message", message, spot)
        message.rendered = None
    return message


def _check_kind(loading: Loading, kind: str, given: Values, spot: Spot) -> None:
    """A message of each type has what makes it one, and nothing that makes another."""
    if kind != "ADMM" and "from" not in given:
        raise loading.wrong(spot, f"a {kind} is somebody's: it needs from")
    if (kind == "FILE") != ("file" in given):
        raise loading.wrong(
            spot, "a FILE needs file" if kind == "FILE" else f"only a FILE has file, and this is a {kind}"
        )


def _load_rare(loading: Loading, given: Values, spot: Spot) -> Rare:
    fields: Values = dict(given.get("more", {}))
    if "poll" in fields:
        fields["poll"] = poll_of(loading, (*spot, "more", "poll"), fields["poll"])
    if "notification" in fields:
        fields["notification"] = Notification(**fields["notification"])
    if "reactions" in fields:
        fields["reactions"] = {key: Reaction(**reaction) for key, reaction in fields["reactions"].items()}
    if "mention_type" in given:
        fields["mention_type"] = given["mention_type"]
    mentions = enumerate(given.get("mentions", ()))
    people = [loading.user((*spot, "mentions", index), who) for index, who in mentions]
    return Rare(**fields, mentioned=tuple(dict.fromkeys(people)))


def _generate(loading: Loading, channel_url: str, kind: str, given: Values, spot: Spot) -> list[Message]:
    """Many messages in one entry, evenly in time, the last one at ``until``."""
    count, serial = given["generate"], loading.app.ids.serial
    senders: list[User] = [loading.user((*spot, "from", i), who) for i, who in enumerate(given["from"])]
    try:
        step = span(given.get("every", MINUTE))
    except ValueError as reason:
        raise loading.wrong((*spot, "every"), str(reason)) from None
    until = loading.given(given, spot, "until", lambda: loading.now)
    start, text = until - step * (count - 1), given.get("message", "Message {n}")
    if start < 0:
        raise loading.wrong(spot, f"the first of {count} messages would be from before 1970")
    loading.newest = max(loading.newest, until)
    found = []
    for n in range(count):
        sender = senders[n % len(senders)]
        said = text.replace("{n}", str(n + 1)).replace("{sender}", sender.nickname)
        found.append(
            Message(
                serial(),
                start + n * step,
                "MESG",
                channel_url,
                kind,
                sender,
                said,
                given.get("data", ""),
                given.get("custom_type", ""),
            )
        )
    return found


def dump_messages(app: App, channel: Channel, former: dict[int, User]) -> list[Values]:
    """Dump the messages of a channel; deleted people in them are put among the former users."""
    return [_dump_message(app, message, former) for message in channel.messages]


def dump_person(app: App, former: dict[int, User], user: User) -> str | int:
    """The id of a person, or the serial of a deleted one, who is put among the former users."""
    if app.users.get(user.user_id) is user:
        return user.user_id
    former[user.serial] = user
    return user.serial


def _dump_message(app: App, message: Message, former: dict[int, User]) -> Values:
    known = partial(dump_person, app, former)
    values: Values = {"message_id": message.message_id, "type": message.type, "at": message.created_at}
    if message.user is not None:
        values["from"] = known(message.user)
    if message.file is not None:
        values["file"] = message.file
    for name in ("message", "data", "custom_type", "silent"):
        if value := getattr(message, name):
            values[name] = value
    if message.updated_at:
        values["updated"] = message.updated_at
    if message.rare is not None:
        values |= _dump_rare(message.rare, known)
    return values


def _dump_rare(rare: Rare, known: Callable[[User], str | int]) -> Values:
    fields = rare.differing()
    values: Values = {}
    mentioned, kind = fields.pop("mentioned", ()), fields.pop("mention_type", "")
    if mentioned or kind:
        values = {"mentions": [known(user) for user in mentioned], "mention_type": rare.mention_type}
    if rare.parent_message_id:
        fields["is_reply_to_channel"] = rare.is_reply_to_channel
    if rare.poll is not None:
        fields["poll"] = rare.poll.id
    if rare.notification is not None:
        fields["notification"] = msgspec.structs.asdict(rare.notification)
    if "reactions" in fields:
        fields["reactions"] = {key: msgspec.structs.asdict(reaction) for key, reaction in rare.reactions.items()}
    return {**values, "more": fields} if fields else values
