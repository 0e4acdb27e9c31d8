"""The AsyncAPI documents: whole, made of what a provider has, and true of the frames, webhooks and pushes of histories."""

import json
import re
from base64 import b64encode
from importlib import import_module
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft7, Draft7Validator, Draft202012, Draft202012Validator, Registry

from chatmock import asyncapi
from chatmock.cli import main
from chatmock.control import Control
from chatmock.core.connection import Connection
from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.ways import one_of
from chatmock.providers import BUILT_IN
from chatmock.providers.tencent.socket.talk import known_name
from chatmock.providers.tencent.tickets import usersig
from chatmock.serving import new_hub
from tests.lengths import LONG

HUB = new_hub()
DOCUMENTS = {provider.name: asyncapi.document(provider) for provider in HUB.every()}
each = pytest.mark.parametrize("name", DOCUMENTS)
HISTORIES = 3400 if LONG else 25
"""Of each provider: ten thousand in all in a long run."""
BASE = "json-schema:///document"
WEBHOOKS: dict[str, dict[str, Any]] = {
    "sendbird": {"url": "http://127.0.0.1:9/", "enabled_events": ["*"], "include_members": True},
    "tencent": {"url": "http://127.0.0.1:9/", "events": ["*"]},
}


def messages(document):
    return [(way, key, found) for way, told in document["channels"].items() for key, found in told["messages"].items()]


class Judge:
    """Holds a message against its document: by the draft that AsyncAPI names, and by the one of the schemas."""

    def __init__(self, name):
        self.name = name
        self.seen = set()
        self._validators = {}
        self._document = DOCUMENTS[name]
        self._registries = [
            (Draft7Validator, Registry([(BASE, self._document)], draft=Draft7)),
            (Draft202012Validator, Registry([(BASE, self._document)], draft=Draft202012)),
        ]

    def errors(self, way, key, value):
        """What is wrong with a message."""
        self.seen.add((way, key))
        if (way, key) not in self._validators:
            if key not in self._document["channels"][way]["messages"]:
                return [f"the document has no message {key!r} of {way}"]
            place = {"$ref": f"{BASE}#/channels/{way}/messages/{quote(key)}/payload"}
            self._validators[way, key] = [one(place, registry=known) for one, known in self._registries]
        old, new = self._validators[way, key]
        said = [error.message[:300] for error in new.iter_errors(value)]
        assert bool(said) != old.is_valid(value)
        return [f"{key}: {one}" for one in said]

    def errors_of_entry(self, entry):
        """The same of an entry of the journal; of what is no message, nothing."""
        if entry.kind == "push":
            value = entry.facts["body"] if self.name == "connectycube" else json.loads(entry.body or b"null")
            return self.errors("push", "server push", value) if "push" in self._document["channels"] else []
        if entry.kind != "frame" or (entry.facts["direction"] == "in" and entry.refusal is not None):
            return []
        side = "client" if entry.facts["direction"] == "in" else "server"
        shape = self._shape(side, entry.body) if self.name == "connectycube" else []
        return [*shape, *self.errors("socket", *self._frame(side, entry.operation, entry.body))]

    def _shape(self, side, body):
        """What is wrong with a stanza by its schema: the document knows its text only."""
        provider = HUB.provider(self.name)
        [said] = provider.transcript.read(body)
        schema, value = provider.transcript.schema_of(said, by_client=side == "client")
        return [f"{schema}: {line}" for line in provider.api.schemas[schema].check(value)]

    def _frame(self, side, name, body):
        if self.name == "connectycube":
            return f"{side} {name}", body.decode()
        if self.name == "sendbird":
            return f"{side} {name}", json.loads(body or b"{}")
        value, known = json.loads(body), known_name(name)
        if known == "im_open_push.msg_push":
            event = value["EventArray"][0]["Event"]
            schemas = self._document["components"]["schemas"]
            numbers = {
                part: one.get("properties", {}).get("Event", {})
                for part, one in schemas.items()
                if part.startswith("push.")
            }
            part = next(part for part, number in numbers.items() if number.get("const") == event)
            known = f"{known} {part}"
        return f"{side} {known}", {"head": {"servcmd": known_name(name), "seq": 1}, "body": value}


# --- histories ---


def join(name, hub, application, told):
    """Alice and Bob come, and stay."""
    for number, who in enumerate(("alice", "bob"), 1):
        connection, query, frames = Connection(), "", []
        if name == "sendbird":
            query = f"ai={told.APP}&user_id={who}"
        elif name == "tencent":
            query = f"sdkappid={told.APP}&platform=7"
            ticket = usersig.make(told.Ticket(who, told.APP, 1, 10**11), told.KEY)
            head = {"servcmd": "im_open_status.wslogin", "seq": 1, "identifier": who, "usersig": ticket}
            frames = [json.dumps({"head": head, "body": {"State": "Online"}})]
        else:
            plain = b64encode(f"\0{number}-{told.APP}\0{who}-password".encode()).decode()
            opening = f'<open xmlns="{told.FRAMING}" to="127.0.0.1" version="1.0"/>'
            auth = f'<auth xmlns="{told.SASL}" mechanism="PLAIN">{plain}</auth>'
            bind = f'<iq type="set" id="b"><bind xmlns="{told.BIND}"/></iq>'
            room = f"{told.APP}_{told.DIALOG}@muc.x/{number}"
            enter = f'<presence to="{room}"><x xmlns="http://jabber.org/protocol/muc"/></presence>'
            frames = [opening, auth, opening, bind, "<presence/>", enter]
        path = "/binfo" if name == "tencent" else "/"
        application.provider.connect(hub, Request("GET", path, query, {"Host": "127.0.0.1"}), connection)
        for frame in frames:
            application.provider.received(hub, connection, frame)
        yield connection


