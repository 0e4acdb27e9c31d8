"""A valid stanza of every kind, and every way to spoil one."""

from __future__ import annotations

from collections.abc import Iterator

from chatmock.providers.connectycube.chat.element import CLIENT, Element
from chatmock.providers.connectycube.chat.names import (
    BIND,
    CARBONS,
    CLIENT_STATE,
    CORRECTION,
    DELETION,
    DISCO_INFO,
    DISCO_ITEMS,
    FRAMING,
    LAST,
    MANAGEMENT,
    MARKERS,
    MOBILE,
    MUC,
    PING,
    PRIVACY,
    ROSTER,
    SASL,
    SESSION,
    STATUS_STREAMING,
)
from tests.lengths import LONG

EXTRA = (
    '<extraParams xmlns="jabber:client"><save_to_history>1</save_to_history><date_sent>1795262400</date_sent>'
    "<dialog_id>{dialog}</dialog_id><message_id>{new id}</message_id><silent>1</silent><mood>calm</mood>"
    '<n><m>1</m></n><attachment type="image" id="7" url="http://x.test/a"/></extraParams>'
)
BEFORE_LOGIN = {
    "open": f'<open xmlns="{FRAMING}" to="127.0.0.1" version="1.0"/>',
    "auth": f'<auth xmlns="{SASL}" mechanism="PLAIN">{{plain}}</auth>',
    "abort": f'<abort xmlns="{SASL}"/>',
}
BEFORE_BIND = {
    "bind": f'<iq type="set" id="b"><bind xmlns="{BIND}"><resource>new</resource></bind></iq>',
    "resume": f'<resume xmlns="{MANAGEMENT}" previd="{{lost}}" h="1"/>',
}
BOUND = {
    "session": f'<iq type="set" id="i"><session xmlns="{SESSION}"/></iq>',
    "enable": f'<enable xmlns="{MANAGEMENT}" resume="true" max="60"/>',
    "r": f'<r xmlns="{MANAGEMENT}"/>',
    "a": f'<a xmlns="{MANAGEMENT}" h="1"/>',
    "ping": f'<iq type="get" id="i" to="127.0.0.1"><ping xmlns="{PING}"/></iq>',
    "roster get": f'<iq type="get" id="i"><query xmlns="{ROSTER}" ver="1"/></iq>',
    "roster set": (
        f'<iq type="set" id="i"><query xmlns="{ROSTER}"><item jid="{{bob}}" name="Bob"><group>friends</group></item>'
        "</query></iq>"
    ),
    "roster remove": (
        f'<iq type="set" id="i"><query xmlns="{ROSTER}"><item jid="{{cy}}" subscription="remove"/></query></iq>'
    ),
    "disco info": f'<iq type="get" id="i" to="{{room}}"><query xmlns="{DISCO_INFO}" node="n"/></iq>',
    "disco items": f'<iq type="get" id="i" to="muc.127.0.0.1"><query xmlns="{DISCO_ITEMS}"/></iq>',
    "carbons": f'<iq type="set" id="i"><enable xmlns="{CARBONS}"/></iq>',
    "last": f'<iq type="get" id="i" to="{{bob}}"><query xmlns="{LAST}"/></iq>',
    "subscribe": f'<iq type="set" id="i"><subscribe xmlns="{STATUS_STREAMING}" user_jid="{{bob}}" enable="true"/></iq>',
    "mobile": f'<iq type="set" id="i"><mobile xmlns="{MOBILE}" enable="true"/></iq>',
    "active": f'<active xmlns="{CLIENT_STATE}"/>',
    "inactive": f'<inactive xmlns="{CLIENT_STATE}"/>',
    "privacy names": f'<iq type="get" id="i"><query xmlns="{PRIVACY}"/></iq>',
    "privacy get": f'<iq type="get" id="i"><query xmlns="{PRIVACY}"><list name="mine"/></query></iq>',
    "privacy set": (
        f'<iq type="set" id="i"><query xmlns="{PRIVACY}"><list name="new">'
        '<item type="jid" value="{cy}" action="deny" order="3"><message/><iq/></item>'
        '<item type="subscription" value="both" action="allow" order="4"/></list></query></iq>'
    ),
    "privacy default": f'<iq type="set" id="i"><query xmlns="{PRIVACY}"><default name="mine"/></query></iq>',
    "privacy active": f'<iq type="set" id="i"><query xmlns="{PRIVACY}"><active name="mine"/></query></iq>',
    "iq to a client": '<iq type="get" id="i" to="{bob}/phone"><query xmlns="urn:x:y"/></iq>',
    "iq answer": '<iq type="result" id="i" to="{bob}/phone"><query xmlns="urn:x:y"/></iq>',
    "presence": "<presence><show>away</show><status>out</status><priority>1</priority></presence>",
    "unavailable": '<presence type="unavailable"/>',
    "presence to a user": '<presence to="{bob}"/>',
    **{
        kind: f'<presence type="{kind}" to="{{{to}}}"/>'
        for kind, to in (
            ("subscribe", "cy"),
            ("subscribed", "cy"),
            ("unsubscribe", "cy"),
            ("unsubscribed", "bob"),
            ("probe", "bob"),
        )
    },
    "join": f'<presence id="p" to="{{room}}/{{ann id}}"><x xmlns="{MUC}"><history maxstanzas="0"/></x></presence>',
    "leave": '<presence id="p" type="unavailable" to="{room}/{ann id}"/>',
    "message": (
        f'<message id="{{new id}}" type="chat" to="{{bob}}"><body>hi</body>{EXTRA}<markable xmlns="{MARKERS}"/></message>'
    ),
    "room message": f'<message id="{{new id}}" type="groupchat" to="{{room}}"><body>hi</body>{EXTRA}</message>',
    "headline": (
        '<message id="{new id}" type="headline" to="{bob}"><extraParams xmlns="jabber:client">'
        "<moduleIdentifier>WebRTCVideoChat</moduleIdentifier><signalType>call</signalType>"
        "<opponentsIDs><opponentID>7</opponentID></opponentsIDs></extraParams></message>"
    ),
    "composing": (
        '<message type="groupchat" to="{room}"><composing xmlns="http://jabber.org/protocol/chatstates"/></message>'
    ),
    **{
        kind: f'<message id="{{new id}}" type="chat" to="{{bob}}"><{kind} xmlns="{MARKERS}" id="{{bobs}}"/></message>'
        for kind in ("received", "displayed")
    },
    **{
        f"edit {to}": (
            f'<message id="{{new id}}" type="{kind}" to="{{{to}}}"><body>ho</body>'
            f'<replace xmlns="{CORRECTION}" id="{{own {to}}}" last="true"/></message>'
        )
        for kind, to in (("chat", "bob"), ("groupchat", "room"))
    },
    **{
        f"removal {to}": (
            f'<message id="{{new id}}" type="{kind}" to="{{{to}}}">'
            f'<remove xmlns="{DELETION}" id="{{own {to}}}"/></message>'
        )
        for kind, to in (("chat", "bob"), ("groupchat", "room"))
    },
}
VALUES = [
    *("", " ", "x", "-1", "0", "7", "1.5", "9" * 30, "true", "x" * 5000, "é" * 300, "\U0001f372", "<>&\"'", "\n\t"),
    *("7-7777@127.0.0.1", "@", "/", "a@b", "1_2@muc.127.0.0.1", "127.0.0.1", "\ufffd", "get", "error", "normal"),
]
NAMESPACES = ("", CLIENT, "urn:other", SASL, MANAGEMENT, FRAMING)


