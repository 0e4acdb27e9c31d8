"""What may stand in the query and in the body of a call: for every operation, and every name."""

import json
import re

import pytest

from chatmock import openapi
from chatmock.control import Control
from chatmock.control import api as errors
from chatmock.control.api import api
from chatmock.core.dispatch import dispatch
from chatmock.core.errors import Error
from chatmock.core.exchange import Request
from chatmock.core.operation import BY_QUERY
from tests import documented

OPERATIONS = [*api.operations.values()]
every = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda found: f"{found.method} {found.address}")
ADDRESS = re.compile(r"{\w+}")


def ask(server, operation, query="", body=None, kind="application/json"):
    """Status and parsed answer of a call of an operation, whose path names nothing that is there."""
    headers = {"Content-Type": kind, "Accept": "text/html" if operation.address == "/" else "*/*"}
    path = ADDRESS.sub("nothing", operation.address)
    sent = b"" if body is None else json.dumps(body).encode()
    answer = dispatch(server.hub, Request(operation.method, path, query, headers, sent))
    return answer.status, json.loads(answer.body) if answer.content_type == "application/json" else {}


def body_of(operation):
    return None if operation.method in BY_QUERY else {}


@every
def test_an_unknown_name_in_the_query_is_refused_with_those_there_are(serving, operation):
    status, refused = ask(serving, operation, "nmae=x", body_of(operation))
    assert (status, refused["code"]) == (404, "unknown_name")
    assert "no query parameter 'nmae'" in refused["message"]
    known = [*operation.query_parameters]
    assert any(name in refused["message"] for name in known or ["takes none, leave it out"])


@every
def test_a_slip_of_the_pen_in_the_query_is_refused_with_what_was_meant(serving, operation):
    for name in operation.query_parameters:
        message = ask(serving, operation, f"{name[:-1]}=x", body_of(operation))[1]["message"]
        assert re.search(rf"did you mean .*\b{name}\b", message), message


@every
def test_what_belongs_in_the_body_is_refused_in_the_query(serving, operation):
    fields = set() if operation.accept is None else operation.accept.properties.keys() - operation.query_parameters
    for name in fields:
        status, refused = ask(serving, operation, f"{name}=1")
        assert status == 404 and "belongs in the JSON object of the body" in refused["message"]


@every
def test_a_value_that_stands_twice_is_refused(serving, operation):
    for name in operation.query_parameters:
        status, refused = ask(serving, operation, f"{name}=1&{name}=1", body_of(operation))
        assert status == 400 and refused["message"] == f"{name}: stands twice in the query; say it once."
        if operation.method not in BY_QUERY:
            status, refused = ask(serving, operation, f"{name}=1", {name: "2"})
            assert status == 400 and refused["message"].startswith(f"{name}: stands in the query and in the body")


@every
def test_a_body_is_refused_where_none_is_taken(serving, operation):
    if operation.method in BY_QUERY:
        known = next(iter(operation.query_parameters), "more")
        status, refused = ask(serving, operation, "", {known: "x"})
        assert status == 404 and "this operation takes no body" in refused["message"]


@every
def test_whom_a_call_is_for_is_heeded_in_the_query_beside_a_body(serving, operation):
    for name in set(errors.ADDRESSING) & operation.query_parameters.keys() if operation.accepts != "page.query" else ():
        status, refused = ask(serving, operation, f"{name}=nobody", body_of(operation))
        assert status in (400, 404), (name, refused)
        status, refused = ask(serving, operation, f"{name}=", body_of(operation))
        assert status == 400 and "is empty in the query" in refused["message"]


def test_an_application_named_beside_a_body_is_the_one_that_changes(server):
    group, other = server.group(), server.group()
    here, there = server.tenant(group, "notes"), server.tenant(other, "notes")
    assert server("POST", f"/clock/freeze?app={here.app_id}", at="2016-12-19T12:00:00Z")[0] == 200
    assert here.clock.frozen and not there.clock.frozen
    assert server("POST", f"/faults?group={other}", operation="write_note", status=503)[0] == 200
    assert (here_and(here), here_and(there)) == (0, 1)


def here_and(tenant):
    return len([*tenant.faults.own, *(tenant.faults.of_group or ())])


def test_the_provider_of_a_state_may_stand_in_its_query_as_well(serving):
    assert serving("PUT", "/state?provider=lines", provider="lines")[0] == 200
    assert serving("PUT", "/state?provider=lines", provider="notes")[0] == 400


@every
def test_the_document_names_what_query_and_body_take(operation):
    address = operation.address if operation.address != "/_chatmock/" else "/"
    described = openapi.document(Control())["paths"][address][operation.method.lower()]
    assert [one["name"] for one in described["parameters"] if one["in"] == "query"] == [*operation.query_parameters]
    types = described.get("requestBody", {}).get("content", {}).keys()
    assert types == (
        {"application/json", *operation.takes} if operation.accept and operation.method not in BY_QUERY else set()
    )


@every
def test_a_body_of_a_type_that_the_document_lacks_is_refused(serving, operation):
    for kind in ("application/yaml", "text/plain", "multipart/form-data"):
        if kind not in operation.takes:
            assert ask(serving, operation, "", {}, kind)[1]["code"] == "not_json"


def test_the_document_names_each_code_with_its_status():
    told = api.schemas["error"].properties["code"]
    declared = {one.code: one.status for one in vars(errors).values() if isinstance(one, Error)}
    assert set(told["enum"]) == declared.keys()
    said = {
        code: int(status)
        for status, codes in re.findall(r"(\d{3}) ([\w, ]+)", told["description"])
        for code in codes.split(", ")
    }
    assert said == declared


def test_answers_of_other_types_are_seen_and_documented(serving):
    """What every test of the control API is held to, where it can be seen."""
    for path, kind, status in TYPES:
        dispatch(serving.hub, Request("GET", f"/_chatmock{path}", headers={"Accept": kind}))
        assert any(seen[1:] == (status, kind) for seen in documented.seen), (path, kind)


TYPES = [
    ("/state", "application/yaml", 200),
    ("/state", "application/json", 200),
    ("/inspector/style.css", "text/css", 200),
    ("/ca.pem", "application/json", 404),
]
