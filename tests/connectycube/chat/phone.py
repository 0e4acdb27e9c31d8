"""A phone that speaks XMPP to a hub without a network: what a test reads is what the server sent."""

from __future__ import annotations

from base64 import b64encode
from itertools import count

from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.providers.connectycube.chat.element import Element
from chatmock.providers.connectycube.chat.reading import element_of
from chatmock.providers.connectycube.model import App, Dialog, User
from chatmock.providers.connectycube.provider import ConnectyCube

FRAMING = "urn:ietf:params:xml:ns:xmpp-framing"
SASL = "urn:ietf:params:xml:ns:xmpp-sasl"
BIND = "urn:ietf:params:xml:ns:xmpp-bind"
SM = "urn:xmpp:sm:3"
CHAT = "jabber:client"
MARKERS = "urn:xmpp:chat-markers:0"
MUC = "http://jabber.org/protocol/muc"
MUC_USER = f"{MUC}#user"
ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas"
HOST = "127.0.0.1"


class Town:
    """An application with people, and their phones."""

    def __init__(self, *names: str, app_id: int = 7777) -> None:
        self.hub = Hub([ConnectyCube()])
        self.hub.strict = True
        app = self.hub.make("connectycube", {"app_id": app_id})
        assert isinstance(app, App)
        self.app = app
        self.people = {
            name: app.new_user(login=name, full_name=name.title(), password=f"{name}-password") for name in names
        }
        self._ids = count(1)

    def __getitem__(self, name: str) -> User:
        return self.people[name]

    def phone(self, name: str, **options: object) -> Phone:
        """A phone whose user is logged in and there."""
        return Phone(self, self.people[name], **options).enters()  # type: ignore[arg-type]

    def group(self, *names: str, kind: int = 2) -> Dialog:
        first, *others = (self.people[name] for name in names)
        return self.app.dialogs.create(kind, first, others, name="A group")

    def address(self, name: str) -> str:
        return f"{self.people[name].id}-{self.app.app_id}@{HOST}"

    def room(self, dialog: Dialog, name: str = "") -> str:
        nick = f"/{self.people[name].id}" if name else ""
        return f"{self.app.app_id}_{dialog.id}@muc.{HOST}{nick}"

    def new_id(self) -> str:
        """An id of a message, as SDKs make them."""
        return f"{next(self._ids):024x}"

    def history(self, dialog: Dialog) -> list[str | None]:
        return [message.message for message in dialog.history]


