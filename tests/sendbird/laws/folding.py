"""What a client knows: what it fetched when it connected, and what every frame has told it since.

Frames are folded as the JavaScript SDKs fold them (client: 3.1.33 and 4.22.12; where the two differ, as the one does
that takes less from a frame). They fetch one channel anew in two cases only: a frame names a channel they do not hold,
or its properties have changed (11000). With an app that lists the messages of a channel as soon as it is in.

What the SDKs do not do is done in four places, so that it can be compared: metacounters and sanctions are kept; blocks
are kept by user and not in each member; who joins has read nothing yet (recorded; client: SDKs take joining for reading);
and who was only invited fetches the channel on joining (an SDK does if that same client accepts).
"""

from __future__ import annotations

from typing import Any

import orjson

from tests.sendbird.conftest import Api
from tests.sendbird.laws.folds import ANSWER, CATEGORIES, COMMANDS, FETCHED, NOT_MINE
from tests.sendbird.laws.friends import KnownFriends
from tests.sendbird.laws.known import Known, Row, said, sanction

_FLAGS = ("show_member", "show_read_receipt", "show_delivery_receipt")
_LIST = dict.fromkeys((*_FLAGS, "show_empty", "show_metadata"), "true")
_LOG = dict.fromkeys(("include_reactions", "include_thread_info", "with_sorted_meta_array"), "true")


class Knowledge:
    """What one client of a user knows."""

    def __init__(self, me: str, api: Api, rooms: list[str] | None = None) -> None:
        self.me = me
        self._api = api
        self.channels: dict[str, Known] = {}
        for row in api.walk(f"/users/{me}/my_group_channels", "channels", hidden_mode="all", **_LIST):
            self._take(row)
        for url in rooms or ():
            self._enter(url)
        self.blocked, self.blocking = (
            {user["user_id"] for user in api.get(f"/users/{me}/block", list=which)["users"]}
            for which in ("blocked_by_me", "blocking_me")
        )
        self.friends = KnownFriends(me, api)
        self.total = api.get(f"/users/{me}/unread_message_count")["unread_count"]
        self.total_at = 0
        self.old_profiles: set[tuple[str, str]] = set()
        """Members who have changed their profile since the channel last told it: there is no frame for that."""
        self.settled: set[str] = set()
        """Channels that were fetched or left since frames were last looked at."""

    def raw(self) -> bytes:
        """All of it, to see whether a frame has changed it."""
        state = (self.channels, self.blocked, self.blocking, self.friends.shown(), self.total)
        return orjson.dumps(state, default=_plain, option=orjson.OPT_NON_STR_KEYS)

    def shown(self, old_profiles: set[tuple[str, str]]) -> Row:
        """All of it, in words that can be compared."""
        channels = {url: known.shown(self.me, old_profiles) for url, known in self.channels.items()}
        return {
            "channels": channels,
            "blocked": self.blocked,
            "blocking": self.blocking,
            "friends": self.friends.shown(),
            "total": self.total,
        }

    # --- what is fetched ---

    def _take(self, row: Row) -> None:
        url = row["channel_url"]
        known = self.channels[url] = Known(row)
        if known.is_only_invitation:
            return
        get, path = self._api.get, f"/{'open' if known.is_open else 'group'}_channels/{url}"
        known.metadata = {key: (text, 0) for key, text in row.pop("metadata").items()}
        known.counters = get(f"{path}/metacounter")
        known.bans = {ban["user"]["user_id"]: sanction(ban) for ban in get(f"{path}/ban")["banned_list"]}
        known.mutes = {mute["user_id"]: sanction(mute) for mute in get(f"{path}/mute")["muted_list"]}
        log = get(f"{path}/messages", message_ts=0, prev_limit=200, include_reply_type="all", **_LOG)
        known.messages = {m["message_id"]: said(m, m["type"], m["message_id"], m["file"]) for m in log["messages"]}
        self.refresh(known, row)

    def refresh(self, known: Known, row: Row) -> None:
        """What the SDKs take over when they fetch a channel they hold. The unread messages are the last ones of others."""
        known.row = row
        known.members = {member["user_id"]: member for member in row.get("members", ())}
        known.operators = {user["user_id"] for user in row["operators"]}
        known.pins = self._pins(known.url) if known.is_open else row.get("pinned_message_ids", [])
        others = [m["message_id"] for m in known.messages.values() if m["sender"] != self.me and not m["silent"]]
        known.unread = set(others[len(others) - row.get("unread_message_count", 0) :])

    def _pins(self, url: str) -> list[int]:
        rows = self._api.get(f"/open_channels/{url}/pinned_messages")["pinned_messages"]
        return [row["message"]["message_id"] for row in reversed(rows)]

    def _enter(self, url: str) -> None:
        self._take(self._api.get(f"/open_channels/{url}", show_metadata="true"))

    def fetch(self, frame: Row) -> Row:
        path = f"/sdk/{frame['channel_type']}_channels/{frame['channel_url']}"
        return dict(self._api.get(path, **dict.fromkeys(_FLAGS, "true")))

    def _meet(self, frame: Row) -> str:
        """A channel the client does not hold is fetched; it is kept if the user is in it."""
        row = self.fetch(frame) if frame["channel_type"] == "group" else {}
        if row.get("member_state", "none") == "none":
            return NOT_MINE
        url = row["channel_url"]
        if row["member_state"] == "joined":
            row["metadata"] = self._api.get(f"/group_channels/{url}/metadata")
        self._take(row)
        self.settled.add(url)
        return ""

    # --- what is folded ---

    def fold(self, command: str, frame: Row) -> str:
        """Take a frame in. Gives why it may leave everything as it was; empty where it has to change something."""
        count = frame.get("unread_cnt", {"ts": 0})
        if count["ts"] > self.total_at:  # the v3 SDK believes no other
            self.total, self.total_at = count["all"], count["ts"]
        if frame.get("cat") == 20900:
            self.friends.discover(frame["data"]["friend_discoveries"])
            return ""
        if command == "USEV":
            self._block(frame["cat"], frame["data"]["blocker"]["user_id"], frame["data"]["blockee"]["user_id"])
            return ""
        url = frame["channel_url"]
        if command in ("ENTR", "EXIT"):
            return self._move(command, url)
        reason = ANSWER if "req_id" in frame else FETCHED if url in self.settled else ""
        known = self.channels.get(url)
        if known is None or (known.is_only_invitation and frame.get("cat") == 10000):
            return reason or self._meet(frame)
        handler = CATEGORIES[frame["cat"]] if command == "SYEV" else COMMANDS[command]
        return handler(self, known, frame) or reason

    def _move(self, command: str, url: str) -> str:
        """The answer to entering or leaving an open channel."""
        self.channels.pop(url, None)
        if command == "ENTR":
            self._enter(url)
        self.settled.add(url)
        return ANSWER

    def _block(self, category: int, blocker: str, blockee: str) -> None:
        change = set.add if category == 20001 else set.discard
        if blocker == self.me:
            change(self.blocked, blockee)
        else:
            change(self.blocking, blocker)


def _plain(value: object) -> Any:
    return sorted(value) if isinstance(value, set) else vars(value)
