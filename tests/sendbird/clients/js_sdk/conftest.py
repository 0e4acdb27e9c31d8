"""The official JavaScript SDKs, versions 3 and 4, each client in a process of its own.

Any message between two of them goes through both: what one version says the other hears. A test that asks for
``version`` runs once with each.
"""

import pytest
import requests

from tests.sendbird.clients.js_sdk.client import JsClient, missing


@pytest.fixture(params=["v3", "v4"])
def version(request):
    return request.param


@pytest.fixture(scope="session")
def processes():
    """Processes by version that wait for a client to be: starting Node takes longer than most tests."""
    if why := missing():
        pytest.skip(why)
    waiting: dict[str, list[JsClient]] = {"v3": [], "v4": []}
    yield waiting
    for one in waiting["v3"] + waiting["v4"]:
        one.close()


@pytest.fixture
def client(chatmock, processes):
    """Makes a client of a version, logged in as a user."""
    made = []

    def make(version, user_id, **more):
        made.append(processes[version].pop() if processes[version] else JsClient(version))
        made[-1](
            "connect", app=chatmock.sendbird.app_id, user=user_id, api=chatmock.url, ws=chatmock.sendbird.ws_url, **more
        )
        return made[-1]

    yield make
    for one in made:
        if one.forget():
            processes[one.version].append(one)
        else:
            one.close()


@pytest.fixture(params=[("v3", "v4"), ("v4", "v3")], ids=" to ".join)
def two(request, client):
    """Alice's client of one version, and bob's of the other."""
    return client(request.param[0], "alice"), client(request.param[1], "bob")


@pytest.fixture
def lunch(two):
    """A group channel that alice's client made of both."""
    return two[0]("create", users=["alice", "bob"], name="lunch")["channel"]


@pytest.fixture
def outsider(chatmock):
    """Somebody who is connected, and whom nothing of all this is for: claimed when the test is over."""
    mallory = chatmock.sendbird.user("mallory")
    mallory.connect()
    yield mallory
    assert [frame["command"] for frame in mallory.received()] == ["LOGI"]


@pytest.fixture
def state(chatmock):
    """What the server knows of a channel, as its whole state tells it."""

    def of(channel_url):
        rows = [*chatmock.state.get("group_channels", ()), *chatmock.state.get("open_channels", ())]
        return next((row for row in rows if row["channel_url"] == str(channel_url)), None)

    return of


@pytest.fixture
def rest(chatmock):
    """Asks the Platform API, as an app's backend does."""

    def ask(method, path, **body):
        headers = {"Api-Token": chatmock.sendbird.api_token}
        url = f"{chatmock.sendbird.api_url}{path}"
        return requests.request(method, url, headers=headers, json=body or None, timeout=10).json()

    return ask


@pytest.fixture
def club(two):
    """A group channel of both in which alice is an operator."""
    return two[0].groups.createChannel(invitedUserIds=["alice", "bob"], operatorUserIds=["alice"], name="club")["url"]
