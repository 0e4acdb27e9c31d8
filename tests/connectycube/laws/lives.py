"""What happens to a tenant of ConnectyCube, for the laws of all providers: how it begins, what is asked, who connects."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from hypothesis import strategies as st

from chatmock.core.application import Application
from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from tests.connectycube.chat.phone import BIND, FRAMING, SASL, SM

APP = 7001
TOKEN = "1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b"
HEADERS = {"CB-Token": TOKEN}
PREFIX = "/chat/"
SETTINGS = {"resumption_seconds": 300}
DIALOG = "6b01f32ab9a16660b836b72f"
_PEOPLE = {"alice": 1, "bob": 2}
_OPEN = f'<open xmlns="{FRAMING}" to="127.0.0.1" version="1.0"/>'
texts = st.sampled_from(["hi", "there", "x" * 50])


def document() -> dict[str, Any]:
    """What a tenant begins with."""
    return {
        "chatmock": 1,
        "provider": "connectycube",
        "users": [{"id": number, "login": name, "password": f"{name}-password"} for name, number in _PEOPLE.items()],
        "dialogs": [{"id": DIALOG, "type": "group", "name": "Lunch", "occupants": ["alice", "bob"]}],
        "sessions": [{"user": "alice", "token": TOKEN, "expires": "in 2 hours"}],
    }


def _asks(method: str, path: str, **body: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[str, str, dict[str, Any]]]:
    return st.tuples(st.just(method), st.just(f"/chat/{path}"), st.fixed_dictionaries(body))


asked = st.one_of(
    _asks("POST", "Message", chat_dialog_id=st.just(DIALOG), message=texts, send_to_chat=st.sampled_from([0, 1])),
    _asks("POST", "Message", recipient_id=st.just(2), message=texts, send_to_chat=st.just(1)),
    _asks("POST", "Message/system", recipientId=st.just(2), action=texts),
    _asks("PUT", "Message", chat_dialog_id=st.just(DIALOG), read=st.just(1)),
    _asks("POST", "Dialog", type=st.sampled_from([2, 3, 4]), occupants_ids=st.just([2]), name=texts),
    _asks("DELETE", f"Dialog/clearHistory/{DIALOG}"),
)
"""Requests: method, path and body."""


def connect(hub: Hub, application: Application) -> None:
    """Two clients come, say something, and both lose their connections: one of them may come back."""
    for name, number in _PEOPLE.items():
        connection = Connection()
        application.provider.connect(hub, Request("GET", "/"), connection)
        plain = b64encode(f"\0{number}-{APP}\0{name}-password".encode()).decode()
        for text in (
            _OPEN,
            f'<auth xmlns="{SASL}" mechanism="PLAIN">{plain}</auth>',
            _OPEN,
            f'<iq type="set" id="b"><bind xmlns="{BIND}"/></iq>',
            f'<enable xmlns="{SM}" resume="{"true" if name == "bob" else "false"}"/>',
            "<presence/>",
            f'<presence to="{APP}_{DIALOG}@muc.x/{number}"><x xmlns="http://jabber.org/protocol/muc"/></presence>',
            f'<message type="groupchat" to="{APP}_{DIALOG}@muc.x"><body>hi</body></message>',
            f'<message type="chat" to="{3 - number}-{APP}@x"><body>you</body></message>',
            '<iq type="get" id="p"><ping xmlns="urn:xmpp:ping"/></iq>',
            "<nonsense",
        ):
            if not connection.closed:
                application.provider.received(hub, connection, text)
        connection.drop()
        application.provider.closed(hub, connection)
