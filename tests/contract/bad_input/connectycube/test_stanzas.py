"""Every stanza with everything in it spoiled: it is carried out, or refused and changes nothing, or ends its own stream.

Nothing fails inside, every question is answered once, and other people are served as before.
"""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from chatmock.providers.connectycube.chat.element import Element, to_text
from chatmock.providers.connectycube.chat.names import PING, SASL
from chatmock.providers.connectycube.chat.reading import element_of
from tests.connectycube.chat.phone import Phone, Town
from tests.contract.bad_input.connectycube.stanzas import BEFORE_BIND, BEFORE_LOGIN, BOUND, spoiled

KINDS = {**BEFORE_LOGIN, **BEFORE_BIND, **BOUND}
ENDS = ("not-well-formed", "bad-format", "invalid-namespace", "unsupported-stanza-type", "policy-violation")
"""The errors with which a stream is ended whose client sends what no stream takes; and those of opening one."""
OF_OPENING = ("improper-addressing", "unsupported-version", "not-authorized")


class Stage:
    """Ann, who sends stanzas, in an application where each kind of them can be carried out; Bob, and Cy who is away."""

    def __init__(self, kind: str) -> None:
        self.town = town = Town("ann", "bob", "cy")
        town.app.clock.freeze(1_795_262_400_000)
        group = town.group("ann", "bob")
        private = town.app.dialogs.private(town["ann"], town["bob"])
        self.bob = town.phone("bob", resource="phone")
        lost = town.phone("ann", sm="resume", resource="lost")
        lost.sends(
            '<iq type="set" id="l"><query xmlns="jabber:iq:privacy"><list name="mine"><item action="allow"/></list></query></iq>'
        )
        for name in ("bob", "cy"):
            lost.sends(f'<presence type="subscribe" to="{town.address(name)}"/>')
        self.bob.sends(f'<presence type="subscribed" to="{town.address("ann")}"/>')
        lost.loses_connection()
        self.ann = Phone(town, town["ann"])
        if kind not in BEFORE_LOGIN:
            self.ann.arrives()
        elif kind != "open":
            self.ann.opens()
        if kind in BOUND:
            self.ann = town.phone("ann", resource="own", sm="count" if kind in ("r", "a") else "")
        self.names = {
            "bob": town.address("bob"),
            "cy": town.address("cy"),
            "room": town.room(group),
            "dialog": private.id,
            "ann id": str(town["ann"].id),
            "new id": town.new_id(),
            "lost": lost.resumption,
            "plain": b64encode(f"\0{town['ann'].id}-{town.app.app_id}\0ann-password".encode()).decode(),
            "bobs": town.app.messages.say(private, town["bob"], "soup").id,
            "own bob": town.app.messages.say(private, town["ann"], "soup?").id,
            "own room": town.app.messages.say(group, town["ann"], "soup!").id,
        }
        for phone in (self.ann, self.bob):
            phone.hears()

    def stanza(self, text: str) -> Element:
        return element_of(text.format_map(self.names))

    def state(self) -> Any:
        """All that is kept: what a dump says, and each client's own."""
        app = self.town.app
        names = ("available", "carbons", "inactive", "rooms", "watched", "active_list")
        clients = [(one.jid, *(str(getattr(one, name)) for name in names), one.management is None) for one in app.chat]
        return app.provider.dump(app), clients, self.ann.connection.state.user

    def pings(self, phone: Phone) -> bool:
        return phone.asks(f'<ping xmlns="{PING}"/>').get("type") == "result"


def is_refusal(one: Element) -> bool:
    return one.get("type") == "error" or one.name in ("failed", "failure")


