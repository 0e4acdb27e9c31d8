"""Settings of an application and of its custom types of channels, and what they do."""

from typing import Any

import pytest

GLOBAL = "/applications/settings_global"
BY_TYPE = "/applications/settings_by_channel_custom_type"
DEFAULTS: dict[str, Any] = {
    "message_retention_hours": 876000,
    "display_past_message": False,
    "allow_links": True,
    "max_message_length": 5000,
    "user_messages_per_channel": -1,
    "user_messages_per_channel_duration": 1,
    "profanity_filter": {"keywords": "", "regex_filters": [], "type": 0, "should_check_global": False},
    "domain_filter": {"domains": [], "type": 0, "should_check_global": False},
    "profanity_triggered_moderation": {"count": 0, "duration": 1, "action": 0},
}


@pytest.fixture
def kitchen(api, alice, bob):
    """A group channel of a custom type."""
    return api.group(alice, bob, custom_type="food")


def texts(api, channel):
    messages = api.get(f"/group_channels/{channel}/messages", message_ts=0)["messages"]
    return [message["message"] for message in messages]


def test_the_documented_defaults(api):
    assert api.get(GLOBAL) == DEFAULTS


def test_updating_changes_only_what_is_given(api):
    api.put(GLOBAL, profanity_filter={"keywords": "yuck"})
    changed = api.put(GLOBAL, display_past_message=True)
    assert changed == {
        **DEFAULTS,
        "display_past_message": True,
        "profanity_filter": {**DEFAULTS["profanity_filter"], "keywords": "yuck"},
    }
    assert api.get(GLOBAL) == changed


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("message_retention_hours", -1, 400106),
        ("message_retention_hours", "long", 400101),
        ("message_retention_hours", 1.5, 400101),
        ("message_retention_hours", 2**31, 400111),
        ("display_past_message", "yes", 400104),
        ("profanity_filter", "yuck", 400103),
        ("profanity_filter", {"type": 3}, 400111),
        ("profanity_filter", {"type": "block"}, 400101),
        ("profanity_filter", {"keywords": 5}, 400111),
    ],
)
def test_bad_settings_are_refused_and_change_nothing(api, field, value, code):
    assert api.refusal("PUT", GLOBAL, {"display_past_message": True, field: value})[0] == code
    assert api.refusal("POST", BY_TYPE, {"custom_type": "food", field: value})[0] == code
    assert api.get(GLOBAL) == DEFAULTS
    assert api.get(BY_TYPE) == {"channel_custom_type_settings": [], "next": ""}


def test_settings_of_a_custom_type_begin_with_the_defaults(api):
    api.put(GLOBAL, message_retention_hours=5)
    assert api.post(BY_TYPE, custom_type="food") == {"custom_type": "food", **DEFAULTS}
    assert api.get(f"{BY_TYPE}/food") == {"custom_type": "food", **DEFAULTS}


def test_a_custom_type_has_settings_once(api):
    api.post(BY_TYPE, custom_type="food")
    assert api.refusal("POST", BY_TYPE, {"custom_type": "food"}) == (
        400202,
        '"custom_type" violates unique constraint.',
    )


def test_a_custom_type_is_named(api):
    assert api.refusal("POST", BY_TYPE, {})[0] == 400105
    assert api.refusal("POST", BY_TYPE, {"custom_type": ""})[0] == 400110
    assert api.refusal("POST", BY_TYPE, {"custom_type": 5})[0] == 400100


def test_custom_types_come_in_pages(api):
    names = [f"type {n}" for n in range(5)]
    for name in names:
        api.post(BY_TYPE, custom_type=name)
    rows = api.walk(BY_TYPE, "channel_custom_type_settings", limit=2)
    assert [row["custom_type"] for row in rows] == names


@pytest.mark.parametrize("limit", [0, 101])
def test_a_page_has_one_to_a_hundred_custom_types(api, limit):
    assert api.refusal("GET", BY_TYPE, limit=limit)[0] == 400111


