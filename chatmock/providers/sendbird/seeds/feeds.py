"""Feeds, their templates, and the feed channels of the users with their notifications."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from chatmock.core.filling import Values
from chatmock.core.seeds import Spot
from chatmock.core.words import shown
from chatmock.providers.sendbird.model import App, Feed, FeedChannel, Template, User, rare_of
from chatmock.providers.sendbird.seeds.loading import Loading
from chatmock.providers.sendbird.seeds.messages import dump_messages, load_messages

_OWN = ("key", "name", "is_category_filter_enabled", "is_template_label_enabled", "categories")


def load_feeds(loading: Loading, document: Values) -> None:
    """Fill in the feeds of an application whose users are there; each user gets a channel of each."""
    app = loading.app
    for index, values in enumerate(document.get("feeds", ())):
        spot: Spot = ("feeds", index)
        with loading.once(app.feeds.rows, (*spot, "key"), values["key"]):
            feed = Feed(**{"name": values["key"], **{name: values[name] for name in _OWN if name in values}})
            app.feeds.rows[feed.key] = feed
        given = {row["user_id"]: (place, row) for place, row in enumerate(values.get("channels", ()))}
        for user_id, (place, _) in given.items():
            loading.user((*spot, "channels", place), user_id)
        for user in app.users:
            place, row = given.get(user.user_id, (0, {}))
            _load_channel(loading, feed, user, row, (*spot, "channels", place))
    for index, values in enumerate(document.get("notification_templates", ())):
        _load_template(loading, values, ("notification_templates", index))
    app.feeds.settings = dict(document.get("notification_settings", {}))


def _load_channel(loading: Loading, feed: Feed, user: User, values: Values, spot: Spot) -> None:
    app = loading.app
    serial = loading.serial(values, spot, "channel")
    channel = app.feeds.make(feed, user, serial, loading.given(values, spot, "created", app.clock.stamp))
    messages = load_messages(loading, {**values, "channel_url": channel.channel_url}, spot)
    for index, message in enumerate(sorted(messages, key=lambda row: row.created_at)):
        if (notification := rare_of(message).notification) is None:
            raise loading.wrong(
                (*spot, "messages", index), "a message of a feed is a notification: it needs one in more"
            )
        if notification.notification_id in channel.notifications:
            raise loading.wrong((*spot, "messages", index), f"{shown(notification.notification_id)} stands twice")
        channel.add(message)
    app.feeds.of(user)[feed.key].read_at = loading.given(values, spot, "read", lambda: 0)


def _load_template(loading: Loading, values: Values, spot: Spot) -> None:
    app = loading.app
    if values["feed"] not in app.feeds.rows:
        raise loading.wrong((*spot, "feed"), f"there is no feed {shown(values['feed'])}")
    created = loading.given(values, spot, "created_at", lambda: loading.now)
    times = {"created_at": created, "updated_at": loading.given(values, spot, "updated_at", lambda: created)}
    with loading.once(app.feeds.templates, (*spot, "key"), values["key"]):
        app.feeds.templates[values["key"]] = Template(**{"name": values["key"], **values, **times})


def dump_feeds(app: App, former: dict[int, User]) -> Values:
    feeds = app.feeds
    return {
        "feeds": [
            {**{name: getattr(feed, name) for name in _OWN}, "channels": _dump_channels(app, feed, former)}
            for feed in feeds.rows.values()
        ],
        "notification_templates": [asdict(row) for row in feeds.templates.values()],
        "notification_settings": dict(feeds.settings),
    }


def _dump_channels(app: App, feed: Feed, former: dict[int, User]) -> list[Values]:
    return [_dump_channel(app, app.feeds.of(user)[feed.key], former) for user in app.users]


def _dump_channel(app: App, member: Any, former: dict[int, User]) -> Values:
    channel: FeedChannel = member.channel
    values: Values = {"user_id": member.user.user_id, "serial": channel.serial, "created": channel.created}
    if member.read_at:
        values["read"] = member.read_at
    if messages := dump_messages(app, channel, former):
        values["messages"] = messages
    return values
