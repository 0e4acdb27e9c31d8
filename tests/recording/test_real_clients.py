"""What the vendors' own SDKs say to a server is recorded as they say it, and replayed without a difference."""

from typing import Any

import pytest
import sendbird_platform_sdk as sdk
from sendbird_platform_sdk.api.group_channel_api import GroupChannelApi
from sendbird_platform_sdk.api.message_api import MessageApi
from sendbird_platform_sdk.api.user_api import UserApi
from sendbird_platform_sdk.models import CreateAGroupChannelRequest, CreateAUserRequest, SendAMessageRequest

from chatmock.core.clock import SECOND, Clock
from chatmock.providers.tencent.model import Ticket
from chatmock.providers.tencent.tickets import usersig
from chatmock.serving import new_hub
from tests.connectycube.clients.js_sdk.client import Cube
from tests.connectycube.clients.js_sdk.conftest import missing as cube_is_missing
from tests.recording.passages import Passage, replayed
from tests.sendbird.clients.js_sdk.client import JsClient, missing
from tests.tencent.clients.js_sdk.client import Sdk
from tests.tencent.clients.js_sdk.client import missing as tencent_is_missing

SECRETS = ("ann", "bob", "Ann", "Bob", "soup", "chatmock-token", "chatmock-secret", "chatmock-key")


class There:
    """The default application of Tencent behind an address."""

    def __init__(self, url):
        self.ws_url = url.replace("http", "ws")
        self.options = new_hub().cards["tencent"].defaults
        self.sdk_app_id = self.options["app_id"]

    def user_sig(self, user_id):
        ticket = Ticket(user_id, self.sdk_app_id, Clock().now() // SECOND, 3600)
        return usersig.make(ticket, self.options["secret_key"])


def passage_of(name, act):
    """What was recorded while somebody used an SDK."""
    passage = Passage(name, began=Clock().now(), stands_still=False)
    with passage.open() as url:
        act(url)
    return passage


def differences(passage):
    """What differs in a replay on another server."""
    steps, _ = replayed(passage.cassette, now=Clock().now())
    assert len(steps) > 5
    return [f"{step.n} {step.what}: {one}" for step in steps for one in step.wrong]


def said_of(passage):
    """Words of people, and credentials, that are in a cassette."""
    text = passage.file.getvalue().decode()
    return [secret for secret in SECRETS if f'"{secret}' in text or f"{secret} " in text]


def test_the_python_sdk_of_sendbird():
    def act(url):
        client = sdk.ApiClient(sdk.Configuration(host=url))
        token = {"api_token": "chatmock-token"}
        users = [
            UserApi(client).create_a_user(
                create_a_user_request=CreateAUserRequest(user_id=one, nickname=one.title(), profile_url=""), **token
            )
            for one in ("ann", "bob")
        ]
        wanted = CreateAGroupChannelRequest(users=users, name="soup")
        channel = GroupChannelApi(client).create_a_group_channel(create_a_group_channel_request=wanted, **token)
        message = SendAMessageRequest(message_type="MESG", user_id="ann", message="soup at noon")
        messages = MessageApi(client)
        for _ in range(3):
            messages.send_a_message("group_channels", channel.channel_url, send_a_message_request=message, **token)
        UserApi(client).list_users(**token)
        client.rest_client.pool_manager.clear()
        client.close()

    passage = passage_of("sendbird", act)
    assert passage.told == said_of(passage) == differences(passage) == []


def test_the_javascript_sdk_of_sendbird():
    if why := missing():
        pytest.skip(why)

    def act(url):
        ann, bob = JsClient("v4"), JsClient("v4")
        for one, user in ((ann, "ann"), (bob, "bob")):
            one("connect", app="chatmock", user=user, api=url, ws=url.replace("http", "ws"))
        lunch = ann("create", users=["ann", "bob"], name="soup")["channel"]
        said = ann.group(lunch).sendUserMessage(message="soup at noon")
        assert bob.receives(lunch)["messageId"] == said["messageId"]
        bob.group(lunch).sendUserMessage(message="soup is fine")
        ann.receives(lunch)
        ann.close()
        bob.close()

    passage = passage_of("sendbird", act)
    assert sum(event["kind"] == "open" for event in passage.events) == 2
    assert passage.told == said_of(passage) == differences(passage) == []


def test_the_javascript_sdk_of_connectycube():
    if why := cube_is_missing():
        pytest.skip(why)

    def act(url):
        env = {
            "CONNECTYCUBE_APP_ID": "1",
            "CONNECTYCUBE_AUTH_KEY": "chatmock-key",
            "CONNECTYCUBE_AUTH_SECRET": "chatmock-secret",
            "CONNECTYCUBE_API_URL": url,
            "CONNECTYCUBE_CHAT_URL": f"{url.replace('http', 'ws')}/xmpp",
        }
        ann, bob = (Cube(env, login).enters() for login in ("ann", "bob"))
        dialog = ann("chat.dialog.create", {"type": 3, "occupants_ids": [bob.id]})
        extension = {"save_to_history": 1, "dialog_id": dialog["_id"]}
        ann("chat.send", bob.id, {"type": "chat", "body": "soup at noon", "extension": extension})
        assert bob.hears("onMessageListener", ann.id)[1]["body"] == "soup at noon"
        bob("chat.message.list", {"chat_dialog_id": dialog["_id"]})
        ann.close()
        bob.close()

    passage = passage_of("connectycube", act)
    assert passage.told == said_of(passage) == differences(passage) == []


def test_the_web_sdk_of_tencent():
    if why := tencent_is_missing():
        pytest.skip(why)

    def act(url):
        tencent: Any = There(url)
        ann, bob = (Sdk(tencent, user).enters() for user in ("ann", "bob"))
        bob.receives(ann.says(bob, "soup at noon"))
        ann.receives(bob.says(ann, "soup is fine"))
        ann.history(bob)
        ann.close()
        bob.close()

    passage = passage_of("tencent", act)
    assert passage.told == said_of(passage) == differences(passage) == []
