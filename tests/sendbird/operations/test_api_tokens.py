"""Secondary API tokens: issued, used, revoked."""

import pytest

PATH = "/applications/api_tokens"


@pytest.fixture
def second(api):
    """A client with a secondary token."""
    other = type(api)(api.hub, api.app)
    other.headers = {"Api-Token": api.post(PATH)["token"]}
    return other


def test_an_issued_token_has_its_time_in_seconds(api):
    api.app.clock.freeze("2016-12-19T00:00:00Z")
    assert api.post(PATH)["created_at"] == 1482105600


def test_a_secondary_token_does_what_the_master_does(second, alice):
    assert second.get("/users/alice")["user_id"] == "alice"
    second.user("bob")
    assert second.get("/applications")["app_id"] == "chatmock"


def test_tokens_are_listed_oldest_first(api):
    issued = [api.post(PATH, HTTP_API_TOKEN="chatmock-token") for _ in range(3)]
    assert api.get(PATH) == {"api_tokens": issued}


def test_a_token_can_be_viewed(api):
    issued = api.post(PATH)
    assert api.get(f"{PATH}/{issued['token']}") == issued


def test_an_unknown_token_is_not_found(api):
    assert api.refusal("GET", f"{PATH}/nothing") == (400201, '"API token" not found.')


def test_a_revoked_token_is_dead_at_once(api, second):
    token = second.headers["Api-Token"]
    assert api.delete(f"{PATH}/{token}")["token"] == token
    assert second.refusal("GET", "/users") == (400401, "Not valid Api-Token. Api-Token is invalid.")
    assert api.get(PATH) == {"api_tokens": []}


def test_the_master_token_cannot_be_revoked(api):
    assert api.refusal("DELETE", f"{PATH}/chatmock-token")[0] == 400201
    assert api.get("/users")["users"] == []


@pytest.mark.parametrize(
    ("method", "path"), [("POST", PATH), ("GET", PATH), ("GET", f"{PATH}/x"), ("DELETE", f"{PATH}/x")]
)
def test_only_the_master_token_manages_tokens(second, method, path):
    assert second.refusal(method, path)[0] == 400920


def test_the_eleventh_token_is_refused(api):
    for _ in range(10):
        api.post(PATH)
    assert api.refusal("POST", PATH)[0] == 400108
    assert len(api.get(PATH)["api_tokens"]) == 10


def test_a_token_that_was_revoked_makes_room(api):
    first, *_ = (api.post(PATH)["token"] for _ in range(10))
    api.delete(f"{PATH}/{first}")
    assert api.post(PATH)["token"] != first


def test_a_secondary_token_dies_with_its_application(api, second):
    api.delete("/applications")
    assert second.refusal("GET", "/users")[0] == 400401
