"""Feed channels: notifications that the application sends, and what their users do with them."""

import json
from typing import Any

import pytest

from tests.sendbird.conftest import new_api

SEED = {
    "chatmock": 1,
    "provider": "sendbird",
    "users": [{"user_id": "alice"}, {"user_id": "bob"}],
    "feeds": [
        {
            "key": "news",
            "name": "News",
            "is_category_filter_enabled": True,
            "categories": [
                {"id": 1, "name": "All", "is_default": True},
                {"id": 2, "name": "Food", "is_default": False},
            ],
        }
    ],
    "notification_templates": [
        {
            "key": "menu",
            "name": "Menu",
            "feed": "news",
            "category": 2,
            "ui_template": {"version": 1, "body": {"items": []}},
        },
        {"key": "closed", "feed": "news", "created_at": 1000, "updated_at": 2000},
    ],
}


@pytest.fixture
def api():
    return new_api(SEED)


@pytest.fixture
def bob(api):
    return api.client("bob")


@pytest.fixture
def news(bob):
    """Bob's channel of the feed."""
    [channel] = mine(bob, show_empty="true")
    return channel["channel_url"]


def mine(client, user="bob", **query):
    return client.get(f"/users/{user}/my_group_channels", is_feed_channel="true", **query)["channels"]


def send(api, *targets, mode="realtime", key="menu", **more):
    body = {"template": {"key": key, "variables": {"dish": "Soup"}}, "mode": mode, "targets": list(targets), **more}
    return api.post("/../v1/notifications", **body)


def listed(client, url, **query):
    return client.get(f"/group_channels/{url}/messages", message_ts=0, **query)["messages"]


def test_each_user_has_a_channel_of_each_feed_and_of_no_other_list(api, bob, news):
    assert mine(bob) == [] and bob.get("/users/bob/my_group_channels", show_empty="true")["channels"] == []
    shown = bob.get(f"/group_channels/{news}", is_feed_channel="true", show_member="true")
    assert (shown["name"], shown["is_category_filter_enabled"], shown["is_template_label_enabled"]) == (
        "News",
        True,
        True,
    )
    assert [category["id"] for category in shown["categories"]] == [1, 2] and api.members(shown) == ["bob"]
    api.user("carol")
    assert len(mine(api, "carol", show_empty="true")) == 1
    assert api.get("/group_channels", show_empty="true")["channels"] == []


def test_a_notification_reaches_its_user_alone(api, bob, news):
    assert send(api, "bob", priority="high", tags=["lunch"])["target_count"] == 1
    [message] = listed(bob, news)
    assert (message["type"], message["channel_type"], message["custom_type"]) == ("ADMM", "feed", "2")
    assert (message["message_status"], message["priority"]) == ("SENT", "high")
    data = json.loads(message["extended_message"]["sub_data"])
    assert data == {
        "template_key": "menu",
        "template_variables": {"dish": "Soup"},
        "label": "Menu",
        "tags": ["lunch"],
    }
    assert mine(bob)[0]["last_message"]["notification_message_id"] == message["notification_message_id"]
    assert mine(api, "alice") == []


def test_a_batch_reaches_many_each_with_variables_of_their_own(api):
    send(api, "bob", {"user_id": "alice", "variables": {"dish": "Peas"}}, mode="batch")
    for user, dish in (("alice", "Peas"), ("bob", "Soup")):
        [message] = listed(api.client(user), mine(api, user)[0]["channel_url"])
        assert json.loads(message["extended_message"]["sub_data"])["template_variables"] == {"dish": dish}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"template": {"key": "nothing"}}, 400201),
        ({"targets": ["nobody"]}, 400201),
        ({"targets": ["bob", "alice"]}, 400111),
        ({"targets": []}, 400111),
        ({"targets": [5]}, 400111),
        ({"targets": "bob"}, 400102),
        ({"mode": "later"}, 400111),
        ({"mode": None}, 400100),
        ({"priority": "urgent"}, 400111),
        ({"template": "menu"}, 400103),
        ({"template": {"key": 2**70}}, 400100),
        ({"template": {"key": "menu", "variables": []}}, 400103),
    ],
)
def test_what_cannot_be_sent_is_refused_and_changes_nothing(api, change, code):
    before = api.app.provider.dump(api.app)
    body = {"template": {"key": "menu"}, "mode": "realtime", "targets": ["bob"], **change}
    assert api.refusal("POST", "/../v1/notifications/messages", body)[0] == code
    assert api.app.provider.dump(api.app) == before


def test_notifications_are_unread_until_they_are_read_one_by_one_or_all(api, bob, news):
    for _ in range(3):
        send(api, "bob")
    counts = bob.get("/users/bob/unread_message_count", include_feed_channel="true")
    assert counts == {"unread_count": 0, "unread_feed_count": 3}
    assert bob.get("/notifications/users/bob/unread_message_count") == counts
    second = listed(bob, news)[1]["notification_message_id"]
    path = f"/group_channels/{news}/messages/mark_as_read"
    assert bob.put(path, user_id="bob", message_ids=[second, second, "nothing"])["unread_message_count"] == 2
    assert [message["message_status"] for message in listed(bob, news)] == ["SENT", "READ", "SENT"]
    assert mine(bob)[0]["unread_message_count"] == 2
    assert bob.put(path, user_id="bob")["unread_message_count"] == 0
    assert {message["message_status"] for message in listed(bob, news)} == {"READ"}
    send(api, "bob")
    assert bob.get("/notifications/users/bob/unread_message_count")["unread_feed_count"] == 1


