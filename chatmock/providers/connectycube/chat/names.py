"""Namespaces of the protocol, and the names of people and rooms in it."""

from __future__ import annotations

import re

FRAMING = "urn:ietf:params:xml:ns:xmpp-framing"
STREAMS = "http://etherx.jabber.org/streams"
STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams"
STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas"
SASL = "urn:ietf:params:xml:ns:xmpp-sasl"
BIND = "urn:ietf:params:xml:ns:xmpp-bind"
SESSION = "urn:ietf:params:xml:ns:xmpp-session"
MANAGEMENT = "urn:xmpp:sm:3"
CARBONS = "urn:xmpp:carbons:2"
FORWARD = "urn:xmpp:forward:0"
DELAY = "urn:xmpp:delay"
PING = "urn:xmpp:ping"
LAST = "jabber:iq:last"
ROSTER = "jabber:iq:roster"
PRIVACY = "jabber:iq:privacy"
DISCO_INFO = "http://jabber.org/protocol/disco#info"
DISCO_ITEMS = "http://jabber.org/protocol/disco#items"
STATUS_STREAMING = "https://connectycube.com/protocol/status_streaming"
MOBILE = "http://tigase.org/protocol/mobile#v2"
CLIENT_STATE = "urn:xmpp:csi:0"
MARKERS = "urn:xmpp:chat-markers:0"
CORRECTION = "urn:xmpp:message-correct:0"
DELETION = "urn:xmpp:message-delete:0"
MUC = "http://jabber.org/protocol/muc"
MUC_USER = "http://jabber.org/protocol/muc#user"
ROSTER_VERSIONS = "urn:xmpp:features:rosterver"
STANZAS = frozenset(("message", "presence", "iq"))

USER, ROOM, SERVER = "user", "room", "server"
_USER = re.compile(r"(\d{1,18})-(\d{1,18})\Z", re.ASCII)
_ROOM = re.compile(r"(\d{1,18})_([0-9A-Za-z]{1,64})\Z", re.ASCII)
_LONGEST = 3071
"""Characters of an address (RFC 7622)."""
ROOMS = "muc."
"""What stands before the server's name in the address of a room."""


class Address:
    """An address by its parts. Its domain decides nothing: clients call the server as they like (client)."""

    __slots__ = ("app_id", "id", "kind", "resource", "text")

    def __init__(self, text: str) -> None:
        """Raises ValueError for what is no address."""
        if len(text) > _LONGEST:
            raise ValueError("an address is too long")
        bare, _, self.resource = text.partition("/")
        local, at, domain = bare.rpartition("@")
        if at and (not local or not domain):
            raise ValueError("an address lacks a part")
        self.text = text
        self.kind, self.app_id, self.id = SERVER, "", ""
        if not at:
            return
        if (found := _USER.match(local)) is not None:
            self.kind = USER
            self.id, self.app_id = found.groups()
        elif (found := _ROOM.match(local)) is not None:
            self.kind = ROOM
            self.app_id, self.id = found.groups()
        else:
            raise ValueError("an address is neither a user's nor a room's")

    def __repr__(self) -> str:
        return f"<Address {self.text}>"


def user_address(user_id: int, app_id: int, domain: str) -> str:
    return f"{user_id}-{app_id}@{domain}"


def room_address(dialog_id: str, app_id: int, domain: str) -> str:
    return f"{app_id}_{dialog_id}@{ROOMS}{domain}"
