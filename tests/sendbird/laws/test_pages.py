"""Paging is by position: whatever comes and goes meanwhile, what stays is shown once and in order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lengths import examples
from tests.sendbird.conftest import Api
from tests.sendbird.laws.world import empty

List = tuple[str, str, str, dict[str, str]]
USERS: List = ("/users", "users", "user_id", {"active_mode": "all"})
CHANNELS: List = ("/group_channels", "channels", "channel_url", {})
MINE: List = ("/users/me/my_group_channels", "channels", "channel_url", {"show_empty": "true"})


def _make(api: Api, list_of: str, number: int) -> str:
    return api.user(f"user{number}") if list_of == "users" else api.group("me", channel_url=f"channel{number}")


@settings(max_examples=examples(40), deadline=None)
@given(
    which=st.sampled_from([USERS, CHANNELS, MINE]),
    era=st.sampled_from(["today", "2016"]),
    count=st.integers(0, 12),
    limits=st.lists(st.integers(1, 4), min_size=1, max_size=4),
    changes=st.lists(st.lists(st.sampled_from(["make", "delete"]), max_size=2), min_size=1, max_size=4),
    data=st.data(),
)
def test_a_list_shows_what_stays_once_and_in_order(which, era, count, limits, changes, data):
    path, list_of, key, query = which
    api = empty()
    api.app.era = era
    api.user("me")
    made = [_make(api, list_of, number) for number in range(count)]
    stayed, seen, token, step = list(made), [], "", 0
    while step == 0 or token:
        page = api.get(path, limit=limits[step % len(limits)], token=token, **query)
        seen += [row[key] for row in page[list_of]]
        token = page["next"]
        for change in changes[step % len(changes)] if step < 8 else ():
            if change == "make":
                made.append(_make(api, list_of, len(made)))
            elif stayed:
                stayed.remove(gone := data.draw(st.sampled_from(stayed)))
                api.delete(f"/users/{gone}" if list_of == "users" else f"/group_channels/{gone}")
        step += 1
    seen = [name for name in seen if name != "me"]
    newest_first = list_of == "users" or era == "today"
    in_order = [name for name in (made[::-1] if newest_first else made) if name in seen]
    assert seen == in_order and set(stayed) <= set(seen)


# --- what a token is good for ---


@pytest.fixture
def api() -> Api:
    api = empty()
    for number in range(4):
        api.user(f"user{number}")
    for number in range(2):
        api.group("user0", "user1", channel_url=f"group{number}")
    return api


def _token(api: Api, path: str, **query: Any) -> str:
    token = api.get(path, limit=1, **query)["next"]
    assert token
    return str(token)


INVALID = (400111, 'Invalid value: "token".')


@pytest.mark.parametrize(
    "path",
    ["/group_channels", "/users/user0/my_group_channels", "/open_channels", "/group_channels/group0/members", "/bots"],
)
def test_a_token_of_one_list_is_refused_by_another(api, path):
    assert api.refusal("GET", path, token=_token(api, "/users")) == INVALID


def test_a_token_of_one_thing_is_refused_by_the_list_of_another(api):
    token = _token(api, "/group_channels/group0/members")
    assert api.refusal("GET", "/group_channels/group1/members", token=token) == INVALID
    token = _token(api, "/users/user0/my_group_channels", show_empty="true")
    assert api.refusal("GET", "/users/user1/my_group_channels", token=token, show_empty="true") == INVALID


def test_a_token_belongs_to_its_filters_but_not_to_the_limit(api):
    token = _token(api, "/users")
    assert api.refusal("GET", "/users", token=token, active_mode="all") == INVALID
    assert len(api.get("/users", token=token, limit=2)["users"]) == 2
    assert len(api.get("/users", token=token, active_mode="activated")["users"]) == 3  # a default is no other filter


def test_a_token_of_one_tenant_is_refused_by_another_of_the_same_seed(api):
    token = _token(api, "/users")
    other = api.hub.add(api.hub.provider("sendbird").create("other", api_token="other-token"))
    assert other.secret == api.app.secret
    assert Api(api.hub, other).refusal("GET", "/users", token=token) == INVALID


def test_a_token_lives_an_hour_by_the_tenants_clock(api):
    api.app.clock.freeze()
    token = _token(api, "/users")
    api.app.clock.advance(hours=1)
    assert api.get("/users", token=token)["users"]
    api.app.clock.advance(milliseconds=1)
    assert api.refusal("GET", "/users", token=token) == (400109, "The token is expired.")


def test_a_token_is_of_its_eras_alphabet_and_either_is_taken(api):
    new = _token(api, "/users")
    api.app.era = "2016"
    old = _token(api, "/users")
    assert set(new) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~")
    assert api.get("/users", token=old) == api.get("/users", token=new)


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=examples(100), deadline=None)
def test_what_is_no_token_is_refused(text):
    api = empty()
    assert api.refusal("GET", "/users", token=text) == INVALID


@given(st.integers(0, 200), st.sampled_from("ABCz09+/"))
@settings(max_examples=examples(60), deadline=None)
def test_a_token_that_was_tampered_with_is_refused(index, letter):
    api = empty()
    for name in ("a", "b"):
        api.user(name)
    token = _token(api, "/users")
    index %= len(token.rstrip("="))
    if token[index] != letter:
        assert api.refusal("GET", "/users", token=token[:index] + letter + token[index + 1 :]) == INVALID
