"""Whatever the bundle of the newest SDK can ask for is served, or stands in the list of what is not."""

import pytest

from chatmock.providers.sendbird.hints import is_not_served
from chatmock.serving import new_hub
from tests.sendbird.clients.js_sdk.client import missing
from tests.sendbird.clients.js_sdk.requests import commands_sent, requests

API = new_hub().provider("sendbird").api
KNOWN = 200
"""So many requests there were at the least when this was written: fewer means that the bundle is read wrongly."""


@pytest.fixture(scope="module")
def asked():
    if why := missing():
        pytest.skip(why)
    return requests()


def is_served(method, path):
    return any(API.match(path, method, auth)[0] is not None for auth in ("", "client"))


def test_every_request_is_served_or_named(asked):
    paths = [(method, f"/v3{path.replace('{}', '1')}") for method, path in asked]
    assert len(paths) > KNOWN
    assert [row for row in paths if not is_served(*row) and not is_not_served(*row)] == []


def test_nothing_is_named_that_is_served(asked):
    paths = [(method, f"/v3{path.replace('{}', '1')}") for method, path in asked]
    assert [row for row in paths if is_served(*row) and is_not_served(*row)] == []


def test_every_command_is_served(asked):
    sent = commands_sent()
    assert {"MESG", "READ", "VOTE"} <= sent <= API.commands.keys()