def test_retention_ends_what_is_unread(api, bob):
    send(api, "bob")
    api.put("/applications/settings_global", message_retention_hours=1)
    api.app.clock.advance(hours=2)
    assert bob.get("/notifications/users/bob/unread_message_count")["unread_feed_count"] == 0


def test_nobody_else_sees_a_feed_channel(api, news):
    alice = api.client("alice")
    assert alice.refusal("GET", f"/group_channels/{news}")[0] in (400108, 400201)
    assert alice.refusal("GET", f"/group_channels/{news}/messages", message_ts=0)[0] == 400108
    assert alice.refusal("PUT", f"/group_channels/{news}/messages/mark_as_read", {"user_id": "alice"})[0] == 400108


def test_what_is_for_group_channels_is_not_for_feeds(api, news):
    assert api.refusal("POST", f"/group_channels/{news}/invite", {"user_ids": ["alice"]})[0] == 400201
    assert api.refusal("DELETE", f"/group_channels/{news}")[0] == 400201
    body = {"message_type": "ADMM", "message": "Hi"}
    assert api.refusal("POST", f"/group_channels/{news}/messages", body)[0] == 400201


def test_categories_are_filtered_by_custom_type(api, bob, news):
    send(api, "bob")
    send(api, "bob", key="closed")
    assert len(listed(bob, news, custom_types="*")) == 2
    assert [m["message"] for m in listed(bob, news, custom_types="2")] == ["Menu"]


def test_changes_of_feed_channels_have_a_log_of_their_own(api, bob, news):
    path = "/users/bob/my_group_channels/changelogs"
    begun = bob.get(path, change_ts=api.app.clock.now() + 1000, is_feed_channel="true")
    assert begun["updated"] == []
    api.app.clock.advance(minutes=1)
    send(api, "bob")
    later = bob.get(path, token=begun["next"], is_feed_channel="true")
    assert [channel["channel_url"] for channel in later["updated"]] == [news]
    assert bob.get(path, token=begun["next"])["updated"] == []


def test_templates_are_listed_in_the_order_of_their_changes(bob):
    first = bob.get("/notifications/templates", limit=1)
    assert ([row["key"] for row in first["templates"]], first["has_more"]) == (["closed"], True)
    rest = bob.get("/notifications/templates", token=first["next"])
    assert ([row["key"] for row in rest["templates"]], rest["has_more"]) == (["menu"], False)
    assert bob.get("/notifications/templates", token=rest["next"]) == {
        "templates": [],
        "next": rest["next"],
        "has_more": False,
    }
    backwards = bob.get("/notifications/templates", reverse="true", keys="menu,closed")
    assert [row["key"] for row in backwards["templates"]] == ["menu", "closed"]
    assert bob.get("/notifications/templates", keys="menu", show_ui_template="false")["templates"][0].keys() >= {"key"}
    assert bob.get("/notifications/templates/menu")["ui_template"] == {"version": 1, "body": {"items": []}}
    assert bob.refusal("GET", "/notifications/templates/nothing")[0] == 400201
    for token in ("x", "-", "9" * 40, "1.5-a"):
        assert bob.refusal("GET", "/notifications/templates", token=token)[0] == 400111


def test_settings_have_what_clients_need_to_draw(bob):
    settings = bob.get("/notifications/settings")
    assert settings["themes"][0].keys() >= {"notification", "list", "header"}


def test_clients_log_what_is_done_with_a_notification(api, bob, news):
    send(api, "bob")
    [message] = listed(bob, news)
    about = {"channel_url": news, "message_id": message["notification_message_id"]}
    entries = [
        {"stat_type": "noti:stats", "ts": 5, "data": {"action": "viewed", **about}},
        {"stat_type": "noti:stats", "ts": 6, "data": {"action": "custom", "topic": "shared", **about}},
        {"stat_type": "noti:stats", "ts": 7, "data": {"action": "clicked", **about, "message_id": "nothing"}},
        {"stat_type": "noti:stats", "ts": 8, "data": {"action": "clicked", **about, "channel_url": "nothing"}},
    ]
    bob.post("/sdk/notification_statistics", device_id="d", log_entries=entries)
    api.client("alice").post("/sdk/notification_statistics", device_id="d", log_entries=entries)
    channels = api.app.provider.dump(api.app)["feeds"][0]["channels"]
    [kept] = next(row["messages"] for row in channels if row["user_id"] == "bob")
    assert kept["more"]["notification"]["logged"] == {"viewed": 5, "custom shared": 6}
    damaged: list[Any] = [[{}], [{"ts": -1, "data": {"action": "viewed", **about}}], "x", None, [{"ts": 1, "data": {}}]]
    for wrong in damaged:
        assert 400100 <= bob.refusal("POST", "/sdk/notification_statistics", {"log_entries": wrong})[0] < 400200


def test_a_seed_keeps_all_of_it(api, bob, news):
    send(api, "bob", tags=["a"])
    bob.put(f"/group_channels/{news}/messages/mark_as_read", user_id="bob")
    send(api, "bob")
    dump = api.app.provider.dump(api.app)
    other = new_api(dump)
    assert other.app.provider.dump(other.app) == dump
    assert other.get("/notifications/users/bob/unread_message_count")["unread_feed_count"] == 1


def test_a_deleted_user_takes_the_channels_along(api, news):
    api.delete("/users/bob")
    assert api.refusal("GET", f"/group_channels/{news}")[0] == 400201
    api.user("bob")
    assert mine(api, show_empty="true")[0]["channel_url"] != news
