"""Feed channels through version 4 of the SDK; version 3 has none."""

import pytest
import requests

SEED = {
    "chatmock": 1,
    "provider": "sendbird",
    "users": [{"user_id": "alice"}, {"user_id": "bob"}],
    "feeds": [{"key": "news", "name": "News", "categories": [{"id": 2, "name": "Food", "is_default": False}]}],
    "notification_templates": [
        {
            "key": "menu",
            "name": "Menu",
            "feed": "news",
            "category": 2,
            "ui_template": {"version": 1, "body": {"items": []}},
        }
    ],
}
pytestmark = pytest.mark.chatmock(seed=SEED)


@pytest.fixture
def bob(client):
    return client("v4", "bob")


@pytest.fixture
def news(bob):
    return bob("feed_info")["feedChannels"]["news"]


@pytest.fixture
def send(chatmock):
    def send(*targets, **more):
        body = {"template": {"key": "menu", "variables": {"dish": "Soup"}}, "mode": "batch", "targets": targets, **more}
        headers = {"Api-Token": chatmock.sendbird.api_token}
        answer = requests.post(f"{chatmock.url}/v1/notifications", headers=headers, json=body, timeout=10)
        assert answer.ok, answer.text

    return send


def test_a_client_is_told_its_feeds_and_lists_them(bob, news):
    assert bob("feed_info")["isEnabled"] is True and bob("feeds", empty=False) == []
    [listed] = bob("feeds", empty=True)
    assert listed == bob("feed", url=news)
    assert (listed["name"], listed["unread"], listed["filtered"], listed["labelled"]) == ("News", 0, False, True)
    assert listed["categories"] == [{"customType": "2", "name": "Food", "isDefault": False}]


def test_a_notification_is_heard_and_read(bob, news, send):
    send("bob", priority="high", tags=["lunch"])
    heard = bob.heard("notification", channel=news)
    assert (heard["status"], heard["priority"], heard["type"]) == ("SENT", "high", "feed")
    assert heard["data"] == {
        "label": "Menu",
        "tags": ["lunch"],
        "templateKey": "menu",
        "templateVariables": {"dish": "Soup"},
    }
    assert bob("unread_notifications") == 1 == bob("feeds", empty=False)[0]["unread"]
    assert bob("feeds", empty=False)[0]["last"]["id"] == heard["id"]
    bob("read_notifications", url=news)
    assert bob("unread_notifications") == 0


def test_notifications_are_read_one_by_one(bob, news, send):
    for _ in range(3):
        send("bob")
    ids = [one["id"] for one in bob("notifications", url=news)["held"]]
    assert len(ids) == 3
    bob("read_notifications", url=news, ids=ids[:1])
    assert bob("unread_notifications") == 2
    assert sorted(one["status"] for one in bob("notifications", url=news)["held"]) == ["READ", "SENT", "SENT"]


def test_another_client_of_the_user_hears_that_all_is_read(client, bob, news, send):
    other = client("v4", "bob")
    send("bob")
    other.heard("notification", channel=news)
    bob.heard("notification", channel=news)
    bob("read_notifications", url=news)
    assert other.heard("feed_changed", channel=news)["unread"] == 0


def test_changes_of_feeds_are_told_since_the_last_visit(chatmock, bob, news, send):
    begun = bob("feed_changes", since=chatmock.clock.now() + 60_000)
    assert begun["updated"] == []
    chatmock.clock.advance(minutes=5)
    send("bob", "alice")
    assert [one["url"] for one in bob("feed_changes", token=begun["token"])["updated"]] == [news]


def test_what_is_logged_of_notifications_arrives(chatmock, bob, news, send):
    send("bob")
    [one] = bob("notifications", url=news)["held"]
    arrived = chatmock.journal.wait  # the SDK holds back what is logged while it sends
    bob("log", url=news, kind="logViewed", ids=[one["id"]])
    arrived("take_notification_statistics", count=1)
    assert bob("log", url=news, topic="shared", ids=[one["id"]]) is True
    arrived("take_notification_statistics", count=2)
    bob("log", url=news, kind="logClicked", ids=[one["id"]])
    arrived("take_notification_statistics", count=3)


def test_templates_and_settings_are_there(bob):
    token = bob("feed_info")["templateListToken"]
    found = bob("feed_templates", token="")
    assert ([row["key"] for row in found["templates"]], found["token"], found["more"]) == (["menu"], token, False)
    assert bob("feed_templates", token=token, keys=["menu"])["templates"] == []
    assert bob("feed_template", key="menu")["ui_template"]["version"] == 1
    assert bob("feed_settings")["themes"][0]["notification"]["radius"] == 8
