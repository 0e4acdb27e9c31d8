"""What can be asked of the provider of notes: its operations, its errors, and what an application of it holds."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import orjson

from chatmock.core.api import Api, Given
from chatmock.core.application import Application
from chatmock.core.errors import error
from chatmock.core.exchange import Binary
from chatmock.core.frame import Frame
from chatmock.core.frames import push
from chatmock.core.hub import Hub
from chatmock.core.inquiry import Inquiry
from chatmock.core.jsontext import parse
from chatmock.core.operation import Call
from chatmock.core.outbox import Delivery
from chatmock.core.provider import Provider
from chatmock.core.schema import Schemas

api = Api(Schemas(Path(__file__).parent / "notes_schemas"), prefix="/notes")

wrong = error("value.wrong", "{field} is wrong.", status=200, about="the request")
no_note = error("note.missing", "There is no note {name}.", status=200, about="a note")
no_key = error("key.wrong", "Nobody has this key.", status=200, about="the caller")
forbidden = error("note.forbidden", "The application forbids it.", status=200, about="a note")
broken = error("broken", "The platform fails: {reason}", status=500, about="the platform")
ERRORS = {error.code: error for error in (wrong, no_note, no_key, forbidden, broken)}


class Pad(Application):
    """One application of the platform."""

    def __init__(self, provider: Provider[Any], app_id: int, *, secret: str, seed: str = "chatmock") -> None:
        super().__init__(provider, app_id, seed=seed)
        self.pad_secret = secret
        self.receiver = ""
        """Where it is asked whether a note may be published; empty where nobody is asked."""
        self.notes: dict[str, str] = {}
        self.drawings: dict[str, bytes] = {}
        self.published: list[str] = []

    def options(self) -> dict[str, Any]:
        return {**super().options(), "secret": self.pad_secret}


class Note(str):
    """The name of a note that is there."""

    __slots__ = ()


@api.finder
def find_note(app: Pad, name: str) -> Note:
    """Errors: note.missing."""
    if name not in app.notes:
        raise no_note(name=name)
    return Note(name)


@api.post("/keys", accepts="key.create", returns="key", auth="open", status=202)
def create_key(hub: Hub, call: Call, given: Given) -> Given:
    """Be given a key for an application's secret."""
    app = hub.find("notes", given["app"]["id"])
    if not isinstance(app, Pad) or app.pad_secret != given["app"]["secret"]:
        raise no_key()
    call.app = app
    key = app.ids.hex(32)
    app.grant(key)
    call.headers["Notes-Expires"] = str(app.clock.seconds() + 3600)
    return {"key": key}


@api.delete("/keys")
def delete_key(app: Pad, caller: str) -> None:
    """Give the key back."""
    app.revoke(caller)


@api.get("/search", accepts="note.search", returns="note.page")
def search_notes(app: Pad, given: Given) -> Given:
    """Notes with a text in them; what is looked for stands in the body."""
    return {"names": [name for name, text in app.notes.items() if given["text"] in text]}


@api.command("write", accepts="note.command", returns="note")
@api.post("/{name}", accepts="note.create", returns="note", status=201)
def write_note(app: Pad, name: str, given: Given) -> Given:
    """Write a note."""
    app.notes[name] = given["text"]
    return {"name": name, "text": given["text"]}


@api.get("/{note_id}", returns="note")
def read_note(app: Pad, note: Note) -> Given:
    """Read a note."""
    return {"name": note, "text": app.notes[note]}


@api.put("/{note_id}/drawing", accepts="drawing", status=204)
def put_drawing(app: Pad, note: Note, given: Given) -> None:
    """Draw something on a note: the body is the drawing."""
    app.drawings[note] = bytes.fromhex(given["bytes"])


@api.get("/{note_id}/drawing")
def get_drawing(app: Pad, note: Note) -> Binary:
    """The drawing on a note."""
    return Binary(app.drawings[note], "image/x-drawing")


@api.command("publish", accepts="note.name", returns="note")
@api.post("/{name}/publication", returns="note", status=201)
def publish_note(app: Pad, name: str) -> Given | Inquiry:
    """Publish a note, if the application's own server does not mind."""
    find_note(app, name)
    if not app.receiver:
        return _published(app, name, None)
    delivery = Delivery("may publish", "", app.receiver, {}, orjson.dumps({"name": name}))
    return Inquiry(delivery, partial(_published, app, name))


def _published(app: Pad, name: str, answer: bytes | None) -> Given:
    find_note(app, name)
    if answer is not None and parse(answer) == {"allow": False}:
        raise forbidden()
    app.published.append(name)
    for connection in app.connections:
        if connection is not app.connections.asking:
            push(app, "published", name.encode(), [connection], Frame(b"published\0" + name.encode(), binary=True))
    return {"name": name, "text": app.notes[name]}
