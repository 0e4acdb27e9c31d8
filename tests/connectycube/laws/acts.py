"""What people do, through one door: each method does what the one of the same name does to the naive model.

A reply is the answer in the model's words, or ``Refused`` with the status, or with the code of a stanza.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlencode

from tests.connectycube.chat.phone import CHAT, MARKERS, SASL
from tests.connectycube.conftest import PASSWORD
from tests.connectycube.laws.doors import Door

NOWHERE = "0" * 24
NOBODY = 999_999_999
_IDS = count(1)


@dataclass(frozen=True)
class Refused:
    """A refusal and its status or code."""

    code: int


class Acts:
    """An application behind a door. ``by_chat``: people talk by stanzas where there are such."""

    def __init__(self, door: Door, name: str, *, by_chat: bool = False) -> None:
        self.door, self.name, self.by_chat = door, name, by_chat
        self.users: dict[str, int] = {}
        self.people: list[int] = [0]
        """The ids of users, by the model's numbers."""
        self.dialogs: list[str] = []
        self.groups: dict[str, str] = {}
        self.messages: list[str] = []
        self._tokens: dict[str, str] = {}

    def __repr__(self) -> str:
        return self.name

    # --- asking ---

    def ask(self, who: str, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """Ask in somebody's session, or in that of nobody."""
        headers = {"CB-Token": self._token(who), "Content-Type": "application/json"}
        return self._sent(method, f"{path}?{urlencode(query)}" if query else path, headers, body)

    def _sent(self, method: str, address: str, headers: dict[str, str], body: Any) -> Any:
        status, answer = self.door.request(method, address, headers, b"" if body is None else json.dumps(body).encode())
        return answer if status < 300 else Refused(status)

    def _token(self, who: str) -> str:
        if who not in self._tokens:
            asked: dict[str, Any] = {"application_id": self.door.app_id, "auth_key": self.door.key, "nonce": 1}
            own = {"user": {"login": who, "password": PASSWORD}} if who else {}
            answer = self._sent("POST", "/session", {"Content-Type": "application/json"}, asked | own)
            self._tokens[who] = answer["session"]["token"]
        return self._tokens[who]

    def chat(self, who: str, to: str, inner: str, kind: str, message_id: str) -> Any:
        """Send a message over somebody's socket."""
        text = f'<message xmlns="{CHAT}" id="{message_id}" type="{kind}" to="{to}">{inner}</message>'
        code = self.door.stanza(self._auth(who), text, message_id)
        return None if code is None else Refused(code)

    def _auth(self, who: str) -> str:
        plain = b64encode(f"\0{self.users[who]}-{self.door.app_id}\0{PASSWORD}".encode()).decode()
        return f'<auth xmlns="{SASL}" mechanism="PLAIN">{plain}</auth>'

    def _id(self, who: str) -> int:
        return self.users.get(who, NOBODY)

    def _user(self, number: int) -> str:
        return f"{self.people[number]}-{self.door.app_id}@127.0.0.1"

    def _room(self, name: str) -> str:
        return f"{self.door.app_id}_{self.groups.get(name, NOWHERE)}@muc.127.0.0.1"

    def path(self, name: str) -> str:
        return f"/chat/Dialog/{self.groups.get(name, NOWHERE)}"

    # --- people ---

    def create(self, who: str) -> Any:
        answer = self.ask("", "POST", "/users", {"user": {"login": who, "password": PASSWORD, "full_name": who}})
        if isinstance(answer, Refused):
            return answer
        self.users[who] = answer["user"]["id"]
        self.people.append(self.users[who])
        return None

    def delete(self, who: str) -> Any:
        answer, auth = self.ask(who, "DELETE", f"/users/{self.users[who]}"), self._auth(who)
        self.door.hang_up(auth)
        del self._tokens[who], self.users[who]
        return _then(answer)

    def wait(self) -> None:
        self.door.advance()

    # --- dialogs ---

    def create_group(self, name: str, owner: str, people: list[str]) -> Any:
        body = {"type": 2, "name": name, "occupants_ids": [self._id(one) for one in people]}
        answer = self.ask(owner, "POST", "/chat/Dialog", body)
        if isinstance(answer, Refused):
            return answer
        self.groups[name] = answer["_id"]
        self._note(answer["_id"])
        return None

    def _note(self, dialog_id: str) -> None:
        if dialog_id not in self.dialogs:
            self.dialogs.append(dialog_id)

    def meet(self, who: str, other: str) -> Any:
        answer = self.ask(who, "POST", "/chat/Dialog", {"type": 3, "occupants_ids": [self._id(other)]})
        return _then(answer, lambda dialog: self._note(dialog["_id"]))

    def bring_in(self, name: str, who: str, people: list[str]) -> Any:
        body = {"push_all": {"occupants_ids": [self._id(one) for one in people]}}
        return _then(self.ask(who, "PUT", self.path(name), body))

    def take_out(self, name: str, who: str, other: str) -> Any:
        return _then(self.ask(who, "PUT", self.path(name), {"pull_all": {"occupants_ids": [self._id(other)]}}))

    def leave(self, name: str, who: str) -> Any:
        return _then(self.ask(who, "DELETE", self.path(name)))

    def hide(self, who: str, other: str, number: int) -> Any:
        dialog_id = self.dialogs[number] if number >= 0 else NOWHERE
        return _then(self.ask(who, "DELETE", f"/chat/Dialog/{dialog_id}"))

    def destroy(self, name: str, who: str) -> Any:
        return _then(self.ask(who, "DELETE", self.path(name), force=1))

    def clear(self, name: str, who: str, for_all: bool) -> Any:
        query = {"force": 1} if for_all else {}
        address = f"/chat/Dialog/clearHistory/{self.groups.get(name, NOWHERE)}"
        return _then(self.ask(who, "DELETE", address, **query))

    # --- messages ---

    def say(self, name: str, who: str, text: str) -> Any:
        if self.by_chat:
            return self._spoken(who, self._room(name), text, "groupchat")
        fields = {"chat_dialog_id": self.groups.get(name, NOWHERE), "message": text}
        return self._numbered(self.ask(who, "POST", "/chat/Message", fields))

    def tell(self, who: str, other: str, text: str) -> Any:
        if self.by_chat:
            return self._spoken(who, f"{self._id(other)}-{self.door.app_id}@127.0.0.1", text, "chat")
        return self._numbered(
            self.ask(who, "POST", "/chat/Message", {"recipient_id": self._id(other), "message": text})
        )

    def _numbered(self, answer: Any) -> Any:
        if isinstance(answer, Refused):
            return answer
        self._note(answer["chat_dialog_id"])
        self.messages.append(answer["_id"])
        return len(self.messages) - 1

    def _spoken(self, who: str, to: str, text: str, kind: str) -> Any:
        message_id = f"{next(_IDS):024x}"
        saved = f'<extraParams xmlns="{CHAT}"><save_to_history>1</save_to_history></extraParams>'
        if (answer := self.chat(who, to, f"<body>{text}</body>{saved}", kind, message_id)) is not None:
            return answer
        self.messages.append(message_id)
        for dialog in self.ask(who, "GET", "/chat/Dialog", limit=100)["items"][::-1]:
            self._note(dialog["_id"])
        return len(self.messages) - 1

    def about(self, number: int, who: str, inner: str, room: str, peer: int) -> Any:
        """Say something about a message, in its room or to the other of two."""
        to, kind = (self._room(room), "groupchat") if room else (self._user(peer), "chat")
        return self.chat(who, to, inner, kind, f"{next(_IDS):024x}")

    def edit(self, number: int, who: str, text: str, room: str, peer: int) -> Any:
        message_id = self.messages[number]
        if self.by_chat:
            replace = f'<body>{text}</body><replace xmlns="urn:xmpp:message-correct:0" id="{message_id}"/>'
            return self.about(number, who, replace, room, peer)
        return _then(self.ask(who, "PUT", f"/chat/Message/{message_id}", {"message": text}))

    def remove(self, number: int, who: str, room: str, peer: int) -> Any:
        message_id = self.messages[number]
        if self.by_chat:
            return self.about(number, who, f'<remove xmlns="urn:xmpp:message-delete:0" id="{message_id}"/>', room, peer)
        return _outcome(self.ask(who, "DELETE", f"/chat/Message/{message_id}", force=1))

    def forget(self, number: int, who: str) -> Any:
        return _outcome(self.ask(who, "DELETE", f"/chat/Message/{self.messages[number]}"))

    def read(self, number: int, who: str, author: int) -> Any:
        message_id = self.messages[number]
        if self.by_chat:
            mark = f'<displayed xmlns="{MARKERS}" id="{message_id}"/>'
            return self.about(number, who, mark, "", author)
        return _then(self.ask(who, "PUT", f"/chat/Message/{message_id}", {"read": 1}))

    def read_all(self, name: str, who: str) -> Any:
        fields = {"chat_dialog_id": self.groups.get(name, NOWHERE), "read": 1}
        return _then(self.ask(who, "PUT", "/chat/Message", fields))


def _then(answer: Any, told: Any = lambda answer: None) -> Any:
    """What an answer tells, unless it is a refusal."""
    return answer if isinstance(answer, Refused) else told(answer)


def _outcome(answer: Any) -> Any:
    """What came of the one message that was named."""
    if isinstance(answer, Refused):
        return answer
    if answer["SuccessfullyDeleted"]["ids"]:
        return None
    return Refused(404 if answer["NotFound"]["ids"] else 403)
