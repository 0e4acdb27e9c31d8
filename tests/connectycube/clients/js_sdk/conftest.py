"""ConnectyCube's JavaScript SDK, two people in a process each, over WebSockets and over TCP."""

import pytest

from tests.connectycube.clients.js_sdk.client import INSTALLED, Cube
from tests.sendbird.clients.js_sdk.client import missing as node_is_missing


def missing():
    """Why the SDK cannot run here; empty where it can."""
    if not (INSTALLED / "node_modules" / "connectycube").is_dir():
        return node_is_missing() or f"ConnectyCube's SDK is not in {INSTALLED}: scripts/node-clients installs it"
    return ""


@pytest.fixture(scope="module", params=[False, True], ids=["websocket", "tcp"])
def people(request, server):
    """Ann and Bob, each in a process with an SDK, in an application of their own."""
    if why := missing():
        pytest.skip(why)
    tenant = server.control("POST", "/applications", provider="connectycube")
    control = server.control.of(tenant["app_id"], "connectycube")
    both = [Cube(tenant["env"], login, tcp=request.param) for login in ("ann", "bob")]
    for one in both:
        one.enters()
    yield (*both, control, tenant)
    for one in both:
        one.close()


@pytest.fixture
def ann(people):
    return people[0]


@pytest.fixture
def bob(people):
    return people[1]


@pytest.fixture
def control(people):
    """The control API of their application."""
    return people[2]


@pytest.fixture
def group(ann, bob):
    """A group that Ann made of both."""
    return ann("chat.dialog.create", {"type": 2, "name": "lunch", "occupants_ids": [bob.id]})


@pytest.fixture
def private(ann, bob):
    return ann("chat.dialog.create", {"type": 3, "occupants_ids": [bob.id]})
