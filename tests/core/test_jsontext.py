"""JSON is read up to a depth, however wide it is, and other words become those of a schema at any depth."""

import pytest

from chatmock.core.jsontext import MAX_DEPTH, exact, parse, write
from chatmock.core.lenience import in_schema_words


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_it_is_read_up_to_a_depth(opening):
    closing = "]" if opening == "[" else "}"
    text = opening * MAX_DEPTH + "1" + closing * MAX_DEPTH
    assert write(parse(text)).decode() == text
    for inmost in ("1", "[]", "{}"):
        deep = MAX_DEPTH + (inmost == "1")
        with pytest.raises(ValueError, match="nested deeper than 100"):
            parse(opening * deep + inmost + closing * deep)


@pytest.mark.parametrize("inner", ["[]", "{}", '"[{"', "[[{}]]"])
def test_it_may_be_wider_than_it_is_deep(inner):
    text = f"[{','.join([inner] * 200)}]"
    assert write(parse(text.encode())).decode() == text


@pytest.mark.parametrize("size", [0, 2047, 2048, 9000])
def test_what_is_kept_is_the_same_in_a_buffer_of_its_own(size):
    data = b"x" * size
    assert exact(data) == data


RULE = {
    "properties": {
        "rows": {"type": "array", "items": {"type": "object", "properties": {"open": {"type": "boolean"}}}},
        "names": {"type": "array", "items": {"type": "string", "x-as-text": True}},
        "some": {"anyOf": [{"type": "string"}, {"$ref": "flags"}]},
        "facts": {"type": "object", "x-as-text": True},
        "may_be_null": {"type": ["string", "null"]},
    }
}
FLAGS = {"type": "array", "items": {"type": "boolean"}}


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ({"rows": [{"open": "true"}, {"open": False}]}, {"rows": [{"open": True}, {"open": False}]}),
        ({"names": [1, "b", True]}, {"names": ["1", "b", "True"]}),
        ({"some": ["false", True]}, {"some": [False, True]}),
        ({"some": "false"}, {"some": "false"}),
        ({"facts": {"a": 1, "b": None}}, {"facts": {"a": "1", "b": None}}),
        ({"rows": None, "may_be_null": None, "other": None}, {"may_be_null": None, "other": None}),
        ({"rows": [{"open": None}]}, {"rows": [{}]}),
    ],
)
def test_other_words_become_those_of_the_schema_at_any_depth(given, right):
    assert in_schema_words(given, RULE, {"flags": FLAGS}.__getitem__) == right


@pytest.mark.parametrize("given", [{"rows": [{"open": True}]}, {"names": ["a"]}, {"rows": [5]}, {}, {"other": [None]}])
def test_where_nothing_is_put_right_the_very_object_comes_back(given):
    assert in_schema_words(given, RULE, {"flags": FLAGS}.__getitem__) is given
