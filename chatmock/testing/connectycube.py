"""ConnectyCube as a test sees it: where its clients go, and people who act."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import quote

from chatmock.testing.control import ChatmockError, Control
from chatmock.testing.face import ApplicationFace

BROADCAST, GROUP, PRIVATE, PUBLIC = 1, 2, 3, 4
"""Types of dialogs."""


class ConnectyCube(ApplicationFace):
    """Where clients go, and who is there."""

    provider: ClassVar[str] = "connectycube"

    def __init__(self, url: str, described: dict[str, Any], control: Control) -> None:
        super().__init__(url, described, control)
        self.auth_key: str = described["auth_key"]
        self.auth_secret: str = described["auth_secret"]
        self.api_url = url
        """Where the server API is: ``endpoints.api_url`` of the JavaScript SDK."""
        self.chat_url: str = self.env.get("CONNECTYCUBE_CHAT_URL", "")
        """Where the chat is, over a WebSocket."""
        self.tcp_url: str = self.env.get("CONNECTYCUBE_TCP_URL", "")
        """Where the chat is over TCP; empty where the server does not listen so."""

    def fork(self, app_id: int | None = None) -> ConnectyCube:
        """A copy of the present state as another application on the same server, in a group of its own."""
        described = self.control("POST", "/forks", app_id=app_id)
        return ConnectyCube(self.url, described, self.control.of(described["app_id"], self.provider))

    def remove(self) -> None:
        """Serve this application no more."""
        self.control.anywhere("DELETE", f"/applications/{self.app_id}", provider=self.provider)

    def settings(self, **settings: Any) -> dict[str, Any]:
        """Set what the vendor's console sets, and how chatmock behaves where that is not known; gives all settings."""
        return dict(self.control("PUT", "/settings", settings=settings)["settings"])

    def user(self, login: str, **profile: Any) -> Actor:
        """A person who can act, by login; made if there is none."""
        if not isinstance(login, str) or not login:
            raise ChatmockError(f"the login of a user is text of one character at least, not {login!r}")
        described = self.control("POST", f"/actors/{quote(login, safe='')}/exists", details=profile)
        return Actor(login, described, self.control)

    def private(self, one: Actor | str, other: Actor | str) -> Dialog:
        """The private dialog of two people."""
        return self._dialog(PRIVATE, (one, other), {})

    def group(self, *people: Actor | str, name: str = "Group", **details: Any) -> Dialog:
        """A new group of the given people; the first one owns it."""
        if len(people) < 2:
            raise ChatmockError("a group has two people at least; name them, as in group(ann, bob)")
        return self._dialog(GROUP, people, {"name": name, **details})

    def public(self, owner: Actor | str, *, name: str = "Public", **details: Any) -> Dialog:
        """A new public dialog."""
        return self._dialog(PUBLIC, (owner,), {"name": name, **details})

    def broadcast(self, owner: Actor | str, *, name: str = "Broadcast", **details: Any) -> Dialog:
        """A new broadcast dialog, which everybody is in."""
        path = f"/actors/{quote(_login(owner), safe='')}/creates_broadcast"
        return Dialog(self.control("POST", path, details={"name": name, **details})["_id"])

    def _dialog(self, kind: int, people: tuple[Actor | str, ...], details: dict[str, Any]) -> Dialog:
        first, *others = map(_login, people)
        path = f"/actors/{quote(first, safe='')}/creates_dialog"
        return Dialog(self.control("POST", path, people=others, details={"type": kind, **details})["_id"])


class Dialog:
    """A dialog by its id."""

    def __init__(self, dialog_id: str) -> None:
        self.dialog_id = dialog_id

    def __str__(self) -> str:
        return self.dialog_id

    def __repr__(self) -> str:
        return f"<Dialog {self.dialog_id}>"


class Actor:
    """A person who does things, through the same operations as clients."""

    def __init__(self, login: str, described: dict[str, Any], control: Control) -> None:
        self.login = login
        self.id: int = described["id"]
        self.password: str = described["password"]
        """What a client logs in by."""
        self._control = control

    def __str__(self) -> str:
        return self.login

    def __repr__(self) -> str:
        return f"<Actor {self.login}>"

    def _act(self, verb: str, **fields: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self._control("POST", f"/actors/{quote(self.login, safe='')}/{verb}", **fields)
        return answer

    def token(self) -> str:
        """The token of a new session, as of a client that logs in."""
        return str(self._act("opens_session")["token"])

    def says(self, message: str, dialog: Dialog | str, **details: Any) -> dict[str, Any]:
        """Say something in a dialog; gives the message. ``details`` are further fields of it."""
        if not isinstance(message, str):
            raise ChatmockError(f"a message is text, not {message!r}; write says('Hi', dialog)")
        return self._act("says", message=message, dialog_id=_id(dialog), details=details)

    def reads(self, dialog: Dialog | str) -> None:
        """Read everything in a dialog."""
        self._act("reads", dialog_id=_id(dialog))

    def reacts(
        self, reaction: str, message: dict[str, Any] | str, dialog: Dialog | str, *, removes: bool = False
    ) -> None:
        """React to a message, or take a reaction back."""
        message_id = message if isinstance(message, str) else message["_id"]
        self._act("reacts", reaction=reaction, message_id=message_id, dialog_id=_id(dialog), removes=removes or None)

    def joins(self, dialog: Dialog | str) -> None:
        """Subscribe to a public dialog."""
        self._act("joins", dialog_id=_id(dialog))

    def leaves(self, dialog: Dialog | str) -> None:
        """Leave a dialog; a private one is removed for oneself."""
        self._act("leaves", dialog_id=_id(dialog))

    def invites(self, *people: Actor | str, to: Dialog | str) -> None:
        """Add people to a group."""
        self._act("invites", people=[_login(one) for one in people], dialog_id=_id(to))

    def connect(self, **parameters: Any) -> str:
        """Log in to the chat and stay there; gives the address. ``resource`` is what the device is called."""
        details = {name: str(value) for name, value in parameters.items()}
        return str(self._act("connect", details=details)["jid"])

    def drop(self) -> None:
        """Lose the connection, without a goodbye; where there is no ``connect()`` of its own, that of the user's clients."""
        self._act("drop")

    def resumes(self) -> None:
        """Come back where the connection was lost, and receive what was sent meanwhile."""
        self._act("resumes")

    def received(self, name: str | None = None) -> list[dict[str, Any]]:
        """The stanzas that came over the connection, oldest first, the last thousand at the most: plain dicts with
        ``name`` (message, presence, iq), attributes and children by their names."""
        stanzas: list[dict[str, Any]] = self._act("received", name=name)["stanzas"]
        return stanzas

    def types(self, dialog: Dialog | str) -> None:
        """Begin to type in a dialog; needs ``connect()``."""
        self._act("types", dialog_id=_id(dialog))

    def unread(self, dialog: Dialog | str | None = None) -> int:
        """How many messages wait: in a dialog, or in all groups and private dialogs."""
        return int(self._act("unread", dialog_id=None if dialog is None else _id(dialog))["total"])


def _id(dialog: object) -> str:
    if isinstance(dialog, Dialog):
        return dialog.dialog_id
    if isinstance(dialog, str) and dialog:
        return dialog
    raise ChatmockError(f"a dialog is what private(), group(), public() or broadcast() gave, or its id, not {dialog!r}")


def _login(person: object) -> str:
    if isinstance(person, Actor):
        return person.login
    if isinstance(person, str) and person:
        return person
    raise ChatmockError(f"a person is what user() gave, or a login, not {person!r}")
