"""Tencent Chat as a naive program would keep it: plain dicts, scanned whole for each question."""

from __future__ import annotations

from typing import Any

GROUPS = ("lunch", "pair")
LONG, SHORT = 300, 90
"""Seconds that one step turns the clock on, and that a mute lasts."""
RECALLABLE = 120
"""Seconds within which one recalls what one has said."""
Row = dict[str, Any]


NO_ACCOUNT = {
    10019: "There is no account {who}",
    30003: "There is no account {who}",
    90008: "From_Account is not right, or there is no such account",
    90012: "There is no account {who}: it was neither imported nor logged in",
    130004: "There is no account {who}",
}
"""What the server says of who is not there, by the code; it says nothing with others."""


class No(Exception):
    """A refusal, with its code, and its sentence where that is known. ``only_users``: the administrator may do it."""

    def __init__(self, code: int, said: str = "", *, only_users: bool = False) -> None:
        super().__init__(code)
        self.code, self.said, self.only_users = code, said, only_users


class Plain:
    """Accounts, what they say to each other, and two groups. Each method is an operation, or a question."""

    def __init__(self) -> None:
        self.second = 0
        self.accounts: dict[str, Row] = {}
        self.groups: dict[str, Row] = {}
        self.messages: list[Row] = []
        """All that was ever said, by number; ``gone`` is what nobody has any more."""

    # --- accounts ---

    def create(self, who: str) -> None:
        if who not in self.accounts:
            self.accounts[who] = {"friends": [], "blocks": [], "c2c until": 0, "group until": 0, "read": {}}

    def delete(self, who: str) -> None:
        self._account(who, 70107)
        for group in self.groups.values():
            self._go(group, [who])
        del self.accounts[who]
        for account in self.accounts.values():
            for name in ("friends", "blocks"):
                account[name] = [one for one in account[name] if one != who]
            account["read"].pop(who, None)
        for message in self.messages:
            message["gone"] = message["gone"] or (not message["group"] and who in (message["by"], message["to"]))

    def silence(self, who: str, kind: str, seconds: int) -> None:
        """Silence an account everywhere: ``kind`` is c2c or group."""
        self._account(who, 130004)[f"{kind} until"] = self.second + seconds if seconds else 0

    def wait(self, seconds: int) -> None:
        self.second += seconds

    # --- friends ---

    def befriend(self, who: str, other: str) -> None:
        own, theirs = self._two(who, other)
        if other in own["blocks"]:
            raise No(30515)
        if who in theirs["blocks"]:
            raise No(30525)
        for one, peer in ((own, other), (theirs, who)):
            if peer not in one["friends"]:
                one["friends"].append(peer)

    def unfriend(self, who: str, other: str) -> None:
        own, theirs = self._account(who, 30003), self.accounts.get(other)
        if theirs is None or other not in own["friends"]:
            raise No(30003, f"There is no account {other}") if theirs is None else No(31704, f"{other} is no friend")
        own["friends"].remove(other)
        if who in theirs["friends"]:
            theirs["friends"].remove(who)

    def block(self, who: str, other: str) -> None:
        own, theirs = self._two(who, other)
        if other not in own["blocks"]:
            own["blocks"].append(other)
            own["friends"] = [one for one in own["friends"] if one != other]
            theirs["friends"] = [one for one in theirs["friends"] if one != who]

    def unblock(self, who: str, other: str) -> None:
        own = self._account(who, 30003)
        self._account(other, 30003)
        own["blocks"] = [one for one in own["blocks"] if one != other]

    def _two(self, who: str, other: str) -> tuple[Row, Row]:
        found = self._account(who, 30003), self._account(other, 30003)
        if who == other:
            raise No(30001)
        return found

    # --- between two ---

    def say(self, who: str, other: str, text: str) -> int:
        """Said by a client."""
        self._account(other, 20003)
        if self.accounts[who]["c2c until"] > self.second:
            raise No(20012, only_users=True)
        if who in self.accounts[other]["blocks"]:
            raise No(20007, only_users=True)
        return self._said(who, text, to=other)

    def say_for(self, who: str, other: str, text: str) -> int:
        """Said by the administrator in somebody's name."""
        self._account(who, 90008)
        self._account(other, 90012)
        return self._said(who, text, to=other)

    def _said(self, who: str, text: str, *, to: str = "", group: str = "") -> int:
        number, last = len(self.messages), self.last_of(group)
        self.messages.append(
            {"number": number, "by": who, "to": to, "group": group, "text": text, "at": self.second, "seq": last + 1}
        )
        self.messages[-1] |= {"recalled": False, "gone": False}
        return number

    def read(self, who: str, other: str) -> None:
        self._account(other, 20003)
        self.accounts[who]["read"][other] = len(self.messages)

    def recall(self, number: int, who: str) -> None:
        """Recalled by a client."""
        message = self.messages[number]
        other = message["to"] if message["by"] == who else message["by"]
        if who in (message["by"], message["to"]):
            self._account(other, 20003)
        if message["gone"] or message["by"] != who:
            raise No(20022)
        if message["recalled"]:
            raise No(20023)
        if self.second > message["at"] + RECALLABLE:
            raise No(20016)
        message["recalled"] = True

    # --- groups ---

    def create_group(self, name: str, owner: str, people: list[str]) -> None:
        for one in (owner, *people):
            self._account(one, 10019)
        if name in self.groups:
            mine = self.groups[name]["owner"] == owner
            raise (
                No(10025, "You own a group with this id already") if mine else No(10021, "The id of the group is taken")
            )
        self.groups[name] = {"owner": owner, "members": {}, "seq": 0, "made": len(self.messages)}
        for one in dict.fromkeys((owner, *people)):
            self._come(self.groups[name], one)

    def destroy_group(self, name: str) -> None:
        self._group(name)
        del self.groups[name]
        for message in self.messages:
            message["gone"] = message["gone"] or message["group"] == name

    def bring_in(self, name: str, people: list[str]) -> list[int]:
        """By the administrator: 1 for each that came in, 2 for one that was there, 0 for one that cannot."""
        group, people = self._group(name), list(dict.fromkeys(people))
        results = [2 if one in group["members"] else int(one in self.accounts) for one in people]
        new = [one for one, result in zip(people, results, strict=True) if result == 1]
        for one in new:
            self._come(group, one)
        group["seq"] += bool(new)
        return results

    def take_out(self, name: str, who: str) -> None:
        """By the administrator."""
        group = self._group(name)
        if group["owner"] == who:
            raise No(10007, "This is not allowed: the owner stays")
        self._go(group, [who])

    def join(self, name: str, who: str) -> None:
        """Joined by a client."""
        group = self._group(name)
        if who in group["members"]:
            raise No(10013)
        self._come(group, who)
        group["seq"] += 1

    def quit(self, name: str, who: str) -> None:
        group = self._member(name, who)
        if group["owner"] == who:
            raise No(10009)
        self._go(group, [who])

    def give(self, name: str, who: str) -> None:
        """Given to another owner, by the administrator."""
        group = self._member(name, who)
        if group["owner"] != who:
            group["owner"] = who
            group["seq"] += 1

    def silence_in(self, name: str, who: str, seconds: int) -> None:
        group = self._member(name, who)
        until = self.second + seconds if seconds else 0
        if group["members"][who]["until"] != until:
            group["members"][who]["until"] = until
            group["seq"] += 1

    def _come(self, group: Row, who: str) -> None:
        group["members"][who] = {"read": group["seq"], "until": 0}

    def _go(self, group: Row, people: list[str]) -> None:
        out = [one for one in people if group["members"].pop(one, None)]
        group["seq"] += bool(out)
        if group["owner"] in out:
            group["owner"] = ""

    def say_in(self, name: str, who: str, text: str) -> int:
        """Said by a client, or by the administrator in a member's name."""
        group = self._group(name)
        if self.accounts[who]["group until"] > self.second:
            raise No(10017, only_users=True)
        if who not in group["members"]:
            raise No(10007)
        if group["members"][who]["until"] > self.second:
            raise No(10017)
        group["seq"] += 1
        return self._said(who, text, group=name)

    def say_in_for(self, name: str, who: str, text: str) -> int:
        """Said by the administrator in somebody's name: mutes everywhere do not hold it."""
        group = self._group(name)
        self._account(who, 10019)
        if who not in group["members"]:
            raise No(10007)
        if group["members"][who]["until"] > self.second:
            raise No(10017)
        group["seq"] += 1
        return self._said(who, text, group=name)

    def recall_in(self, number: int, who: str) -> None:
        """Recalled by a client."""
        message = self.messages[number]
        group = self._member(message["group"], who)
        if message["gone"]:
            raise No(10030)
        if message["recalled"]:
            raise No(10032)
        if message["by"] != who and group["owner"] != who:
            raise No(10033)
        if self.second > message["at"] + RECALLABLE and group["owner"] != who:
            raise No(10031)
        message["recalled"] = True

    def read_in(self, name: str, who: str) -> None:
        """Everything read by a client."""
        group = self._member(name, who)
        group["members"][who]["read"] = group["seq"]

    # --- finding ---

    def _account(self, who: str, code: int) -> Row:
        if who not in self.accounts:
            raise No(code, NO_ACCOUNT.get(code, "").format(who=who))
        found: Row = self.accounts[who]
        return found

    def _group(self, name: str) -> Row:
        if name not in self.groups:
            raise No(10010, f"There is no group {name}")
        found: Row = self.groups[name]
        return found

    def _member(self, name: str, who: str) -> Row:
        group = self._group(name)
        if who not in group["members"]:
            raise No(10007, f"This is not allowed: {who} is no member")
        return group

    def last_of(self, group: str) -> int:
        """The last MsgSeq of a group before one that is said now; 0 between two."""
        return int(self.groups[group]["seq"]) - 1 if group else 0

    # --- questions ---

    def look(self) -> Row:
        """Everything that can be looked at, in the shape of ``looking.look``."""
        return {
            "accounts": {who: self._own(who) for who in self.accounts},
            "groups": {name: self._shown(name) for name in self.groups},
        }

    def _own(self, who: str) -> Row:
        account = self.accounts[who]
        others = [one for one in self.accounts if one != who]
        return {
            "friends": account["friends"],
            "blocks": account["blocks"],
            "said": {one: self._between(who, one) for one in others},
            "unread": {one: self._unread(who, one) for one in others},
            "silent": [max(0, account[name] - self.second) for name in ("c2c until", "group until")],
            "list": self._list(who),
        }

    def _list(self, who: str) -> Row:
        mine = [name for name, group in self.groups.items() if who in group["members"]]
        talks = {one: self._between(who, one) for one in self.accounts if one != who and self._between(who, one)}
        return {
            "counts": {name: self._unread_in(name, who) for name in mine}
            | {one: self._unread(who, one) for one in talks},
            "last": {one: self.messages[said[-1][0]]["text"] for one, said in talks.items()},
            "groups": sorted(mine),
        }

    def _between(self, one: str, other: str) -> list[tuple[int, bool]]:
        found = [m for m in self.messages if {m["by"], m["to"]} == {one, other} and not m["gone"]]
        return [(message["number"], message["recalled"]) for message in found]

    def _unread(self, who: str, other: str) -> int:
        read = self.accounts[who]["read"].get(other, 0)
        came = [m for m in self.messages if (m["by"], m["to"]) == (other, who) and not m["gone"] and not m["recalled"]]
        return sum(message["number"] >= read for message in came)

    def _unread_in(self, name: str, who: str) -> int:
        read = self.groups[name]["members"][who]["read"]
        said = [m for m in self.messages if m["group"] == name and not m["gone"] and not m["recalled"]]
        return sum(message["seq"] > read and message["by"] != who for message in said)

    def _shown(self, name: str) -> Row:
        group = self.groups[name]
        said = [m for m in self.messages if m["group"] == name and not m["gone"] and not m["recalled"]]
        return {
            "owner": group["owner"],
            "members": list(group["members"]),
            "said": [(message["number"], message["seq"]) for message in said],
            "silent": sorted(who for who, one in group["members"].items() if one["until"] > self.second),
        }
