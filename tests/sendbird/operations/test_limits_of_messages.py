"""The limits that settings set to messages: links, their length, and how many a user sends (docs: global settings, 2026)."""

import pytest

from chatmock.providers.sendbird import Sendbird
from chatmock.providers.sendbird.api import api as operations

GLOBAL = "/applications/settings_global"
BY_TYPE = "/applications/settings_by_channel_custom_type"
LINK, LENGTH, PACE = 900061, 400110, 900200  # ruled: the codes of links and of texts that are too long


def message(text, user="bob"):
    return {"message_type": "MESG", "user_id": user, "message": text}


def refused(api, channel, text, user="bob"):
    return api.refusal("POST", f"/group_channels/{channel}/messages", message(text, user))[0]


@pytest.mark.parametrize("text", ["http://a.example", "see HTTPS://a.example/b", "(www.a.example)"])
def test_a_link_is_refused_where_links_are_not_allowed(api, lunch, text):
    api.say("bob", lunch, text)
    assert api.put(GLOBAL, allow_links=False)["allow_links"] is False
    assert refused(api, lunch, text) == LINK


@pytest.mark.parametrize("text", ["a.example", "http:// www.", "http", "awww.a.example", "3.14"])
def test_a_text_without_a_link_passes(api, lunch, text):
    api.put(GLOBAL, allow_links=False)
    assert api.say("bob", lunch, text)["message"] == text


def test_a_message_has_up_to_5000_characters_today(api, lunch):
    api.say("bob", lunch, "é" * 5000)
    assert refused(api, lunch, "e" * 5001) == LENGTH


def test_a_message_of_2016_has_any_number_of_characters():
    app = Sendbird().create("old", api_token="token", era="2016")
    assert app.settings.max_message_length == -1


def test_the_length_of_messages_is_one_of_those_the_platform_has(api, lunch):
    assert api.put(GLOBAL, max_message_length=50)["max_message_length"] == 50
    assert (api.say("bob", lunch, "e" * 50)["message"], refused(api, lunch, "e" * 51)) == ("e" * 50, LENGTH)
    assert api.refusal("PUT", GLOBAL, {"max_message_length": 51})[0] == 400111
    api.put(GLOBAL, max_message_length=-1)
    api.say("bob", lunch, "e" * 20_001)


def test_an_edit_obeys_the_limits_and_a_refused_one_changes_nothing(api, lunch):
    said = api.say("bob", lunch, "soup")
    path = f"/group_channels/{lunch}/messages/{said['message_id']}"
    api.put(GLOBAL, allow_links=False, max_message_length=50)
    for text, code in (("http://a.example", LINK), ("e" * 51, LENGTH)):
        assert api.refusal("PUT", path, {"message_type": "MESG", "message": text})[0] == code
    assert api.get(path) == said


def test_a_user_sends_so_many_messages_to_a_channel_in_a_time(api, lunch, carol):
    pair = api.group("bob", carol)
    api.put(GLOBAL, user_messages_per_channel=2, user_messages_per_channel_duration=10)
    api.app.clock.freeze()
    api.say("bob", lunch, "one")
    api.app.clock.advance(seconds=6)
    api.say("bob", lunch, "two")
    assert refused(api, lunch, "three") == PACE
    api.say("alice", lunch, "another user")
    api.say("bob", pair, "another channel")
    api.app.clock.advance(seconds=4)
    api.say("bob", lunch, "three")
    assert refused(api, lunch, "four") == PACE


def test_files_count_and_words_of_the_administration_and_refused_messages_do_not(api, lunch):
    api.put(GLOBAL, user_messages_per_channel=1, user_messages_per_channel_duration=60, allow_links=False)
    assert refused(api, lunch, "http://a.example") == LINK
    path = f"/group_channels/{lunch}/messages"
    api.post(path, message_type="FILE", user_id="bob", url="http://x.test/a")
    assert refused(api, lunch, "soup") == PACE
    for _ in range(2):
        api.post(path, message_type="ADMM", message="http://a.example")


def test_no_message_may_be_sent_where_none_is_the_limit(api, lunch):
    api.put(GLOBAL, user_messages_per_channel=0)
    assert refused(api, lunch, "soup") == PACE


def test_a_custom_type_has_limits_of_its_own(api, lunch, bob, carol):
    typed = api.group(bob, carol, custom_type="food")
    api.post(BY_TYPE, custom_type="food", allow_links=False, max_message_length=50)
    api.put(f"{BY_TYPE}/food", user_messages_per_channel=1)
    assert (refused(api, typed, "www.a.example"), refused(api, typed, "e" * 51)) == (LINK, LENGTH)
    api.say("bob", typed, "soup")
    assert refused(api, typed, "soup") == PACE
    api.say("bob", lunch, "www.a.example" + "e" * 51)


# --- nothing is dropped in silence ---

OF_SETTINGS = sorted(
    {
        (o.method, o.path)
        for o in operations.operations.values()
        if o.accept and "profanity_filter" in o.accept.properties
    }
)


@pytest.mark.parametrize(("method", "path"), OF_SETTINGS)
@pytest.mark.parametrize(
    "unknown",
    [
        {"text_moderation": {}},
        {"push_template": {}},
        {"profanity_filter": {"words": "yuck"}},
        {"domain_filter": {"domain": "a.example"}},
        {"profanity_triggered_moderation": {"seconds": 1}},
        {"image_moderation": {"kind": 1}},
    ],
)
def test_a_setting_that_chatmock_does_not_have_is_refused_with_a_hint(api, method, path, unknown):
    api.post(BY_TYPE, custom_type="food")
    before = api.get(GLOBAL), api.get(BY_TYPE)
    named = {"custom_type": "drinks"} if method == "POST" else {}
    answer = api.send(method, path.removeprefix("/v3").replace("{custom_type}", "food"), {**named, **unknown})
    (name,) = unknown
    assert answer.status == 501 and f"no setting '{name}" in answer.headers["X-Chatmock-Hint"]
    assert (api.get(GLOBAL), api.get(BY_TYPE)) == before


def test_these_are_all_operations_of_settings():
    assert len(OF_SETTINGS) == 4
