"""The OpenAPI documents: valid, whole, and with examples that hold."""

import json
import re
from itertools import product

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
        (operation.address, operation.method.lower(), operation.name)
        for operation in speaker.api.operations.values()
        if operation.address == "/"
        or not operation.address.endswith("/")  # a page in a folder, which has another address
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
def test_it_speaks_of_all_its_components_and_of_no_others(speaker):
    document = openapi.document(speaker)
    said = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document)))
    parts = [(kind, document["components"][kind]) for kind in ("schemas", "responses")]
    assert said == {f"#/components/{kind}/{name}" for kind, found in parts for name in found}


@each
def test_every_operation_says_what_it_does_and_has_a_tag_that_says_what_it_is(speaker):
    document = openapi.document(speaker)
    tags = {tag["name"]: tag["description"] for tag in document["tags"]}
    used = {tag for _, _, found in operations(document) for tag in found["tags"]}
    assert used == tags.keys() and all(tags.values())
    assert [path for path, _, found in operations(document) if not found["summary"] or not found["description"]] == []


@each
def test_every_refusal_is_described(speaker):
    described = [found["responses"] for _, _, found in operations(openapi.document(speaker))]
    assert all({"4XX", "5XX"} <= responses.keys() for responses in described)


@each
def test_a_credential_is_named_for_each_operation_or_there_is_none(speaker):
    document = openapi.document(speaker)
    silent = [path for path, _, found in operations(document) if "security" not in {**document, **found}]
    assert silent == [] and document.get("security", []) == []


def test_a_creation_leads_to_the_view_of_what_it_made():
    links = linked(openapi.document(HUB.provider("sendbird")))
    assert links["send_message"]["view_message"] == {
        "channel_type": "$request.path.channel_type",
        "channel_url": "$request.path.channel_url",
        "message_id": "$response.body#/message_id",
    }
    assert links["create_bot"]["view_bot"] == {"bot_userid": "$response.body#/bot/bot_userid"}
    assert links["create_poll"]["view_poll"] == {"poll_id": "$response.body#/id"}
    assert "add_poll_option" not in links  # its answer is the poll: the option's key stands in a list
    assert linked(openapi.document(Control()))["add_fault"]["remove_fault"] == {"number": "$response.body#/number"}


@each
def test_a_link_gives_all_that_its_operation_needs(speaker):
    document = openapi.document(speaker)
    needed = {
        found["operationId"]: {p["name"] for p in found["parameters"] if p["in"] == "path"}
        for _, _, found in operations(document)
    }
    assert [
        (creation, name)
        for creation, links in linked(document).items()
        for name, parameters in links.items()
        if parameters.keys() != needed[name]
    ] == []


def linked(document):
    """Parameters by the operation a link leads to, by the operation it begins at."""
    return {
        found["operationId"]: {name: link["parameters"] for name, link in answer["links"].items()}
        for _, _, found in operations(document)
        for answer in found["responses"].values()
        if "links" in answer
    }


@each
def test_a_schema_requires_only_what_it_defines(speaker):
    assert [
        (place, name)
        for place, schema in objects(openapi.document(speaker)["components"]["schemas"])
        if isinstance(schema.get("required"), list)
        for name in schema["required"]
        if name not in schema.get("properties", {})
    ] == []


def objects(value, place=""):
    """Every object inside a value, with its place; examples are passed over."""
    if isinstance(value, dict):
        yield place, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        if name not in ("example", "examples", "default", "enum"):
            yield from objects(child, f"{place}/{name}")


@each
def test_an_example_of_a_parameter_holds_what_its_schema_says(speaker):
    document = openapi.document(speaker)
    for _, _, found in operations(document):
        for parameter in found["parameters"]:
            media = parameter.get("content", {}).get("application/json", parameter)
            if "example" in media:
                schema = {**media["schema"], "components": document["components"]}
                assert list(Draft202012Validator(schema).iter_errors(media["example"])) == []


@each
def test_every_address_in_it_is_one_of_the_loopback(speaker):
    """A client that sends the examples sends them nowhere else, and has chatmock send nothing anywhere else."""
    document = openapi.document(speaker, "http://127.0.0.1:8008")
    hosts = set(re.findall(r"(?:https?|wss?)://([^/:\"' ]+)", json.dumps(document)))
    assert hosts <= {"127.0.0.1"}


@each
def test_two_paths_are_alike_only_where_a_parameter_has_a_closed_list_of_values(speaker):
    document = openapi.document(speaker)
    paths = [path.split("/") for path in expanded(document)]
    alike = [(one, other) for one in paths for other in paths if one < other and is_alike(one, other)]
    assert [pair for pair in alike if "/".join(pair[0]) not in ALIKE] == []


ALIKE = {
    "/chat/Dialog/clearHistory/{dialog_id}",
    "/v3/applications/push/message_templates/{template_name}",
    "/v3/bots/{bot_userid}/channels/{channel_url}",
}
"""Paths that a vendor has laid so that another's parameter may be their text; here the text wins."""


def expanded(document):
    """Every path, with each of the values that its closed parameters have."""
    for path, item in document["paths"].items():
        closed = {
            p["name"]: p["schema"]["enum"]
            for found in item.values()
            for p in found["parameters"]
            if p["in"] == "path" and "enum" in p["schema"]
        }
        for values in product(*closed.values()):
            texts = dict(zip(closed, values, strict=True))
            yield "/".join(texts.get(part[1:-1], part) if part.startswith("{") else part for part in path.split("/"))


def is_alike(one, other):
    """Whether one request could be of both, and neither is the more special."""
    differ = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return (
        len(one) == len(other)
        and all(a.startswith("{") or b.startswith("{") for a, b in differ)
        and len({a.startswith("{") for a, b in differ}) > 1
    )


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
