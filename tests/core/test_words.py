"""What is said of a value that breaks a schema, where tests of the interfaces ask for no such value."""

import pytest
from jsonschema_rs import validator_for

from chatmock.core.errors import Invalid
from chatmock.core.words import sentence, sentence_about


@pytest.mark.parametrize(
    ("rule", "given", "said"),
    [
        ({"minLength": 1}, "", "is empty; give it one character at least"),
        ({"minLength": 2}, "", "is empty; give it 2 characters at least"),
        ({"minLength": 2}, "a", "is too short; it has 2 characters at least"),
        ({"type": "integer"}, 0.5, "has to be a whole number, not 0.5"),
    ],
)
def test_a_sentence_says_what_would_be_right(rule, given, said):
    errors = validator_for({"properties": {"value": rule}}).iter_errors({"value": given})
    assert [sentence(error, rule).endswith(said) for error in errors] == [True]


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("integer", 2**70, "1180591620717411303424 is too large; whole numbers have 64 bits"),
        ("integer", -(2**63), "-9223372036854775808 is too large; whole numbers have 64 bits"),
        (["integer", "null"], 2.0**70, "is too large; whole numbers have 64 bits"),
        ("boolean", 2**70, "has to be true or false, not 1180591620717411303424"),
        ("integer", "x", "has to be a whole number, not 'x'"),
    ],
)
def test_a_whole_number_has_64_bits(kind, given, said):
    assert sentence_about(Invalid("value", "type", kind, given=given)).endswith(said)
