"""A server of one's own, and the time at which what is made there begins."""

from datetime import UTC, date, datetime

import pytest

from chatmock.testing import ChatmockError, ChatmockServer

NOON = "2016-12-19T12:00:00Z"
NOON_IN_MS = 1482148800000
EVENING_IN_MS = NOON_IN_MS + 8 * 3600 * 1000


@pytest.fixture(scope="module")
def server():
    with ChatmockServer.start(clock=NOON) as server:
        yield server


def test_a_block_ends_its_server():
    with ChatmockServer.start() as server:
        assert server.control("GET", "/health")["status"] == "ok"
    server.stop()
    with pytest.raises(ChatmockError, match="start it with chatmock serve"):
        ChatmockServer.at(server.url)


def test_a_server_elsewhere_outlives_the_block(server):
    with ChatmockServer.at(server.url):
        pass
    assert server.control("GET", "/health")["status"] == "ok"


def test_everything_begins_at_the_time_of_its_server(server):
    described = server.control("POST", "/applications")
    assert server.control("GET", "/clock", app=described["app_id"])["now"] == NOON_IN_MS
    with server.application() as chatmock:
        assert chatmock.clock.now() == chatmock.sendbird.clock.now() == NOON_IN_MS


MAKERS = {
    "application": lambda server, clock: server.new(clock=clock),
    "fork": lambda server, clock: server.new().sendbird.fork(clock=clock),
    "server": lambda server, clock: ChatmockServer.start(clock=clock),
}


@pytest.fixture(params=[MAKERS["application"], MAKERS["fork"]], ids=["application", "fork"])
def evening(server, request):
    """An application that begins eight hours after its server does."""
    made = request.param(server, "2016-12-19T20:00:00Z")
    yield made
    made.remove()


def test_a_nearer_time_wins(evening):
    assert evening.clock.now() == EVENING_IN_MS


def test_a_reset_goes_back_to_the_time(evening):
    evening.clock.advance(days=1)
    evening.reset()
    assert evening.clock.now() == EVENING_IN_MS


def test_a_time_is_text_or_a_datetime(server):
    for clock in (datetime(2016, 12, 19, 12), datetime(2016, 12, 19, 12, tzinfo=UTC), "2016-12-19T13:00:00+01:00"):
        with server.application(clock=clock) as chatmock:
            assert chatmock.clock.now() == NOON_IN_MS


def test_a_seed_is_relative_to_the_time(server):
    seed = {"users": [{"user_id": "a", "created": "1 hour ago"}], "clock": "2020-01-01T00:00:00Z"}
    with server.application(clock=NOON, seed=seed) as chatmock:
        for _ in range(2):
            assert chatmock.clock.now() == NOON_IN_MS
            assert chatmock.state["users"][0]["created"] == NOON_IN_MS - 3600 * 1000
            chatmock.reset()


@pytest.mark.parametrize("path", ["/applications", "/groups"])
def test_other_languages_give_a_time_too(server, path):
    made = server.control("POST", path, clock="2016-12-19T20:00:00Z")
    assert server.control.of_group(made["group"])("GET", "/clock")["now"] == EVENING_IN_MS


@pytest.mark.parametrize("make", MAKERS.values(), ids=list(MAKERS))
@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("yesterday", "clock: 'yesterday' is no time; write it like 2016-12-19T12:00:00Z"),
        (1482148800, "clock: 1482148800 is no time; write it like '2016-12-19T12:00:00Z', or give a datetime"),
        (date(2016, 12, 19), "is no time; .* give a datetime"),
        ("1900-01-01", "clock: a clock stands between 1970 and 9999; write a time in between"),
        ("0001-01-01T00:00:00+14:00", "between 1970 and 9999"),
    ],
)
def test_what_is_no_time_makes_nothing(server, make, clock, said):
    def held():
        return server._thread.run(lambda: len(server._thread.hub.groups))

    unseen = held() + (make is MAKERS["fork"])  # what is forked is made
    with pytest.raises(ChatmockError, match=said):
        make(server, clock)
    assert held() == unseen


def test_a_fork_without_an_id_gets_one_that_nobody_has(server):
    with server.application() as chatmock:
        ids = {chatmock.sendbird.app_id, chatmock.sendbird.fork().app_id, chatmock.sendbird.fork().app_id}
        assert len(ids) == 3


def test_an_application_of_a_group_has_the_time_of_its_group(server):
    group = server.control("POST", "/groups")["group"]
    with pytest.raises(ChatmockError, match="a group has one clock; leave this out, and give POST /groups the time"):
        server.control("POST", "/applications", group=group, clock=NOON)