class Phone:
    """One connection of a user: a WebSocket, or a stream over TCP."""

    def __init__(
        self, town: Town, user: User, *, tcp: bool = False, resource: str = "", sm: str = "", carbons: bool = False
    ) -> None:
        self.town = town
        self.user = user
        self.tcp = tcp
        self.resource = resource
        self.sm = sm
        self.carbons = carbons
        self.provider = town.app.provider
        self.jid = ""
        self.resumption = ""
        self.count = 0
        """Stanzas that came since ``enable``."""
        self.connect()

    def connect(self) -> None:
        self.connection = Connection()
        if self.tcp:
            self.provider.open_stream(self.town.hub, "xmpp", self.connection)
        else:
            self.provider.connect(self.town.hub, Request("GET", "/"), self.connection)

    # --- saying things ---

    def sends(self, text: str | bytes) -> None:
        data = text.encode() if self.tcp and isinstance(text, str) else text
        if not self.connection.closed:
            self.provider.received(self.town.hub, self.connection, data)

    def opens(self) -> Phone:
        if self.tcp:
            self.sends(
                f"<?xml version='1.0'?><stream:stream to='{HOST}' version='1.0' xmlns='{CHAT}' "
                "xmlns:stream='http://etherx.jabber.org/streams'>"
            )
        else:
            self.sends(f'<open xmlns="{FRAMING}" to="{HOST}" version="1.0"/>')
        return self

    def logs_in(self, password: str = "", name: str = "") -> Phone:
        login = name or f"{self.user.id}-{self.town.app.app_id}"
        plain = b64encode(f"\0{login}\0{password or self.user.password}".encode()).decode()
        self.sends(f'<auth xmlns="{SASL}" mechanism="PLAIN">{plain}</auth>')
        return self

    def arrives(self) -> Phone:
        """Log in, up to where a resource is bound or resumed."""
        self.opens().logs_in().opens().hears()
        return self

    def enters(self) -> Phone:
        """The whole way until the phone is there."""
        self.arrives()
        wanted = f"<resource>{self.resource}</resource>" if self.resource else ""
        self.sends(f'<iq type="set" id="bind"><bind xmlns="{BIND}">{wanted}</bind></iq>')
        (bound,) = self.hears()
        binding = bound.child("bind", BIND)
        assert binding is not None
        self.jid = binding.text_of("jid", BIND)
        if self.sm:
            resume = ' resume="true"' if self.sm == "resume" else ""
            self.sends(f'<enable xmlns="{SM}"{resume}/>')
            (enabled,) = self.hears()
            self.resumption, self.count = enabled.get("id"), 0
        if self.carbons:
            self.asks('<enable xmlns="urn:xmpp:carbons:2"/>', kind="set")
        self.sends("<presence/>")
        return self

    def asks(self, query: str, *, kind: str = "get", to: str = "") -> Element:
        """Send an iq; gives its answer."""
        iq_id = f"q{self.town.new_id()}"
        where = f' to="{to}"' if to else ""
        self.sends(f'<iq type="{kind}" id="{iq_id}"{where}>{query}</iq>')
        found = [one for one in self.hears() if one.name == "iq" and one.get("id") == iq_id]
        assert len(found) == 1
        return found[0]

    def says(self, text: str, to: str, *, stored: bool = True, id: str = "", **params: object) -> str:
        """Say something to a user, or in a room; gives the id of the message."""
        message_id = id or self.town.new_id()
        kind = "groupchat" if "@muc." in to else "chat"
        more = "".join(f"<{name}>{value}</{name}>" for name, value in params.items())
        saved = "<save_to_history>1</save_to_history>" if stored else ""
        self.sends(
            f'<message id="{message_id}" type="{kind}" to="{to}"><body>{text}</body>'
            f'<extraParams xmlns="{CHAT}">{saved}{more}</extraParams></message>'
        )
        return message_id

    # --- hearing things ---

    def hears(self, name: str = "") -> list[Element]:
        """What came since the last time, or the stanzas of a name among it."""
        came = []
        while self.connection.outgoing:
            text = self.connection.take().payload.decode()
            if text.startswith(("<?xml", "</stream")):
                continue
            one = element_of(text)
            if one.name in ("message", "presence", "iq"):
                self.count += 1
            came.append(one)
        return [one for one in came if name in ("", one.name)]

    def texts(self) -> list[str]:
        """The bodies of the messages that came since the last time."""
        return [one.text_of("body") for one in self.hears("message") if one.child("body") is not None]

    # --- going ---

    def loses_connection(self) -> None:
        self.connection.closed = True
        self.provider.closed(self.town.hub, self.connection)

    def ends(self) -> None:
        """Close the stream as it should be."""
        self.sends("</stream:stream>" if self.tcp else f'<close xmlns="{FRAMING}"/>')
        self.hears()
        self.provider.closed(self.town.hub, self.connection)

    def resumes(self, *, previous: str = "", count: int | None = None) -> Element:
        """Come back over a new connection; gives the answer, what was missed is heard after it."""
        self.connect()
        self.arrives()
        had = self.count if count is None else count
        self.sends(f'<resume xmlns="{SM}" previd="{previous or self.resumption}" h="{had}"/>')
        text = self.connection.take().payload.decode()
        return element_of(text)


def error_of(one: Element) -> tuple[str, str]:
    """Code and condition of a stanza error."""
    error = one.child("error")
    assert error is not None and one.get("type") == "error"
    return error.get("code"), next(inner.name for inner in error.children if inner.xmlns == ERRORS)


def stream_error_of(phone: Phone) -> str:
    """The condition with which the server has ended a stream."""
    (error,) = (one for one in phone.hears() if one.name == "error")
    assert phone.connection.closed
    return next(inner.name for inner in error.children)
