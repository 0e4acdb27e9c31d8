"""Stanzas of ConnectyCube are checked while they are recorded, in both directions."""

import json

import pytest

OPEN = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="127.0.0.1" version="1.0"/>'
GOOD = [
    (OPEN, True),
    ('<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" from="127.0.0.1" id="1" version="1.0"/>', False),
    ('<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AGEAYg==</auth>', True),
    ('<success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>', False),
    ('<iq type="get" id="p"><ping xmlns="urn:xmpp:ping"/></iq>', True),
    ('<iq type="result" id="p"/>', False),
    ("<presence/>", True),
    ('<message to="1-1@x" type="chat" id="6b01f356fa7f46f02436b701"><body>Hi</body><extraParams/></message>', True),
    ('<message from="1-1@x/a" type="chat"><received xmlns="urn:xmpp:chat-markers:0" id="7"/></message>', False),
    ('<a xmlns="urn:xmpp:sm:3" h="3"/>', False),
]
BAD = [
    ('<message type="chat"><body>secret soup</body></message>', True, "(top) breaks stanza.message.in"),
    ('<message type="chat"><body>secret soup</body></message>', False, "(top) breaks stanza.message.out"),
    ('<message to="1-1@x" type="secret soup"/>', True, "type breaks stanza.message.in"),
    ('<message from="1-1@x" type="error"/>', False, "(top) breaks stanza.message.out"),
    ('<message from="1-1@x"><extraParams><date_sent>soup</date_sent></extraParams></message>', False, "extraParams"),
    ('<iq type="get"><ping xmlns="urn:xmpp:ping"/></iq>', True, "(top) breaks stanza.iq"),
    ('<iq type="answer" id="1"/>', False, "type breaks stanza.iq"),
    ('<presence type="soup"/>', True, "type breaks stanza.presence"),
    ('<presence from="1-1@x"><show>soup</show></presence>', False, "show breaks stanza.presence"),
    ('<auth mechanism="PLAIN">AGEAYg==</auth>', True, "(top) breaks stanza.auth"),
    ('<success xmlns="urn:soup"/>', False, "xmlns breaks stanza.outcome"),
    ('<a xmlns="urn:xmpp:sm:3"/>', False, "(top) breaks stanza.management"),
    ('<resume xmlns="urn:xmpp:sm:3" h="1"/>', True, "(top) breaks stanza.management"),
    ('<success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>', True, "name breaks stanza.in"),
    ("<soup/>", False, "name breaks stanza.out"),
]


@pytest.mark.parametrize(("stanza", "by_client"), GOOD)
def test_a_good_stanza_passes_without_a_word(tape, stanza, by_client):
    one = tape("connectycube")
    one.recorder.said(1, stanza, by_client=by_client)
    assert one.told == []


@pytest.mark.parametrize(("stanza", "by_client", "told"), BAD)
def test_a_stanza_that_breaks_its_schema_is_said_and_noted(tape, stanza, by_client, told):
    one = tape("connectycube")
    one.recorder.said(1, stanza, by_client=by_client)
    [event] = [json.loads(line) for line in one.text.splitlines()[1:]]
    assert any(told in line for line in event["wrong"]), event["wrong"]
    assert [line.partition(": ")[2] for line in one.told] == event["wrong"]
    assert "secret" not in one.text + str(one.told)
