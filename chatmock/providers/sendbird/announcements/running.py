"""Announcements at work: started by the clock, sent channel by channel, held, ended.

An announcement runs for a second of the clock for each hundred channels, and sends at the end of each (ruled: how fast
the service is nobody tells; so each state can be seen, and pausing and stopping keep something back).
"""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.core.clock import SECOND
from chatmock.core.errors import Refusal
from chatmock.providers.sendbird.announcements.targets import channels_of, make_channel
from chatmock.providers.sendbird.messages.messages import send_message
from chatmock.providers.sendbird.model import Announcement, App, Channel, GroupChannel, Message, User

AT_ONCE = 100
"""Channels of one second."""


def _note_sent(app: App, announcement: Announcement, channel: GroupChannel, message: Message, **_: Any) -> None:
    url = channel.channel_url
    announcement.sent[url] = message.created_at
    announcement.receive(url, (user_id for user_id in channel.members_by_id if user_id != announcement.sender_id))
    app.announcements.track(announcement, url)


def _note_opened(app: App, channel: GroupChannel, user: User, **_: Any) -> None:
    if (member := channel.members_by_id.get(user.user_id)) is not None:
        app.announcements.open(channel.channel_url, user.user_id, member.read_at, app.clock.now())


def _forget_channel(app: App, channel: Channel, **_: Any) -> None:
    app.announcements.forget(channel.channel_url)


def go_on(app: App, announcement: Announcement) -> None:
    """Do what is to be done with an announcement now."""
    now = app.clock.now()
    if announcement.end_at and now >= announcement.end_at:
        if announcement.status == "scheduled":
            start(app, announcement)
        app.announcements.end(announcement, "incompleted", now)
    elif announcement.status == "scheduled":
        start(app, announcement)
    elif announcement.status in ("running", "on-hold"):
        _run(app, announcement, now)


def start(app: App, announcement: Announcement) -> None:
    """Begin: find the channels, make one where there is none and that is wanted, and have the first ones wait a second."""
    now = announcement.started_at = app.clock.now()
    announcement.status = "running"
    channels = channels_of(app, announcement)
    if not channels and (made := make_channel(app, announcement)) is not None:
        channels = [made]
        announcement.made.append(made.channel_url)
        app.emit("announcement.channel_made", announcement=announcement, channel=made)
    announcement.waiting = [channel.channel_url for channel in channels]
    announcement.target_channel_count = len(channels)
    users = dict.fromkeys(user_id for channel in channels for user_id in channel.members_by_id)
    announcement.target_users = [user_id for user_id in users if user_id != announcement.sender_id]
    run_on(app, announcement, now)


def run_on(app: App, announcement: Announcement, now: int) -> None:
    """Have an announcement run, or be held where its daily hold has begun."""
    held = announcement.held_until(now)
    announcement.status = "on-hold" if held else "running"
    app.announcements.wait(announcement, held or now + SECOND)


def _run(app: App, announcement: Announcement, now: int) -> None:
    if announcement.held_until(now):
        run_on(app, announcement, now)
        return
    batch, announcement.waiting = announcement.waiting[:AT_ONCE], announcement.waiting[AT_ONCE:]
    for channel_url in batch:
        if (channel := app.group_channels.get(channel_url)) is not None:
            _send(app, announcement, channel)
    if announcement.waiting:
        run_on(app, announcement, now)
    else:
        app.announcements.end(announcement, "completed", now)


def _send(app: App, announcement: Announcement, channel: GroupChannel) -> None:
    """Send it to one channel; one that refuses the message is left out."""
    message = announcement.message
    said = {
        "message_type": message["type"],
        "user_id": message["user_id"],
        "message": message["content"],
        "data": message["data"],
        "custom_type": message["custom_type"],
        "is_silent": False,
        "mention_type": "users",
        "mark_as_read": announcement.mark_as_read,
        "send_push": announcement.enable_push,
    }
    sender = channel.members_by_id.get(announcement.sender_id)
    was_hidden = sender is not None and (sender.hidden or channel.channel_url in announcement.made)
    try:
        sent = send_message(app, channel, said)
    except Refusal:
        return
    if sender is not None and was_hidden and announcement.keep_channel_hidden_for_sender:
        app.places.hide(sender, auto_unhide=True)
        app.emit("channel.hidden", channel=channel, user=sender.user, previous=False)
    app.emit("announcement.message_sent", announcement=announcement, channel=channel, message=sent)


LISTENERS: dict[str, Listener] = {
    "announcement.due": go_on,
    "announcement.message_sent": _note_sent,
    "channel.read": _note_opened,
    "channel.deleted": _forget_channel,
}
"""By event: have announcements go on when they are due, and note who receives and who opens them."""
