"""Sendbird as a test sees it: where its clients go, and people who act."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal, cast, overload
from urllib.parse import quote

from chatmock.testing.clock import written_time
from chatmock.testing.control import ChatmockError, Control
from chatmock.testing.face import ApplicationFace
from chatmock.testing.results.sendbird import Message as Message
from chatmock.testing.results.sendbird import User as User
from chatmock.testing.results.sendbird_channels import GroupChannel as GroupChannel
from chatmock.testing.results.sendbird_channels import OpenChannel as OpenChannel
from chatmock.testing.results.sendbird_frames import FrameEvent, FrameLogin, FrameMessage
from chatmock.testing.results.sendbird_settings import Settings as Settings
from chatmock.testing.results.sendbird_settings import WebhookSettings as WebhookSettings
from chatmock.testing.webhooks import Webhooks

MessageCommand = Literal["MESG", "FILE", "ADMM", "MEDI", "FEDI", "AEDI"]
"""The commands whose frames hold a message."""


class MessageFrame(FrameMessage):
    """A frame with a message, new or changed."""

    command: str


class LoginFrame(FrameLogin):
    """The first frame of a connection."""

    command: str


class EventFrame(FrameEvent):
    """A frame that tells of an event in a channel."""

    command: str


class Sendbird(ApplicationFace):
    """Where clients go, and who is there."""

    provider: ClassVar[str] = "sendbird"

    def __init__(self, url: str, described: dict[str, Any], control: Control) -> None:
        super().__init__(url, described, control)
        self.api_token: str = described["api_token"]
        """The master token."""
        self.host = url
        """Origin of the Platform API, for SDKs that add ``/v3`` by themselves."""
        self.api_url = f"{url}/v3"
        self.ws_url = url.replace("http", "ws", 1)
        self.webhooks = Webhooks(control)
        """The webhooks that arrived, and chatmock's own inbox for them."""

    def fork(self, app_id: str | None = None, *, clock: datetime | str | None = None) -> Sendbird:
        """A copy of the present state as another application on the same server, in a group of its own.

        At ``clock`` its clock stands; without it, where that of the original is.
        """
        at = None if clock is None else written_time(clock, "clock")
        described = self.control("POST", "/forks", app_id=app_id, clock=at)
        return Sendbird(self.url, described, self.control.of(described["app_id"], self.provider))

    def remove(self) -> None:
        """Serve this application no more."""
        self.control.anywhere("DELETE", f"/applications/{quote(self.app_id, safe='')}", provider=self.provider)

    def user(self, user_id: str, **profile: Any) -> Actor:
        """A person who can act; made if there is none of that id."""
        self.control("POST", f"/actors/{quote(_id(user_id), safe='')}/exists", details=profile)
        return Actor(user_id, self.control)

    def sessions(self, **settings: Any) -> Settings:
        """Set how clients are let in: ``guests`` ("allow", "read_only" or "deny": users without a token),
        ``key_lifetime`` and ``token_lifetime``, when they find that a socket is dead: ``ping_interval`` and
        ``pong_timeout``, and when one that was put off comes again: ``retry_after`` (all milliseconds)."""
        shown: Settings = self.control("PUT", "/settings", settings=settings)["settings"]
        return shown

    def webhook(self, url: str, **settings: Any) -> WebhookSettings:
        """Send webhooks to a receiver from now on; ``include_members``, ``enabled_events``, ``enabled=False`` to stop.

        Events may be patterns, such as ``group_channel:*``.
        """
        if not url and settings.get("enabled", True):
            raise ChatmockError("a webhook needs an address; give one, or enabled=False to stop")
        shown = self.control("PUT", "/settings", settings={"webhook": {"url": url, **settings}})
        webhook: WebhookSettings = shown["settings"]["webhook"]
        return webhook

    def session_token(self, user_id: Actor | str, **given: Any) -> str:
        """A new session token of a user, as an app's backend issues one; ``expires_at`` in milliseconds."""
        return str(Actor(_id(user_id), self.control)._act("gets_session_token", details=given)["token"])

    def revoke_session_tokens(self, user_id: Actor | str) -> None:
        """Take all session tokens of a user back."""
        Actor(_id(user_id), self.control)._act("loses_session_tokens")

    def group(self, *members: Actor | str, **details: Any) -> Channel:
        """A new group channel of the given people."""
        if not members:
            raise ChatmockError("a group has one member at least; name somebody, as in group(alice, bob)")
        ids = [_id(member) for member in members]
        made = self.control("POST", f"/actors/{quote(ids[0], safe='')}/creates_group", user_ids=ids, details=details)
        return Channel(made["channel_url"])

    def open_channel(self, **details: Any) -> Channel:
        """A new open channel."""
        return Channel(self.control("POST", "/actors/-/creates_open_channel", details=details)["channel_url"])


