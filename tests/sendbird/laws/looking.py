"""Looking at an application through one door, with the eyes of ``plain_looks``: messages by number, people by id."""

from __future__ import annotations

from typing import Any

from tests.refused import Refused
from tests.sendbird.laws.acts import Acts, path_of
from tests.sendbird.laws.plain import GROUPS, LOBBY

ALL: dict[str, Any] = {"limit": 100}
MESSAGES: dict[str, Any] = {"message_ts": 0, "prev_limit": 200, "next_limit": 0}


def look(acts: Acts) -> dict[str, Any]:
    """Everything that can be looked at."""
    people = _ids(acts.ask("GET", "/users", **ALL)["users"])
    names = {message_id: number for number, message_id in enumerate(acts.ids)}
    groups = {url: _group(acts, url, names, people) for url in GROUPS}
    return {
        "users": people,
        "people": {who: _person(acts, who, names) for who in people},
        "groups": {url: found for url, found in groups.items() if found is not None},
        "lobby": _lobby(acts, names),
    }


def _ids(users: list[Any]) -> list[str]:
    return [user["user_id"] for user in users]


def _urls(channels: list[Any]) -> list[str]:
    return [channel["channel_url"] for channel in channels]


def _person(acts: Acts, who: str, names: dict[int, int]) -> dict[str, Any]:
    path = f"/users/{who}"
    whole = {"order": "latest_last_message", "show_empty": "true", "hidden_mode": "all", "show_member": "true"}
    bans = acts.ask("GET", f"{path}/ban", **ALL)["banned_channels"]
    return {
        "unread": acts.ask("GET", f"{path}/unread_message_count")["unread_count"],
        "unread channels": acts.ask("GET", f"{path}/unread_channel_count")["unread_count"],
        "blocks": _ids(acts.ask("GET", f"{path}/block", **ALL)["users"]),
        "bans": _urls([ban["channel"] for ban in bans]),
        "mutes": _urls(acts.ask("GET", f"{path}/mute", **ALL)["muted_channels"]),
        "chronological": _urls(acts.ask("GET", f"{path}/my_group_channels", **ALL)["channels"]),
        "latest": [
            {
                "url": channel["channel_url"],
                "unread": channel["unread_message_count"],
                "last": _number(channel, names),
                "members": _ids(channel["members"]),
                "hidden": channel["is_hidden"],
                "muted": channel["is_muted"],
                "operates": channel["my_role"] == "operator",
            }
            for channel in acts.ask("GET", f"{path}/my_group_channels", **ALL, **whole)["channels"]
        ],
    }


def _number(channel: Any, names: dict[int, int]) -> int | None:
    """The number of a channel's last message."""
    return names[channel["last_message"]["message_id"]] if channel["last_message"] else None


def _group(acts: Acts, url: str, names: dict[int, int], people: list[str]) -> dict[str, Any] | None:
    path = path_of(url)
    channel = acts.ask("GET", path)
    if channel == Refused(400201):
        return None
    inside = _ids(acts.ask("GET", f"{path}/members", **ALL)["members"])
    asked = {"user_ids": ",".join(people)}
    return {
        **_channel(acts, url, names),
        "inside": inside,
        "count": channel["member_count"],
        "frozen": channel["freeze"],
        "distinct": channel["is_distinct"],
        "last": _number(channel, names),
        "seen": {who: _seen(acts, path, who, names) for who in inside},
        "unread": acts.ask("GET", f"{path}/messages/unread_count", **asked)["unread"] if people else {},
    }


def _seen(acts: Acts, path: str, who: str, names: dict[int, int]) -> list[int]:
    found = acts.ask("GET", f"{path}/messages", **MESSAGES, user_id=who)["messages"]
    return [names[message["message_id"]] for message in found]


def _lobby(acts: Acts, names: dict[int, int]) -> dict[str, Any] | None:
    channel = acts.ask("GET", path_of(LOBBY))
    if channel == Refused(400201):
        return None
    inside = acts.ask("GET", f"{path_of(LOBBY)}/participants", **ALL)["participants"]
    return {
        **_channel(acts, LOBBY, names),
        "inside": _ids(inside),
        "count": channel["participant_count"],
        "frozen": channel["freeze"],
    }


def _channel(acts: Acts, url: str, names: dict[int, int]) -> dict[str, Any]:
    path = path_of(url)
    messages = acts.ask("GET", f"{path}/messages", **MESSAGES)["messages"]
    return {
        "operators": _ids(acts.ask("GET", f"{path}/operators", **ALL)["operators"]),
        "messages": [
            (names[one["message_id"]], one.get("user", {}).get("user_id", ""), one["message"]) for one in messages
        ],
        "total": acts.ask("GET", f"{path}/messages/total_count")["total"],
        "bans": _ids([ban["user"] for ban in acts.ask("GET", f"{path}/ban", **ALL)["banned_list"]]),
        "mutes": _ids(acts.ask("GET", f"{path}/mute", **ALL)["muted_list"]),
    }
