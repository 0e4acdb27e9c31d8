"""Users: profiles, pages, blocks, devices."""

import pytest
import sendbird_platform_sdk as sdk
from sendbird_platform_sdk.api.moderation_api import ModerationApi
from sendbird_platform_sdk.models import (
    AddARegistrationOrDeviceTokenRequest,
    BlockAUserRequest,
    CreateAUserRequest,
    UpdateAUserRequest,
    UpdatePushPreferencesRequest,
)


def test_a_created_user_can_be_viewed(users, token, make_user):
    made = make_user("alice", issue_access_token=True)
    seen = users.view_a_user("alice", api_token=token)
    assert (seen.user_id, seen.nickname) == ("alice", "Alice")
    assert seen.access_token == made.access_token != ""


def test_a_nickname_may_be_in_any_script(users, token):
    users.create_a_user(api_token=token, create_a_user_request=CreateAUserRequest(user_id="n-1", nickname="김치 🍲"))
    assert users.view_a_user("n-1", api_token=token).nickname == "김치 🍲"


def test_an_id_with_a_slash_is_one_segment(users, token, make_user):
    make_user("team/alice@example.com")
    assert users.view_a_user("team/alice@example.com", api_token=token).user_id == "team/alice@example.com"


def test_an_update_changes_only_what_it_names(users, token, alice):
    users.update_a_user("alice", api_token=token, update_a_user_request=UpdateAUserRequest(nickname="Al"))
    seen = users.view_a_user("alice", api_token=token)
    assert (seen.nickname, seen.is_active) == ("Al", True)


def test_a_deleted_user_is_gone(users, token, alice, code_of):
    users.delete_a_user("alice", api_token=token)
    with pytest.raises(sdk.ApiException) as refused:
        users.view_a_user("alice", api_token=token)
    assert code_of(refused) == (400, 400201)


def test_users_are_paged_until_the_token_is_empty(users, token, make_user):
    made = [make_user(f"u{n}").user_id for n in range(5)]
    seen: list[str] = []
    mark = ""
    while not seen or mark:
        page = users.list_users(api_token=token, limit=2, token=mark)
        seen += [user.user_id for user in page.users]
        mark = page.next
    assert seen == made[::-1]


def test_users_are_listed_by_ids(users, token, alice, bob):
    page = users.list_users(api_token=token, user_ids="bob,nobody", active_mode="all", show_bot=True)
    assert [user.user_id for user in page.users] == ["bob"]


def test_a_block_shows_in_the_list(client, token, alice, bob):
    moderation = ModerationApi(client)
    moderation.block_a_user("alice", api_token=token, block_a_user_request=BlockAUserRequest(target_id="bob"))
    assert [user.user_id for user in moderation.list_blocked_users("alice", api_token=token).users] == ["bob"]
    moderation.unblock_a_user("alice", "bob", api_token=token)
    assert moderation.list_blocked_users("alice", api_token=token).users == []


def test_a_device_token_is_registered_and_removed(users, token, alice):
    device = AddARegistrationOrDeviceTokenRequest(gcm_reg_token="d-1")
    added = users.add_a_registration_or_device_token(
        "alice", "gcm", api_token=token, add_a_registration_or_device_token_request=device
    )
    assert (added.token, added.type, added.user.user_id) == ("d-1", "GCM", "alice")
    assert users.remove_a_registration_or_device_token("alice", "gcm", "d-1", api_token=token).token == "d-1"
    users.remove_all_registration_or_device_token("alice", api_token=token)


def test_push_preferences_stay_until_they_are_reset(users, token, alice):
    wanted = UpdatePushPreferencesRequest(
        do_not_disturb=True, start_hour=22, start_min=0, end_hour=7, end_min=30, timezone="Asia/Seoul"
    )
    users.update_push_preferences("alice", api_token=token, update_push_preferences_request=wanted)
    assert users.view_push_preferences("alice", api_token=token).do_not_disturb is True
    users.reset_push_preferences("alice", api_token=token)
    assert users.view_push_preferences("alice", api_token=token).do_not_disturb is False
