"""What is wrong with a value is found in bounded time, and is the same thing however large the value is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import validator_for

from chatmock.core import violations
from chatmock.core.errors import Invalid, invalid
from chatmock.core.seeds import SeedError, of_values
from chatmock.core.violations import is_larger
from chatmock.providers.connectycube import ConnectyCube
from chatmock.providers.sendbird import Sendbird

SENDBIRD, CUBE = Sendbird(), ConnectyCube()
SCHEMAS = {
    f"{provider.name} {operation.accept.name}": operation.accept
    for provider in (SENDBIRD, CUBE)
    for operation in provider.api.operations.values()
    if operation.accept
}
VALUES: st.SearchStrategy[object] = st.sampled_from(
    [None, 0, 5, "", "x", True, [], [5], ["x"], [[]], {}, {"a": 5}, {"a": None}, [{"user_id": 5}], "{}"]
)


def field_of(accepts, values):
    try:
        accepts.accept(values)
    except Invalid as wrong:
        return wrong.field
    return None


@given(st.data())
def test_the_same_field_is_wrong_whether_all_errors_are_looked_for_or_the_first(data):
    accepts = SCHEMAS[data.draw(st.sampled_from(sorted(SCHEMAS)))]
    if not accepts.properties:
        return
    names = data.draw(st.lists(st.sampled_from(sorted(accepts.properties)), unique=True))
    values = {name: data.draw(VALUES) for name in names}
    wrong = field_of(accepts, values)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(violations, "MOST_PARTS", -1)
        assert (field_of(accepts, values) is None) == (wrong is None)
        if not any(isinstance(value, dict | list) for value in values.values()):
            assert field_of(accepts, values) == wrong


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [
        ("sendbird group_channel.create", {"user_ids": [1] * 1_000_000}, "user_ids"),
        ("sendbird group_channel.create", {"user_ids": [1] * 1_000_000, "name": 5}, "name"),
        ("sendbird user.create", {"metadata": {str(n): [] for n in range(200_000)}}, "user_id"),
        ("connectycube dialog.create", {"type": 2, "occupants_ids": ["x"] * 1_000_000}, "occupants_ids"),
    ],
)
def test_a_million_errors_are_not_listed(name, values, field):
    assert field_of(SCHEMAS[name], values) == field


@pytest.mark.parametrize("user", [{}, {"user_id": 5}, {"user_id": "x", **{f"no{n}": 1 for n in range(5)}}])
def test_of_a_large_seed_the_first_fault_is_said(user):
    with pytest.raises(SeedError) as found:
        of_values({"chatmock": 1, "users": [user] * 500_000}, default="sendbird").check(
            lambda provider: SENDBIRD.seed_schema
        )
    assert "users" in str(found.value) and len(str(found.value)) < 5_000


def test_unknown_keys_of_a_seed_are_named_up_to_some():
    keys = {f"key{number}": 1 for number in range(4_000)}
    with pytest.raises(SeedError) as found:
        of_values({"chatmock": 1, **keys}, default="sendbird").check(lambda provider: SENDBIRD.seed_schema)
    assert 1 < str(found.value).count("\n") + 1 <= 20


def test_the_size_of_a_value_is_the_number_of_its_parts():
    assert not is_larger("x" * 100, 0) and not is_larger([1, [2]], 3) and is_larger([1, [2]], 2)


def test_what_is_missing_below_is_wrong_with_the_field_above():
    inner = {"type": "object", "required": ["name"]}
    rule = validator_for({"properties": {"about": {"properties": {"user": inner}}}, "required": ["about"]})
    for text in ('{"about": {"user": {}}}', "{}"):
        assert invalid(next(rule.iter_errors(json.loads(text))))[0] == "about"
