"""The two lists of group channels, with all their filters: of the application, and of one user."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.core.dispatch import Call
from chatmock.core.table import Order
from chatmock.providers.sendbird import channels
from chatmock.providers.sendbird.api import api, find_user, page
from chatmock.providers.sendbird.group_channels import seen
from chatmock.providers.sendbird.model import App, Given, GroupChannel, Member, User

Keep = Callable[[GroupChannel], bool]


@api.get("/group_channels", accepts="group_channel.list", returns="group_channel.page")
def list_group_channels(app: App, call: Call, given: Given) -> dict[str, Any]:
    """List the application's group channels: in 2016 the oldest first (recorded), today the newest first.

    The deprecated ``user_id`` makes it the list of that user; ``show_empty`` matters only then.
    """
    given |= _modern(given)
    if "user_id" in given:
        return _of_user(app, call, find_user(app, given["user_id"]), given)
    return _page(app, call, _narrowest(app, given), _keep(app, given), given)


@api.get("/users/{user_id}/my_group_channels", accepts="group_channel.mine", returns="group_channel.page")
def list_my_group_channels(app: App, call: Call, user: User, given: Given) -> dict[str, Any]:
    """List the group channels a user is a member of; without ``show_empty`` only those with a message."""
    return _of_user(app, call, user, given)


def _modern(given: Given) -> Given:
    """The deprecated filters as those that superseded them."""
    modern: Given = {}
    if given.get("member"):
        modern["show_member"] = True
    if given.get("read_receipt"):
        modern["show_read_receipt"] = True
    if given.get("is_distinct"):
        modern["distinct_mode"] = "distinct"
    if "members_in" in given:
        modern["members_exactly_in"] = given["members_in"]
    return modern


def _of_user(app: App, call: Call, user: User, given: Given) -> dict[str, Any]:
    keep = _keep(app, given)

    def mine(channel: GroupChannel) -> bool:
        return (
            user.user_id in channel.members_by_id
            and not channel.members_by_id[user.user_id].hidden
            and (given["show_empty"] or channel.messages.last(app.since(channel)) is not None)
            and keep(channel)
        )

    if "channel_urls" in given:
        return _page(
            app, call, _sorted(given, channels.only_urls(app, "group", given["channel_urls"])), mine, given, user
        )
    order = user.by_last_message if given["order"] == "latest_last_message" else user.by_creation
    return _page(app, call, order, mine, given, user)


def _narrowest(app: App, given: Given) -> Order[Any]:
    """The shortest indexed order that holds every channel the filters can let through."""
    if "channel_urls" in given:
        return _sorted(given, channels.only_urls(app, "group", given["channel_urls"]))
    members = given.get("members_exactly_in") or (
        given.get("members_include_in") if given["query_type"] == "AND" else None
    )
    if members:
        user = app.users.get(members[0])
        empty: Order[Any] = Order(lambda member: 0)
        if user is None:
            return empty
        return user.by_last_message if given["order"] == "latest_last_message" else user.by_creation
    if given["order"] == "latest_last_message":
        return app.group_channels_by_last_message
    if "custom_type" in given:
        return channels.with_custom_type(app, "group", given["custom_type"])
    return app.group_channels.order


def _sorted(given: Given, found: Order[Any]) -> Order[Any]:
    if given["order"] != "latest_last_message":
        return found
    order: Order[Any] = Order(lambda channel: channel.last_activity)
    for channel in found:
        order.add(channel)
    return order


def _keep(app: App, given: Given) -> Keep:
    """Whether a channel passes the filters; only those that are given are asked."""
    checks: list[Keep] = []
    if (mode := given["distinct_mode"]) != "all":
        checks.append(lambda channel: channel.is_distinct == (mode == "distinct"))
    if (urls := given.get("channel_urls")) is not None:
        wanted = set(urls)
        checks.append(lambda channel: channel.channel_url in wanted)
    if (custom_type := given.get("custom_type")) is not None:
        checks.append(lambda channel: channel.custom_type == custom_type)
    if (types := given.get("custom_types")) is not None:
        checks.append(lambda channel: channel.custom_type in types)
    if (exactly := given.get("members_exactly_in")) is not None:
        group = set(exactly)
        checks.append(lambda channel: channel.members_by_id.keys() == group)
    if (some := given.get("members_include_in")) is not None:
        people = set(some)
        if given["query_type"] == "AND":
            checks.append(lambda channel: channel.members_by_id.keys() >= people)
        else:
            checks.append(lambda channel: not people.isdisjoint(channel.members_by_id))
    if (part := given.get("members_nickname_contains")) is not None:
        text = part.lower()
        checks.append(
            lambda channel: any(text in member.user.nickname.lower() for member in channel.members_by_id.values())
        )
    return lambda channel: all(check(channel) for check in checks)


def _channel(row: GroupChannel | Member) -> GroupChannel:
    return row if isinstance(row, GroupChannel) else row.channel


def _page(
    app: App, call: Call, order: Order[Any], keep: Keep, given: Given, viewer: User | None = None
) -> dict[str, Any]:
    """One page of channels out of an order of channels or of memberships."""
    newest_first = given["order"] == "latest_last_message" or app.era == "today"
    found = page(call, "channels", order, lambda row: keep(_channel(row)), newest_first=newest_first)
    show = {"members": given["show_member"], "read_receipt": given["show_read_receipt"]}
    rows = [seen(app, _channel(row), viewer, **show) for row in found["channels"]]
    return {"channels": rows, "next": found["next"], "ts": app.clock.now()}
