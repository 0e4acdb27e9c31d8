"""People at their clients, who talk: what is done to messages, in any order."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.sendbird.conftest import Api
from tests.sendbird.laws.device import Device, Kind
from tests.sendbird.laws.world import PEOPLE

DEVICES = ("alice", "alice's desk", "bob", "carol")
clients = st.sampled_from(DEVICES)
somebody = st.sampled_from(PEOPLE[:3])
some = st.lists(somebody, max_size=2, unique=True)
groups = st.sampled_from(["lunch", "pair", "crowd"])
channels = st.sampled_from(["lunch", "pair", "crowd", "lobby"])
words = st.sampled_from(["a", "b"])
texts = st.dictionaries(words, words, min_size=1, max_size=2)
which = st.integers(0, 3)


class Talking(RuleBasedStateMachine):
    """The rules about messages. A refusal is as good as anything: then nothing is to be told."""

    api: Api
    devices: dict[str, Device]
    heard: Counter[Kind]

    def ask(self, method: str, path: str, **body: Any) -> None:
        """Ask as a backend."""
        self.api.send(method, path, body)

    def path(self, channel: str) -> str:
        return f"/{'open' if channel == 'lobby' else 'group'}_channels/{channel}"

    def message(self, channel: str, index: int) -> int:
        """The id of some message, 0 where there is none."""
        found = self.api.app.channel(channel)
        ids = [message.message_id for message in found.messages] if found is not None else []
        return ids[index % len(ids)] if ids else 0

    # --- messages ---

    @rule(
        sender=somebody,
        channel=channels,
        kind=st.sampled_from(["MESG", "FILE", "ADMM"]),
        silent=st.booleans(),
        mark_as_read=st.booleans(),
        mentions=some,
        mention_type=st.sampled_from(["users", "channel"]),
        answers=st.none() | which,
    )
    def say(
        self,
        sender: str,
        channel: str,
        kind: str = "MESG",
        silent: bool = False,
        mark_as_read: bool = True,
        mentions: list[str] | None = None,
        mention_type: str = "users",
        answers: int | None = None,
    ) -> None:
        body: dict[str, Any] = {"url": "http://x.example/a"} if kind == "FILE" else {"message": "hi"}
        if answers is not None:
            body["parent_message_id"] = self.message(channel, answers)
        about = {"message_type": kind, "user_id": sender, "mentioned_user_ids": mentions or []}
        more = {"is_silent": silent, "mark_as_read": mark_as_read, "mention_type": mention_type}
        self.ask("POST", f"{self.path(channel)}/messages", **about, **more, **body)

    @rule(name=clients, channel=channels, file=st.booleans(), mentions=some)
    def send(self, name: str, channel: str, file: bool = False, mentions: list[str] | None = None) -> None:
        body = {"url": "http://x.example/a", "name": "a", "size": 1} if file else {"message": "hi"}
        command = "FILE" if file else "MESG"
        self.devices[name].says(command, channel_url=channel, mentioned_user_ids=mentions or [], **body)

    @rule(channel=channels, index=which, mentions=some)
    def edit(self, channel: str, index: int, mentions: list[str] | None = None) -> None:
        number = self.message(channel, index)
        about = {"message_type": "MESG", "message": "ho", "mentioned_user_ids": mentions or []}
        self.ask("PUT", f"{self.path(channel)}/messages/{number}", **about)

    @rule(name=clients, channel=channels, index=which)
    def correct(self, name: str, channel: str, index: int) -> None:
        self.devices[name].says("MEDI", channel_url=channel, msg_id=self.message(channel, index), message="oh")

    @rule(channel=channels, index=which, array=texts, mode=st.sampled_from(["add", "remove"]))
    def annotate(self, channel: str, index: int, array: dict[str, str], mode: str) -> None:
        items = [{"key": key, "value": [text]} for key, text in array.items()]
        path = f"{self.path(channel)}/messages/{self.message(channel, index)}/sorted_metaarray"
        self.ask("PUT", path, sorted_metaarray=items, mode=mode, upsert=True)

    @rule(channel=channels, index=which, keys=st.lists(words, max_size=1))
    def clear(self, channel: str, index: int, keys: list[str] | None = None) -> None:
        path = f"{self.path(channel)}/messages/{self.message(channel, index)}/sorted_metaarray"
        self.api.send("DELETE", path, keys=keys or [])

    @rule(channel=channels, index=which)
    def translate(self, channel: str, index: int) -> None:
        path = f"{self.path(channel)}/messages/{self.message(channel, index)}/translation"
        self.ask("POST", path, target_langs=["de"])

    @rule(channel=channels, index=which)
    def delete(self, channel: str, index: int) -> None:
        self.ask("DELETE", f"{self.path(channel)}/messages/{self.message(channel, index)}")

    @rule(person=somebody, channel=channels, index=which, key=words, add=st.booleans())
    def react(self, person: str, channel: str, index: int, key: str = "a", add: bool = True) -> None:
        path = f"{self.path(channel)}/messages/{self.message(channel, index)}/reactions"
        self.ask("POST" if add else "DELETE", path, user_id=person, reaction=key)

    @rule(channel=channels, index=which, on=st.booleans())
    def pin(self, channel: str, index: int, on: bool = True) -> None:
        self.ask("POST" if on else "DELETE", f"{self.path(channel)}/messages/{self.message(channel, index)}/pin")

    # --- marks ---

    @rule(name=clients, channel=groups)
    def read(self, name: str, channel: str) -> None:
        self.devices[name].says("READ", channel_url=channel)

    @rule(person=somebody, channel=groups, index=which)
    def read_up_to(self, person: str, channel: str, index: int) -> None:
        found = self.api.app.channel(channel)
        message = found.messages.get(self.message(channel, index)) if found is not None else None
        at = message.created_at if message is not None else 0
        self.ask("PUT", f"{self.path(channel)}/messages/mark_as_read", user_id=person, timestamp=at)

    @rule(person=somebody)
    def read_all(self, person: str) -> None:
        self.ask("PUT", f"/users/{person}/mark_as_read_all")

    @rule(name=clients, channel=groups, index=which)
    def receive(self, name: str, channel: str, index: int) -> None:
        self.devices[name].says("MACK", channel_url=channel, msg_id=self.message(channel, index))

    @rule(person=somebody, channel=groups)
    def deliver(self, person: str, channel: str) -> None:
        self.ask("PUT", f"{self.path(channel)}/messages/mark_as_delivered", user_id=person)

    @rule(name=clients, channel=groups, typing=st.booleans())
    def type(self, name: str, channel: str, typing: bool) -> None:
        self.devices[name].says("TPST" if typing else "TPEN", channel_url=channel, time=0)
