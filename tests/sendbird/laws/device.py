"""A client on a socket without a network: it folds what it hears, and compares that with what it fetches anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import orjson

from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from tests.sendbird.conftest import Api
from tests.sendbird.laws.folding import Knowledge

Kind = str | int
"""A command, or the category of an event."""


class Device:
    """A client that is connected, or was. One of a user's other devices is called ``user's something``."""

    def __init__(self, api: Api, name: str, heard: Counter[Kind], times: dict[Kind, int]) -> None:
        """``heard`` counts frames by kind; ``times`` says how often one of a kind arrives, if not once."""
        self._api = api
        self.name = name
        self.ruled: set[str] = set()
        """People in rules for a custom type: those are told as sanctions of channels, whose lists do not have them."""
        self.who = name.partition("'")[0]
        self._heard = heard
        self._times = times
        self.connect()

    def connect(self) -> None:
        app = self._api.app
        self.connection = Connection()
        app.provider.connect(self._api.hub, Request("GET", "/", f"ai={app.app_id}&user_id={self.who}"), self.connection)
        greeting = orjson.loads(self.connection.take().payload[4:])
        self.client = Api(self._api.hub, app)
        self.client.headers = {"Session-Key": greeting["key"], "App-Id": app.app_id}
        self.knows = Knowledge(self.who, self.client)
        self.knows.total, self.knows.total_at = greeting["unread_cnt"]["all"], greeting["unread_cnt"]["ts"]

    @property
    def is_on(self) -> bool:
        return not self.connection.closed

    def drop(self) -> None:
        self.connection.drop()
        self._api.app.provider.closed(self._api.hub, self.connection)

    def says(self, command: str, **body: Any) -> None:
        if self.is_on:
            text = f"{command}{orjson.dumps({**body, 'req_id': '1'}).decode()}"
            self._api.app.provider.received(self._api.hub, self.connection, text)

    def hears(self) -> None:
        """Fold what came. Each frame changes something, or there is a reason why it need not."""
        self.knows.settled.clear()
        while self.connection.outgoing:
            text = self.connection.take().payload
            command, frame = text[:4].decode(), orjson.loads(text[4:])
            kind: Kind = frame.get("cat", command)
            times = 1 if "req_id" in frame else self._times.get(kind, 1)
            for _ in range(times if command != "EROR" else 0):
                self._heard[kind] += 1
                before = self.knows.raw()
                reason = self.knows.fold(command, frame)
                assert reason or self.knows.raw() != before, f"{self.name} hears of nothing: {text.decode()}"
        self.knows.friends.follow()

    def is_told(self) -> None:
        """What it knows is what it would fetch now."""
        old = self.knows.old_profiles
        rooms = [url for url, known in self.knows.channels.items() if known.is_open]
        told, anew = self.knows.shown(old), Knowledge(self.who, self.client, rooms).shown(old)
        for channel in (*told["channels"].values(), *anew["channels"].values()):
            for sanctioned in (channel.get("bans", {}), channel.get("mutes", {})):
                for person in self.ruled & sanctioned.keys():
                    del sanctioned[person]
        wrong = list(differences(told, anew))
        assert not wrong, f"{self.name} was not told: {'; '.join(wrong)}"


def differences(told: Any, found: Any, path: str = "") -> Iterator[str]:
    """Where what was told differs from what is found."""
    if told == found:
        return
    if isinstance(told, dict) and isinstance(found, dict):
        for name in sorted({*told, *found}, key=str):
            yield from differences(told.get(name), found.get(name), f"{path}/{name}")
    else:
        yield f"{path} is {found}, not {told}"
