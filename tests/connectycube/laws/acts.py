"""What people do, through one door: each method does what the one of the same name does to the naive model.

A reply is the answer in the model's words, or ``Refused`` with the status, or with the code of a stanza.
"""

from __future__ import annotations

import json
from base64 import b64encode
from itertools import count
from typing import Any
from urllib.parse import urlencode

from chatmock.providers.connectycube.chat.names import PRIVACY
from tests.connectycube.chat.phone import CHAT, MARKERS, SASL
from tests.connectycube.conftest import PASSWORD
from tests.connectycube.laws.doors import Door
from tests.refused import Refused

NOBODY = 999_999_999
_IDS = count(1)


class Acts:
    """An application behind a door. ``by_chat``: people talk by stanzas where there are such."""

    def __init__(self, door: Door, name: str, *, by_chat: bool = False) -> None:
        self.door, self.name, self.by_chat = door, name, by_chat
        self.users: dict[str, int] = {}
        self.people: list[int] = [0]
        """The ids of users, by the model's numbers."""
        self.dialogs: list[str] = []
        self.messages: list[str] = []
        self._tokens: dict[str, str] = {}
        self._kept_away: dict[str, dict[str, bool]] = {}

    def __repr__(self) -> str:
        return self.name

    # --- asking ---

    def ask(self, who: str, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """Ask in somebody's session, or in that of nobody."""
        headers = {"CB-Token": self._token(who), "Content-Type": "application/json"}
        return self._sent(method, f"{path}?{urlencode(query)}" if query else path, headers, body)

    def _sent(self, method: str, address: str, headers: dict[str, str], body: Any) -> Any:
        status, answer = self.door.request(method, address, headers, b"" if body is None else json.dumps(body).encode())
        return answer if status < 300 else Refused(status, _said(answer["errors"]))

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

    def _room(self, number: int) -> str:
        return f"{self.door.app_id}_{self.dialogs[number]}@muc.127.0.0.1"

    def path(self, number: int) -> str:
        return f"/chat/Dialog/{self.dialogs[number]}"

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
        self._kept_away.pop(who, None)
        return _then(answer)

    def wait(self) -> None:
        self.door.advance()

    def block(self, who: str, other: str, *, mutual: bool) -> Any:
        """Keep one more user away: lists that are in use do not change, so that a new one takes the place."""
        self._kept_away.setdefault(who, {})[f"{self._id(other)}-{self.door.app_id}@127.0.0.1"] = mutual
        name, items = f"l{next(_IDS)}", ""
        for address, both_ways in self._kept_away[who].items():
            kinds = "" if both_ways else "<message/>"
            items += f'<item type="jid" value="{address}" action="deny" order="1">{kinds}</item>'
        self._set_privacy(who, f'<list name="{name}">{items}</list>')
        self._set_privacy(who, f'<default name="{name}"/>')

    def unblock(self, who: str) -> Any:
        self._kept_away.pop(who, None)
        self._set_privacy(who, "<default/>")

    def _set_privacy(self, who: str, inner: str) -> None:
        iq_id = f"i{next(_IDS)}"
        query = f'<iq xmlns="{CHAT}" type="set" id="{iq_id}"><query xmlns="{PRIVACY}">{inner}</query></iq>'
        assert self.door.stanza(self._auth(who), query, iq_id) is None

    # --- dialogs ---

    def create_group(self, owner: str, people: list[str]) -> Any:
        body = {"type": 2, "name": "lunch", "occupants_ids": [self._id(one) for one in people]}
        return _then(self.ask(owner, "POST", "/chat/Dialog", body), lambda dialog: self._note(dialog["_id"]))

    def _note(self, dialog_id: str) -> None:
        if dialog_id not in self.dialogs:
            self.dialogs.append(dialog_id)

    def meet(self, who: str, other: str) -> Any:
        answer = self.ask(who, "POST", "/chat/Dialog", {"type": 3, "occupants_ids": [self._id(other)]})
        return _then(answer, lambda dialog: self._note(dialog["_id"]))

    def bring_in(self, number: int, who: str, people: list[str]) -> Any:
        return self._change(self.path(number), who, "push_all", "occupants_ids", people)

    def take_out(self, number: int, who: str, other: str) -> Any:
        return self._change(self.path(number), who, "pull_all", "occupants_ids", [other])

    def promote(self, number: int, who: str, other: str) -> Any:
        return self._change(f"{self.path(number)}/admins", who, "push_all", "admins_ids", [other])

    def _change(self, path: str, who: str, verb: str, field: str, people: list[str]) -> Any:
        return _then(self.ask(who, "PUT", path, {verb: {field: [self._id(one) for one in people]}}))

    def drop(self, number: int, who: str) -> Any:
        return _then(self.ask(who, "DELETE", self.path(number)))

    def destroy(self, number: int, who: str) -> Any:
        return _then(self.ask(who, "DELETE", self.path(number), force=1))

    def clear(self, number: int, who: str, *, for_all: bool) -> Any:
        query = {"force": 1} if for_all else {}
        return _then(self.ask(who, "DELETE", f"/chat/Dialog/clearHistory/{self.dialogs[number]}", **query))

    # --- messages ---

    def say(self, number: int, who: str, text: str) -> Any:
        if self.by_chat:
            return self._spoken(who, self._room(number), text, "groupchat")
        fields = {"chat_dialog_id": self.dialogs[number], "message": text}
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

    def _about(self, who: str, inner: str, to: str) -> Any:
        """Say something about a message, in its room or to one other."""
        return self.chat(who, to, inner, "groupchat" if "@muc." in to else "chat", f"{next(_IDS):024x}")

    def _place(self, number: int, peer: int) -> str:
        """Where people talk about the messages of a dialog."""
        return self._user(peer) if peer else self._room(number)

    def edit(self, number: int, who: str, text: str, peer: int, dialog: int) -> Any:
        message_id = self.messages[number]
        if self.by_chat:
            replace = f'<body>{text}</body><replace xmlns="urn:xmpp:message-correct:0" id="{message_id}"/>'
            return self._about(who, replace, self._place(dialog, peer))
        return _then(self.ask(who, "PUT", f"/chat/Message/{message_id}", {"message": text}))

    def remove(self, number: int, who: str, peer: int, dialog: int) -> Any:
        message_id = self.messages[number]
        if self.by_chat:
            removal = f'<remove xmlns="urn:xmpp:message-delete:0" id="{message_id}"/>'
            return self._about(who, removal, self._place(dialog, peer))
        return _outcome(self.ask(who, "DELETE", f"/chat/Message/{message_id}", force=1))

    def forget(self, number: int, who: str) -> Any:
        return _outcome(self.ask(who, "DELETE", f"/chat/Message/{self.messages[number]}"))

    def read(self, number: int, who: str, author: int) -> Any:
        message_id = self.messages[number]
        if self.by_chat:
            return self._about(who, f'<displayed xmlns="{MARKERS}" id="{message_id}"/>', self._user(author))
        return _then(self.ask(who, "PUT", f"/chat/Message/{message_id}", {"read": 1}))

    def read_all(self, number: int, who: str) -> Any:
        return _then(self.ask(who, "PUT", "/chat/Message", {"chat_dialog_id": self.dialogs[number], "read": 1}))


def _said(errors: Any) -> str:
    """The first sentence of a refusal, its field in front."""
    if isinstance(errors, list):
        return str(errors[0])
    [(field, said), *_] = errors.items()
    return str(said[0] if field == "base" else f"{field} {said[0]}")


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