def check(stage: Stage, what: str, stanza: Element) -> bool:
    """Send a stanza; returns whether the stage is as it was."""
    town, ann = stage.town, stage.ann
    before = stage.state()
    ann.sends(to_text(stanza))
    came = ann.hears()
    assert town.hub.broken == [], what
    ready = ann.connection.state.client is not None
    if (
        stanza.name == "iq"
        and stanza.get("type") in ("get", "set")
        and not ann.connection.closed
        and stanza.xmlns in ("", "jabber:client")
    ):
        answers = [
            one
            for one in came
            if one.name == "iq" and one.get("type") in ("result", "error") and one.get("id") == stanza.get("id")
        ]
        passed_on = [one for one in stage.bob.hears("iq") if one.get("type") == stanza.get("type")]
        assert len(answers) + len(passed_on) == 1, what
    if ann.connection.closed:
        said = [inner.name for one in came if one.name == "error" for inner in one.children]
        assert any(one.name == "close" for one in came), what
        assert (said and said[0] in (*ENDS, *OF_OPENING)) or stanza.name == "close", (what, said)
        town.app.provider.closed(town.hub, ann.connection)
        assert town.hub.broken == [], what
    elif ready:
        assert stage.pings(ann), what
    assert stage.pings(stage.bob), what
    after = stage.state()
    if any(map(is_refusal, came)):
        assert after == before, what
    return after == before and not ann.connection.closed


@pytest.mark.parametrize("kind", KINDS)
def test_a_valid_stanza_is_carried_out(kind):
    stage = Stage(kind)
    stage.ann.sends(to_text(stage.stanza(KINDS[kind])))
    came = stage.ann.hears()
    assert not any(map(is_refusal, came)) or kind == "abort", came[0].content
    assert not stage.ann.connection.closed


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoiled_stanza_harms_nobody(kind):
    stage = Stage(kind)
    template = stage.stanza(KINDS[kind])
    cases = [*spoiled(template)]
    for number in range(len(cases)):
        what, stanza = cases[number]
        if not check(stage, f"{kind}: {what}", stanza):
            stage = Stage(kind)
            cases = [*spoiled(stage.stanza(KINDS[kind]))]


@pytest.mark.parametrize("tcp", [False, True], ids=["websocket", "tcp"])
@pytest.mark.parametrize("steps", [0, 1, 2])
@pytest.mark.parametrize("kind", [*BEFORE_BIND, *BOUND])
def test_a_stanza_that_comes_too_early_is_refused(kind, steps, tcp):
    """Before the stream is opened, before the login, before a resource is bound."""
    stage = Stage(kind)
    town, phone = stage.town, Phone(stage.town, stage.town["ann"], tcp=tcp)
    for step in (phone.opens, lambda: phone.logs_in().opens())[:steps]:
        step()
    phone.hears()
    before = town.app.provider.dump(town.app)
    phone.sends(to_text(stage.stanza(KINDS[kind])))
    came = phone.hears()
    assert town.hub.broken == [] and stage.pings(stage.bob)
    if (steps, kind) not in [(2, one) for one in BEFORE_BIND]:
        assert phone.connection.closed or any(map(is_refusal, came)) or stage.stanza(KINDS[kind]).get("type") == "error"
        assert town.app.provider.dump(town.app) == before


@pytest.mark.parametrize(
    "plain",
    [
        *("", "=", "!!!", "AA", "AA==", "AAAA", "/w==", "é", "A" * 100_000, " ", "AGE=", "AGEAYgBj"),
        *(
            b64encode(text.encode("utf-8", "surrogatepass")).decode()
            for text in ("\0", "\0\0", "\0a\0b", "\0-\0", "\0007-\0x", "\0-7777\0x", f"\0{'9' * 30}-7777\0x", "\0x-7777\0x",
                         "\0\u0663-7777\0x", "\0007-99999999999999999999\0x", "\0007-7777\0\ud800", "a\0007-7777\0x", "\0007-7777@\0x")
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mechanism", ["PLAIN", "plain", "", "ANONYMOUS", "SCRAM-SHA-1", "x" * 5000])
def test_a_login_that_is_none_is_refused(stage, plain, mechanism):
    """Each on a stream of its own: after five the server ends one."""
    phone = Phone(stage.town, stage.town["ann"]).opens()
    phone.hears()
    phone.sends(f'<auth xmlns="{SASL}" mechanism="{mechanism}">{plain}</auth>')
    assert [one.name for one in phone.hears()] == ["failure"] and not phone.connection.closed
    assert stage.town.hub.broken == [] and phone.logs_in().hears()[0].name == "success"


@pytest.fixture(scope="module")
def stage():
    return Stage("auth")
