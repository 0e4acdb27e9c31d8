"""What the naive model says that an application shows, in the shape of ``looking.look``."""

from __future__ import annotations

from tests.sendbird.laws.plain import GROUPS, LOBBY, Plain, Row


def look(plain: Plain) -> Row:
    """Everything that can be looked at."""
    return {
        "users": sorted(plain.users, key=lambda who: -plain.users[who]["created"]),
        "people": {who: _person(plain, who) for who in plain.users},
        "groups": {url: _group(plain, url) for url in GROUPS if url in plain.channels},
        "lobby": _channel(plain, LOBBY) if LOBBY in plain.channels else None,
    }


def _person(plain: Plain, who: str) -> Row:
    mine = plain.groups_of(who)
    shown = [url for url in mine if _loud(plain, url) and not plain.channels[url]["members"][who]["hidden"]]
    return {
        "unread": plain.unread_of(who),
        "unread channels": sum(plain.unread_in(url, who) > 0 for url in mine),
        "blocks": plain.users[who]["blocks"],
        "bans": _channels_with(plain, who, "bans"),
        "mutes": _channels_with(plain, who, "mutes"),
        "chronological": sorted(shown, key=lambda url: -plain.channels[url]["created"]),
        "latest": [_own(plain, url, who) for url in sorted(mine, key=lambda url: -_activity(plain, url))],
    }


def _own(plain: Plain, url: str, who: str) -> Row:
    """A channel in somebody's own list."""
    channel, seen = plain.channels[url], plain.seen_by(url, who)
    return {
        "url": url,
        "unread": plain.unread_in(url, who),
        "last": max((message["number"] for message in seen if not message["silent"]), default=None),
        "members": list(channel["members"]),
        "hidden": bool(channel["members"][who]["hidden"]),
        "muted": _lasts(plain, channel["mutes"], who),
        "operates": who in channel["operators"],
    }


def _group(plain: Plain, url: str) -> Row:
    members = plain.channels[url]["members"]
    return {
        **_channel(plain, url),
        "distinct": plain.channels[url]["distinct"],
        "last": max((message["number"] for message in _loud(plain, url)), default=None),
        "seen": {who: [message["number"] for message in plain.seen_by(url, who)] for who in members},
        "unread": {who: plain.unread_in(url, who) if who in members else 0 for who in plain.users},
    }


def _channel(plain: Plain, url: str) -> Row:
    """What channels of both kinds show to a back end."""
    channel = plain.channels[url]
    return {
        "inside": list(channel["members"]),
        "count": len(channel["members"]),
        "frozen": channel["frozen"],
        "operators": channel["operators"],
        "messages": [(one["number"], one["by"], one["text"]) for one in plain.of(url)],
        "total": len(plain.of(url)),
        "bans": _lasting(plain, channel["bans"]),
        "mutes": _lasting(plain, channel["mutes"]),
    }


def _loud(plain: Plain, url: str) -> list[Row]:
    return [message for message in plain.of(url) if not message["silent"]]


def _activity(plain: Plain, url: str) -> int:
    times: list[int] = [plain.channels[url]["created"], *(message["at"] for message in _loud(plain, url))]
    return max(times)


def _lasts(plain: Plain, sanctions: Row, who: str) -> bool:
    return who in sanctions and plain.minute < sanctions[who]["end"]


def _lasting(plain: Plain, sanctions: Row) -> list[str]:
    found = [who for who in sanctions if _lasts(plain, sanctions, who)]
    return sorted(found, key=lambda who: sanctions[who]["serial"])


def _channels_with(plain: Plain, who: str, kind: str) -> list[str]:
    found = [url for url, channel in plain.channels.items() if _lasts(plain, channel[kind], who)]
    return sorted(found, key=lambda url: plain.channels[url][kind][who]["serial"])
