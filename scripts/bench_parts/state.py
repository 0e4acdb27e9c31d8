"""A Sendbird application in this process, filled without requests where there is much to fill."""

from __future__ import annotations

from chatmock.providers.sendbird.messages.messages import post
from chatmock.providers.sendbird.model import App, GroupChannel, Message, User
from chatmock.providers.sendbird.users.users import new_user
from scripts.bench_parts.asking import Asking
from scripts.bench_parts.servers import HEADERS, TOKEN

_DRAWN = 10
"""Members of a channel."""


class State(Asking):
    """The application, and requests to it."""

    def __init__(self) -> None:
        super().__init__(dict(HEADERS), "/v3")
        app = self.hub.add(self.hub.provider("sendbird").create("chatmock", api_token=TOKEN))
        assert isinstance(app, App)
        self.app = app
        self.users = [new_user(app, f"user-{number}") for number in range(_DRAWN)]

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
