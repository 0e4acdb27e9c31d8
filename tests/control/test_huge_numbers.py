"""Numbers that no clock, counter or file can hold: each is refused by a sentence that says so."""

import pytest

from chatmock.control.api import api
from chatmock.testing import ChatmockError


def _taken(operation):
    return {} if operation.accept is None else operation.accept.properties


TEXT_TOO = {"code", "app_id"}
"""Fields of several types: a number in them is a name."""

NUMBERS = [
    (operation, name)
    for operation in api.operations.values()
    for name, rule in _taken(operation).items()
    if rule.get("type") in ("integer", "number") and name not in TEXT_TOO
]


def _example(operation):
    return next(iter(operation.accept.document.get("examples", ())), {})


def test_every_number_has_a_most():
    assert NUMBERS
    assert [name for operation, name in NUMBERS if "maximum" not in _taken(operation)[name]] == []


@pytest.mark.parametrize("huge", [10**30, 2**64, 1e308, 2**63])
@pytest.mark.parametrize(("operation", "name"), NUMBERS, ids=lambda part: getattr(part, "name", part))
def test_a_huge_number_is_refused_as_too_large(call, operation, name, huge):
    if operation.method == "GET":
        status, refused = call("GET", f"/_chatmock{operation.path}?{name}={int(huge)}")
    else:
        status, refused = call(operation.method, f"/_chatmock{operation.path}", {**_example(operation), name: huge})
    assert status == 400 and refused["message"].startswith(f"{name}: ") and "too large" in refused["message"]


@pytest.mark.parametrize("rate", [f"{10**30} per 1", f"1 per {2**64}", f"{'9' * 5000} per 1"])
def test_a_huge_rate_is_refused(call, rate):
    status, refused = call.control("PUT", "/limits", {"rates": {"application": rate}})
    assert status == 400 and "nine digits" in refused["message"] and len(refused["message"]) < 500


@pytest.mark.parametrize("count", ["1", 1.0, True])
def test_a_count_of_entries_is_a_whole_number(chatmock, count):
    with pytest.raises(ChatmockError, match="count has to be a whole number, not"):
        chatmock.journal.assert_called("view_user", count=count)
