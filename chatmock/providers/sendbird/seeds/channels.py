"""Channels and messages of a seed document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chatmock.core.clock import SECOND, day
from chatmock.core.seeds import Spot, span
from chatmock.providers.sendbird.channels.properties import default_cover
from chatmock.providers.sendbird.model import (
    LONGEST,
    Ban,
    Channel,
    GroupChannel,
    Member,
    Message,
    Mute,
    OpenChannel,
    Participant,
    Sanction,
    User,
)
from chatmock.providers.sendbird.seeds import changes, polls

if TYPE_CHECKING:
    from chatmock.providers.sendbird.seeds.loading import Loading


Values = dict[str, Any]
_SAME = (
    "data",
    "custom_type",
    "freeze",
    "is_ephemeral",
    "is_dynamic_partitioned",
    "is_public",
    "is_super",
    "access_code",
)
_OF_A_MEMBER = (
    "hidden",
    "auto_unhide",
    "push_enabled",
    "push_mentions_only",
    "push_always",
    "push_sound",
    "count_preference",
)
_SANCTIONS: tuple[tuple[str, type[Sanction]], ...] = (("bans", Ban), ("mutes", Mute))
_MINUTE = 60 * SECOND


def load(loading: Loading, document: Values) -> None:
    """Fill the channels of an application whose users are there."""
    for kind in ("open_channels", "group_channels"):
        for index, values in enumerate(document.get(kind, ())):
            _channel(loading, kind, values, (kind, index))


def _channel(loading: Loading, kind: str, values: Values, spot: Spot) -> None:
    app, url = loading.app, values["channel_url"]
    if app.channel(url) is not None:
        raise loading.wrong((*spot, "channel_url"), f"{url!r} stands twice")
    messages = _messages(loading, values, spot)
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
        serial=loading.serial(values),
        created=loading.given(values, spot, "created", app.clock.stamp if first is None else lambda: first - 1),
        name=values.get("name", url),
        cover_url=values["cover_url"] if "cover_url" in values else default_cover(app),
        max_length_message=values.get("max_length_message", app.default_max_length),
        operators_by_id={user.user_id: user for user in operators},
        meta_data=dict(values.get("metadata", {})),
        meta_counters=dict(values.get("metacounters", {})),
        **details,
    )
    app.add_channel(channel)
    for message in messages:
        channel.messages.add(message)
        app.sent[day(message.created_at)] = app.sent.get(day(message.created_at), 0) + 1
    _sanctions(loading, channel, values, spot)
    changes.load_channel(loading, channel, values, spot)
    if isinstance(channel, GroupChannel):
        _members(loading, channel, values, spot)
    elif isinstance(channel, OpenChannel):
        _participants(loading, channel, values, spot)


def _members(loading: Loading, channel: GroupChannel, values: Values, spot: Spot) -> None:
    app = loading.app
    for index, given in enumerate(values.get("members", ())):
        given = {"user_id": given} if isinstance(given, str) else given
        where = (*spot, "members", index)
        user = loading.user(where, given["user_id"])
        if channel.standing(user) is not None:
            raise loading.wrong(where, f"{user.user_id!r} stands twice")
        joined = loading.given(given, where, "joined", lambda: channel.created)
        come = app.places.invite if given.get("state") == "invited" else app.places.join
        member = come(channel, user, joined)
        for name in _OF_A_MEMBER:
            setattr(member, name, given.get(name, getattr(member, name)))
        changes.load_member(loading, member, given, where)
        if "inviter" in given:
            member.inviter = loading.user((*where, "inviter"), given["inviter"])
        if "unread" in given:
            _leave_unread(loading, member, given["unread"], where)
    if values.get("is_distinct"):
        app.places.make_distinct(channel)
    last = channel.messages.last()
    channel.last_activity = values.get("last_activity", channel.created if last is None else last.created_at)
    app.places.moved(channel)


def _leave_unread(loading: Loading, member: Member, count: int, spot: Spot) -> None:
    """Put the read position where so many messages of others come after it."""
    channel, user = member.channel, member.user
    others = [m for m in channel.messages.down() if not m.silent and (m.user is None or m.user is not user)]
    if count > len(others):
        raise loading.wrong((*spot, "unread"), f"there are {len(others)} messages of others, not {count}")
    member.read_at = others[count - 1].created_at - 1 if count else loading.now


def _participants(loading: Loading, channel: OpenChannel, values: Values, spot: Spot) -> None:
    app = loading.app
    for index, given in enumerate(values.get("participants", ())):
        given = {"user_id": given} if isinstance(given, str) else given
        where = (*spot, "participants", index)
        user = loading.user(where, given["user_id"])
        if user.user_id in channel.participants_by_id:
            raise loading.wrong(where, f"{user.user_id!r} stands twice")
        entered = loading.given(given, where, "entered", app.clock.stamp)
        app.places.enter(Participant(user, channel, loading.serial(given), entered))


def _sanctions(loading: Loading, channel: Channel, values: Values, spot: Spot) -> None:
    app = loading.app
    url, kinds = channel.channel_url, _SANCTIONS
    for name, kind in kinds:
        for index, given in enumerate(values.get(name, ())):
            where = (*spot, name, index)
            user = loading.user(where, given["user_id"])
            start = loading.given(given, where, "start", lambda: loading.now)
            lasts = given.get("seconds", LONGEST) * SECOND
            end = loading.time((*where, "end"), given["end"]) if "end" in given else start + lasts
            sanction = kind(user, url, app.clock, loading.serial(given), start, end, given.get("description", ""))
            app.places.impose(channel, sanction)


# --- messages ---


def _messages(loading: Loading, values: Values, spot: Spot) -> list[Message]:
    kind = "group" if spot[0] == "group_channels" else "open"
    found: list[Message] = []
    for index, given in enumerate(values.get("messages", ())):
        where = (*spot, "messages", index)
        if "generate" in given:
            found += _generated(loading, values["channel_url"], kind, given, where)
        else:
            found.append(_message(loading, values["channel_url"], kind, given, where))
    if len({message.message_id for message in found}) < len(found):
        raise loading.wrong((*spot, "messages"), "two messages have the same message_id")
    return found


def _message(loading: Loading, channel_url: str, kind: str, given: Values, spot: Spot) -> Message:
    sender = loading.user((*spot, "from"), given["from"]) if "from" in given else None
    named = given.get("type") or ("FILE" if "file" in given else "MESG" if sender is not None else "ADMM")
    more = dict(given.get("more", {}))
    if "poll" in more:
        more["poll"] = polls.poll_of(loading, (*spot, "more", "poll"), more["poll"])
    if "mentions" in given or "mention_type" in given:
        mentioned = [loading.user((*spot, "mentions", i), who) for i, who in enumerate(given.get("mentions", ()))]
        more |= {"mention_type": given.get("mention_type", "users"), "mentioned": mentioned}
    serial = loading.serial({"serial": given["message_id"]} if "message_id" in given else {})
    at = loading.given(given, spot, "at", loading.app.clock.stamp)
    return Message(
        message_id=serial,
        created_at=at,
        type=named,
        channel_url=channel_url,
        channel_type=kind,
        user=sender,
        message=given.get("message", ""),
        data=given.get("data", ""),
        custom_type=given.get("custom_type", ""),
        file={"name": "", "type": "", "size": 0, "data": "", **given["file"]} if "file" in given else None,
        silent=given.get("silent", False),
        updated_at=loading.given(given, spot, "updated", lambda: 0),
        more=more or None,
    )


def _generated(loading: Loading, channel_url: str, kind: str, given: Values, spot: Spot) -> list[Message]:
    """Many messages in one entry, evenly in time, the last one at ``until``."""
    count, serial = given["generate"], loading.app.ids.serial
    senders: list[User] = [loading.user((*spot, "from", i), who) for i, who in enumerate(given["from"])]
    try:
        step = span(given.get("every", _MINUTE))
    except ValueError as reason:
        raise loading.wrong((*spot, "every"), str(reason)) from None
    until = loading.given(given, spot, "until", lambda: loading.now)
    start, text = until - step * (count - 1), given.get("message", "Message {n}")
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
