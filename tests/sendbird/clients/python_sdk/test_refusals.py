"""What is refused: ``ApiException`` with status 400; callers parse the code themselves."""

import pytest
import sendbird_platform_sdk as sdk
from sendbird_platform_sdk.models import CreateAGroupChannelRequest, SendbirdUser


def test_a_missing_token_is_refused(users, code_of):
    with pytest.raises(sdk.ApiException) as refused:
        users.list_users()
    assert code_of(refused) == (400, 400401)


def test_an_id_is_given_once(alice, make_user, code_of):
    with pytest.raises(sdk.ApiException) as refused:
        make_user("alice")
    assert code_of(refused) == (400, 400202)


@pytest.mark.parametrize(("application", "code"), [("2016", 400201), ("today", 400111)], indirect=["application"])
def test_a_channel_of_nobody_known_is_refused(groups, token, code, code_of):
    wanted = CreateAGroupChannelRequest(users=[SendbirdUser(user_id="nobody")], strict=True)
    with pytest.raises(sdk.ApiException) as refused:
        groups.create_a_group_channel(api_token=token, create_a_group_channel_request=wanted)
    assert code_of(refused) == (400, code)


def test_a_limit_beyond_a_hundred_is_refused(users, token, code_of):
    with pytest.raises(sdk.ApiException) as refused:
        users.list_users(api_token=token, limit=101)
    assert code_of(refused) == (400, 400111)


def test_an_injected_outage_is_a_service_exception(application, users, token):
    application.faults.add("list_users", status=503)
    with pytest.raises(sdk.exceptions.ServiceException):
        users.list_users(api_token=token)
    assert users.list_users(api_token=token).users == []
