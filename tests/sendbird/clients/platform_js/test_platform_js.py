"""Operations that only the SDKs of JavaScript and TypeScript have, asked by the former; their effects are looked at."""

import pytest
import requests

from tests.sendbird.clients.platform_js.conftest import Refused


@pytest.fixture
def people(application):
    return [application.sendbird.user(name) for name in ("alice", "bob")]


@pytest.fixture
def food(application, people):
    made = {"user_ids": ["alice", "bob"], "custom_type": "food", "channel_url": "food"}
    return ask(application, "POST", "/group_channels", made)["channel_url"]


def ask(application, method, path, body=None):
    headers = {"Api-Token": application.sendbird.api_token}
    return requests.request(method, application.sendbird.api_url + path, headers=headers, json=body, timeout=10).json()


def texts(application, channel):
    return [
        m["message"] for m in ask(application, "GET", f"/group_channels/{channel}/messages?message_ts=0")["messages"]
    ]


def members(application, channel):
    return [m["user_id"] for m in ask(application, "GET", f"/group_channels/{channel}/members")["members"]]


def test_announcements(application, call, food):
    message = {"type": "MESG", "user_id": "alice", "content": "Soup!"}
    about = {"message": message, "unique_id": "soup", "announcement_group": "food"}
    made = call("MessageApi.scheduleAnnouncement", body={**about, "target_at": "sender_all_channels"})
    assert made["status"] == "running"
    application.clock.advance(seconds=1)
    assert texts(application, food) == ["Soup!"]
    ask(application, "PUT", f"/group_channels/{food}/messages/mark_as_read", {"user_id": "bob"})
    assert call("AnnouncementApi.viewAnnouncementById", "soup")["open_count"] == 1
    assert call("MessageApi.listAnnouncements", limit=1)["announcements"][0]["status"] == "completed"
    assert call("MessageApi.listAnnouncementGroups")["announcement_groups"] == ["food"]
    assert call("AnnouncementApi.getDetailedOpenRateOfAnnouncementById", "soup")["open_counts"][0] == 1
    assert call("AnnouncementApi.getDetailedOpenRateOfAnnouncementGroup", "food")["cumulative_open_rates"][0] == 1
    [status] = call("AnnouncementApi.getDetailedOpenStatusOfAnnouncementById", "soup")["open_status"]
    assert (status["user_id"], status["has_opened"]) == ("bob", True)
    [week] = call("MessageApi.getStatistics")["statistics"]
    [month] = call("MessageApi.getStatisticsMonthly")["statistics"]
    today = f"{month['date_range']}-01"
    days = call("MessageApi.getStatisticsDaily", today, today, "2026-W1", "2026-W1", "2026-01", "2026-01")
    assert week["completed_announcement_count"] == month["completed_announcement_count"] == 1
    assert days["statistics"][0]["date_range"] == today


def test_an_announcement_is_canceled(application, call, food):
    later = application.clock.now() + 600_000
    message = {"type": "MESG", "user_id": "alice", "content": "Soup!"}
    call("MessageApi.scheduleAnnouncement", body={"message": message, "unique_id": "soup", "scheduled_at": later})
    assert call("MessageApi.updateAnnouncementById", "soup", body={"action": "cancel"})["status"] == "canceled"
    application.clock.advance(hours=1)
    assert texts(application, food) == []


def test_sanctions_by_custom_type(application, call, food):
    call("ApplicationApi.muteUsersInChannelsWithCustomChannelType", "food", body={"user_ids": ["bob"]})
    assert ask(application, "GET", f"/group_channels/{food}/mute/bob")["is_muted"]
    muted = call("ApplicationApi.listMutedUsersInChannelsWithCustomChannelType", "food")["muted_list"]
    assert [row["user_id"] for row in muted] == ["bob"]
    call("ApplicationApi.unmuteUsersInChannelsWithCustomChannelType", "food", ["bob"])
    assert not ask(application, "GET", f"/group_channels/{food}/mute/bob")["is_muted"]
    call("ApplicationApi.banUsersInChannelsWithCustomChannelType", "food", body={"banned_list": [{"user_id": "bob"}]})
    assert members(application, food) == ["alice"]
    banned = call("ApplicationApi.listBannedUsersInChannelsWithCustomChannelType", "food")["banned_list"]
    assert [row["user"]["user_id"] for row in banned] == ["bob"]
    call("ApplicationApi.unbanUsersInChannelsWithCustomChannelType", "food", ["bob"])
    ask(application, "POST", f"/group_channels/{food}/invite", {"user_ids": ["bob"]})
    assert members(application, food) == ["alice", "bob"]
    types = {"channel_custom_types": ["food"]}
    call("UserApi.registerAsOperatorToChannelsWithCustomChannelTypes", "alice", body=types)
    operators = ask(application, "GET", f"/group_channels/{food}/operators")["operators"]
    assert [row["user_id"] for row in operators] == ["alice"]
    call("ModerationApi.muteInChannelsWithCustomChannelTypes", "bob", body=types)
    call("ModerationApi.banFromChannelsWithCustomChannelTypes", "bob", body=types)
    assert members(application, food) == ["alice"]


