"""Tencent Chat as a test sees it: where its clients go, and people who act."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import quote

from chatmock.testing.control import ChatmockError, Control
from chatmock.testing.face import ApplicationFace


class Tencent(ApplicationFace):
    """Where clients go, and who is there."""

    provider: ClassVar[str] = "tencent"

    def __init__(self, url: str, described: dict[str, Any], control: Control) -> None:
        super().__init__(url, described, control)
        self.sdk_app_id: int = described["app_id"]
        self.secret_key: str = described["secret_key"]
        """What signs a UserSig."""
        self.admin: str = described["admin"]
        """The UserID of the administrator, who calls the REST API."""
        self.rest_url = url
        """Where the REST API is; ``/v4/…`` follows."""
        self.ws_url: str = self.env["TENCENT_WS_URL"]
        """Where the web SDK goes: its option ``proxyServer``."""

    def fork(self, app_id: int | None = None) -> Tencent:
        """A copy of the present state as another application on the same server, in a group of its own."""
        described = self.control("POST", "/forks", app_id=app_id)
        return Tencent(self.url, described, self.control.of(described["app_id"], self.provider))

    def remove(self) -> None:
        """Serve this application no more."""
        self.control.anywhere("DELETE", f"/applications/{self.app_id}", provider=self.provider)

    def settings(self, **settings: Any) -> dict[str, Any]:
        """Set what the vendor's console sets, and how chatmock behaves where that is not known; gives all settings."""
        return dict(self.control("PUT", "/settings", settings=settings)["settings"])

    def webhook(self, url: str, **settings: Any) -> dict[str, Any]:
        """Send webhooks to a receiver from now on; an empty address stops them. Gives their settings.

        ``events`` are the CallbackCommands that are switched on (all without it), ``token`` signs them,
        ``refuses_on_failure`` refuses where the answer to a before-webhook is late or not right, and ``repeats`` has an
        after-webhook tried again.
        """
        return dict(self.settings(webhook={"url": url, **settings})["webhook"])

    def user_sig(self, user_id: str, expire: int | None = None) -> str:
        """A UserSig made now, by the application's clock; good for 180 days, or for some seconds."""
        act = f"/actors/{quote(user_id, safe='')}/user_sig"
        return str(self.control("POST", act, expire=expire)["user_sig"])

    def user(self, user_id: str, **profile: Any) -> Actor:
        """Somebody who can act; made if there is nobody. ``profile`` has fields by their tags."""
        if not isinstance(user_id, str) or not user_id:
            raise ChatmockError(f"a UserID is text of one character at least, not {user_id!r}")
        described = self.control("POST", f"/actors/{quote(user_id, safe='')}/exists", details=profile)
        return Actor(user_id, described, self.control)

    def group(self, owner: Actor | str, *people: Actor | str, name: str = "Group", **details: Any) -> str:
        """A new group of the given people; gives its GroupId. ``details`` are fields of create_group, as Type."""
        act = f"/actors/{quote(str(owner), safe='')}/creates_group"
        made = self.control("POST", act, people=[str(one) for one in people], details={"Name": name, **details})
        return str(made["GroupId"])

    def topic(self, community: str, by: Actor | str, name: str = "Topic", **details: Any) -> str:
        """A new topic of a community that was made with SupportTopic 1; gives its TopicId."""
        act = f"/actors/{quote(str(by), safe='')}/creates_topic"
        return str(self.control("POST", act, group_id=community, details={"TopicName": name, **details})["TopicId"])


