"""What people and back ends do, through one door: each method does what the one of the same name does to the naive model.

A reply is the answer in the model's words, or ``Refused`` with the vendor's code.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from tests.refused import Refused
from tests.sendbird.laws.doors import Door
from tests.sendbird.laws.plain import LOBBY

CODES = {
    "taken": 400202,
    "missing": 400201,
    "oneself": 400112,
    "may not": 400108,
    "muted": 900041,
    "frozen": 900050,
    "banned": 900100,
    "not the sender": 900022,
}
BY_WAY = {
    "no channel": (400201, 900500),
    "not inside": (400108, 900020),
    "banned from": (400108, 900100),
    "no message": (400201, 900300),
}
"""Refusals that HTTP and frames number differently."""


def code_of(reason: str, *, framed: bool) -> int:
    """The code of a reason, by HTTP or in a frame."""
    reason, is_frame = reason.removeprefix("frame: "), framed or reason.startswith("frame: ")
    return BY_WAY[reason][is_frame] if reason in BY_WAY else CODES[reason]


WORDS = {
    "User": '"User" not found.',
    "Channel": '"Channel" not found.',
    "Message": '"Message" not found.',
    "bans": "Target user is not on banned user list.",
    "mutes": "Target user is not on muted user list.",
    "user_id": '"user_id" violates unique constraint.',
    "channel_url": '"channel_url" violates unique constraint.',
    "banned": "Not authorized. User is banned.",
    "a member": "Not authorized. User is not a member.",
}
"""Sentences of a reason by what it is about; 2016 has no quotation marks."""
SENTENCES = {
    900020: "You are not a member of the channel.",
    900041: "You are muted in the channel.",
    900050: "The channel is frozen.",
    900100: "You are banned from the channel.",
}


def said_of(code: int, about: str, era: str) -> str:
    """The sentence of a refusal; empty where the model does not know it."""
    said = SENTENCES[code] if code in SENTENCES else WORDS.get(about, "") if code < 900000 else ""
    return said.replace('"', "") if era == "2016" else said


class Acts:
    """An application behind a door. ``framed``: clients use frames where the vendor has one."""

    def __init__(self, door: Door, name: str, *, framed: bool = False, era: str = "today") -> None:
        self.door, self.name, self.framed, self.era = door, name, framed, era
        self.ids: list[int] = []
        """The ids of messages, by the model's numbers."""
        self._keys: dict[str, str] = {}

    def __repr__(self) -> str:
        return self.name

    # --- asking ---

    def ask(self, method: str, path: str, body: Any = None, *, client: str = "", **query: Any) -> Any:
        """Ask as a back end, or as somebody's client."""
        headers = {"Session-Key": self._key(client), "App-Id": self.door.app_id} if client else self._own()
        status, answer = self.door.request(method, _address(path, query), headers, _bytes(body))
        return answer if status == 200 else Refused(answer["code"], answer["message"])

    def _own(self) -> dict[str, str]:
        return {"Api-Token": self.door.token}

    def _key(self, who: str) -> str:
        if who not in self._keys:
            headers = {"App-Id": self.door.app_id}
            _, answer = self.door.request("POST", f"/v3/users/{who}/session_key", headers, b"{}")
            self._keys[who] = answer["key"]
        return self._keys[who]

    def command(self, who: str, command: str, **body: Any) -> Any:
        """Ask over somebody's socket."""
        kind, told = self.door.command(who, command, body)
        return Refused(told["code"], told["message"]) if kind == "EROR" else told

    # --- people ---

    def create_user(self, who: str) -> Any:
        answer = self.ask("POST", "/users", {"user_id": who, "nickname": who})
        return _then(answer, lambda user: user["user_id"])

    def delete_user(self, who: str) -> Any:
        answer = self.ask("DELETE", f"/users/{who}")
        if not isinstance(answer, Refused):
            self._keys.pop(who, None)
            self.door.hang_up(who)
        return _then(answer)

    def block(self, who: str, target: str) -> Any:
        answer = self.ask("POST", f"/users/{who}/block", {"target_id": target})
        return _then(answer, lambda user: user["user_id"])

    def unblock(self, who: str, target: str) -> Any:
        return _then(self.ask("DELETE", f"/users/{who}/block/{target}"))

    def wait(self, minutes: int) -> None:
        self.door.advance(minutes)

    # --- channels ---

    def create_group(self, url: str, people: list[str], *, distinct: bool, operated: bool) -> Any:
        operators = {"operator_ids": people[:1]} if operated and people else {}
        body = {"channel_url": url, "user_ids": people, "is_distinct": distinct, **operators}
        return _then(self.ask("POST", "/group_channels", body), lambda channel: channel["channel_url"])

    def create_lobby(self) -> Any:
        answer = self.ask("POST", "/open_channels", {"channel_url": LOBBY})
        return _then(answer, lambda channel: channel["channel_url"])

    def delete_channel(self, url: str) -> Any:
        return _then(self.ask("DELETE", path_of(url)))

    def invite(self, url: str, people: list[str]) -> Any:
        return _then(self.ask("POST", f"{path_of(url)}/invite", {"user_ids": people}))

    def leave(self, url: str, who: str) -> Any:
        return _then(self.ask("PUT", f"{path_of(url)}/leave", {"user_ids": [who]}))

    def enter(self, who: str) -> Any:
        return _then(self.command(who, "ENTR", channel_url=LOBBY))

    def exit(self, who: str) -> Any:
        return _then(self.command(who, "EXIT", channel_url=LOBBY))

    def hide(self, url: str, who: str, *, back: bool, previous: bool) -> Any:
        body = {"user_id": who, "allow_auto_unhide": back, "hide_previous_messages": previous}
        return _then(self.ask("PUT", f"{path_of(url)}/hide", body))

    def show(self, url: str, who: str) -> Any:
        return _then(self.ask("DELETE", f"{path_of(url)}/hide", user_id=who))

    def freeze(self, url: str, *, frozen: bool) -> Any:
        return _then(self.ask("PUT", f"{path_of(url)}/freeze", {"freeze": frozen}))

    # --- bans and mutes ---

    def ban(self, url: str, who: str, *, short: bool) -> Any:
        return _then(self.ask("POST", f"{path_of(url)}/ban", {"user_id": who, "seconds": 90 if short else -1}))

    def mute(self, url: str, who: str, *, short: bool) -> Any:
        return _then(self.ask("POST", f"{path_of(url)}/mute", {"user_id": who, "seconds": 90 if short else -1}))

    def unban(self, url: str, who: str) -> Any:
        return _then(self.ask("DELETE", f"{path_of(url)}/ban/{who}"))

    def unmute(self, url: str, who: str) -> Any:
        return _then(self.ask("DELETE", f"{path_of(url)}/mute/{who}"))

    # --- messages ---

    def by_frame(self, url: str) -> bool:
        """Whether a client writes by frames; in an open channel always, for only sockets enter one."""
        return self.framed or url == LOBBY

    def say(self, url: str, who: str, text: str) -> Any:
        if self.by_frame(url):
            return self._numbered(self.command(who, "MESG", channel_url=url, message=text), "msg_id")
        body = {"message_type": "MESG", "user_id": who, "message": text}
        return self._numbered(self.ask("POST", f"{path_of(url)}/messages", body, client=who), "message_id")

    def say_for(self, url: str, who: str, text: str, *, silent: bool, mark: bool) -> Any:
        whose = {"message_type": "MESG", "user_id": who} if who else {"message_type": "ADMM"}
        body = {**whose, "message": text, "is_silent": silent, "mark_as_read": mark}
        return self._numbered(self.ask("POST", f"{path_of(url)}/messages", body), "message_id")

    def _numbered(self, answer: Any, key: str) -> Any:
        if isinstance(answer, Refused):
            return answer
        self.ids.append(answer[key])
        return len(self.ids) - 1

    def edit(self, number: int, who: str, text: str, url: str) -> Any:
        if self.by_frame(url):
            answer = self.command(who, "MEDI", channel_url=url, msg_id=self.ids[number], message=text)
        else:
            body = {"message_type": "MESG", "message": text}
            answer = self.ask("PUT", f"{path_of(url)}/messages/{self.ids[number]}", body, client=who)
        return _then(answer, lambda message: message["message"])

    def delete(self, number: int, who: str, url: str) -> Any:
        return _then(self.ask("DELETE", f"{path_of(url)}/messages/{self.ids[number]}", client=who))

    def read(self, url: str, who: str) -> Any:
        if self.framed:
            return _then(self.command(who, "READ", channel_url=url), lambda told: told["unread_cnt"]["all"])
        answer = self.ask("PUT", f"{path_of(url)}/messages/mark_as_read", {"user_id": who}, client=who)
        return _then(answer, lambda told: told["total_unread_count"])

    def read_everything(self, who: str) -> Any:
        return _then(self.ask("PUT", f"/users/{who}/mark_as_read_all", {}))


def path_of(url: str) -> str:
    return f"/{'open' if url == LOBBY else 'group'}_channels/{url}"


def _then(answer: Any, told: Any = lambda answer: None) -> Any:
    """What an answer tells, unless it is a refusal."""
    return answer if isinstance(answer, Refused) else told(answer)


def _address(path: str, query: dict[str, Any]) -> str:
    return f"/v3{path}?{urlencode(query)}" if query else f"/v3{path}"


def _bytes(body: Any) -> bytes:
    return b"" if body is None else json.dumps(body).encode()
