"""Doors to an application: the core in this process, and a server with its sockets. Both are asked in the same way."""

from __future__ import annotations

import http.client
import json
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from chatmock.core.actors import ActRefused
from chatmock.providers.tencent.actors.commands import perform
from chatmock.testing.application import Chatmock
from tests.sendbird.realtime.conftest import Loop
from tests.tencent.conftest import new_api
from tests.tencent.realtime.conftest import Raw, new_session


class Door(Protocol):
    """A way to one application."""

    def rest(self, path: str, body: dict[str, Any]) -> Any:
        """The administrator's request; gives the parsed answer."""

    def command(self, who: str, servcmd: str, body: dict[str, Any]) -> Any:
        """A command of somebody's client; gives the body of the answer."""

    def hang_up(self, who: str) -> None:
        """Forget the socket of an account that is gone."""

    def advance(self, seconds: int) -> None:
        """Turn the clock on."""

    def close(self) -> None:
        """Close all sockets."""


class Core:
    """The dispatch that serves HTTP, and the commands of clients without a network."""

    def __init__(self) -> None:
        self._api = new_api()

    def rest(self, path: str, body: dict[str, Any]) -> Any:
        return json.loads(self._api.send(path, body).body)

    def command(self, who: str, servcmd: str, body: dict[str, Any]) -> Any:
        try:
            answer = perform(self._api.hub, self._api.app, who, servcmd, body)
        except ActRefused as refused:
            return {"ErrorCode": int(str(refused).rpartition(" was refused: ")[2].split()[0])}
        assert not self._api.hub.broken, self._api.hub.broken
        return answer

    def hang_up(self, who: str) -> None:
        """Nobody is connected."""

    def advance(self, seconds: int) -> None:
        self._api.app.clock.advance(seconds=seconds)

    def close(self) -> None:
        """There is nothing to close."""


class Served:
    """A server, asked over one connection that is kept, and over WebSockets."""

    def __init__(self, chatmock: Chatmock, run: Loop) -> None:
        chatmock.clock.freeze()
        self._chatmock, self._run, self._tencent = chatmock, run, chatmock.tencent
        self._line = http.client.HTTPConnection(urlsplit(chatmock.url).netloc, timeout=20)
        self._session = run(new_session())
        self._sockets: dict[str, Raw] = {}
        self._sig = ""

    def rest(self, path: str, body: dict[str, Any]) -> Any:
        tencent = self._tencent
        self._sig = self._sig or tencent.user_sig(tencent.admin)
        query = {"sdkappid": tencent.sdk_app_id, "identifier": tencent.admin, "usersig": self._sig, "random": 7}
        address = f"/v4/{path}?{urlencode({**query, 'contenttype': 'json'})}"
        self._line.request("POST", address, json.dumps(body), {"Content-Type": "application/json"})
        return json.loads(self._line.getresponse().read())

    def command(self, who: str, servcmd: str, body: dict[str, Any]) -> Any:
        if who not in self._sockets:
            self._sockets[who] = Raw(self._run, self._session, self._tencent).enters(who)
        return self._sockets[who](servcmd, body)

    def hang_up(self, who: str) -> None:
        if (socket := self._sockets.pop(who, None)) is not None:
            socket.close()

    def advance(self, seconds: int) -> None:
        self._chatmock.clock.advance(seconds=seconds)

    def close(self) -> None:
        for who in list(self._sockets):
            self.hang_up(who)
        self._run(self._session.close())
        self._line.close()
