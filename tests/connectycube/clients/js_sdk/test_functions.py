"""Which public functions the SDK's chat, storage, users and pushes have: tests call every one of them."""

from pathlib import Path

import pytest

from tests.called import HAS
from tests.connectycube.clients.js_sdk.client import INSTALLED
from tests.connectycube.clients.js_sdk.conftest import missing
from tests.sendbird.clients.js_sdk.client import JsClient

HERE = Path(__file__).parent
NOT_SERVED = {
    "service": "it sends the requests of all others",
    "addressbook": "the address book is an API of its own",
    "data": "custom objects are an API of their own",
    "linkpreview": "previews of links are an API of their own",
    "meeting": "meetings are calls",
    "videochat": "the media of calls pass between the clients",
    "videochatconference": "the media of calls pass by another server",
    "whiteboard": "whiteboards are a site of their own",
}
"""Modules of the SDK that chatmock does not serve, with the reason; nor is SAMA, the other protocol of its chat."""
SERVED = {"auth", "chat", "pushnotifications", "storage", "users"}


@pytest.fixture(scope="module")
def sdk():
    if why := missing():
        pytest.skip(why)
    sdk = JsClient("cube", scripts=HERE, installed=INSTALLED)
    sdk("init", app=1, key="k", api="http://127.0.0.1:9", chat="ws://127.0.0.1:9/", management=True)
    yield sdk
    sdk.close()


def test_the_sdk_says_which_functions_it_has(sdk, request):
    """They are compared with those that were called once all tests of this folder have run (``tests/called.py``)."""
    names = [name.removeprefix("auth.") for name in sdk("functions")]
    assert len(names) > 80 and {"chat.send", "chat.dialog.list", "createSession", "users.signup"} <= {*names}
    request.node.user_properties += [(HAS, name) for name in names]


def test_every_module_is_served_or_said_not_to_be(sdk):
    assert set(sdk("modules")) - SERVED <= NOT_SERVED.keys()  # videochat is there in browsers only
