"""The two lists of group channels, with all their filters: of the application, and of one user."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from chatmock.core.operation import Call
from chatmock.core.table import Order
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels import filters
from chatmock.providers.sendbird.channels.filters import Filter
from chatmock.providers.sendbird.channels.value_filters import value_checks
from chatmock.providers.sendbird.finders import asking_user, find_user
from chatmock.providers.sendbird.model import App, Given, GroupChannel, Member, User
from chatmock.providers.sendbird.paging import page, page_by_text
from chatmock.providers.sendbird.views.group_channels import channel_for
from chatmock.providers.sendbird.views.members import standing_filter


@api.get("/group_channels", accepts="group_channel.list", returns="group_channel.page", by="anybody")
def list_group_channels(app: App, call: Call, given: Given) -> dict[str, Any]:
    """List the application's group channels: the newest first (in 2016 the oldest first: recorded).

    The deprecated ``user_id`` makes it the list of that user; ``show_empty`` matters only then.
    """
    given = {**given, **_modern(given)}
    if "user_id" in given:
        return _of_user(app, call, find_user(app, given["user_id"]), given)
    checks, viewer = _checks(given), asking_user(call)
    if given["public_membership_mode"] == "joined" and viewer is not None:
        checks.append(lambda channel: viewer.user_id in channel.members_by_id)
    return _page(app, call, _narrowest(app, given), filters.all_of(checks), given, viewer)


@api.get("/users/{user_id}/my_group_channels", accepts="group_channel.mine", returns="group_channel.page", by="self")
def list_my_group_channels(app: App, call: Call, user: User, given: Given) -> dict[str, Any]:
    """List the group channels a user is a member of; without ``show_empty`` only those with a message."""
    return _of_user(app, call, user, given)


def _modern(given: Given) -> Given:
    """Translate deprecated filters into those that superseded them."""
    modern: Given = {}
    if given.get("member"):
        modern["show_member"] = True
    if given.get("read_receipt"):
        modern["show_read_receipt"] = True
    if "is_distinct" in given:
        modern["distinct_mode"] = "distinct" if given["is_distinct"] else "nondistinct"
    if "members_in" in given:
        modern["members_exactly_in"] = given["members_in"]
    return modern


def _of_user(app: App, call: Call, user: User, given: Given) -> dict[str, Any]:
    """A page of a user's own list: filters of the channels, and of what they are to the user.

    In a list of exact members the user goes without saying (docs: the SDKs' guides).
    """
    if "members_exactly_in" in given:
        given = {**given, "members_exactly_in": [*given["members_exactly_in"], user.user_id]}
    if given.get("is_feed_channel"):
        return _page(app, call, _feed_channels(app, user), filters.all_of(_own_checks(app, user, given)), given, user)
    place, latest = app.places.of(user), given["order"] == "latest_last_message"
    order: Order[Any] = place.by_last_message if latest else place.by_creation
    if "channel_urls" in given:
        named = (app.group_channels.get(url) for url in given["channel_urls"])
        mine = [channel.channel_url for channel in named if channel is not None and channel.standing(user) is not None]
        order = _sort(given, filters.channels_at(app, "group", mine))
    keep = filters.all_of([*_checks(given), *_own_checks(app, user, given)])
    return _page(app, call, order, keep, given, user)


def _feed_channels(app: App, user: User) -> Order[Any]:
    """The feed channels of a user, who has few."""
    order: Order[Any] = Order(lambda channel: channel.last_activity)
    for member in app.feeds.of(user).values():
        order.add(member.channel)
    return order


def _own_checks(app: App, user: User, given: Given) -> list[Filter]:
    """Filters by the user's own membership; hidden channels are left out unless ``hidden_mode`` asks for them."""
    checks: list[Filter] = []
    if (hidden := given.get("hidden_mode", "unhidden_only")) == "unhidden_only":
        checks.append(lambda channel: not channel.standing(user).hidden)
    elif hidden != "all":
        states = _HIDDEN[hidden]
        checks.append(lambda channel: channel.standing(user).hidden_state in states)
    if not given.get("show_empty"):
        checks.append(lambda channel: channel.messages.last(app.visible_since(channel)) is not None)
    if given.get("unread_filter") == "unread_message":
        checks.append(lambda channel: channel.unread(channel.standing(user), app.visible_since(channel)) > 0)
    if (state := given.get("member_state_filter", "all")) != "all":
        in_state = standing_filter(state)
        checks.append(lambda channel: in_state(channel.standing(user)))
    return checks


_HIDDEN = {
    "hidden_only": ("hidden_allow_auto_unhide", "hidden_prevent_auto_unhide"),
    "hidden_allow_auto_unhide": ("hidden_allow_auto_unhide",),
    "hidden_prevent_auto_unhide": ("hidden_prevent_auto_unhide",),
}


def _narrowest(app: App, given: Given) -> Order[Any]:
    """The shortest indexed order that holds every channel the filters can let through."""
    latest = given["order"] == "latest_last_message"
    if "channel_urls" in given:
        return _sort(given, filters.channels_at(app, "group", given["channel_urls"]))
    some = given.get("members_include_in")
    if some and given["query_type"] == "OR":
        found = {url: m.channel for user_id in some for url, m in _memberships(app, user_id).items()}
        return _sort(given, filters.order_by_creation(found.values()))
    if everybody := given.get("members_exactly_in") or some:
        user = app.users.get(min(everybody, key=lambda user_id: len(_memberships(app, user_id))))
        if user is None:
            return filters.order_by_creation(())
        place = app.places.of(user)
        return place.by_last_message if latest else place.by_creation
    if latest:
        return app.places.by_last_message
    if "custom_type" in given:
        return filters.channels_of_type(app, "group", given["custom_type"])
    return app.group_channels.order


def _memberships(app: App, user_id: str) -> dict[str, Member]:
    if (user := app.users.get(user_id)) is None:
        return {}
    place = app.places.of(user)
    return {**place.memberships, **place.invitations}


def _sort(given: Given, found: Order[Any]) -> Order[Any]:
    """Sort a few channels in the order that a request asks for."""
    if given["order"] != "latest_last_message":
        return found
    order: Order[Any] = Order(lambda channel: channel.last_activity)
    for channel in found:
        order.add(channel)
    return order


def _checks(given: Given) -> list[Filter]:
    """Filters by the channel itself, of those that a request gives."""
    checks = [*filters.checks_of(given), *_member_checks(given)]
    checks += [_is(attribute, given[mode] == yes) for mode, yes, attribute in _MODES if given[mode] not in _NO_MODE]
    if (attribute := _ONLY.get(given["super_mode"])) is not None:
        checks.append(_is(attribute, True))
    if start := given.get("custom_type_startswith"):
        checks.append(lambda channel: channel.custom_type.startswith(start))
    if (name := given.get("name")) is not None:
        checks.append(lambda channel: channel.name == name)
    if name_start := given.get("name_startswith", "").lower():
        checks.append(lambda channel: channel.name.lower().startswith(name_start))
    if (after := given.get("created_after")) is not None:
        checks.append(lambda channel: channel.created > after)
    if (before := given.get("created_before")) is not None:
        checks.append(lambda channel: channel.created < before)
    return checks + _text_checks(given)


def _text_checks(given: Given) -> list[Filter]:
    """Filters by metadata and metacounters, and by the search query."""
    checks = value_checks(given)
    if (words := given.get("search_query", "").casefold()) and (fields := given.get("search_fields")):
        in_name, among = "channel_name" in fields, "member_nickname" in fields
        checks.append(
            lambda channel: (
                (in_name and words in channel.name.casefold())
                or (among and any(words in nickname.casefold() for nickname in _nicknames(channel)))
            )
        )
    return checks


_MODES = (
    ("distinct_mode", "distinct", "is_distinct"),
    ("public_mode", "public", "is_public"),
    ("super_mode", "super", "is_super"),
)
_ONLY = {"broadcast_only": "is_broadcast", "exclusive_only": "is_exclusive"}
_NO_MODE = {"all", *_ONLY}


def _is(attribute: str, wanted: bool) -> Filter:
    return lambda channel: getattr(channel, attribute) is wanted


def _member_checks(given: Given) -> list[Filter]:
    """Filters by members. Only whole nicknames are compared with their case."""
    checks: list[Filter] = []
    if (exactly := given.get("members_exactly_in")) is not None:
        group = set(exactly)
        checks.append(lambda channel: _people(channel) == group)
    if (some := given.get("members_include_in")) is not None:
        people = set(some)
        if given["query_type"] == "AND":
            checks.append(lambda channel: _people(channel) >= people)
        else:
            checks.append(lambda channel: not people.isdisjoint(_people(channel)))
    if part := given.get("members_nickname_contains", "").lower():
        checks.append(lambda channel: any(part in nickname.lower() for nickname in _nicknames(channel)))
    if start := given.get("members_nickname_startswith", "").lower():
        checks.append(lambda channel: any(nickname.lower().startswith(start) for nickname in _nicknames(channel)))
    if (names := given.get("members_nickname")) is not None:
        wanted = set(names)
        checks.append(lambda channel: not wanted.isdisjoint(_nicknames(channel)))
    return checks


def _people(channel: GroupChannel) -> Set[str]:
    return channel.people if channel.invited else channel.members_by_id.keys()


def _nicknames(channel: GroupChannel) -> list[str]:
    return [member.user.nickname for member in channel.members_by_join]


_BY_TEXT = ("channel_name_alphabetical", "metadata_value_alphabetical")
_LAST = "\U0010ffff"


def _text(channel: GroupChannel, given: Given) -> tuple[str, int]:
    """The sort key of a channel: its name, or its metadata under a key; channels without the key come last."""
    if given["order"] == "channel_name_alphabetical":
        return channel.name.casefold(), channel.serial
    return channel.meta_data.get(given.get("metadata_order_key", ""), _LAST).casefold(), channel.serial


_ON_DEMAND = {
    "members": "show_member",
    "read_receipt": "show_read_receipt",
    "delivery_receipt": "show_delivery_receipt",
    "metadata": "show_metadata",
}


def _page(
    app: App, call: Call, order: Order[Any], keep: Filter | None, given: Given, viewer: User | None = None
) -> dict[str, Any]:
    """One page of channels out of an order of channels or of memberships."""
    if given["order"] in _BY_TEXT:
        chosen = [channel for channel in (row.channel for row in order) if keep is None or keep(channel)]
        found = page_by_text(call, "channels", chosen, lambda channel: _text(channel, given))
    else:
        newest_first = given["order"] == "latest_last_message" or app.era == "today"
        passes = keep and (lambda row: keep(row.channel))
        found = page(call, "channels", order, passes, newest_first=newest_first)
    show: dict[str, Any] = {name: True for name, key in _ON_DEMAND.items() if given[key]}
    if viewer is None:  # live: the vendor's TypeScript suite, 2026
        show["inviter"] = None
    rows = [channel_for(app, row.channel, viewer, **show) for row in found["channels"]]
    return {"channels": rows, "next": found["next"], "ts": app.clock.now()}
