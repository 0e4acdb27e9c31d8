"""Metadata of channels."""

from sendbird_platform_sdk.api.metadata_api import MetadataApi
from sendbird_platform_sdk.models import CreateAChannelMetadataRequest, UpdateAChannelMetadataRequest


def test_metadata_is_created_updated_and_deleted(client, token, lunch):
    metadata, url = MetadataApi(client), lunch.channel_url
    create = CreateAChannelMetadataRequest(metadata={"mood": "good"})
    metadata.create_a_channel_metadata("group_channels", url, api_token=token, create_a_channel_metadata_request=create)
    update = UpdateAChannelMetadataRequest(metadata={"dish": "soup"}, upsert=True)
    metadata.update_a_channel_metadata("group_channels", url, api_token=token, update_a_channel_metadata_request=update)
    assert metadata_of(metadata, token, url) == {"mood": "good", "dish": "soup"}
    metadata.delete_a_channel_metadata_when_deleting_all_items_of_a_channel_metadata(
        "group_channels", url, api_token=token
    )
    assert metadata_of(metadata, token, url) == {}


def metadata_of(metadata, token, channel_url):
    found = metadata.view_a_channel_metadata_when_retrieving_all_items_of_a_channel_metadata(
        "group_channels", channel_url, api_token=token
    )
    return found if isinstance(found, dict) else found.to_dict()
