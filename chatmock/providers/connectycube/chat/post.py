"""Sending stanzas: to clients that are connected, and to those that wait to be resumed."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.core.connection import LIMIT_BYTES, LIMIT_FRAMES, Connection
from chatmock.core.faults import Fault
from chatmock.core.frame import Frame
from chatmock.core.frames import push
from chatmock.providers.connectycube.chat.names import MANAGEMENT
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import COUNTS, App, Client, Management

MOST_BYTES, MOST_STANZAS = LIMIT_BYTES // 2, LIMIT_FRAMES // 2
"""What is kept for a client: all of it is queued at once where the client comes back, and may not be too much then."""
_ASKED_AFTER = 20
"""Stanzas that are kept for a client before it is asked how many it has."""
_QUESTION = Frame(f'<r xmlns="{MANAGEMENT}"/>'.encode())


def deliver(app: App, stanza: Stanza, clients: Iterable[Client], fault: Fault | None = None) -> None:
    """Send a stanza to clients: it is written once, and each gets it under its own address."""
    connections: list[Connection] = []
    for client in clients:
        if client.connection is not None:
            connections.append(client.connection)
        elif client.management is not None:
            _keep(client.management, stanza, stanza.frame_for(client))
    if len(connections) == 1:
        frame = _frame(connections[0], stanza)
        push(app, stanza.name, frame.payload, connections, frame, fault)
    elif connections:
        text = stanza.text_from(connections[0].state.client.domain).encode()
        push(app, stanza.name, text, connections, lambda connection: _frame(connection, stanza), fault)
    for connection in connections:
        _ask(connection)


def _frame(connection: Connection, stanza: Stanza) -> Frame:
    client: Client = connection.state.client
    frame = stanza.frame_for(client)
    management = client.management
    if management is not None:
        _keep(management, stanza, frame)
    if (management is None or not management.keeps) and not connection.closed:
        stanza.sent_at = None  # its user has it, as far as anybody knows
    return frame


def _keep(management: Management, stanza: Stanza, frame: Frame) -> None:
    """Count a stanza and, where the client may come back for it, keep it."""
    management.sent = (management.sent + 1) % COUNTS
    if not management.keeps or management.overflown:
        return
    management.kept.append((stanza, frame))
    management.size += frame.size
    if management.size > MOST_BYTES or len(management.kept) > MOST_STANZAS:
        management.overflown = True
        management.kept.clear()
        management.size = 0


def send_again(app: App, client: Client) -> None:
    """Send what is kept to a client that came back."""
    assert client.connection is not None and client.management is not None
    for stanza, frame in list(client.management.kept):
        push(app, stanza.name, frame.payload, [client.connection], frame)


def _ask(connection: Connection) -> None:
    """Ask a client how many stanzas it has, when many are kept for it."""
    management = connection.state.client.management
    if management is not None and len(management.kept) >= _ASKED_AFTER and not management.asked:
        management.asked = True
        connection.send(_QUESTION)


def acknowledge(client: Client, count: int) -> None:
    """The client has so many stanzas. More than were sent is as good as all: the Flutter SDK counts twice (client)."""
    management = client.management
    assert management is not None
    management.asked = False
    waiting = (management.sent - management.acknowledged) % COUNTS
    more = (count - management.acknowledged) % COUNTS
    if more > COUNTS // 2:
        return  # fewer than before
    more = min(more, waiting)
    management.acknowledged = (management.acknowledged + more) % COUNTS
    for _ in range(min(more, len(management.kept))):
        stanza, frame = management.kept.popleft()
        stanza.sent_at = None  # its user has it
        management.size -= frame.size
