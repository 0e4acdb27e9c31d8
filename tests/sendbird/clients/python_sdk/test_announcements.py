"""Announcements, of which this SDK only has the scheduling."""

import pytest
from sendbird_platform_sdk.api.announcement_api import AnnouncementApi
from sendbird_platform_sdk.models import ScheduleAnAnnouncementRequest, ScheduleAnAnnouncementRequestMessage


@pytest.fixture
def announcements(client):
    return AnnouncementApi(client)


def test_an_announcement_is_scheduled_and_sent(application, announcements, users, token, lunch):
    message = ScheduleAnAnnouncementRequestMessage(type="MESG", user_id="alice", content="Soup!")
    wanted = ScheduleAnAnnouncementRequest(message=message, unique_id="soup", target_at="sender_all_channels")
    made = announcements.schedule_an_announcement(api_token=token, schedule_an_announcement_request=wanted)
    assert (made.unique_id, made.status, made.message.content) == ("soup", "running", "Soup!")
    application.clock.advance(seconds=1)
    seen = users.view_number_of_unread_messages("bob", api_token=token)
    assert seen.unread_count == 1
