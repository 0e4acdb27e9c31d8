"""The OpenAPI documents: valid, whole, and with examples that hold."""

import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from chatmock import openapi
from chatmock.control import Control
from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.serving import new_hub

HUB = new_hub(strict=True)
SPEAKERS = [*HUB.every(), Control()]
each = pytest.mark.parametrize("speaker", SPEAKERS, ids=lambda speaker: speaker.name)


def operations(document):
    return [(path, method, found) for path, item in document["paths"].items() for method, found in item.items()]


def ask(path, query=""):
    answer = dispatch(HUB, Request("GET", f"/_chatmock{path}", query))
    return answer.status, json.loads(answer.body)


@each
def test_a_document_is_valid(speaker):
    assert [error.message for error in OpenAPIV31SpecValidator(openapi.document(speaker)).iter_errors()] == []


@each
def test_every_operation_is_in_it_at_its_address(speaker):
    named = {
        (path, method, name)
        for path, method, found in operations(openapi.document(speaker))
        for name in found["x-chatmock-operations"]
    }
    assert named == {
        (operation.address, operation.method.lower(), operation.name) for operation in speaker.api.operations.values()
    }


@each
def test_every_operation_has_an_id_of_its_own(speaker):
    ids = [found["operationId"] for _, _, found in operations(openapi.document(speaker))]
    assert len(ids) == len(set(ids))


@each
def test_examples_hold_what_the_components_say(speaker):
    components = openapi.document(speaker)["components"]
    for name, schema in components["schemas"].items():
        validator = Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components})
        assert [list(validator.iter_errors(example)) for example in schema["examples"]] == [[]] * len(
            schema["examples"]
        )


@each
def test_it_speaks_of_no_schema_it_has_not(speaker):
    document = openapi.document(speaker)
    said = json.dumps(document).split('"$ref": "')[1:]
    assert {ref.partition('"')[0].rpartition("/")[2] for ref in said} <= document["components"]["schemas"].keys()


def test_a_credential_is_asked_for_where_there_has_to_be_one():
    paths = openapi.document(HUB.provider("sendbird"))["paths"]
    assert paths["/v3/users"]["get"]["security"] == [{"token": []}]
    assert sorted(map(list, paths["/v3/applications"]["get"]["security"])) == [["basic"], ["token"]]


def test_the_control_api_gives_the_documents():
    assert (
        ask("/openapi.json")[1]
        == ask("/openapi.json", "provider=sendbird")[1]
        == openapi.document(HUB.provider("sendbird"))
    )
    assert ask("/openapi.json", "provider=control")[1]["paths"]["/_chatmock/openapi.json"]
    assert ask("/openapi.json", "provider=nobody")[0] == 404


def test_the_control_api_gives_every_schema_with_or_without_its_ending():
    for speaker in SPEAKERS:
        names = ask(f"/schemas/{speaker.name}")[1]["schemas"]
        assert [ask(f"/schemas/{speaker.name}/{name}")[1] for name in names] == [
            ask(f"/schemas/{speaker.name}/{name}.json")[1] for name in names
        ]
        assert len(names) == len(speaker.api.schemas.documents)
    assert ask("/schemas/sendbird/nothing")[0] == ask("/schemas/nobody/user")[0] == 404