class Actor:
    """Somebody who does things, through the same operations as clients."""

    def __init__(self, user_id: str, described: dict[str, Any], control: Control) -> None:
        self.user_id = user_id
        self.tiny_id: str = described["tiny_id"]
        self.user_sig: str = described["user_sig"]
        """What a client logs in by."""
        self._control = control

    def __str__(self) -> str:
        return self.user_id

    def __repr__(self) -> str:
        return f"<Actor {self.user_id}>"

    def _act(self, verb: str, **fields: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self._control("POST", f"/actors/{quote(self.user_id, safe='')}/{verb}", **fields)
        return answer

    def says(
        self,
        text: str,
        to: Person | None = None,
        *,
        group: str | None = None,
        topic: str | None = None,
        **details: Any,
    ) -> dict[str, Any]:
        """Say something to somebody, in a group or in a topic of it; gives what the command answers.

        ``details`` are further fields of the command, as CloudCustomData or NeedReadReceipt.
        """
        return self._act("says", text=text, details=details, **_place(to, group, topic))

    def edits(
        self,
        message: Message,
        text: str,
        to: Person | None = None,
        *,
        group: str | None = None,
        topic: str | None = None,
        **details: Any,
    ) -> dict[str, Any]:
        """Give a message another text: it is what ``says`` gave, or its MsgKey or MsgSeq; ``to`` is who it is shared with."""
        return self._act("edits", message_id=_id(message), text=text, details=details, **_place(to, group, topic))

    def recalls(
        self,
        message: Message,
        to: Person | None = None,
        *,
        group: str | None = None,
        topic: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Recall a message."""
        self._act("recalls", message_id=_id(message), reason=reason, **_place(to, group, topic))

    def reacts(
        self,
        reaction: str,
        message: Message,
        to: Person | None = None,
        *,
        group: str | None = None,
        topic: str | None = None,
        removes: bool = False,
    ) -> None:
        """React to a message, or take a reaction back."""
        place = _place(to, group, topic)
        self._act("reacts", reaction=reaction, message_id=_id(message), removes=removes or None, **place)

    def reads(self, to: Person | None = None, *, group: str | None = None, topic: str | None = None) -> None:
        """Read everything that somebody said, or that was said in a group or in a topic."""
        self._act("reads", **_place(to, group, topic))

    def unread(self, to: Person | None = None, *, group: str | None = None, topic: str | None = None) -> int:
        """How many messages wait: of somebody, in a group, in a topic; of all other people where nothing is named."""
        return int(self._act("unread", **_place(to, group, topic))["total"])

    def types(self, to: Person, *, stops: bool = False) -> None:
        """Begin to type to somebody, or stop: as the vendor's interfaces tell it, in a message that nobody keeps."""
        self._act("types", to=str(to), stops=stops or None)

    def joins(self, group: str, **details: Any) -> str:
        """Join a group, or ask to be let in; gives JoinedSuccess or WaitAdminApproval."""
        return str(self._act("joins", group_id=group, details=details)["JoinedStatus"])

    def leaves(self, group: str) -> None:
        """Leave a group."""
        self._act("leaves", group_id=group)

    def invites(self, *people: Person, to: str) -> list[dict[str, Any]]:
        """Bring others into a group; gives a result for each."""
        return list(self._act("invites", people=[str(one) for one in people], group_id=to)["MemberList"])

    def connect(self, platform: str | None = None, **details: Any) -> dict[str, Any]:
        """Log in over a socket and stay; gives TinyId, InstId and platform.

        ``platform`` is Web where nothing is said, or Windows, Android, iPhone, Mac, Linux or iPad. ``usersig`` is another
        than a good one.
        """
        return self._act("connect", platform=platform, details=details)

    def drop(self, platform: str | None = None) -> None:
        """Lose the connection, on one platform or all; where there is no ``connect()`` of its own, that of the account's clients."""
        self._act("drop", platform=platform)

    def received(self, event: int | None = None, *, platform: str | None = None) -> list[dict[str, Any]]:
        """What was pushed over the actor's sockets, oldest first, the last thousand frames of each at the most.

        Each is a plain dict: ``platform``, ``servcmd``, and what the event has (``Event`` is its number). ``event`` gives
        those of one number.
        """
        events: list[dict[str, Any]] = self._act("received", event=event, platform=platform)["events"]
        return events

    def kicked(self) -> None:
        """Have all logins ended, as the application's own server does."""
        self._act("kicked")


Person = Actor | str
Message = dict[str, Any] | str | int
"""A message: what ``says`` gave, or its MsgKey between two, or its MsgSeq in a group."""


def _place(to: Person | None, group: str | None, topic: str | None) -> dict[str, Any]:
    return {"to": None if to is None else str(to), "group_id": group, "topic_id": topic}


def _id(message: object) -> str | int:
    if isinstance(message, dict):
        found = message.get("MsgKey") or message.get("MsgSeq")
        if isinstance(found, str | int):
            return found
    elif isinstance(message, str | int) and not isinstance(message, bool):
        return message
    raise ChatmockError(f"a message is what says() gave, or its MsgKey or MsgSeq, not {message!r}")
