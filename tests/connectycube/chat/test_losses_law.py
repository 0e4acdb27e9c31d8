"""However bytes, losses and resumptions fall together, each stanza is dealt with once, and comes once, in order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.providers.connectycube.chat.reading import element_of
from tests.connectycube.chat.phone import SM, Phone, Town
from tests.lengths import examples

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("ann says"), st.just(0)),
        st.tuples(st.just("bob says"), st.just(0)),
        st.tuples(st.just("bob pings"), st.just(0)),
        st.tuples(st.just("bob asks"), st.just(0)),
        st.tuples(st.just("bytes arrive"), st.integers(1, 400)),
        st.tuples(st.just("bob reads"), st.integers(1, 4)),
        st.tuples(st.just("bob is lost"), st.just(0)),
    ),
    max_size=40,
)
AFTER = st.lists(
    st.one_of(
        st.tuples(st.just("late bytes"), st.integers(1, 400)),
        st.tuples(st.just("server notices"), st.just(0)),
        st.tuples(st.just("ann says"), st.just(0)),
        st.tuples(st.just("bob comes back"), st.just(0)),
    ),
    max_size=8,
)


class Handset:
    """A client that keeps to XEP-0198: it counts, keeps what it sent until that is acknowledged, and sends the rest again.

    Bytes go up when a test says so, and frames are read when a test says so.
    """

    def __init__(self, town):
        self.town = town
        self.phone = town.phone("bob", tcp=True, sm="resume")
        self.texts, self.answers = [], []
        self.up = b""
        self.unacknowledged, self.acknowledged = [], 1  # the presence
        self.count = 0
        self.old = self.phone.connection, b""  # the socket that is dead, and what still comes over it

    def sends(self, stanza):
        self.unacknowledged.append(stanza)
        self.up += stanza

    def flush(self, size=10**9):
        data, self.up = self.up[:size], self.up[size:]
        if data:
            self.phone.sends(data)

    def reads(self, number=10**9):
        while number and self.phone.connection.outgoing:
            number -= 1
            self.takes(self.phone.connection.take().payload)

    def takes(self, payload):
        if payload.startswith((b"<?xml", b"</stream")):
            return
        one = element_of(payload)
        if one.name in ("message", "presence", "iq"):
            self.count += 1
        if one.name == "message":
            self.texts.append(one.text_of("body"))
        elif one.name == "iq":
            self.answers.append(one.get("id"))
        elif one.name == "r":
            self.up += f'<a xmlns="{SM}" h="{self.count}"/>'.encode()
        elif one.name == "a":
            self.is_told(int(one.get("h")))

    def is_told(self, count):
        assert self.acknowledged <= count <= self.acknowledged + len(self.unacknowledged)
        del self.unacknowledged[: count - self.acknowledged]
        self.acknowledged = count

    def is_lost(self):
        self.old = self.phone.connection, self.up
        self.up = b""

    def late_bytes(self, size):
        connection, rest = self.old
        self.old = connection, rest[size:]
        if rest and not connection.closed:
            self.phone.provider.received(self.town.hub, connection, rest[:size])

    def server_notices(self):
        connection = self.old[0]
        connection.closed = True
        self.phone.provider.closed(self.town.hub, connection)

    def comes_back(self):
        phone, new = self.phone, Phone(self.town, self.phone.user, tcp=True).arrives()
        phone.connection = new.connection
        phone.sends(f'<resume xmlns="{SM}" previd="{phone.resumption}" h="{self.count}"/>'.encode())
        resumed = element_of(phone.connection.take().payload)
        assert resumed.name == "resumed"
        self.is_told(int(resumed.get("h")))
        self.up = b"".join(self.unacknowledged)


@settings(max_examples=examples(100), deadline=None)
@given(before=STEPS, lost=AFTER, after=STEPS)
def test_nothing_is_lost_and_nothing_comes_twice(before, lost, after):
    town = Town("ann", "bob")
    ann, bob = town.phone("ann"), Handset(town)
    told: list[str] = []
    said: list[str] = []
    asked: list[str] = []
    ann.hears()

    def ann_says():
        told.append(f"a{len(told)}")
        ann.says(told[-1], town.address("bob"))

    def step(name, size):
        match name:
            case "ann says":
                ann_says()
            case "bob says":
                said.append(f"b{len(said)}")
                extra = '<extraParams xmlns="jabber:client"><save_to_history>1</save_to_history></extraParams>'
                body = f"<body>{said[-1]}</body>{extra}"
                to = town.address("ann")
                bob.sends(f'<message id="{town.new_id()}" type="chat" to="{to}">{body}</message>'.encode())
            case "bob pings":
                asked.append(f"p{len(asked)}")
                bob.sends(f'<iq type="get" id="{asked[-1]}"><ping xmlns="urn:xmpp:ping"/></iq>'.encode())
            case "bob asks":
                bob.up += f'<r xmlns="{SM}"/>'.encode()
            case "bytes arrive":
                bob.flush(size)
            case "bob reads":
                bob.reads(size)

    for name, size in before:
        if name == "bob is lost":
            break
        step(name, size)
    bob.is_lost()
    back = noticed = False
    for name, size in lost:
        if name == "ann says":
            ann_says()
        elif name == "late bytes":
            bob.late_bytes(size)
        elif name == "server notices" and not noticed:
            noticed = True
            bob.server_notices()
        elif name == "bob comes back" and not back:
            back = True
            bob.comes_back()
    if not back:
        bob.comes_back()
    for name, size in after:
        if name != "bob is lost":
            step(name, size)
    bob.flush()
    bob.reads()
    bob.flush()
    assert (bob.texts, bob.answers) == (told, asked)
    assert ann.texts() == said
    (dialog,) = [*town.app.dialogs] or [None]
    assert town.hub.broken == []
    assert dialog is None or sorted(filter(None, town.history(dialog))) == sorted(told + said)