def spoiled(one: Element) -> Iterator[tuple[str, Element]]:
    """Copies of an element in each of which one thing is missing, empty, of another kind, too large, foreign or repeated."""
    for name in one.attributes:
        yield (
            f"{one.name} without {name}",
            _with(one, attributes={k: v for k, v in one.attributes.items() if k != name}),
        )
    for name in (*one.attributes, "unknown"):
        for value in _some(one.name, name):
            yield f"{one.name} with {name}={value[:20]!r}", _with(one, attributes={**one.attributes, name: value})
    for xmlns in NAMESPACES:
        yield f"{one.name} of {xmlns!r}", _with(one, xmlns=xmlns)
    yield f"{one.name} called x", _with(one, name="x")
    texts: list[list[Element | str]] = [[value] for value in _some(one.name, "")] if one.content else [["x"]]
    junk = Element("x", "urn:other", {}, ["y"])
    contents: list[list[Element | str]] = [[], *texts, ["x", *one.content], [junk, *one.content], [*one.content, junk]]
    contents.append([_deep(50)])
    for content in contents:
        yield f"{one.name} with {str(content)[:40]}", _with(one, content=content)
    for index, inner in enumerate(one.content):
        if isinstance(inner, Element):
            before, after = one.content[:index], one.content[index + 1 :]
            yield f"{one.name} without {inner.name}", _with(one, content=[*before, *after])
            for times in (2, 300):
                yield f"{inner.name} {times} times", _with(one, content=[*before, *[inner] * times, *after])
            for what, changed in spoiled(inner):
                yield what, _with(one, content=[*before, changed, *after])


def _some(name: str, attribute: str) -> list[str]:
    """The values that a place is tried with: a third of them, another one from place to place, or all where there is time."""
    return VALUES if LONG else VALUES[(len(name) + len(attribute)) % 3 :: 3]


def _with(
    one: Element,
    *,
    name: str = "",
    xmlns: str | None = None,
    attributes: dict[str, str] | None = None,
    content: list[Element | str] | None = None,
) -> Element:
    return Element(
        name or one.name,
        one.xmlns if xmlns is None else xmlns,
        one.attributes if attributes is None else attributes,
        one.content if content is None else content,
    )


def _deep(levels: int) -> Element:
    one = Element("x", "urn:other")
    for _ in range(levels):
        one = Element("x", "urn:other", {}, [one])
    return one
