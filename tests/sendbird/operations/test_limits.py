"""Maintenance, quota and rate limit of an application."""

import pytest


def test_maintenance_answers_503_to_everything(api):
    api.app.limits.maintenance = True
    for path in ("/users", "/applications", "/no/such/path"):
        answer = api.send("GET", path)
        assert answer.status == 503
    assert api.refusal("GET", "/users") == (503, "API is unavailable temporarily. Please try again.")


def test_maintenance_ends(api):
    api.app.limits.maintenance = True
    assert api.refusal("POST", "/users", {"user_id": "alice", "nickname": ""})[0] == 503
    api.app.limits.maintenance = False
    assert api.get("/users")["users"] == []


def test_a_bad_token_is_refused_before_maintenance(api):
    api.app.limits.maintenance = True
    api.headers = {"Api-Token": "wrong"}
    assert api.refusal("GET", "/users")[0] == 400401


def test_a_client_waits_for_the_end_of_maintenance_too(api):
    client = api.client(api.user("alice"))
    assert client.get("/users/alice")["user_id"] == "alice"
    api.app.limits.maintenance = True
    assert client.refusal("GET", "/users/alice")[0] == 503


def test_a_reached_quota_refuses_more_of_anything(api, alice, bob):
    api.app.limits.quota = 3
    lunch = api.group(alice, bob)
    body = {"message_type": "MESG", "user_id": "bob", "message": "hi"}
    assert api.refusal("POST", f"/group_channels/{lunch}/messages", body) == (
        400800,
        "Your free plan has reached its quota.",
    )
    assert api.get("/users/alice")["user_id"] == "alice"
    assert api.put("/users/alice", nickname="Al")["nickname"] == "Al"


def test_refused_requests_do_not_use_the_quota(api):
    api.app.limits.quota = 1
    api.refusal("POST", "/users", {"user_id": "alice"})
    assert api.user("alice") == "alice"
    assert api.refusal("POST", "/users", {"user_id": "bob", "nickname": "Bob"})[0] == 400800


def test_messages_use_the_quota_also_when_they_are_deleted(api, lunch):
    sent = api.say("bob", lunch)
    api.delete(f"/group_channels/{lunch}/messages/{sent['message_id']}")
    api.app.limits.quota = 4
    assert api.refusal("POST", "/users", {"user_id": "carol", "nickname": ""})[0] == 400800


@pytest.fixture
def limited(api):
    """Two requests in ten seconds."""
    api.app.clock.freeze("2016-12-19T00:00:00Z")
    api.app.limits.rates["application"] = (2, 10)
    return api


def test_in_2016_more_requests_than_the_rate_are_an_ordinary_refusal(limited, api_of_2016):
    assert [limited.send("GET", "/users").status for _ in range(3)] == [200, 200, 400]
    assert limited.refusal("GET", "/users") == (400910, "The request has been rate-limited.")


def test_the_window_begins_with_its_first_request_and_ends_by_the_clock(limited):
    limited.get("/users")
    limited.app.clock.advance(seconds=9)
    limited.get("/users")
    assert limited.refusal("GET", "/users")[0] == 500910
    limited.app.clock.advance(seconds=1)
    assert [limited.send("GET", "/users").status for _ in range(3)] == [200, 200, 429]


def test_in_2016_a_rate_limit_has_no_headers(limited, api_of_2016):
    assert limited.send("GET", "/users").headers == {}


def test_headers_tell_how_much_is_left(limited):
    first, second = limited.send("GET", "/users").headers, limited.send("GET", "/users").headers
    assert first == {"X-RateLimit-Limit": "2;w=10", "X-RateLimit-Remaining": "1"}
    assert second["X-RateLimit-Remaining"] == "0"


def test_too_many_requests_are_a_429_that_says_when_to_try_again(limited):
    for _ in range(2):
        limited.get("/users")
    limited.app.clock.advance(seconds=2.5)
    answer = limited.send("GET", "/users")
    assert (answer.status, answer.headers["X-RateLimit-RetryAfter"]) == (429, "8")
    assert limited.refusal("GET", "/users") == (500910, "Too many requests.")


def test_applications_have_their_own_limits(limited):
    other = limited.hub.add(limited.hub.provider("sendbird").create("other", api_token="other-token"))
    limited.get("/users"), limited.get("/users")
    client = type(limited)(limited.hub, other)
    assert client.get("/users")["users"] == []
