"""Group channels: members, lists, hiding."""

import pytest
import sendbird_platform_sdk as sdk
from sendbird_platform_sdk.models import (
    CreateAGroupChannelRequest,
    HideAChannelRequest,
    InviteAsMembersRequest,
    LeaveAChannelRequest,
    UpdateAGroupChannelRequest,
)


def test_a_group_channel_has_the_users_it_was_made_of(groups, token, lunch):
    assert (lunch.name, lunch.member_count) == ("lunch", 2)
    seen = groups.get_a_group_channel(lunch.channel_url, api_token=token, show_member=True)
    assert {member.user_id for member in seen.members} == {"alice", "bob"}


def test_ids_do_instead_of_users(groups, token, alice, bob):
    wanted = CreateAGroupChannelRequest(users=[], user_ids=["alice", "bob"], is_distinct=True)
    made = groups.create_a_group_channel(api_token=token, create_a_group_channel_request=wanted)
    again = groups.create_a_group_channel(api_token=token, create_a_group_channel_request=wanted)
    assert made.channel_url == again.channel_url and made.is_distinct


def test_a_channel_update_changes_only_what_it_names(groups, token, lunch):
    wanted = UpdateAGroupChannelRequest(name="dinner")
    groups.update_a_group_channel(lunch.channel_url, api_token=token, update_a_group_channel_request=wanted)
    seen = groups.get_a_group_channel(lunch.channel_url, api_token=token)
    assert (seen.name, seen.member_count) == ("dinner", 2)


def test_members_come_and_go(groups, token, lunch, make_user):
    make_user("carol")
    invite = InviteAsMembersRequest(user_ids=["carol"])
    assert groups.invite_as_members(
        lunch.channel_url, api_token=token, invite_as_members_request=invite
    ).member_count == 3  # fmt: skip
    assert groups.check_if_member(lunch.channel_url, "carol", api_token=token).is_member
    leave = LeaveAChannelRequest(user_ids=["carol"])
    groups.leave_a_channel(lunch.channel_url, api_token=token, leave_a_channel_request=leave)
    page = groups.list_members(lunch.channel_url, api_token=token)
    assert [member.user_id for member in page.members] == ["alice", "bob"]


def test_channels_are_listed_with_their_last_message(groups, token, lunch, say):
    say(lunch, "bob", "soup?")
    [channel] = groups.list_channels(token, show_empty=True, show_member=True, limit=10).channels
    assert channel.last_message.message == "soup?"
    assert len(channel.members) == 2


def test_my_channels_are_paged(users, groups, token, alice, say):
    for _ in range(3):
        made = groups.create_a_group_channel(
            api_token=token, create_a_group_channel_request=CreateAGroupChannelRequest(users=[alice])
        )
        say(made, "alice", "hi")
    first = users.list_my_group_channels("alice", token, limit=2)
    rest = users.list_my_group_channels("alice", token, limit=2, token=first.next)
    assert len({channel.channel_url for channel in first.channels + rest.channels}) == 3
    assert rest.next == ""


def test_a_hidden_channel_is_not_listed_for_its_member(users, groups, token, lunch, say):
    say(lunch, "bob", "hi")
    hide = HideAChannelRequest(user_id="alice")
    groups.hide_a_channel(lunch.channel_url, api_token=token, hide_a_channel_request=hide)
    assert users.list_my_group_channels("alice", token).channels == []


def test_a_deleted_channel_is_gone(groups, token, lunch, code_of):
    groups.delete_a_group_channel(lunch.channel_url, api_token=token)
    with pytest.raises(sdk.ApiException) as refused:
        groups.get_a_group_channel(lunch.channel_url, api_token=token)
    assert code_of(refused) == (400, 400201)
