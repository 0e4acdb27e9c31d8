"""Messages of ConnectyCube's chat: between two sockets beside a bare echo of XML, and to a group beside writing each."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.providers.connectycube.chat import routing
from chatmock.providers.connectycube.chat.element import Element
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import App, Client, User
from chatmock.providers.connectycube.provider import ConnectyCube
from scripts.bench_parts import fan_out, servers
from scripts.bench_parts.options import Options
from scripts.bench_parts.raw_socket import Side, Socket, compare
from scripts.bench_parts.rows import Row, Target
from scripts.bench_parts.servers import Process

PRIVATE = "a private message between two sockets"
GROUP = "one message to a group of 1,000"
_CHAT = ("/xmpp", "xmpp")
"""The path of the chat, and the subprotocol."""
_FRAMING = 'xmlns="urn:ietf:params:xml:ns:xmpp-framing"'
_OPEN = f'<open {_FRAMING} to="127.0.0.1" version="1.0"/>'
_BIND = '<iq type="set" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>'
_PASSWORD = "bench-password"
_numbers = count(1)


def message(to: str, number: int) -> str:
    """A message as the SDKs send it."""
    return (
        f'<message id="{number:024x}" type="chat" to="{to}" xmlns="jabber:client"><body>Hello Bob</body><extraParams '
        'xmlns="jabber:client"><save_to_history>1</save_to_history><dialog_id>6b01f32ab9a16660b836b72f</dialog_id>'
        '<date_sent>1795289899</date_sent><mood>sunny</mood></extraParams><markable xmlns="urn:xmpp:chat-markers:0"/>'
        "</message>"
    )


def _log_in(url: str, user_id: int) -> Socket:
    one = Socket(url, *_CHAT)
    plain = b64encode(f"\0{user_id}-1\0{_PASSWORD}".encode()).decode()
    for text, answers in (
        (_OPEN, 2),
        (f'<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">{plain}</auth>', 1),
        (_OPEN, 2),
        (_BIND, 1),
        ("<presence/>", 1),
    ):
        one.say(text)
        one.hear(answers)
    return one


def measure(options: Options, core: int | None, say: Callable[[str], None]) -> list[Row]:
    """Both rows."""
    return [_private(options, core, say), _group(options, say)]


def _private(options: Options, core: int | None, say: Callable[[str], None]) -> Row:
    with ExitStack() as stack:
        folder = stack.enter_context(servers.folder())
        own = servers.chatmock(folder, core, uvloop=options.uvloop, seed=seed(folder))
        talking = two_talking(stack, stack.enter_context(servers.running(own)))
        given = servers.bare(folder, core, {}, uvloop=options.uvloop, module="bare_stanzas")
        bare = stack.enter_context(servers.running(given))
        echo = stack.enter_context(closing(Socket(bare.url, *_CHAT)))
        return compare(PRIVATE, (talking, (bare, echo, [echo])), messages(), Target("ratio", 0.8), options, say)


def two_talking(stack: ExitStack, server: Process) -> Side:
    """Log two users in, ann who speaks and bob who hears."""
    ann, bob = (stack.enter_context(closing(_log_in(server.url, user_id))) for user_id in (1, 2))
    return server, ann, [bob]


def messages() -> Iterator[str]:
    """Messages of ann to bob."""
    return (message("2-1@127.0.0.1", number) for number in _numbers)


def seed(folder: Path) -> Path:
    """A seed with the two users."""
    people = [{"id": number, "login": name, "password": _PASSWORD} for number, name in ((1, "ann"), (2, "bob"))]
    file = folder / "people.json"
    file.write_text(json.dumps({"chatmock": 1, "provider": "connectycube", "users": people}))
    return file


# --- to a group ---


def _group(options: Options, say: Callable[[str], None]) -> Row:
    say(GROUP)
    app, people = _application(options.members)
    dialog = app.dialogs.create(2, people[0], people[1:], name="all")
    address = f"1_{dialog.id}@muc.127.0.0.1"
    sender = app.chat.of(people[0].id)[0]
    assert sender.connection is not None
    connection = sender.connection

    def one(number: int) -> float:
        text = message(address, number).replace('type="chat"', 'type="groupchat"')
        began = time.perf_counter()
        app.provider.received(None, connection, text)
        took = time.perf_counter() - began
        for each in app.chat:
            assert each.connection is not None
            each.connection.outgoing.clear()
            each.connection.size = 0
        return took

    return fan_out.compare(GROUP, routing, "Stanza", Each, lambda: one(next(_numbers)), options.samples)


class Each(Stanza):
    """A stanza that is written anew for each receiver."""

    __slots__ = ("_again",)

    def __init__(self, one: Element, *given: str, **more: bool) -> None:
        super().__init__(one, *given, **more)  # type: ignore[arg-type]
        self._again = (one, given, more)

    def text_for(self, client: Client) -> str:
        one, given, more = self._again
        return Stanza(one, *given, **more).text_for(client)  # type: ignore[arg-type]


def _application(members: int) -> tuple[App, list[User]]:
    """An application with so many people, each of whom is connected."""
    hub = Hub([ConnectyCube()])
    app = hub.make("connectycube", {"app_id": 1})
    assert isinstance(app, App)
    people = [app.new_user(login=f"user-{number}", password=_PASSWORD) for number in range(members)]
    for user in people:
        connection = Connection()
        app.provider.connect(hub, Request("GET", "/"), connection)
        plain = b64encode(f"\0{user.id}-1\0{_PASSWORD}".encode()).decode()
        auth = f'<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">{plain}</auth>'
        for text in (_OPEN, auth, _OPEN, _BIND, "<presence/>"):
            app.provider.received(hub, connection, text)
        connection.outgoing.clear()
    return app, people
