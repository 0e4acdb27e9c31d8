"""Requests that are written as data, where things may be named in them, and who is loaded to answer them."""

import orjson
import pytest

from chatmock.core import secrets
from chatmock.core.hub import Hub
from chatmock.core.perform import perform
from chatmock.core.points import Point
from chatmock.core.sample import Ask
from chatmock.core.secrets import Issued
from chatmock.core.seed_text import whole
from chatmock.core.sight import Naming, Sight
from chatmock.core.speakers import Speakers
from chatmock.core.violations import all_kept
from chatmock.providers.sendbird import Sendbird
from tests.core.notes import KEY, Notes

OWN = {KEY: Notes.card.defaults["secret"]}


@pytest.fixture
def hub():
    hub = Hub([Notes()])
    hub.add(hub.provider("notes").create(7))
    return hub


def test_a_request_is_sent_with_the_own_credential_or_others(hub):
    kept = {"note": "a/b"}
    made = perform(hub, Ask("POST /notes/{note}", {"text": "{note}"}, keep={"text": "text"}), kept, OWN)
    assert (made.answer.status, kept) == (201, {"note": "a/b", "text": "a/b"})
    assert perform(hub, Ask("GET /notes/{note}"), kept, OWN).answer.status == 200
    refused = perform(hub, Ask("GET /notes/{note}", headers={KEY: "another"}), kept, OWN).answer
    assert refused.refusal is not None


@pytest.mark.parametrize(
    ("ask", "content"), [(Ask("GET /a"), b""), (Ask("PUT /a", {"b": 1}), b'{"b":1}'), (Ask("PUT /a", raw=b"{"), b"{")]
)
def test_what_is_sent_is_json_or_as_it_is_written(ask, content):
    assert ask.content == content


def test_what_an_address_fixes_is_no_place_for_a_name():
    api = Sendbird().api
    operation, _ = api.match("/v3/group_channels/lunch/messages", "GET", "app")
    assert operation is not None and operation.fixed and list(Point.of(operation).place) == ["channel_url"]


@pytest.mark.parametrize("any_case", [True, False])
def test_a_channel_is_named_in_any_case_where_the_platform_takes_any(any_case):
    sight, naming = Sight(place={"channel": "Lunch"}), Naming(channels=frozenset({"channel"}), any_case=any_case)
    assert sight.is_in("Lunch", naming) and sight.is_in("lunch", naming) is any_case
    assert not sight.is_in("dinner", naming)


def test_whoever_waits_for_a_provider_is_told_once_it_is_loaded():
    speakers, told = Speakers(others={"notes": Notes}, cards={"notes": Notes.card}), []
    speakers.on_load = lambda: told.append(speakers.is_loaded("notes"))
    assert (speakers.is_loaded("notes"), told) == (False, [])
    assert speakers.provider("notes") is speakers.provider("notes") and told == [True]


def test_a_query_that_is_asked_again_is_answered_anew():
    accept = Sendbird().api.operations["list_group_channels"].accept
    assert accept is not None
    first = accept.accept_query("custom_types=a,b&limit=3")
    first["custom_types"].append("c")
    first["limit"] = 4
    again = accept.accept_query("custom_types=a,b&limit=3")
    assert (again["custom_types"], again["limit"]) == (["a", "b"], 3)


@pytest.mark.parametrize(
    ("number", "kept"), [(2**64 - 1, True), (-(2**63), True), (2**64, False), (-(2**63) - 1, False)]
)
def test_whole_numbers_are_kept_up_to_64_bits(number, kept):
    assert all_kept({"a": 5, "b": number}, "ab") is kept and not all_kept({"a": True}, "a")


def test_a_whole_number_that_is_written_as_a_float_is_one_at_any_depth():
    value = {"a": 1.0, "b": [2.0, {"c": 3.5, "d": "x"}], "e": {"f": 4.0}}
    assert orjson.dumps(whole(value)) == b'{"a":1,"b":[2,{"c":3.5,"d":"x"}],"e":{"f":4}}'
    settled = {"a": 1, "b": [2, {"c": 3.5}]}
    assert whole(settled) is settled


def test_the_newest_secrets_are_known_that_have_no_long_part(monkeypatch):
    monkeypatch.setattr(secrets, "ODD", 2)
    known, odd = Issued(), ["one-two-3", "two-one-3", "3-one-two"]
    for value in odd[:2]:
        known.add(value)
    assert [known.in_text(value) for value in odd[:2]] == ["***", "***"]
    known.add(odd[2])
    assert [known.in_text(value) for value in odd] == ["one-two-3", "***", "***"]


def test_of_many_secrets_with_the_same_part_none_is_shown():
    known, values = Issued(), [f"{'a-' * count}abcdefgh" for count in range(1, 20)]
    for value in values:
        known.add(value)
    assert not any("abcdefgh" in known.in_text(f"say {value}!") or "bcd" in known.in_text(value) for value in values)


def test_nobody_is_named_where_users_neither_ask_nor_hear():
    naming = Naming(users=frozenset({"user_id"}))
    assert not Point("delivery", ("text",)).names_users(naming) and Point("delivery", ("user_id",)).names_users(naming)
    assert Point("frame", ("text",), by_users=True).names_users(naming)
