"""SASL PLAIN: a user's id, and a password or the token of a live session (client)."""

from __future__ import annotations

import binascii
from base64 import b64decode

import msgspec

from chatmock.core.connection import Connection
from chatmock.core.errors import error
from chatmock.core.frames import Outcome, carry_out, spoil
from chatmock.core.hub import Hub
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat.conditions import unavailable
from chatmock.providers.connectycube.chat.element import Element, element
from chatmock.providers.connectycube.chat.names import SASL
from chatmock.providers.connectycube.chat.parser import Parser
from chatmock.providers.connectycube.chat.stream import Phase, Stream
from chatmock.providers.connectycube.model import App, User
from chatmock.providers.connectycube.sessions.callers import application_by_id, live

COMMAND = "auth"
"""The name of a login in the journal and for faults."""
# a login that is refused has a condition of its own, and no numeric code
wrong_password = error(401, "The user, or the password, is wrong.", status=401, sasl="not-authorized")


class Credentials(msgspec.Struct, frozen=True):
    """What a client brings."""

    user_id: int
    app_id: str
    password: str


class Failed(Exception):
    """A login fails; ``condition`` is the protocol's word for it (RFC 6120, 6.5)."""

    def __init__(self, condition: str) -> None:
        super().__init__(condition)
        self.condition = condition


def log_in(hub: Hub, stream: Stream, one: Element) -> None:
    """Let a client in whose first element this is, or refuse it; it may try again."""
    try:
        credentials = _credentials(one)
        app = application_by_id(hub, credentials.app_id)
        if app is None:
            raise Failed("not-authorized")
    except Failed as failed:
        _refuse(stream, failed.condition)
        return
    connection = stream.connection
    connection.application, connection.who = app, str(credentials.user_id)
    masked = f'<auth xmlns="{SASL}" mechanism="PLAIN">***</auth>'.encode()
    stream.stanza = one
    carry_out(hub, connection, COMMAND, masked, lambda outcome: _conclude(stream, outcome), {"user": connection.who})


@api.command(COMMAND)
def authenticate(app: App, connection: Connection) -> User:
    """Log in with a user's id, and its password or the token of one of its sessions."""
    if app.limits.maintenance:
        raise unavailable()
    found = _credentials(connection.state.stanza)
    user = app.users.get(found.user_id)
    if user is None or not _is_good(app, user, found.password):
        raise wrong_password()
    return user


def _is_good(app: App, user: User, password: str) -> bool:
    if user.password and user.password == password:
        return True
    session = live(app, password)
    return session is not None and session.user is user


def _conclude(stream: Stream, outcome: Outcome) -> None:
    fault, connection = outcome.fault, stream.connection
    if outcome.refusal is not None:
        connection.application = None
        if (condition := outcome.refusal.error.facts.get("sasl")) is not None:
            _refuse(stream, condition)
        else:
            _refuse(stream, "temporary-auth-failure", outcome.refusal.message())
    elif outcome.result is not None:
        stream.user = outcome.result
        stream.phase = Phase.OPENING
        stream.send(element("success", SASL))
        if not stream.framed:
            stream.parser = Parser.like(stream.parser)  # the stream begins anew, with an XML declaration of its own
    else:
        connection.application = None
    if fault is not None:
        spoil(fault, connection)


def _refuse(stream: Stream, condition: str, text: str = "") -> None:
    told = [element(condition, SASL)]
    if text:
        told.append(Element("text", SASL, {"xml:lang": "en"}, [text]))
    stream.send(element("failure", SASL, *told))
    stream.tries -= 1
    if stream.tries <= 0:
        stream.fail("policy-violation", "too many logins have failed")


def _credentials(one: Element) -> Credentials:
    """What a login brings. Raises Failed."""
    if one.get("mechanism") != "PLAIN":
        raise Failed("invalid-mechanism")
    try:
        plain = b64decode(one.text.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        raise Failed("incorrect-encoding") from None
    parts = plain.split("\0")
    if len(parts) != 3:
        raise Failed("malformed-request")
    wanted, name, password = parts
    name = name.partition("@")[0]
    user_id, _, app_id = name.partition("-")
    if wanted and wanted.partition("@")[0] != name:
        raise Failed("invalid-authzid")
    if not (user_id.isascii() and user_id.isdecimal() and len(user_id) < 19):
        raise Failed("not-authorized")
    return Credentials(int(user_id), app_id, password)
