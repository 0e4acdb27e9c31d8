"""A provider of a few lines is served by the same core: operations, errors, journal, faults, reset."""

import json

import pytest

from chatmock.core.api import Api
from chatmock.core.application import Application
from chatmock.core.dispatch import dispatch
from chatmock.core.errors import Refusal, error
from chatmock.core.exchange import Request
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.core.provider import Provider
from chatmock.core.schema import Schemas

wrong = error(1, "wrong {field}")
missing = error(2, "no such note", status=404)
broken = error(9, "broken: {reason}", status=500)


@pytest.fixture
def notes(tmp_path):
    """A platform of notes: POST /notes/{name}, GET /notes/{name}; the application is named by a header."""
    note = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
    (tmp_path / "note.json").write_text(json.dumps(note))
    api = Api(Schemas(tmp_path), prefix="/notes")

    class Pad(Application):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            self.notes: dict[str, str] = {}

    @api.post("/{name}", accepts="note", returns="note")
    def write_note(app: Pad, name: str, given: dict[str, str]) -> dict[str, str]:
        """Write a note."""
        app.notes[name] = given["text"]
        return given

    @api.get("/{name}", returns="note")
    def read_note(app: Pad, name: str) -> dict[str, str]:
        """Read a note."""
        if name not in app.notes:
            raise missing()
        return {"text": app.notes[name]}

    class Notes(Provider):
        name = "notes"

        def claims(self, path):
            return path.startswith("/notes")

        def auth(self, request):
            return ""

        def authenticate(self, call, operation):
            found = call.hub.find("notes", call.request.headers.get("App", ""))
            if found is None:
                raise wrong(field="App")
            return found

        def invalid(self, found):
            return wrong(field=found.field)

        def refused(self, refusal: Refusal, application):
            return refusal.error.status, {"oops": refusal.message()}

        def unknown_path(self, call):
            return missing()

        def bad_body(self, reason):
            return wrong(field="body")

        def broken(self, reason):
            return broken(reason=reason)

        def fault(self, fault):
            return broken(reason="a fault")

        def error_codes(self):
            return {1, 2, 9}

        def acts(self):
            return {}

        def env(self, application, url):
            return {}

        def pointers(self, application, url):
            return []

        def create(self, app_id, **options):
            return Pad(self, app_id, **options)

        def load(self, application, document, where):
            application.notes |= document.get("notes", {})

        def dump(self, application):
            return {"notes": dict(application.notes)}

    Notes.api = api
    hub = Hub([Notes()], strict=True)
    hub.add(hub.providers[0].create("pad", api_token=""))
    return hub


def ask(hub, method, path, body=None):
    data = b"" if body is None else json.dumps(body).encode()
    answer = dispatch(hub, Request(method, path, headers={"App": "pad"}, body=data))
    return answer.status, json.loads(answer.body)


def test_it_is_served(notes):
    assert ask(notes, "POST", "/notes/a%2Fb", {"text": "x", "more": 1}) == (200, {"text": "x"})
    assert ask(notes, "GET", "/notes/a%2Fb") == (200, {"text": "x"})


def test_it_speaks_its_own_words(notes):
    assert ask(notes, "POST", "/notes/a", {}) == (400, {"oops": "wrong text"})
    assert ask(notes, "GET", "/notes/a") == (404, {"oops": "no such note"})
    assert ask(notes, "GET", "/elsewhere") == (404, {"oops": "no such note"})


def test_the_core_does_the_rest(notes):
    pad = notes.find("notes", "pad")
    pad.faults.add(Fault("read_*"))
    assert ask(notes, "GET", "/notes/a") == (500, {"oops": "broken: a fault"})
    ask(notes, "POST", "/notes/a", {"text": "x"})
    assert [entry.operation for entry in pad.journal] == ["read_note", "write_note"]
    mark = pad.provider.dump(pad)
    notes.renew(pad)
    assert ask(notes, "GET", "/notes/a")[0] == 404
    notes.renew(pad, [mark])
    assert ask(notes, "GET", "/notes/a") == (200, {"text": "x"})
