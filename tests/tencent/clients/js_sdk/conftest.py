"""Tencent Chat's web SDK, some people in a process each."""

import json

import pytest

from tests.tencent.clients.js_sdk.client import NEW, OLD, Sdk, missing
from tests.tencent.conftest import strict_server

LIMITED = ("get_group_self_member_info", "modify_group_base_info", "set_group_attr", "ws_get_user_status")
"""Commands that the SDK itself refuses to send more often, unless its configuration says otherwise."""


def unlimited(tencent):
    """An application in which the SDK may do everything often."""
    often = [{"cmd": cmd, "interval": 1, "count": 1000} for cmd in LIMITED]
    tencent.settings(sdk_config={"cmd_frequency_limit": json.dumps(often)})
    return tencent


@pytest.fixture(scope="package")
def server():
    with strict_server() as server:
        yield server


@pytest.fixture(scope="module", params=[NEW, OLD])
def package(request):
    """Which SDK it is; a test that is marked ``newer`` has the newer one alone."""
    return request.param


@pytest.fixture(scope="module")
def tencent(server, package):
    """An application that the tests of a file share, one for each SDK."""
    if why := missing():
        pytest.skip(why)
    with server.application() as chatmock:
        yield unlimited(chatmock.tencent)


@pytest.fixture(scope="module")
def people(tencent, package):
    """Alice, Bob and Carol, logged in."""
    found = [Sdk(tencent, user_id, package=package) for user_id in ("alice", "bob", "carol")]
    for one in found:
        one.enters()
    yield found
    for one in found:
        one.close()


@pytest.fixture
def alice(people):
    return people[0]


@pytest.fixture
def bob(people):
    return people[1]


@pytest.fixture
def carol(people):
    return people[2]


@pytest.fixture
def group(alice, bob, carol):
    """A group that Alice made of all three."""
    made = alice(
        "createGroup", {"name": "Lunch", "type": "Public", "memberList": [{"userID": "bob"}, {"userID": "carol"}]}
    )
    group_id = made["group"]["groupID"]
    for one in (bob, carol):
        one.hears("GROUP_LIST_UPDATED", lambda rows: any(row["groupID"] == group_id for row in rows))
    return group_id
