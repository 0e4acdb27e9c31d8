"""Applications and groups with ``idle_seconds`` end by themselves once nobody asks for them."""

import time

import pytest
import requests

from chatmock.testing import ChatmockError, ChatmockServer

SHORT = 0.2
LONG = 3_600


@pytest.fixture(scope="module")
def server():
    found = ChatmockServer.start()
    yield found
    found.stop()


def there(server):
    return {application["app_id"] for application in server.control("GET", "/applications")["applications"]}


def until(said, patience=10.0):
    """Wait for something to become true."""
    end = time.monotonic() + patience
    while not said():
        assert time.monotonic() < end, "it does not happen"


def test_a_group_that_nobody_asks_for_is_removed_with_its_applications(server):
    left, kept = server.new(idle_seconds=SHORT), server.new(idle_seconds=LONG)
    ids = {left.sendbird.app_id, kept.sendbird.app_id}
    assert ids <= there(server)
    until(lambda: left.sendbird.app_id not in there(server))
    with pytest.raises(ChatmockError, match="There is no group"):
        left.reset()
    assert kept.sendbird.app_id in there(server)
    left.remove()


def test_a_group_that_is_empty_is_removed_too(server):
    left = server.new(idle_seconds=SHORT)
    until(lambda: left.group not in server._thread.hub.groups)


def test_an_application_that_nobody_asks_for_is_removed(server):
    server.control("POST", "/applications", app_id="left", idle_seconds=SHORT)
    until(lambda: "left" not in there(server))


def test_whoever_asks_keeps_it(server, asking):
    kept = server.new(idle_seconds=0.6)
    ask = asking(kept)
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        ask()
    assert kept.sendbird.app_id in there(server)


@pytest.fixture(params=["request", "control"])
def asking(request):
    """Gives a way to ask for an application: by the platform or by the control API."""

    def way(app):
        if request.param == "control":
            return lambda: app.clock.now()
        return lambda: requests.get(
            f"{app.sendbird.api_url}/users", headers={"Api-Token": app.sendbird.api_token}, timeout=10
        )

    return way


def test_one_made_anew_under_its_name_stays(server):
    server.control("POST", "/applications", app_id="again", idle_seconds=SHORT)
    server.control("POST", "/applications", app_id="again", replace=True)
    server.control("POST", "/applications", app_id="other", idle_seconds=2 * SHORT)
    until(lambda: "other" not in there(server))
    assert "again" in there(server)


@pytest.mark.parametrize("seconds", [0, -1, "soon"])
def test_a_time_that_is_none_is_refused(server, seconds):
    with pytest.raises(ChatmockError, match="idle_seconds"):
        server.control("POST", "/groups", idle_seconds=seconds)
