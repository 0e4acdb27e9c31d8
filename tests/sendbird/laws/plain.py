"""Sendbird as a naive program would keep it: plain dicts, scanned whole for each question."""

from __future__ import annotations

from typing import Any

GROUPS = ("lunch", "pair")
LOBBY = "lobby"
SANCTION_MINUTES = 1.5
"""How long a short ban or mute lasts."""
Row = dict[str, Any]


class No(Exception):
    """A refusal: its reason in a word of ``acts.CODES``, and what it is about where its sentence says that."""

    def __init__(self, reason: str, about: str = "") -> None:
        super().__init__(reason)
        self.reason, self.about = reason, about


class Plain:
    """People, two group channels and an open one. Each method is an operation, or a question."""

    def __init__(self) -> None:
        self.now = 0
        """Grows with each thing that happens."""
        self.minute = 0
        self.users: dict[str, Row] = {}
        self.channels: dict[str, Row] = {}
        self.messages: list[Row] = []
        """All that was ever said, by number; ``gone`` are those that are deleted."""

    def tick(self) -> int:
        self.now += 1
        return self.now

    # --- people ---

    def create_user(self, who: str) -> str:
        if who in self.users:
            raise No("taken", "user_id")
        self.users[who] = {"created": self.tick(), "blocks": []}
        return who

    def delete_user(self, who: str) -> None:
        self._user(who)
        for url, channel in self.channels.items():
            self._go(url, who)
            for sanctions in (channel["bans"], channel["mutes"]):
                sanctions.pop(who, None)
            if who in channel["operators"]:
                channel["operators"].remove(who)
        del self.users[who]
        for user in self.users.values():
            user["blocks"] = [one for one in user["blocks"] if one != who]

    def block(self, who: str, target: str) -> str:
        self._user(who)
        self._user(target)
        if who == target:
            raise No("oneself")
        if target not in self.users[who]["blocks"]:
            self.users[who]["blocks"].append(target)
        return target

    def unblock(self, who: str, target: str) -> None:
        self._user(who)
        self._user(target)
        self.users[who]["blocks"] = [one for one in self.users[who]["blocks"] if one != target]

    def wait(self, minutes: int) -> None:
        self.minute += minutes

    # --- channels ---

    def create_group(self, url: str, people: list[str], *, distinct: bool, operated: bool) -> str:
        if operated and people:
            self._user(people[0])
        known = [one for one in dict.fromkeys(people) if one in self.users]
        for other, channel in self.channels.items():
            if distinct and channel["distinct"] and set(channel["members"]) == set(known):
                return other
        self._new(url, {"distinct": distinct, "operators": people[:1] if operated else []})
        self._come(url, known)
        return url

    def create_lobby(self) -> str:
        self._new(LOBBY, {"distinct": False, "operators": []})
        return LOBBY

    def _new(self, url: str, details: Row) -> None:
        if url in self.channels:
            raise No("taken", "channel_url")
        empty: Row = {"members": {}, "bans": {}, "mutes": {}, "frozen": False}
        self.channels[url] = {"created": self.tick(), **empty, **details}

    def delete_channel(self, url: str) -> None:
        self._channel(url)
        del self.channels[url]
        for message in self.messages:
            message["gone"] = message["gone"] or message["url"] == url

    def invite(self, url: str, people: list[str]) -> None:
        channel = self._channel(url)
        known = [one for one in dict.fromkeys(people) if one in self.users]
        if any(self._lasts(channel["bans"], one) for one in known):
            raise No("may not", "banned")
        if new := [one for one in known if one not in channel["members"]]:
            channel["distinct"] = False
            self._come(url, new)

    def leave(self, url: str, who: str) -> None:
        self._channel(url)
        self._user(who)
        self._go(url, who)

    def enter(self, who: str) -> None:
        channel = self._channel(LOBBY, "frame: no channel")
        if self._lasts(channel["bans"], who):
            raise No("banned")
        if who not in channel["members"]:
            self._come(LOBBY, [who])

    def exit(self, who: str) -> None:
        self._channel(LOBBY, "frame: no channel")
        self._go(LOBBY, who)

    def _come(self, url: str, people: list[str]) -> None:
        """Who comes together stands in the order of their accounts."""
        now = self.tick()
        for who in sorted(people, key=lambda one: int(self.users[one]["created"])):
            self.channels[url]["members"][who] = {"joined": now, "read": 0, "offset": 0, "hidden": ""}

    def _go(self, url: str, who: str) -> None:
        if self.channels[url]["members"].pop(who, None):
            self.channels[url]["distinct"] = False

    def hide(self, url: str, who: str, *, back: bool, previous: bool) -> None:
        member = self._member(url, who)
        member["hidden"] = "until next" if back else "for good"
        if previous:
            member["offset"] = self.tick()

    def show(self, url: str, who: str) -> None:
        self._member(url, who)["hidden"] = ""

    def freeze(self, url: str, *, frozen: bool) -> None:
        self._channel(url)["frozen"] = frozen

    # --- bans and mutes ---

    def ban(self, url: str, who: str, *, short: bool) -> None:
        self._sanction(url, who, "bans", short=short)
        if who in self.channels[url]["members"]:
            self._go(url, who)
            if who in self.channels[url]["operators"] and url != LOBBY:
                self.channels[url]["operators"].remove(who)

    def mute(self, url: str, who: str, *, short: bool) -> None:
        self._sanction(url, who, "mutes", short=short)

    def _sanction(self, url: str, who: str, kind: str, *, short: bool) -> None:
        channel = self._channel(url)
        self._user(who)
        channel[kind].pop(who, None)
        end = self.minute + SANCTION_MINUTES if short else float("inf")
        channel[kind][who] = {"start": self.minute, "end": end, "serial": self.tick()}

    def unban(self, url: str, who: str) -> None:
        self._lift(url, who, "bans")

    def unmute(self, url: str, who: str) -> None:
        self._lift(url, who, "mutes")

    def _lift(self, url: str, who: str, kind: str) -> None:
        channel = self._channel(url)
        self._user(who)
        if not self._lasts(channel[kind], who):
            raise No("missing", kind)
        del channel[kind][who]

    def _lasts(self, sanctions: Row, who: str) -> bool:
        return who in sanctions and self.minute < sanctions[who]["end"]

    # --- messages ---

    def say(self, url: str, who: str, text: str) -> int:
        """Said by a client."""
        self._may_write(url, who)
        return self._said(url, who, text, silent=False, mark=True)

    def say_for(self, url: str, who: str, text: str, *, silent: bool, mark: bool) -> int:
        """Said by a back end for a user, or for the administration."""
        channel = self._channel(url)
        if who:
            self._user(who)
            if self._lasts(channel["bans"], who) or (url != LOBBY and who not in channel["members"]):
                raise No("may not")
        return self._said(url, who, text, silent=silent, mark=mark)

    def _said(self, url: str, who: str, text: str, *, silent: bool, mark: bool) -> int:
        channel, at = self.channels[url], self.tick()
        kept = ""
        if url != LOBBY and who and len(channel["members"]) == 2:
            kept = next((one for one in channel["members"] if who in self.users[one]["blocks"]), "")
        message = {"number": len(self.messages), "url": url, "by": who, "text": text, "at": at, "silent": silent}
        self.messages.append({**message, "author": self.users.get(who), "kept": kept, "gone": False})
        for one, member in channel["members"].items():
            if member["hidden"] == "until next" and not silent and one != kept:
                member["hidden"] = ""
        if who in channel["members"] and mark:
            channel["members"][who]["read"] = at
        return len(self.messages) - 1

    def edit(self, number: int, who: str, text: str) -> str:
        message = self.messages[number]
        self._may_write(message["url"], who)
        if message["gone"]:
            raise No("no message")
        if message["author"] is not self.users[who]:
            raise No("not the sender")
        message["text"] = text
        return text

    def delete(self, number: int, who: str) -> None:
        """Deleted by a client, or by a back end where nobody is named."""
        message = self.messages[number]
        url = message["url"]
        if who and url in GROUPS and url in self.channels and who not in self.channels[url]["members"]:
            raise No("may not")
        self._channel(url)
        if message["gone"]:
            raise No("missing", "Message")
        if who and message["author"] is not self.users[who] and who not in self.channels[url]["operators"]:
            raise No("not the sender")
        message["gone"] = True

    def read(self, url: str, who: str) -> int:
        """Read by a client; what is left unread everywhere."""
        if who not in self._channel(url, "no channel")["members"]:
            raise No("not inside")
        self.channels[url]["members"][who]["read"] = self.tick()
        return self.unread_of(who)

    def read_everything(self, who: str) -> None:
        self._user(who)
        for url in GROUPS:
            if who in self.channels.get(url, {"members": ()})["members"]:
                self.channels[url]["members"][who]["read"] = self.tick()

    def _may_write(self, url: str, who: str) -> None:
        channel = self._channel(url, "no channel")
        if self._lasts(channel["bans"], who):
            raise No("banned from")
        if who not in channel["members"]:
            raise No("not inside")
        if self._lasts(channel["mutes"], who):
            raise No("muted")
        if channel["frozen"] and who not in channel["operators"]:
            raise No("frozen")

    # --- finding ---

    def _user(self, who: str) -> None:
        if who not in self.users:
            raise No("missing", "User")

    def _channel(self, url: str, reason: str = "missing") -> Row:
        if url not in self.channels:
            raise No(reason, "Channel")
        found: Row = self.channels[url]
        return found

    def _member(self, url: str, who: str) -> Row:
        channel = self._channel(url)
        self._user(who)
        if who not in channel["members"]:
            raise No("may not", "a member")
        found: Row = channel["members"][who]
        return found

    # --- questions ---

    def of(self, url: str) -> list[Row]:
        return [message for message in self.messages if message["url"] == url and not message["gone"]]

    def seen_by(self, url: str, who: str) -> list[Row]:
        """The messages of a channel that a member gets to see."""
        member = self.channels[url]["members"][who]
        since = max(member["joined"], member["offset"])
        return [message for message in self.of(url) if message["at"] > since and message["kept"] != who]

    def unread_in(self, url: str, who: str) -> int:
        read = self.channels[url]["members"][who]["read"]
        seen = self.seen_by(url, who)
        return sum(message["at"] > read and message["by"] != who and not message["silent"] for message in seen)

    def unread_of(self, who: str) -> int:
        return sum(self.unread_in(url, who) for url in self.groups_of(who))

    def groups_of(self, who: str) -> list[str]:
        return [url for url in GROUPS if url in self.channels and who in self.channels[url]["members"]]
