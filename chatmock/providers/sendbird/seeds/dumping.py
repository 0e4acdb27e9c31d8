"""A Sendbird application as a seed document: everything that loading it again needs, nothing that is derived."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields
from typing import Any

from chatmock.core.limits import words
from chatmock.providers.sendbird.model import App, Channel, GroupChannel, Member, Message, OpenChannel, Sanction, User
from chatmock.providers.sendbird.seeds import changes, polls, sessions

Values = dict[str, Any]


def dump(app: App) -> Values:
    """The whole state. Loading it into an empty application gives an equal one."""
    former: dict[int, User] = {}
    document: Values = {
        "chatmock": 1,
        "provider": "sendbird",
        "application": _application(app),
        "clock": app.clock.saved(),
        "ids": app.ids.saved(),
        "settings": _changed(app.settings),
        "channel_type_settings": [
            {**_changed(row), "custom_type": row.custom_type, "created": row.created, "serial": row.serial}
            for row in app.channel_type_settings
        ],
        "push_configurations": [
            {**_changed(row), "certificate": b64encode(row.certificate).decode()}
            for row in app.push_configurations.values()
        ],
        "users": [_user(app, user) for user in app.users],
        "open_channels": [_open_channel(app, channel, former) for channel in app.open_channels],
        "group_channels": [_group_channel(app, channel, former) for channel in app.group_channels],
        "files": {
            file_id: {"name": f.name, "content_type": f.content_type, "content": b64encode(f.content).decode()}
            for file_id, f in app.files.items()
        },
        "statistics": {"sent": dict(app.sent), "active": {day: sorted(ids) for day, ids in app.active.items()}},
    }
    document["sessions"] = sessions.dump_sessions(app)
    document["reports"] = changes.dump_reports(app)
    document["polls"] = polls.dump_polls(app)
    document["former_users"] = [_former(user) for _, user in sorted(former.items())]
    return {name: value for name, value in document.items() if value not in ([], {})}


def _changed(row: Any, *without: str) -> Values:
    """The plain fields of a row that differ from their defaults."""
    return {
        field.name: value
        for field in fields(row)
        if field.name not in without and (value := getattr(row, field.name)) != _default(field)
    }


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _application(app: App) -> Values:
    limits = _changed(app.limits, "rates", "windows")
    if app.limits.rates:
        limits["rates"] = {scope: words(rate) for scope, rate in app.limits.rates.items()}
        limits["windows"] = {key: [window.start, window.count] for key, window in app.limits.windows.items()}
    values: Values = {
        "name": app.name,
        "owner": app.owner,
        "era": app.era,
        "webhook": _changed(app.webhook),
        "limits": limits,
    }
    if not app.auto_accept:
        values["auto_accept"] = False
    values["api_tokens"] = [{"token": row.token, "created": row.created} for row in app.api_tokens.values()]
    return {name: value for name, value in values.items() if value not in ("", {}, [])}


_OF_A_USER = (
    "profile_url",
    "access_token",
    "metadata",
    "discovery_keys",
    "preferred_languages",
    "push_preference",
)


def _user(app: App, user: User) -> Values:
    values: Values = {
        "user_id": user.user_id,
        "nickname": user.nickname,
        "created": user.created,
        "serial": user.serial,
    }
    values |= {name: value for name in _OF_A_USER if (value := getattr(user, name))}
    if not user.is_active:
        values["is_active"] = False
    if user.last_seen_at:
        values["last_seen"] = user.last_seen_at
    if user.has_ever_logged_in != bool(user.last_seen_at):
        values["has_ever_logged_in"] = user.has_ever_logged_in
    if user.bot is not None:
        values["bot"] = {"is_privacy_mode": user.bot.is_privacy_mode, **_changed(user.bot, "user")}
    if user.devices:
        values["devices"] = [_changed(device) for device in user.devices.values()]
    if len(user.blocks):
        values["blocks"] = [{"user_id": b.target.user_id, "at": b.at, "serial": b.serial} for b in user.blocks]
    return values | changes.dump_user(app, user)


def _former(user: User) -> Values:
    plain = ("user_id", "nickname", "profile_url", "metadata", "is_active", "created", "serial")
    return {name: getattr(user, name) for name in plain}


def _channel(app: App, channel: Channel, former: dict[int, User]) -> Values:
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
        "bans": _sanctions(channel.bans),
        "mutes": _sanctions(channel.mutes),
        "messages": [_message(app, message, former) for message in channel.messages],
        **changes.dump_channel(channel),
    }
    always = ("channel_url", "name", "cover_url", "max_length_message")
    return {name: value for name, value in values.items() if value or name in always}


def _sanctions(rows: Iterable[Sanction]) -> list[Values]:
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


def _open_channel(app: App, channel: OpenChannel, former: dict[int, User]) -> Values:
    values = _channel(app, channel, former)
    if channel.is_dynamic_partitioned:
        values["is_dynamic_partitioned"] = True
    if channel.participants_by_id:
        values["participants"] = [
            {"user_id": row.user.user_id, "entered": row.entered, "serial": row.serial}
            for row in channel.participants_by_entry
        ]
    return values


def _group_channel(app: App, channel: GroupChannel, former: dict[int, User]) -> Values:
    values = _channel(app, channel, former)
    values |= {name: True for name in ("is_distinct", "is_public", "is_super") if getattr(channel, name)}
    if channel.created_by is not None and channel.created_by is app.users.get(channel.created_by.user_id):
        values["created_by"] = channel.created_by.user_id
    values |= {"access_code": channel.access_code} if channel.access_code else {}
    values["last_activity"] = channel.last_activity
    values["members"] = [_member(app, member) for member in channel.members_by_join]
    return values


def _member(app: App, member: Member) -> Values:
    values: Values = {"user_id": member.user.user_id, "joined": member.joined}
    values |= changes.dump_member(member)
    values |= _changed(member, "user", "channel", "joined", "inviter", "rendered", *changes.OF_A_MEMBER)
    if member.inviter is not None and member.inviter is app.users.get(member.inviter.user_id):
        values["inviter"] = member.inviter.user_id
    return values


def _message(app: App, message: Message, former: dict[int, User]) -> Values:
    def known(user: User) -> str | int:
        if app.users.get(user.user_id) is user:
            return user.user_id
        former[user.serial] = user
        return user.serial

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
    more = dict(message.more or {})
    if "mentioned" in more:
        values |= {
            "mentions": [known(user) for user in more.pop("mentioned")],
            "mention_type": more.pop("mention_type"),
        }
    if "poll" in more:
        more["poll"] = more["poll"].id
    if more:
        values["more"] = more
    return values
