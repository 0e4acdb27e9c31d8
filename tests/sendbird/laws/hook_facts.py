"""What webhooks of today say as facts, and the facts that two states of an application differ by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from chatmock.providers.sendbird.model import App, Channel, GroupChannel, rare_of
from chatmock.providers.sendbird.views.message_extras import reactions_of

Fact = tuple[Any, ...]
SANCTIONS = {"user:mute": "mutes", "user:ban": "bans"}
TOLD = ("name", "cover_url", "custom_type", "data", "access_code")


class Seen(NamedTuple):
    """The facts of one state that webhooks tell the changes of."""

    channels: dict[str, str]
    """Kinds by address."""
    members: set[tuple[str, str]]
    invited: set[tuple[str, str]]
    inside: set[tuple[str, str]]
    values: dict[tuple[str, str], Any]
    """What group channels are, by address and name."""
    sent: dict[tuple[str, int], tuple[Any, ...]]
    """Messages with what an edit changes of them."""
    unread: set[tuple[str, str]]
    """Members who are behind."""
    marks: dict[tuple[str, str], int]
    reactions: set[tuple[str, int, str, str]]
    sanctions: set[tuple[str, str, str, int]]
    users: dict[str, bool]
    """Whether they are active."""
    blocks: set[tuple[str, str]]
    devices: set[tuple[str, str]]
    reports: int
    announced: set[tuple[str, str, str]]
    """What announcements made and sent: category, announcement, channel."""
    standing: set[tuple[str, str]]
    """Who is a member of a channel, invited to it, or inside."""
    kinds: dict[str, str]
    """Custom types by address."""
    operators: set[tuple[str, str]]
    rules: set[tuple[str, str, str, int]]
    """Sanctions of custom types: category, custom type, user, number."""


def seen(app: App) -> Seen:
    """The facts as they are now."""
    groups, channels = list(app.group_channels), list(app.channels())
    members = [member for group in groups for member in group.members_by_id.values()]
    inside = {(room.channel_url, user_id) for room in app.open_channels for user_id in room.participants_by_id}
    invited = {(group.channel_url, user_id) for group in groups for user_id in group.invited}
    joined = {(member.channel.channel_url, member.user.user_id) for member in members}
    return Seen(
        channels={channel.channel_url: channel.kind for channel in channels},
        members=joined,
        invited=invited,
        inside=inside,
        values={(g.channel_url, name): getattr(g, name) for g in groups for name in (*TOLD, "freeze", "is_super")},
        sent={
            (channel.channel_url, m.message_id): (m.message, m.data, m.custom_type, m.updated_at)
            for channel in channels
            for m in channel.messages.up()
        },
        unread={(member.channel.channel_url, member.user.user_id) for member in members if member.behind},
        marks={(member.channel.channel_url, member.user.user_id): member.read_at for member in members},
        reactions=set(_reactions(groups)),
        sanctions=set(_sanctions(channels)),
        users={user.user_id: user.is_active for user in app.users},
        blocks={(user.user_id, other) for user in app.users for other in user.blocks.rows},
        devices={(user.user_id, token) for user in app.users for _, token in user.devices},
        reports=len(app.reports),
        announced=set(_announced(app)),
        standing=joined | invited | inside,
        kinds={channel.channel_url: channel.custom_type for channel in channels},
        operators={(channel.channel_url, user_id) for channel in channels for user_id in channel.operators_by_id},
        rules={
            (category, rules.custom_type, row.user.user_id, row.serial)
            for rules in app.type_rules
            for category, name in SANCTIONS.items()
            for row in getattr(rules, name).rows.values()
        },
    )


def _announced(app: App) -> Iterator[tuple[str, str, str]]:
    for one in app.announcements:
        yield from (("announcement:create_channels", one.unique_id, url) for url in one.made)
        yield from (("announcement:send_messages", one.unique_id, url) for url in one.sent)


def _reactions(groups: list[GroupChannel]) -> Iterator[tuple[str, int, str, str]]:
    for group in groups:
        for message in group.messages.up():
            if rare_of(message).reactions:
                for row in reactions_of(message):
                    yield from ((group.channel_url, message.message_id, row["key"], one) for one in row["user_ids"])


def _sanctions(channels: list[Channel]) -> Iterator[tuple[str, str, str, int]]:
    for channel in channels:
        for category, name in SANCTIONS.items():
            for row in getattr(channel, name).rows.values():
                yield category, channel.channel_url, row.user.user_id, row.serial


def changes(old: Seen, new: Seen) -> Counter[Fact]:
    """The facts that webhooks tell, by what differs between two states."""
    return Counter([*_of_channels(old, new), *_of_messages(old, new), *_of_people(old, new)])


def _of_channels(old: Seen, new: Seen) -> Iterator[Fact]:
    made, gone = new.channels.keys() - old.channels.keys(), old.channels.keys() - new.channels.keys()
    yield from ((f"{new.channels[url]}_channel:create", url) for url in made)
    yield from ((f"{old.channels[url]}_channel:remove", url) for url in gone)
    yield from (("group_channel:join", *one) for one in new.members - old.members)
    yield from (("group_channel:leave", *one) for one in old.members - new.members if one[0] not in gone)
    yield from (("group_channel:invite", *one) for one in new.invited - old.invited)
    yield from (("open_channel:enter", *one) for one in new.inside - old.inside)
    yield from (("open_channel:exit", *one) for one in old.inside - new.inside if one[0] not in gone)
    for (url, name), value in new.values.items():
        before = old.values.get((url, name), value)
        if value != before and name == "freeze":
            yield "group_channel:freeze_unfreeze", url, value
        elif value != before:
            yield "group_channel:changed", url, "channel_type" if name == "is_super" else name
    yield from (one[:3] for one in new.sanctions - old.sanctions)
    yield from _of_types(old, new)
    yield from (("operators:register_by_operator", *one) for one in new.operators - old.operators)
    yield from (("operators:unregister_by_operator", *one) for one in old.operators - new.operators)
    yield from new.announced - old.announced


def _of_types(old: Seen, new: Seen) -> Iterator[Fact]:
    """Who is in channels of a custom type is muted in each of them, and is put out of each by a ban."""
    for category, kind, user_id, number in new.rules:
        there = {url for url, found in new.kinds.items() if found == kind and (url, user_id) in old.standing}
        if category == "user:mute" and (category, kind, user_id, number) not in old.rules:
            yield from ((category, url, user_id) for url in there)
        elif category == "user:ban":
            yield from ((category, url, user_id) for url in there if (url, user_id) not in new.standing)


def _of_messages(old: Seen, new: Seen) -> Iterator[Fact]:
    for url, message_id in new.sent.keys() - old.sent.keys():
        yield f"{new.channels[url]}_channel:message_send", url, message_id
    for url, message_id in old.sent.keys() - new.sent.keys():
        if url in new.channels:
            yield f"{new.channels[url]}_channel:message_delete", url, message_id
    for key, contents in new.sent.items():
        if old.sent.get(key, contents) != contents:
            yield f"{new.channels[key[0]]}_channel:message_update", *key
    for one in (old.unread & new.members) - new.unread:
        if old.marks[one] != new.marks[one]:
            yield "group_channel:message_read", *one
    there = new.sent.keys()
    yield from (("group_channel:reaction_add", *one) for one in new.reactions - old.reactions)
    yield from (("group_channel:reaction_delete", *one) for one in old.reactions - new.reactions if one[:2] in there)


def _of_people(old: Seen, new: Seen) -> Iterator[Fact]:
    for user_id, was_active in old.users.items():
        if was_active and new.users.get(user_id) is False:
            yield "user:deactivate", user_id
    yield from (("user:block", *one) for one in new.blocks - old.blocks)
    yield from (("user:unblock", *one) for one in old.blocks - new.blocks if new.users.keys() >= {*one})
    yield from (("user:device_token_register", *one) for one in new.devices - old.devices)
    yield from (("user:device_token_unregister", *one) for one in old.devices - new.devices if one[0] in new.users)
    yield from (("report",) for _ in range(new.reports - old.reports))


# --- what was told ---


def told(body: dict[str, Any]) -> Iterator[Fact]:
    """One webhook, fact by fact."""
    category, channel = body["category"], body.get("channel", {})
    url = channel.get("channel_url")
    if category.startswith("operators:"):
        yield from ((category, url, user["user_id"]) for user in body["operators"])
    elif "announcement_id" in body:
        yield category, body["announcement_id"], url
    elif people := [*body.get("users", ()), *body.get("invitees", ())]:
        yield from ((category, url, user["user_id"]) for user in people)
    elif "read_updates" in body:
        yield from ((category, url, update["user_id"]) for update in body["read_updates"])
    elif category == "group_channel:changed":
        yield from ((category, url, change["key"]) for change in body["changes"])
    elif category == "group_channel:freeze_unfreeze":
        yield category, url, body["freeze"]
    elif "reaction" in body:
        yield category, url, body["message"]["message_id"], body["reaction"], body["user"]["user_id"]
    elif ":message_" in category:
        yield category, url, body["payload"]["message_id"]
    elif category.endswith("block"):
        one, other = (value["user_id"] for key, value in body.items() if key.endswith(("er", "ee")))
        yield category, one, other
    elif "device_token" in body:
        yield category, body["user"]["user_id"], body["device_token"]
    elif category.endswith(":report"):
        yield ("report",)
    elif "user" in body:
        yield (category, url, body["user"]["user_id"]) if channel else (category, body["user"]["user_id"])
    elif category.endswith((":create", ":remove")):
        yield category, url
    else:
        yield (category,)
