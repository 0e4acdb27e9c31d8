"""What refusals of addresses and hosts say to people, and in whose journal they stand."""

import json

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.providers.sendbird.api import api as declared
from chatmock.providers.sendbird.hints import is_not_served, not_served


def ask(api, method, path, **headers):
    answer = dispatch(api.hub, Request(method, path, "", headers, b""))
    return json.loads(answer.body)["code"], answer.headers.get("X-Chatmock-Hint", "")


@pytest.fixture
def other(api):
    """Another application, which hosts can name."""
    return api.hub.add(api.hub.provider("sendbird").create("AB-12", api_token="other-token"))


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("GET /v3/users/a/push_preferences", "GET /v3/users/{user_id}/push_preference"),
        ("POST /v3/group_channel", "POST /v3/group_channels"),
        ("GET /v3/group_channels/a/member", "GET /v3/group_channels/{channel_url}/members"),
        (
            "PUT /v3/group_channels/a/messages/7/sorted_metaarrays",
            "PUT /v3/{channel_type}/{channel_url}/messages/{message_id}/sorted_metaarray",
        ),
        ("GET /v3/usres", "GET /v3/users"),
    ],
)
def test_an_unknown_address_is_hinted_at_the_nearest(api, asked, nearest):
    method, _, path = asked.partition(" ")
    code, hint = ask(api, method, path, **api.headers)
    assert (code, hint.partition(",")[0]) == (400404, f"nearest: {nearest}")


def test_the_nearest_begin_with_the_same_parts(api):
    code, hint = ask(api, "POST", "/v3/users/a/banned_channel_types", **api.headers)
    assert code == 400404 and hint.count("/v3/users/{user_id}/") == hint.count("/v3/") > 0


def test_nothing_is_near_to_something_wholly_else(api):
    assert ask(api, "GET", "/v3/zzzzzzzz", **api.headers) == (400404, "")


def test_an_unknown_address_without_a_token_has_the_hint_too(api):
    code, hint = ask(api, "GET", "/v3/usres")
    assert (code, hint.partition(",")[0]) == (400401, "nearest: GET /v3/users")


@pytest.mark.parametrize("headers", [{}, {"Api-Token": "wrong"}])
@pytest.mark.parametrize("path", ["/v3/users", "/v3/usres"])
def test_who_has_no_good_token_stands_in_the_journal_of_whom_the_host_names(api, other, headers, path):
    before = len(api.app.journal)
    assert ask(api, "GET", path, Host="api-ab-12.sendbird.com", **headers)[0] == 400401
    assert (len(other.journal), len(api.app.journal)) == (1, before)


def test_a_host_that_names_another_application_is_said_to_have_done_it(api, other):
    code, hint = ask(api, "GET", "/v3/users", Host="api-AB-12.sendbird.com:8008", **api.headers)
    assert code == 400920
    assert "the host" in hint and "names the application AB-12" in hint and "--app-id AB-12" in hint


# --- what the vendor has and chatmock has not ---

NOT_SERVED = [f"{method} {'/'.join(parts)}" for method, parts in not_served()]


@pytest.mark.parametrize("row", NOT_SERVED)
def test_what_is_not_served_says_so(api, row):
    method, _, path = row.partition(" ")
    code, hint = ask(api, method, f"/v3{path}".replace("{", "").replace("}", ""), **api.headers)
    assert code == 501000 and "does not have" in hint


@pytest.mark.parametrize("path", ["/v1/direct_calls", "/v1/live/live-events", "/platform/v1/tickets", "/sapi/tickets"])
def test_other_products_are_not_served(api, path):
    assert ask(api, "POST", path)[0] == 501000
    code, hint = ask(api, "POST", path, **api.headers)
    assert code == 501000 and "does not have" in hint


def test_what_is_served_is_not_on_that_list():
    served = [o for o in declared.every() if o.method != "FRAME"]
    assert [o for o in served if is_not_served(o.method, o.address.replace("{channel_type}", "group_channels"))] == []
    assert len(set(NOT_SERVED)) == len(NOT_SERVED)


def test_who_asks_without_a_token_is_told_that_it_is_not_served(api):
    assert ask(api, "GET", "/v3/applications/push/settings")[0] == 501000
    assert api.app.journal
