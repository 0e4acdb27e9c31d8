"""A Sendbird application in this process, filled without requests where there is much to fill."""

from __future__ import annotations

import gc
from time import thread_time
from typing import Any

import orjson

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.providers.sendbird.messages.messages import post
from chatmock.providers.sendbird.model import App, GroupChannel, Message, User
from chatmock.providers.sendbird.users.users import new_user
from chatmock.serving import new_hub

_DRAWN = 10
"""Members of a channel."""


class State:
    """The application, and requests to it as a server would pass them on."""

    def __init__(self) -> None:
        self.hub = new_hub()
        gc.freeze()  # as `chatmock serve` does
        app = self.hub.add(self.hub.provider("sendbird").create("chatmock", api_token="chatmock-token"))
        assert isinstance(app, App)
        self.app = app
        self.users = [new_user(app, f"user-{number}") for number in range(_DRAWN)]
        self._headers = {"Api-Token": app.api_token, "Host": "localhost"}

    def request(self, method: str, path: str, body: dict[str, Any] | None = None) -> Request:
        path, _, query = path.partition("?")
        return Request(method, f"/v3{path}", query, self._headers, orjson.dumps(body) if body else b"")

    def ask(self, request: Request) -> Any:
        """The parsed answer of a request that has to be a good one."""
        answer = dispatch(self.hub, request)
        if answer.status != 200:
            raise RuntimeError(f"{request.method} {request.path}: {answer.body.decode()}")
        return orjson.loads(answer.body)

    def time(self, request: Request, times: int) -> float:
        """Seconds of processor time that one of several requests takes: whatever else the machine does is not in it."""
        return self.time_all([request] * times)

    def time_all(self, requests: list[Request]) -> float:
        """Likewise for requests that differ."""
        began = thread_time()
        for request in requests:
            dispatch(self.hub, request)
        return (thread_time() - began) / len(requests)

    def channel(self, url: str, members: list[User]) -> GroupChannel:
        app = self.app
        channel = GroupChannel(url, app.ids.serial(), app.clock.stamp(), "Bench", "")
        app.add_channel(channel)
        for user in members:
            app.places.join(channel, user, channel.created)
        return channel

    def message(self, channel: GroupChannel, sender: User, text: str = "hi") -> Message:
        return Message(
            message_id=self.app.ids.serial(),
            created_at=self.app.clock.stamp(),
            type="MESG",
            channel_url=channel.channel_url,
            channel_type="group",
            user=sender,
            message=text,
        )

    def say(self, channel: GroupChannel, count: int, text: str = "hi") -> None:
        """Messages of all members in turn; what comes with the last one is done once."""
        for number in range(count - 1):
            channel.messages.add(self.message(channel, self.users[number % _DRAWN], text))
        post(self.app, channel, self.message(channel, self.users[0], text), None)
