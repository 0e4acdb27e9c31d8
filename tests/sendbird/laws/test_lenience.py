"""Clients say null where they mean nothing, and true as text: every field of every request and command takes that."""

from __future__ import annotations

from typing import Any

import pytest

from chatmock.core.errors import Invalid
from chatmock.providers.sendbird.api import api, schemas

ACCEPTING = sorted({operation.accepts for operation in api.every() if operation.accepts})
FIELDS = [(name, field) for name in ACCEPTING for field in schemas[name].properties]
BOOLEANS = [(name, field) for name, field in FIELDS if schemas[name].properties[field].get("type") == "boolean"]


def examples(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [*schemas.documents[name].get("examples", ())]
    return found or [{}]


def outcome(name: str, given: dict[str, Any]) -> Any:
    """What is accepted, or that the field was refused."""
    try:
        return schemas[name].accept(given)
    except Invalid as found:
        return found.field


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_null_is_not_given(name, field):
    # client: npm sendbird 3.0.111 to 3.1.29 send `"data": null` with every text
    for example in examples(name):
        without = {key: value for key, value in example.items() if key != field}
        assert outcome(name, {**example, field: None}) == outcome(name, without)


@pytest.mark.parametrize("name", ACCEPTING)
def test_what_is_required_is_no_null(name):
    for field in schemas.documents[name].get("required", ()):
        with pytest.raises(Invalid) as refused:
            schemas[name].accept({**examples(name)[0], field: None})
        assert refused.value.field == field
        assert refused.value.keyword == "type" or "contentEncoding" in schemas[name].properties[field]


@pytest.mark.parametrize(("name", "field"), BOOLEANS)
def test_a_boolean_may_be_a_text(name, field):
    # client: four published programs send `"issue_access_token": "true"`
    for text, value in (("true", True), ("false", False)):
        for example in examples(name):
            assert outcome(name, {**example, field: text}) == outcome(name, {**example, field: value})


@pytest.mark.parametrize(("name", "field"), BOOLEANS)
@pytest.mark.parametrize("text", ["yes", "True", "1", ""])
def test_no_other_text_is_a_boolean(name, field, text):
    assert outcome(name, {**examples(name)[0], field: text}) == field


def test_null_deep_inside_is_not_given_either():
    options = ["soup"]
    poll = {"title": "Lunch?", "options": options, "allow_multiple_votes": "true", "data": None}
    assert schemas["poll.create"].accept(poll)["allow_multiple_votes"] is True
    file = {"url": "http://x.test/a", "file_name": None, "file_size": None}
    sent = {"message_type": "FILE", "user_id": "ann", "files": [file], "data": None}
    assert schemas["message.send"].accept(sent)["files"] == [{"url": "http://x.test/a"}]


def test_an_item_of_a_list_is_no_null():
    with pytest.raises(Invalid):
        schemas["group_channel.create"].accept({"user_ids": ["ann", None]})