def _id(person: Actor | str) -> str:
    """The id of a person; refuses what is none."""
    found = person.user_id if isinstance(person, Actor) else person
    if not isinstance(found, str) or not found:
        raise ChatmockError(
            f"the id of a user is text of one character at least, not {person!r}; name people one by one, as in alice, 'bob'"
        )
    return found


def _url(channel: Channel | str) -> str:
    """The address of a channel; refuses what is none."""
    if not isinstance(channel, Channel | str):
        raise ChatmockError(
            f"a channel is what group() or open_channel() gave, or its address as text, not {channel!r}"
        )
    return str(channel)


class Channel:
    """A channel by its address."""

    def __init__(self, channel_url: str) -> None:
        self.channel_url = channel_url

    def __str__(self) -> str:
        return self.channel_url

    def __repr__(self) -> str:
        return f"<Channel {self.channel_url}>"


class Actor:
    """A person who does things, through the same operations as clients."""

    def __init__(self, user_id: str, control: Control) -> None:
        self.user_id = user_id
        self._control = control

    def __str__(self) -> str:
        return self.user_id

    def __repr__(self) -> str:
        return f"<Actor {self.user_id}>"

    def _act(self, verb: str, **fields: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self._control("POST", f"/actors/{quote(self.user_id, safe='')}/{verb}", **fields)
        return answer

    def says(self, message: str, channel: Channel | str, **details: Any) -> Message:
        """Send a text; gives the message. ``details`` are further fields of the operation."""
        if not isinstance(message, str):
            raise ChatmockError(f"a message is text, not {message!r}; write says('Hi', channel)")
        said: Any = self._act("says", message=message, channel_url=_url(channel), details=details)
        return cast(Message, said)

    def reads(self, channel: Channel | str) -> None:
        """Read everything in a channel."""
        self._act("reads", channel_url=_url(channel))

    def reacts(self, reaction: str, message: Message | int, channel: Channel | str, *, removes: bool = False) -> None:
        """React to a message, or take a reaction back."""
        message_id = message if isinstance(message, int) else message["message_id"]
        url = _url(channel)
        self._act("reacts", reaction=reaction, message_id=message_id, channel_url=url, removes=removes or None)

    def joins(self, channel: Channel | str) -> None:
        """Become a member of a group channel, or enter an open one."""
        self._act("joins", channel_url=_url(channel))

    def leaves(self, channel: Channel | str) -> None:
        """Leave a group channel, or an open one."""
        self._act("leaves", channel_url=_url(channel))

    def invites(self, *people: Actor | str, to: Channel | str) -> None:
        """Make others members of a group channel."""
        self._act("invites", user_ids=[_id(person) for person in people], channel_url=_url(to))

    def connect(self, **parameters: Any) -> LoginFrame:
        """Open a socket and keep it open; gives the first frame. ``parameters`` are further ones of the handshake."""
        first: Any = self._act("connect", details={name: str(value) for name, value in parameters.items()})
        return cast(LoginFrame, first)

    def drop(self) -> None:
        """Lose the connection, without a goodbye; where there is no ``connect()`` of its own, that of the user's client."""
        self._act("drop")

    @overload
    def received(self, command: MessageCommand) -> list[MessageFrame]: ...
    @overload
    def received(self, command: Literal["LOGI"]) -> list[LoginFrame]: ...
    @overload
    def received(self, command: Literal["SYEV"]) -> list[EventFrame]: ...
    @overload
    def received(self, command: str | None = None) -> list[Any]: ...
    def received(self, command: str | None = None) -> Any:
        """The frames that came over the socket, oldest first, the last thousand at the most: plain dicts with
        ``command`` beside the frame's own keys."""
        return self._act("received", command=command)["frames"]

    def types(self, channel: Channel | str) -> None:
        """Begin to type in a group channel."""
        self._act("types", channel_url=_url(channel))

    def unread(self, channel: Channel | str | None = None) -> int:
        """How many messages wait: in a channel, or in all."""
        return int(self._act("unread", channel_url=None if channel is None else _url(channel))["unread_count"])
