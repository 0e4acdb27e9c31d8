"""Texts of queries and forms as values: none that could not be kept and shown again."""

import pytest

from chatmock.core.errors import Invalid
from chatmock.core.texts import Texts, as_value
from chatmock.serving import new_hub

SPEAKERS = {speaker.name: speaker for speaker in new_hub(strict=True).every()}
TOO_LARGE = [2**64, -(2**63) - 1, 10**30, -(10**399)]


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "one"])
def test_what_is_no_finite_number_stays_text(text):
    assert as_value(text, "number") == text


@pytest.mark.parametrize("number", TOO_LARGE)
@pytest.mark.parametrize("name", SPEAKERS)
def test_a_larger_number_is_refused_in_every_query_and_form(name, number):
    found = [operation.accept for operation in SPEAKERS[name].api.every() if operation.accept is not None]
    fields = [(schema, field) for schema in found for field in schema.properties if is_integer(schema, field)]
    for schema, field in fields:
        for encoded in (True, False):
            with pytest.raises(Invalid):
                schema.accept(Texts([(field, str(number))], encoded=encoded))
    assert fields


def is_integer(schema, field):
    return schema.properties[field].get("type") == "integer"
