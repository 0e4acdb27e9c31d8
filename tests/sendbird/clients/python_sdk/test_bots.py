"""Bots, whose messages this SDK sends as a form."""

import pytest
from sendbird_platform_sdk.api.bot_api import BotApi
from sendbird_platform_sdk.models import CreateABotRequest, JoinChannelsRequest, UpdateBotByIdData


@pytest.fixture
def bots(client, token):
    bots = BotApi(client)
    wanted = CreateABotRequest(
        bot_userid="chef",
        bot_nickname="Chef",
        bot_profile_url="",
        bot_callback_url="",
        bot_type="normal",
        is_privacy_mode=False,
    )
    bots.create_a_bot(api_token=token, create_a_bot_request=wanted)
    return bots


def test_a_bot_joins_speaks_and_leaves(bots, groups, token, lunch):
    join = JoinChannelsRequest(channel_urls=[lunch.channel_url])
    assert bots.join_channels("chef", api_token=token, join_channels_request=join).channel_url == lunch.channel_url
    said = bots.send_a_bot_message("chef", "MESG", lunch.channel_url, api_token=token, message="soup is ready")
    assert said.message.message == "soup is ready"
    bots.leave_group_channels("chef", api_token=token)
    assert not groups.check_if_member(lunch.channel_url, "chef", api_token=token).is_member


def test_a_bot_is_listed_changed_and_deleted(bots, token):
    changed = UpdateBotByIdData(
        bot_userid="chef",
        bot_nickname="Cook",
        bot_profile_url="",
        bot_callback_url="",
        is_privacy_mode=True,
        enable_mark_as_read=False,
        show_member=True,
        channel_invitation_preference=0,
    )
    bots.update_bot_by_id("chef", api_token=token, update_bot_by_id_data=changed)
    assert [bot.bot.bot_nickname for bot in bots.list_bots(api_token=token).bots] == ["Cook"]
    bots.delete_bot_by_id("chef", api_token=token)
    assert bots.list_bots(api_token=token).bots == []
