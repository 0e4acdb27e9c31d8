"""What a back end says once and the application does in many channels or later: sanctions by custom type, messages by the clock."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.sendbird.laws.talking import Talking, groups, some, somebody, words

DUE = 6
"""Minutes ahead that a scheduled message may have, which are at least five."""
kinds = words
"""Custom types, which updates give to channels."""


class Ruling(Talking):
    """The rules about custom types, scheduled messages and announcements."""

    reasons: int

    def of_type(self, method: str, kind: str, what: str, **body: Any) -> None:
        path = f"/applications/settings_by_channel_custom_type/{kind}/{what}"
        if method == "DELETE":
            self.api.send(method, path, **body)
        else:
            self.ask(method, path, **body)

    def rule_people(self, people: list[str]) -> None:
        """Each rule has a reason of its own: the same once more would be nothing new."""
        self.reasons += 1
        for device in self.devices.values():
            device.ruled |= {*people}

    @rule(channel=groups, kind=kinds)
    def classify(self, channel: str, kind: str) -> None:
        self.ask("PUT", self.path(channel), custom_type=kind)

    @rule(people=some, kind=kinds, add=st.booleans())
    def mute_in_type(self, people: list[str], kind: str, add: bool = True) -> None:
        self.rule_people(people)
        more = {"description": str(self.reasons)} if add else {}
        self.of_type("POST" if add else "DELETE", kind, "mute", user_ids=people, **more)

    @rule(people=some, kind=kinds)
    def ban_from_type(self, people: list[str], kind: str) -> None:
        self.rule_people(people)
        rows = [{"user_id": person, "description": str(self.reasons)} for person in people]
        self.of_type("POST", kind, "ban", banned_list=rows)

    @rule(people=some, kind=kinds)
    def unban_from_type(self, people: list[str], kind: str) -> None:
        self.of_type("DELETE", kind, "ban", user_ids=people)

    @rule(people=some, kind=kinds, add=st.booleans())
    def empower_in_type(self, people: list[str], kind: str, add: bool = True) -> None:
        path = f"/applications/settings_by_channel_custom_type/{kind}/operators"
        self.ask("POST" if add else "DELETE", path, operator_ids=people)

    @rule(sender=somebody, channel=groups, mentions=some)
    def schedule(self, sender: str, channel: str, mentions: list[str]) -> None:
        body = {"message_type": "MESG", "user_id": sender, "message": "later", "mentioned_user_ids": mentions}
        at = self.api.app.clock.now() + DUE * 60_000
        self.ask("POST", f"{self.path(channel)}/scheduled_messages", **body, scheduled_at=at)

    @rule(sender=somebody, people=some, make=st.booleans())
    def announce(self, sender: str, people: list[str], make: bool = False) -> None:
        targets = {"target_at": "target_users_only_channels", "target_list": people, "create_channel": make}
        self.ask("POST", "/announcements", message={"type": "MESG", "user_id": sender, "content": "Hear!"}, **targets)

    @rule(minutes=st.sampled_from([1, DUE]))
    def wait(self, minutes: int) -> None:
        self.api.app.clock.advance(minutes=minutes)
