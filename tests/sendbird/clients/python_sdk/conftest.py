"""The vendor's Python SDK, as it is on the package index, pointed here with ``Configuration(host=…)``.

It checks every answer against its own models and raises where one does not fit, so each call is a test of the answer's
shape as well. Everything happens in both eras. A token is an argument of every call; ``token`` stands for it.
"""

import json
from importlib.metadata import version
from pathlib import Path

import pytest
import sendbird_platform_sdk as sdk
from sendbird_platform_sdk.api.group_channel_api import GroupChannelApi
from sendbird_platform_sdk.api.message_api import MessageApi
from sendbird_platform_sdk.api.open_channel_api import OpenChannelApi
from sendbird_platform_sdk.api.user_api import UserApi
from sendbird_platform_sdk.models import (
    CreateAGroupChannelRequest,
    CreateAnOpenChannelRequest,
    CreateAUserRequest,
    SendAMessageRequest,
)


def pytest_collection_modifyitems(items):
    """Each file is a step of the SDK in the table of versions."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            name = item.path.stem.removeprefix("test_").replace("_", "-")
            item.add_marker(pytest.mark.step(name, client=f"sendbird-platform-sdk {version('sendbird-platform-sdk')}"))


@pytest.fixture(params=["today", "2016"])
def application(request, chatmock_factory):
    return chatmock_factory(era=request.param)


@pytest.fixture
def client(application):
    client = sdk.ApiClient(sdk.Configuration(host=application.sendbird.host))
    yield client
    client.rest_client.pool_manager.clear()
    client.close()


@pytest.fixture
def token(application):
    return application.sendbird.api_token


@pytest.fixture
def users(client):
    return UserApi(client)


@pytest.fixture
def groups(client):
    return GroupChannelApi(client)


@pytest.fixture
def messages(client):
    return MessageApi(client)


@pytest.fixture
def opens(client):
    return OpenChannelApi(client)


@pytest.fixture
def alice(make_user):
    return make_user("alice")


@pytest.fixture
def bob(make_user):
    return make_user("bob")


@pytest.fixture
def lunch(groups, token, alice, bob):
    """A group channel of alice and bob, whose user objects go back whole: the SDK asks for that."""
    wanted = CreateAGroupChannelRequest(users=[alice, bob], name="lunch")
    return groups.create_a_group_channel(api_token=token, create_a_group_channel_request=wanted)


@pytest.fixture
def lobby(opens, token):
    wanted = CreateAnOpenChannelRequest(name="Lobby")
    return opens.create_an_open_channel(api_token=token, create_an_open_channel_request=wanted)


@pytest.fixture
def make_user(users, token):
    """``make_user("alice")`` gives the created user."""

    def make(user_id, **more):
        wanted = CreateAUserRequest(user_id=user_id, nickname=user_id.title(), **more)
        return users.create_a_user(api_token=token, create_a_user_request=wanted)

    return make


@pytest.fixture
def say(messages, token):
    """``say(lunch, "bob", "hi")`` gives the sent message."""

    def say(channel, user_id, text, kind="group_channels", **more):
        wanted = SendAMessageRequest(message_type="MESG", user_id=user_id, message=text, **more)
        return messages.send_a_message(kind, channel.channel_url, api_token=token, send_a_message_request=wanted)

    return say


@pytest.fixture
def code_of():
    """Status and code of a refusal; this SDK offers no parsed code."""
    return lambda refused: (refused.value.status, json.loads(refused.value.body)["code"])
