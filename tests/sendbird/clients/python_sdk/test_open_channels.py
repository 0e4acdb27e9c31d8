"""Open channels."""

from sendbird_platform_sdk.api.moderation_api import ModerationApi
from sendbird_platform_sdk.models import (
    CreateAnOpenChannelRequest,
    FreezeAnOpenChannelRequest,
    UpdateAnOpenChannelRequest,
)


def test_an_open_channel_can_be_viewed_changed_and_deleted(opens, token, lobby):
    wanted = UpdateAnOpenChannelRequest(name="Hall")
    opens.update_an_open_channel(lobby.channel_url, api_token=token, update_an_open_channel_request=wanted)
    assert opens.get_an_open_channel(lobby.channel_url, api_token=token).name == "Hall"
    opens.delete_an_open_channel(lobby.channel_url, api_token=token)
    assert opens.list_open_channels(api_token=token).channels == []


def test_open_channels_are_paged(opens, token):
    for _ in range(3):
        opens.create_an_open_channel(api_token=token, create_an_open_channel_request=CreateAnOpenChannelRequest())
    first = opens.list_open_channels(api_token=token, limit=2)
    rest = opens.list_open_channels(api_token=token, limit=2, token=first.next)
    assert (len(first.channels), len(rest.channels), rest.next) == (2, 1, "")


def test_anybody_speaks_in_an_open_channel(lobby, bob, say):
    sent = say(lobby, "bob", "hello", "open_channels")
    assert (sent.channel_type, sent.channel_url) == ("open", lobby.channel_url)


def test_an_open_channel_can_be_frozen(client, token, lobby):
    wanted = FreezeAnOpenChannelRequest(freeze=True)
    frozen = ModerationApi(client).freeze_an_open_channel(
        lobby.channel_url, api_token=token, freeze_an_open_channel_request=wanted
    )
    assert frozen.freeze is True