def test_emoji_and_reactions(application, call, food):
    rows = [{"name": "Food", "url": "http://x.test/food"}]
    [category] = call("MessageApi.addEmojiCategories", body={"emoji_categories": rows})["emoji_categories"]
    emoji = {"emoji_category_id": category["id"], "emojis": [{"key": "soup", "url": "http://x.test/soup"}]}
    assert call("MessageApi.addEmojis", body=emoji)["emojis"][0]["key"] == "soup"
    assert call("MessageApi.updateEmojiUrlByKey", "soup", body={"url": "u"})["url"] == "u"
    assert call("MessageApi.updateEmojiCategoryUrlById", category["id"], body={"url": "u"})["url"] == "u"
    assert not call("MessageApi.useDefaultEmojis", body={"use_default_emoji": False})["use_default_emoji"]
    assert [row["key"] for row in ask(application, "GET", "/emojis")["emojis"]] == ["soup"]
    call("MessageApi.deleteEmojiByKey", "soup")
    call("MessageApi.deleteEmojiCategoryById", category["id"])
    assert ask(application, "GET", "/emojis")["emojis"] == []
    said = ask(
        application,
        "POST",
        f"/group_channels/{food}/messages",
        {"message_type": "MESG", "user_id": "bob", "message": "x"},
    )
    assert not call("MessageApi.enableReactions", body={"enabled": False})["reactions"]
    path = f"/group_channels/{food}/messages/{said['message_id']}/reactions"
    assert ask(application, "POST", path, {"user_id": "bob", "reaction": "nom"})["code"] == 400108


def test_the_whitelist(application, call):
    allowed = {"ip_whitelist_addresses": ["127.0.0.1", "192.0.2.7"]}
    assert call("ApplicationApi.addIpToWhitelist", body=allowed) == allowed
    assert call("ApplicationApi.retrieveIpWhitelist") == allowed
    left = call("ApplicationApi.deleteAllowedIpsFromWhitelist", ["127.0.0.1"])
    assert left == {"ip_whitelist_addresses": ["192.0.2.7"]}
    with pytest.raises(Refused, match="400920"):
        call("ApplicationApi.retrieveIpWhitelist")


def test_push_configurations(call):
    def one(answer):
        [row] = answer["push_configurations"]
        return row

    fcm = one(call("ApplicationApi.addFcmPushConfiguration", body={"api_key": "AIza-example", "push_sound": "ping"}))
    assert one(call("ApplicationApi.viewPushConfigurationById", "fcm", fcm["id"])) == fcm
    changed = call("ApplicationApi.updateFcmPushConfigurationById", fcm["id"], body={"push_sound": "pong"})
    assert one(changed)["push_sound"] == "pong"
    hms = one(call("ApplicationApi.addHmsPushConfiguration", body={"huawei_app_id": "1", "huawei_app_secret": "s"}))
    changed = call("ApplicationApi.updateHmsPushConfigurationById", hms["id"], body={"huawei_app_id": "2"})
    assert one(changed)["huawei_app_id"] == "2"
    names = call("ApplicationApi.listPushNotificationContentTemplates")["push_message_templates"]
    assert [row["template_name"] for row in names] == ["default", "alternative"]
    texts = {"template": {"MESG": "News"}}
    [row] = call("ApplicationApi.updatePushNotificationContentTemplate", "default", body=texts)[
        "push_message_templates"
    ]
    assert row["template"]["MESG"] == "News"
    [seen] = call("ApplicationApi.viewPushNotificationContentTemplate", "default")["push_message_templates"]
    assert seen == row
    for call_it in ("ApplicationApi.updateApnsPushConfigurationById", "ApplicationApi.deleteApnsCertificateById"):
        with pytest.raises(Refused, match="400201"):
            call(call_it, fcm["id"])


def test_statistics_filters_and_reports(application, call, food):
    filters = {"domain_filter": {"domains": ["spam.example"], "type": 1}}
    call(
        "ApplicationApi.setDomainFilter",
        "food",
        body={**filters, "profanity_filter": {"keywords": ["yuck"], "type": 1}},
    )
    body = {"message_type": "MESG", "user_id": "bob", "message": "yuck spam.example"}
    said = ask(application, "POST", f"/group_channels/{food}/messages", body)
    assert said["message"] == "**** ************"
    seen = call("ReportApi.viewModeratedMessageById", "group_channels", food, said["message_id"])
    assert seen["message"] == "yuck spam.example"
    assert call("StatisticsApi.retrieveAdvancedAnalyticsMetrics")["value"] == 1
    alice = application.sendbird.user("alice")
    alice.connect()
    year = int(call("MessageApi.getStatisticsMonthly")["statistics"][0]["date_range"][:4])
    peaks = call("StatisticsApi.viewNumberOfPeakConnections", "monthly", year, 1, year, 12)["peak_connections"]
    assert sum(row["peak_connections"] for row in peaks) == 1


def test_data_export_and_data_protection(application, call, food):
    made = call("DataExportApi.registerAndScheduleDataExport", "users", body={"start_ts": 0, "end_ts": 4102444800000})
    asked = call("PrivacyApi.registerGdprRequest", body={"action": "delete", "user_ids": ["bob"]})
    dropped = call("PrivacyApi.registerGdprRequest", body={"action": "delete", "user_ids": ["alice"]})
    call("PrivacyApi.cancelTheRegistrationOfGdprRequestById", dropped["request_id"])
    application.clock.advance(seconds=1)
    done = call("DataExportApi.viewDataExportById", "users", made["request_id"])
    rows = requests.get(done["file"]["url"], timeout=10).json()
    assert [row["user_id"] for row in rows] == ["alice", "bob"]
    assert len(call("DataExportApi.listDataExportsByMessageChannelOrUser", "users")["exported_data"]) == 1
    assert call("PrivacyApi.viewGdprRequestById", asked["request_id"])["status"] == "done"
    assert len(call("PrivacyApi.listGdprRequests")["requests"]) == 1
    assert members(application, food) == ["alice"]
