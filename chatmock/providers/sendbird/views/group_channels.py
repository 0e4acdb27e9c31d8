"""Answers with group channels: the part that all see alike is rendered once, and joined to the viewer's own."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.core.clock import SECOND
from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.finders import asking_user
from chatmock.providers.sendbird.model import App, FeedChannel, GroupChannel, Member, Message, User, friend_keys
from chatmock.providers.sendbird.views.members import activity_filter, member_list, members_for, present_member
from chatmock.providers.sendbird.views.message_extras import unread_replies
from chatmock.providers.sendbird.views.messages import present_message


def channel_for(
    app: App,
    channel: GroupChannel,
    viewer: User | None = None,
    *,
    members: bool = False,
    read_receipt: bool = False,
    delivery_receipt: bool = False,
    metadata: bool = False,
    active_mode: str = "all",
    **keys: Any,
) -> With:
    """A group channel for a user, or for an anonymous viewer, who has 0 unread."""
    member = channel.standing(viewer) if viewer is not None else None
    own = _to_nobody(app, channel, viewer) if member is None else _to_member(app, channel, member)
    if keys:
        own |= keys
    if members and active_mode == "all":
        own["members"] = member_list(channel, viewer)
    elif members:
        own["members"] = members_for(viewer, filter(activity_filter(active_mode), channel.members_by_join))
    if read_receipt:
        own["read_receipt"] = {m.user.user_id: m.read_at for m in channel.members_by_join if not m.invited}
    if delivery_receipt:
        own["delivery_receipt"] = {m.user.user_id: m.received_until for m in channel.members_by_join if not m.invited}
    if metadata:
        own["metadata"] = channel.meta_data
    if isinstance(channel, FeedChannel):
        own |= {name: getattr(channel, name) for name in _OF_FEEDS}
    if channel.pins:
        ids = list(channel.pins)
        own |= {"pinned_message_ids": ids, "latest_pinned_message": channel.messages.get(ids[-1])}
    return With(channel, own)


_OF_FEEDS = ("is_category_filter_enabled", "is_template_label_enabled", "categories")


def channel_answer(app: App, call: Call, channel: GroupChannel, viewer: User | None = None, **keys: Any) -> With:
    """The answer to a change of a group channel.

    A client is answered with the receipts, too: v3 of the JavaScript SDK counts none otherwise (client).
    """
    own = asking_user(call)
    told = own is not None
    return channel_for(app, channel, viewer or own, members=True, read_receipt=told, delivery_receipt=told, **keys)


def _to_nobody(app: App, channel: GroupChannel, stranger: User | None) -> dict[str, Any]:
    """The viewer's keys of a channel for an anonymous viewer, or for a user who is not in it."""
    last = channel.messages.last(app.visible_since(channel))
    keys = {
        "last_message": last and present_message(last),
        "unread_message_count": 0,
        "ts_message_offset": 0,
        "inviter": channel.created_by,
        "invited_at": channel.created,
    }
    return keys if stranger is None else keys | _TO_STRANGER


_TO_STRANGER: dict[str, Any] = {"is_push_enabled": False, "member_state": "none", "my_role": "none"}


def _to_member(app: App, channel: GroupChannel, member: Member) -> dict[str, Any]:
    """The viewer's keys of a channel for one of its members."""
    since, until, user, mutes = app.visible_since(channel), member.seen_until, member.user, channel.mutes
    user_id = user.user_id
    last = channel.messages.last(since, user_id)
    messages = mentions = 0
    if last is not None and last.created_at > until:
        messages, mentions = channel.unread_of_both(member, since)
    elif last is not None:  # perhaps from before the member joined
        last = channel.messages.last(app.visible_since(channel, member), user_id)
    return {
        "last_message": last and present_message(last),
        "unread_message_count": messages if member.counts_messages else 0,
        "unread_mention_count": mentions if member.counts_mentions else 0,
        "total_unread_thread_message_count": unread_replies(channel, member, app.visible_since(channel, member))
        if channel.messages.threads
        else 0,
        "is_push_enabled": member.push_enabled,
        "push_trigger_option": member.push_trigger_option,
        "count_preference": member.count_preference,
        "member_state": member.state,
        "my_role": "operator" if user_id in channel.operators_by_id else "none",
        "is_muted": bool(mutes.rows or mutes.of_type) and user_id in mutes,
        "is_hidden": member.hidden,
        "hidden_state": member.hidden_state,
        "inviter": member.inviter if user.circle is None else _inviter(user, member.inviter),
        "invited_at": member.invited_at or member.joined,
        "joined_ts": 0 if member.invited else member.joined // SECOND,
        "user_last_read": member.read_at,
        "ts_message_offset": member.offset,
    }


def _inviter(user: User, inviter: User | None) -> User | With | None:
    """Who invited a user, as the user sees the inviter: SDKs filter channels by whether that is a friend (client)."""
    friend = user.friend(inviter.user_id) if inviter is not None else None
    return inviter if friend is None else With(inviter, friend_keys(friend))


# --- rendered ---

_project = schemas["group_channel"].project
_project_user = schemas["user.brief"].present


@schemas.presents("group_channel")
def present_group_channel(channel: With) -> orjson.Fragment:
    """A group channel together with the keys of its viewer."""
    return orjson.Fragment(b"".join(_pieces(channel)))


@schemas.presents("group_channel.page")
def present_page(page: dict[str, Any]) -> bytes:
    """A page of group channels, joined once: with their members they are long."""
    pieces = [b'{"channels":[']
    for channel in page["channels"]:
        pieces += _pieces(channel)
        pieces.append(b",")
    if page["channels"]:
        pieces.pop()
    rest = orjson.dumps({name: value for name, value in page.items() if name != "channels"})
    return b"".join((*pieces, b"],", rest[1:]))


def _pieces(channel: With) -> tuple[bytes, ...]:
    assert isinstance(channel.entity, GroupChannel)
    keys = channel.keys
    members = keys.pop("members") if type(keys.get("members")) is bytes else None
    own = orjson.dumps(keys, default=_entity, option=orjson.OPT_PASSTHROUGH_DATACLASS)
    if members is None:
        return _beginning(channel.entity), b",", own[1:]
    return _beginning(channel.entity), b',"members":', members, b",", own[1:]


def _beginning(channel: GroupChannel) -> bytes:
    """The part that everybody sees, without the end of the object; rendered again after a change."""
    creator, operators = channel.created_by, channel.operators_by_id
    state = (
        channel.revision,
        channel.is_distinct,
        len(channel.bots),
        creator.revision if creator is not None else 0,
        sum([user.revision for user in operators.values()]) if operators else 0,
    )
    if channel.rendered is None or channel.rendered[0] != state:
        channel.rendered = state, orjson.dumps(_project(channel))[:-1]
    beginning: bytes = channel.rendered[1]
    return beginning


def _entity(value: object) -> Any:
    """Present an entity among a viewer's keys."""
    if isinstance(value, Message):
        return present_message(value)
    if isinstance(value, User) or (isinstance(value, With) and isinstance(value.entity, User)):
        return _project_user(value)
    if isinstance(value, Member | With):
        return present_member(value)
    raise TypeError(f"{type(value).__name__} is no part of a channel's answer")
