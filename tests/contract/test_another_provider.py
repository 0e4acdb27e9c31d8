"""A provider of another package is served like chatmock's own, and nothing of chatmock has to know of it."""

from typing import ClassVar

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from chatmock import openapi
from chatmock.commands.check import prepared
from chatmock.contract.wire import within
from chatmock.core.api import Api
from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.coverage import Witness
from chatmock.providers import BUILT_IN
from chatmock.reference import errors
from chatmock.serving import new_hub, pointers, serve_defaults
from chatmock.testing import ChatmockError, ChatmockServer
from chatmock.testing.face import ApplicationFace
from tests.core.installed import DUMMIES, install
from tests.core.notes import KEY, Notes

SECRET = Notes.card.defaults["secret"]


class NotesFace(ApplicationFace):
    """What a test does with an application of notes."""

    provider: ClassVar[str] = "notes"

    def writes(self, who, name, text):
        return self.control("POST", f"/actors/{who}/writes", name=name, text=text)


class LinesFace(ApplicationFace):
    """What a test does with an application of lines."""

    provider: ClassVar[str] = "lines"


@pytest.fixture(autouse=True)
def installed(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(install(tmp_path, DUMMIES))


@pytest.fixture
def server(installed):
    server = ChatmockServer.start()
    yield server
    assert server.broken() == []
    server.stop()


@pytest.fixture
def own(server):
    """The applications of a test, none made yet."""
    with server.application() as chatmock:
        yield chatmock


def test_nothing_of_chatmock_knows_it(source):
    words = ("notes_schemas", "tests.core", "Notes-Key", '"notes"', '"lines"')
    assert [f"{module.name} says {word}" for module in source for word in words if word in module.text] == []


def test_a_hub_has_it_beside_its_own():
    assert set(new_hub().cards) == {*BUILT_IN, "notes", "lines"}


def test_it_is_served_with_a_default_application():
    hub = new_hub(strict=True)
    serve_defaults(hub, {"notes": {"app_id": 12}})
    answer = dispatch(hub, Request("POST", "/notes/a", headers={KEY: SECRET}, body=b'{"text": "x"}'))
    assert (answer.status, hub.default.of("notes")) == (201, hub.find("notes", 12))
    assert any("/notes  with the secret" in line for line in pointers(hub))


def test_its_face_is_made_when_it_is_first_asked_for(server, own):
    before = server.control("GET", "/health")["applications"]
    notes = own.face(NotesFace)
    assert notes.app_id not in before and own.face(NotesFace).app_id == notes.app_id
    assert notes.writes("ann", "lunch", "soup")["text"] == "ann: soup"


def test_a_face_that_comes_later_stands_at_the_groups_time(own):
    own.clock.freeze("2020-02-02T02:02:02Z")
    own.clock.advance(hours=1)
    assert own.face(NotesFace).clock.now() == own.sendbird.clock.now() == own.clock.now()


def test_one_advance_moves_both(own):
    notes, sendbird = own.face(NotesFace), own.sendbird
    own.clock.freeze("2020-02-02T02:02:02Z")
    own.clock.advance(hours=1)
    assert notes.clock.now() == sendbird.clock.now() == 1_580_612_522_000


def test_each_face_has_a_journal_and_all_have_one(own):
    notes, alice = own.face(NotesFace), own.sendbird.user("alice")
    notes.writes("ann", "lunch", "soup")
    assert [entry["operation"] for entry in notes.journal] == ["write_note"]
    assert own.journal.find("write_note") and own.journal.find("create_user", body={"user_id": alice.user_id})
    assert [entry["number"] for entry in own.journal] == sorted(entry["number"] for entry in own.journal)


def test_a_fault_of_all_strikes_once_in_one_of_them(own):
    notes = own.face(NotesFace)
    own.faults.add("write_note", code="note.forbidden")
    with pytest.raises(ChatmockError, match=r"note\.forbidden"):
        notes.writes("ann", "lunch", "soup")
    assert notes.writes("ann", "lunch", "soup")["ok"] and list(own.faults) == []


def test_a_fault_that_none_of_them_knows_is_refused_with_the_nearest_names(own):
    own.face(NotesFace)
    with pytest.raises(ChatmockError, match="no operation 'write_notes'; did you mean write_note"):
        own.faults.add("write_notes")


def test_going_back_removes_the_face_that_came_later(server, own):
    own.sendbird.user("alice")
    mark = own.snapshot()
    later = own.face(NotesFace)
    own.restore(mark)
    assert later.app_id not in server.control("GET", "/health")["applications"]
    assert [user["user_id"] for user in own.sendbird.state["users"]] == ["alice"]
    assert own.face(NotesFace).state["notes"] == {}


def test_going_back_makes_the_face_again_that_went(server, own):
    notes = own.face(NotesFace)
    notes.writes("ann", "lunch", "soup")
    mark = own.snapshot()
    server.control("DELETE", f"/applications/{notes.app_id}", provider="notes")
    own.restore(mark)
    assert own.face(NotesFace).state["notes"] == {"lunch": "ann: soup"}


def test_the_state_of_all_goes_back_where_it_came_from(own):
    own.sendbird.user("alice")
    own.face(NotesFace).writes("ann", "lunch", "soup")
    state = own.state
    own.reset()
    assert own.face(NotesFace).state["notes"] == {}
    own.state = state
    assert own.face(NotesFace).state["notes"] == {"lunch": "ann: soup"} and own.state == state


def test_a_seed_may_be_of_several_providers(server):
    documents = [{"users": [{"user_id": "alice"}]}, {"provider": "notes", "notes": {"lunch": "soup"}}]
    with server.application(seed={"applications": documents}) as chatmock:
        assert chatmock.face(NotesFace).state["notes"] == {"lunch": "soup"}
        assert [user["user_id"] for user in chatmock.sendbird.state["users"]] == ["alice"]


def test_options_of_it_are_named_by_its_name(server):
    with server.application(notes={"app_id": 77}) as chatmock:
        assert chatmock.face(NotesFace).app_id == 77


def test_an_option_that_nobody_has_is_told(server):
    with pytest.raises(ChatmockError, match="no option 'colour'; there are: app_id"):
        server.new(colour="red")


def test_faces_of_the_same_id_are_told_apart(server):
    with server.application("7", notes={"app_id": 7}) as chatmock:
        chatmock.face(NotesFace).state = {"notes": {"a": "b"}}
        chatmock.sendbird.user("alice")
        assert chatmock.face(NotesFace).state["notes"] == {"a": "b"}
        assert [user["user_id"] for user in chatmock.sendbird.state["users"]] == ["alice"]


def test_everybody_is_settled(own):
    own.face(NotesFace)
    own.face(LinesFace)
    own.settled()


def test_its_errors_are_documented_by_the_mark_of_a_refusal():
    assert (
        "| [note.missing](#note.missing) | 200 | nothing is there | an unknown note | There is no note none. | not signed |"
        in (errors.page())
    )


def test_a_contract_check_reads_the_mark_of_a_refusal():
    hubs = [new_hub(), new_hub()]
    for hub in hubs:
        hub.make("notes", Notes.card.defaults)
    check = prepared(Notes(), Notes.card.defaults, (within(hubs[0]), within(hubs[1])))
    assert len([*check.run()]) == 3
    outcomes = {one.name: one for one in check.outcomes}
    assert {outcomes[name].state for name in ("write_note", "read_note")} == {"ok"}


def test_a_refusal_counts_as_one_where_it_has_the_status_of_a_success():
    witness = Witness(lambda: "tests/contract/bad_input/x")
    hub = new_hub()
    witness.watch(hub)
    hub.make("notes", Notes.card.defaults)
    for name in ("none", "keys"):
        dispatch(hub, Request("GET", f"/notes/{name}", headers={KEY: SECRET}))
    assert witness.told() == {"refusals": ["notes read_note"]}


def test_its_openapi_document_is_valid_and_has_each_status():
    document = openapi.document(Notes())
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []
    assert document["paths"]["/notes/{name}"]["post"]["responses"].keys() == {"201", "4XX", "5XX"}
    assert "content" not in document["paths"]["/notes/{note_id}/drawing"]["put"]["responses"]["204"]


def test_two_operations_at_one_address_may_have_a_status_each():
    class Two(Notes):
        api: ClassVar[Api] = Api(Notes.api.schemas)

    @Two.api.get("/x", returns="note")
    def one() -> None: ...

    @Two.api.get("/x", returns="key", auth="other", status=202)
    def other() -> None: ...

    responses = openapi.document(Two())["paths"]["/x"]["get"]["responses"]
    shown = {status: responses[status]["content"]["application/json"]["schema"]["anyOf"] for status in ("200", "202")}
    named = {status: [ref["$ref"].rpartition("/")[2] for ref in refs] for status, refs in shown.items()}
    assert named == {"200": ["note", "error"], "202": ["key", "error"]}  # it refuses with success, too
    assert responses.keys() - shown.keys() == {"4XX", "5XX"}