def story(name):
    return st.lists(import_module(f"tests.{name}.laws.lives").asked, min_size=5, max_size=15)


@each
def test_what_histories_send_is_in_the_document(name):
    told, judge = import_module(f"tests.{name}.laws.lives"), Judge(name)

    @settings(deadline=None, max_examples=HISTORIES)
    @given(story(name))
    def hold(steps):
        hub = new_hub()
        about = {"provider": name, "app_id": told.APP, "state": told.document()}
        ask(hub, "POST", "/_chatmock/applications", about)
        application = hub.find(name, told.APP)
        assert application is not None
        if name in WEBHOOKS:
            ask(
                hub, "PUT", "/_chatmock/settings", {"app": str(told.APP), "settings": {"webhook": webhook(application)}}
            )
        connections = list(join(name, hub, application, told))
        for method, path, body in steps:
            ask(hub, method, path, body, told)
        told.connect(hub, application)
        assert [problem for entry in application.journal for problem in judge.errors_of_entry(entry)] == []
        while (delivery := application.outbox.take()) is not None:
            value = json.loads(delivery.body or b"null")
            application.outbox.done(delivery, 200)
            assert judge.errors("webhook", f"server {delivery.name}", value) == []
        assert connections

    hold()
    assert {way for way, _ in judge.seen} >= {"socket", *(["webhook"] if name in WEBHOOKS else [])}
    assert len(judge.seen) >= 8


def webhook(application):
    wanted = dict(WEBHOOKS[application.provider.name])
    if "events" in wanted:
        wanted["events"] = [one for one in application.provider.webhooks(application) if ".CallbackAfter" in one]
    return wanted


def ask(hub, method, path, body, told=None):
    headers = {"Content-Type": "application/json", "Host": "127.0.0.1", **(told.HEADERS if told else {})}
    data = b"" if body is None else json.dumps(body).encode()
    answer = dispatch(hub, Request(method, path, getattr(told, "QUERY", ""), headers, data))
    assert told or answer.status == 200, answer.body


# --- the documents themselves ---


@each
def test_every_command_of_a_client_is_in_it(name):
    received = {found["name"] for _, key, found in messages(DOCUMENTS[name]) if key.startswith("client ")}
    assert received >= HUB.provider(name).api.commands.keys()


@each
def test_every_frame_and_delivery_that_a_fault_can_strike_is_in_it(name):
    sent = {found["name"] for _, key, found in messages(DOCUMENTS[name]) if key.startswith("server ")}
    points = [point for point, about in HUB.provider(name).points.items() if about.kind in ("frame", "delivery")]
    unsent = {"identity provider"}  # a question by GET, which has no body
    assert [point for point in points if point.removeprefix("frame ") not in sent | unsent] == []


@each
def test_an_example_is_valid(name):
    judge = Judge(name)
    for way, key, found in messages(DOCUMENTS[name]):
        for example in found.get("examples", ()):
            assert judge.errors(way, key, example["payload"]) == []


@each
def test_what_it_refers_to_is_there_and_nothing_else_is(name):
    document = DOCUMENTS[name]
    for reference in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document)):
        found = document
        for step in reference.split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
    said = set(re.findall(r"#/components/schemas/([^\"]+)", json.dumps(document)))
    assert said == document["components"]["schemas"].keys()


@each
def test_every_message_is_sent_received_or_answered_with(name):
    document = DOCUMENTS[name]
    said = set(re.findall(r"#/channels/(\w+/messages/[^\"]+)\"", json.dumps(document["operations"])))
    assert said == {f"{way}/messages/{key}" for way, key, _ in messages(document)}


@each
def test_every_frame_in_a_wrong_shape_is_refused(name):
    judge = Judge(name)
    wrong = 7
    assert [key for way, key, _ in messages(DOCUMENTS[name]) if judge.errors(way, key, wrong) == []] == []


def test_the_control_api_and_the_command_line_give_it(capsys):
    hub = new_hub()
    hub.url = "http://127.0.0.1:8008"
    request = Request("GET", "/_chatmock/asyncapi.json", "provider=tencent", {"Host": "127.0.0.1"})
    assert main(["asyncapi", "--provider", "tencent"]) == 0
    assert json.loads(dispatch(hub, request).body) == json.loads(capsys.readouterr().out)
    assert main(["openapi"]) == 0
    assert json.loads(capsys.readouterr().out)["info"]["title"] == "sendbird by chatmock"


@pytest.mark.parametrize("command", ["openapi", "asyncapi"])
def test_an_unknown_provider_is_told(command, capsys):
    assert main([command, "--provider", "tensent"]) == 2
    assert "did you mean 'tencent'" in capsys.readouterr().err


def test_a_speaker_without_sockets_has_no_channels():
    assert asyncapi.document(Control())["channels"] == {}
    assert one_of("a", "a") == {"$ref": "a.json"}
    assert BUILT_IN.keys() == DOCUMENTS.keys()
