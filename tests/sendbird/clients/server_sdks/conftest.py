"""The vendor's server SDKs, at the versions that are pinned: each method against an application of its own."""

import pytest

from tests.sendbird.clients.js_sdk.client import missing
from tests.sendbird.clients.server_sdks import sdks
from tests.sendbird.clients.server_sdks.stories.story import Rest
from tests.sendbird.clients.server_sdks.world import WORLD


@pytest.fixture(scope="session")
def node():
    """A process with both SDKs for Node."""
    if why := missing():
        pytest.skip(why)
    process = sdks.node()
    yield process
    process.close()


@pytest.fixture
def application(chatmock_factory):
    return chatmock_factory(seed=WORLD, clock="2026-11-28T12:00:00Z")


@pytest.fixture
def rest(application):
    rest = Rest(application)
    yield rest
    rest.close()


@pytest.fixture
def call(application, request):
    """Calls a method; gives what the SDK made of the answer."""

    def call(method, values):
        where = application.sendbird.host, application.sendbird.api_token
        if method.sdk == "python":
            return sdks.call_python(method, values, *where)
        return sdks.call_node(request.getfixturevalue("node"), method, values, *where)

    return call
