"""Two clients of one version of an SDK, each in a process of its own, in a group channel."""

from pathlib import Path

import pytest

from tests.sendbird.clients.js_sdk.client import JsClient


@pytest.fixture(scope="session")
def waiting():
    """By version, the processes that wait for a client to be."""
    found: dict[str, list[JsClient]] = {}
    yield found
    for one in (one for several in found.values() for one in several):
        one.close()


@pytest.fixture
def sign_in(chatmock, sdk, waiting):
    """Makes a client of the version, connected as a user."""
    if not (sdk.folder / "node_modules" / sdk.module).is_dir():
        pytest.skip(f"{sdk} is not in {sdk.folder}: scripts/node-clients --long installs it")
    ready, made = waiting.setdefault(str(sdk), []), []

    def make(user_id):
        made.append(ready.pop() if ready else JsClient(sdk.script, scripts=Path(__file__).parent, installed=sdk.folder))
        where = {"app": chatmock.sendbird.app_id, "api": chatmock.url, "ws": chatmock.sendbird.ws_url}
        assert made[-1]("connect", sdk=sdk.module, user=user_id, **where) == user_id
        return made[-1]

    yield make
    for one in made:
        if one.forget():
            ready.append(one)
        else:
            one.close()


@pytest.fixture
def two(sign_in):
    """Alice's client and bob's."""
    return sign_in("alice"), sign_in("bob")


@pytest.fixture
def lunch(two):
    """A group channel that alice's client made of both."""
    return two[0]("create", users=["alice", "bob"], name="lunch")


@pytest.fixture
def said(two, lunch):
    """A message of alice's that bob has got."""
    sent = two[0]("say_params", channel=lunch, text="Soup at noon?")
    two[1].heard("message", id=sent["id"])
    return sent["id"]


@pytest.fixture
def path(lunch):
    """The channel's address in the Platform API."""
    return f"/group_channels/{lunch}"


@pytest.fixture
def texts(rest, path):
    """What stands in the channel, as the Platform API tells it."""
    return lambda: [found["message"] for found in rest("GET", f"{path}/messages?message_ts=0&next_limit=0")["messages"]]