def test_updating_a_custom_type_changes_only_what_is_given(api):
    api.post(BY_TYPE, custom_type="food", message_retention_hours=5)
    changed = api.put(f"{BY_TYPE}/food", display_past_message=True)
    assert changed["message_retention_hours"] == 5 and changed["display_past_message"] is True
    assert api.get(GLOBAL) == DEFAULTS


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_settings_of_an_unknown_custom_type_are_not_found(api, method):
    assert api.refusal(method, f"{BY_TYPE}/food") == (400201, '"Channel custom type" not found.')


def test_a_custom_types_name_may_have_any_characters(api):
    api.post(BY_TYPE, custom_type="soup/stew & more")
    assert api.get(f"{BY_TYPE}/soup%2Fstew%20%26%20more")["custom_type"] == "soup/stew & more"


def test_old_messages_are_gone_from_lists_counts_and_views(api, lunch):
    api.put(GLOBAL, message_retention_hours=2)
    old = api.say("bob", lunch, "old")
    api.app.clock.advance(hours=3)
    api.say("bob", lunch, "new")
    assert texts(api, lunch) == ["new"]
    assert api.get(f"/group_channels/{lunch}/messages/total_count") == {"total": 1}
    assert api.refusal("GET", f"/group_channels/{lunch}/messages/{old['message_id']}")[0] == 400201


def test_old_messages_are_not_unread_any_more(api, lunch):
    api.say("bob", lunch)
    assert api.unread("alice") == 1
    api.app.clock.advance(hours=3)
    api.put(GLOBAL, message_retention_hours=2)
    assert api.unread("alice") == 0
    assert api.get(f"/group_channels/{lunch}")["last_message"] is None


def test_longer_retention_brings_messages_back(api, lunch):
    api.put(GLOBAL, message_retention_hours=1)
    api.say("bob", lunch, "hi")
    api.app.clock.advance(hours=2)
    assert texts(api, lunch) == []
    api.put(GLOBAL, message_retention_hours=3)
    assert texts(api, lunch) == ["hi"]


def test_a_custom_types_retention_beats_the_global_one(api, lunch, kitchen):
    api.put(GLOBAL, message_retention_hours=1)
    api.post(BY_TYPE, custom_type="food", message_retention_hours=10)
    for channel in (lunch, kitchen):
        api.say("bob", channel, "hi")
    api.app.clock.advance(hours=2)
    assert (texts(api, lunch), texts(api, kitchen)) == ([], ["hi"])


def test_deleted_settings_of_a_custom_type_leave_the_global_ones(api, kitchen):
    api.post(BY_TYPE, custom_type="food", message_retention_hours=1)
    api.say("bob", kitchen, "hi")
    api.app.clock.advance(hours=2)
    assert texts(api, kitchen) == []
    assert api.delete(f"{BY_TYPE}/food") == {}
    assert texts(api, kitchen) == ["hi"]


def test_settings_follow_a_channel_that_changes_its_type(api, lunch):
    api.post(BY_TYPE, custom_type="food", message_retention_hours=1)
    api.say("bob", lunch, "hi")
    api.app.clock.advance(hours=2)
    assert texts(api, lunch) == ["hi"]
    api.put(f"/group_channels/{lunch}", custom_type="food")
    assert texts(api, lunch) == []


def last_message(api, channel, user_id):
    return api.get(f"/group_channels/{channel}", user_id=user_id)["last_message"]


def test_a_new_member_does_not_see_what_was_said_before(api, lunch, carol):
    api.say("bob", lunch, "before")
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    assert last_message(api, lunch, "carol") is None
    assert last_message(api, lunch, "alice")["message"] == "before"


def test_a_new_member_sees_past_messages_where_the_settings_say_so(api, kitchen, carol):
    api.say("bob", kitchen, "before")
    api.post(f"/group_channels/{kitchen}/invite", user_ids=["carol"])
    api.put(GLOBAL, display_past_message=True)
    assert last_message(api, kitchen, "carol")["message"] == "before"
    api.post(BY_TYPE, custom_type="food")
    assert last_message(api, kitchen, "carol") is None


def test_past_messages_are_never_unread_for_a_new_member(api, lunch, carol):
    api.put(GLOBAL, display_past_message=True)
    api.say("bob", lunch, "before")
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    assert api.unread("carol") == 0
