"""The error a request is refused for is the one of the first property: found early, it is what all errors would give."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.schema import Schema
from chatmock.serving import new_hub

HUB = new_hub()
ACCEPTING = sorted(
    {
        operation.accept.name: operation.accept
        for speaker in HUB.speakers
        for operation in speaker.api.every()
        if operation.accept is not None
    }.items()
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@st.composite
def bad(draw: st.DrawFn) -> tuple[Schema, dict[str, Any]]:
    """A schema, and values for some of its properties that break it."""
    schema = draw(st.sampled_from([schema for _, schema in ACCEPTING]))
    names = draw(st.lists(st.sampled_from(sorted(schema.properties)), unique=True)) if schema.properties else []
    return schema, {name: draw(values) for name in names}


@settings(deadline=None, max_examples=300)
@given(bad())
def test_the_first_error_is_what_all_errors_would_give(found):
    schema, values = found
    errors = list(schema._validator.iter_errors(values))
    if errors:
        early, plain = schema.first(values), schema.first_of(errors)
        assert (early.field, early.keyword, early.expected) == (plain.field, plain.keyword, plain.expected)
