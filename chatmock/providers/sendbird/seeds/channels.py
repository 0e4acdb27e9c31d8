"""Channels: their properties, people and sanctions."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

from chatmock.core.clock import SECOND, day
from chatmock.core.filling import Values, differing
from chatmock.core.seeds import Spot
from chatmock.core.words import shown
from chatmock.providers.sendbird.channels.properties import default_cover
from chatmock.providers.sendbird.model import (
    LONGEST,
    App,
    Ban,
    Channel,
    GroupChannel,
    Member,
    Mute,
    OpenChannel,
    Participant,
    Sanction,
    User,
)
from chatmock.providers.sendbird.seeds.changes import dump_message_changes, load_message_changes
from chatmock.providers.sendbird.seeds.loading import Loading
from chatmock.providers.sendbird.seeds.messages import dump_messages, load_messages

_SAME = (
    "data",
    "custom_type",
    "freeze",
    "is_ephemeral",
    "is_dynamic_partitioned",
    "is_public",
    "is_super",
    "is_broadcast",
    "is_exclusive",
    "block_sdk_user_channel_join",
    "access_code",
)
_FLAGS = ("is_distinct", "is_public", "is_super", "is_broadcast", "is_exclusive", "block_sdk_user_channel_join")
"""What is dumped of a group channel where it is true."""
_OF_A_MEMBER = (
    "hidden",
    "auto_unhide",
    "push_enabled",
    "push_mentions_only",
    "push_always",
    "push_sound",
    "count_preference",
)
SANCTIONS: tuple[tuple[str, type[Sanction]], ...] = (("bans", Ban), ("mutes", Mute))
_MEMBER_TIMES = (("read", "read_at"), ("delivered", "delivered_at"), ("offset", "offset"), ("invited_at", "invited_at"))
_NOT_PLAIN = ("user", "channel", "joined", "inviter", "invited", "noted", *(field for _, field in _MEMBER_TIMES))
"""The fields of a member that are written in a way of their own."""


def load_channels(loading: Loading, document: Values) -> None:
    """Fill the channels of an application whose users are there."""
    for kind in ("open_channels", "group_channels"):
        for index, values in enumerate(document.get(kind, ())):
            _load_channel(loading, kind, values, (kind, index))


def _load_channel(loading: Loading, kind: str, values: Values, spot: Spot) -> None:
    app, url = loading.app, values["channel_url"]
    if app.channel(url) is not None:
        raise loading.wrong((*spot, "channel_url"), f"{shown(url)} stands twice: addresses are the same in any case")
    messages = load_messages(loading, values, spot)
    operators = [
        loading.user((*spot, "operators", i), user_id) for i, user_id in enumerate(values.get("operators", ()))
    ]
    first = min((message.created_at for message in messages), default=None)
    details = {name: values[name] for name in _SAME if name in values}
    if "created_by" in values:
        details["created_by"] = loading.user((*spot, "created_by"), values["created_by"])
    make: Any = OpenChannel if kind == "open_channels" else GroupChannel
    channel: Channel = make(
        channel_url=url,
        serial=loading.serial(values, spot, "channel"),
        created=loading.given(values, spot, "created", app.clock.stamp if first is None else lambda: max(0, first - 1)),
        name=values.get("name", url),
        cover_url=values["cover_url"] if "cover_url" in values else default_cover(app),
        max_length_message=values.get("max_length_message", app.default_max_length),
        operators_by_id={user.user_id: user for user in operators},
        meta_data=dict(values.get("metadata", {})),
        meta_counters=dict(values.get("metacounters", {})),
        word_finds={user_id: sorted(found) for user_id, found in values.get("word_finds", {}).items()},
        sent_at={user_id: deque(sorted(sent)) for user_id, sent in values.get("sent_at", {}).items()},
        **details,
    )
    app.add_channel(channel)
    for message in messages:
        channel.messages.add(message)
        app.statistics.count_sent(day(message.created_at), None)
    _load_sanctions(loading, channel, values, spot)
    _load_pins(loading, channel, values, spot)
    load_message_changes(loading, channel, values, spot)
    if isinstance(channel, GroupChannel):
        _load_members(loading, channel, values, spot)
    elif isinstance(channel, OpenChannel):
        _load_participants(loading, channel, values, spot)


def _load_members(loading: Loading, channel: GroupChannel, values: Values, spot: Spot) -> None:
    app = loading.app
    for index, given in enumerate(values.get("members", ())):
        given = {"user_id": given} if isinstance(given, str) else given
        where = (*spot, "members", index)
        user = loading.user(where, given["user_id"])
        if channel.standing(user) is not None:
            raise loading.wrong(where, f"{shown(user.user_id)} stands twice")
        joined = loading.given(given, where, "joined", lambda: channel.created)
        come = app.places.invite if given.get("state") == "invited" else app.places.join
        member = come(channel, user, joined, **{name: given[name] for name in _OF_A_MEMBER if name in given})
        for name, field in _MEMBER_TIMES:
            setattr(member, field, loading.given(given, where, name, lambda: 0))
        if "inviter" in given:
            member.inviter = loading.user((*where, "inviter"), given["inviter"])
        if "unread" in given:
            _leave_unread(loading, member, given["unread"], where)
    if values.get("is_distinct"):
        app.places.make_distinct(channel)
    last = channel.messages.last()
    usual = channel.created if last is None else last.created_at
    channel.last_activity = loading.given(values, spot, "last_activity", lambda: usual)
    app.places.note_last_message(channel)


def _leave_unread(loading: Loading, member: Member, count: int, spot: Spot) -> None:
    """Put the read position where so many messages of others come after it."""
    channel, user = member.channel, member.user
    others = [m for m in channel.messages.down() if not m.silent and (m.user is None or m.user is not user)]
    if count > len(others):
        raise loading.wrong((*spot, "unread"), f"there are {len(others)} messages of others, not {count}")
    member.read_at = max(0, others[count - 1].created_at - 1) if count else loading.now


def _load_participants(loading: Loading, channel: OpenChannel, values: Values, spot: Spot) -> None:
    app = loading.app
    for index, given in enumerate(values.get("participants", ())):
        given = {"user_id": given} if isinstance(given, str) else given
        where = (*spot, "participants", index)
        user = loading.user(where, given["user_id"])
        if user.user_id in channel.participants_by_id:
            raise loading.wrong(where, f"{shown(user.user_id)} stands twice")
        entered = loading.given(given, where, "entered", app.clock.stamp)
        app.places.enter(Participant(user, channel, loading.serial(given, where, "participant"), entered))


def _load_sanctions(loading: Loading, channel: Channel, values: Values, spot: Spot) -> None:
    app, url = loading.app, channel.channel_url
    for name, kind in SANCTIONS:
        for index, given in enumerate(values.get(name, ())):
            where = (*spot, name, index)
            sanction = new_sanction(loading, kind, name, url, given, where)
            if sanction.user.user_id in getattr(channel, name).rows:
                raise loading.wrong(where, f"{shown(sanction.user.user_id)} stands twice")
            app.places.impose(channel, sanction)


def new_sanction(loading: Loading, kind: type[Sanction], name: str, url: str, given: Values, where: Spot) -> Sanction:
    """A ban or a mute, of those that stand under a name."""
    user = loading.user(where, given["user_id"])
    start = loading.given(given, where, "start", lambda: loading.now)
    lasts = given.get("seconds", LONGEST) * SECOND
    end = loading.time((*where, "end"), given["end"]) if "end" in given else start + lasts
    serial = loading.serial(given, where, name.removesuffix("s"))
    return kind(user, url, loading.app.clock, serial, start, end, given.get("description", ""))


def _load_pins(loading: Loading, channel: Channel, values: Values, spot: Spot) -> None:
    for index, pin in enumerate(values.get("pins", ())):
        where = (*spot, "pins", index)
        if channel.messages.get(pin["message_id"]) is None:
            raise loading.wrong(where, f"there is no message {pin['message_id']} in this channel")
        channel.pins[pin["message_id"]] = loading.given(pin, where, "at", loading.app.clock.stamp)


def dump_channels(app: App, former: dict[int, User]) -> Values:
    """Dump all channels; deleted people in their messages are put among the former users."""
    return {
        "open_channels": [_dump_open_channel(app, channel, former) for channel in app.open_channels],
        "group_channels": [_dump_group_channel(app, channel, former) for channel in app.group_channels],
    }


def _dump_channel(app: App, channel: Channel, former: dict[int, User]) -> Values:
    values: Values = {
        "channel_url": channel.channel_url,
        "name": channel.name,
        "cover_url": channel.cover_url,
        "data": channel.data,
        "custom_type": channel.custom_type,
        "freeze": channel.freeze,
        "is_ephemeral": channel.is_ephemeral,
        "max_length_message": channel.max_length_message,
        "created": channel.created,
        "serial": channel.serial,
        "operators": list(channel.operators_by_id),
        "metadata": dict(channel.meta_data),
        "metacounters": dict(channel.meta_counters),
        "bans": dump_sanctions(channel.bans),
        "mutes": dump_sanctions(channel.mutes),
        "word_finds": {user_id: list(found) for user_id, found in channel.word_finds.items()},
        "sent_at": {user_id: list(sent) for user_id, sent in channel.sent_at.items()},
        "messages": dump_messages(app, channel, former),
        "pins": [{"message_id": message_id, "at": at} for message_id, at in channel.pins.items()],
        "message_changes": dump_message_changes(channel),
    }
    always = ("channel_url", "name", "cover_url", "max_length_message", "created")
    return {name: value for name, value in values.items() if value or name in always}


def dump_sanctions(rows: Iterable[Sanction]) -> list[Values]:
    return [
        {
            "user_id": r.user.user_id,
            "start": r.start_at,
            "end": r.end_at,
            "description": r.description,
            "serial": r.serial,
        }
        for r in rows
    ]


def _dump_open_channel(app: App, channel: OpenChannel, former: dict[int, User]) -> Values:
    values = _dump_channel(app, channel, former)
    if channel.is_dynamic_partitioned:
        values["is_dynamic_partitioned"] = True
    if channel.participants_by_id:
        values["participants"] = [
            {"user_id": row.user.user_id, "entered": row.entered, "serial": row.serial}
            for row in channel.participants_by_entry
        ]
    return values


def _dump_group_channel(app: App, channel: GroupChannel, former: dict[int, User]) -> Values:
    values = _dump_channel(app, channel, former)
    values |= {name: True for name in _FLAGS if getattr(channel, name)}
    if channel.created_by is not None and channel.created_by is app.users.get(channel.created_by.user_id):
        values["created_by"] = channel.created_by.user_id
    values |= {"access_code": channel.access_code} if channel.access_code else {}
    values["last_activity"] = channel.last_activity
    values["members"] = [_dump_member(app, member) for member in channel.members_by_join]
    return values


def _dump_member(app: App, member: Member) -> Values:
    values: Values = {"user_id": member.user.user_id, "joined": member.joined}
    values |= {name: value for name, field in _MEMBER_TIMES if (value := getattr(member, field))}
    if member.invited:
        values["state"] = "invited"
    values |= differing(member, *_NOT_PLAIN)
    if member.inviter is not None and member.inviter is app.users.get(member.inviter.user_id):
        values["inviter"] = member.inviter.user_id
    return values
