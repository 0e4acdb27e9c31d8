"""Filters of messages beside the words: expressions, the global filters, domains, and moderation of who uses words."""

import pytest

from tests.sendbird.conftest import new_api

GLOBAL = "/applications/settings_global"
BY_TYPE = "/applications/settings_by_channel_custom_type"
NUMBER = {"regex_filters": [{"regex": r"\d{3}-\d{4}"}], "type": 1}


@pytest.fixture
def typed(api, bob, carol):
    """A group channel of the type food, whose members are bob and carol."""
    return api.post("/group_channels", user_ids=["bob", "carol"], custom_type="food")["channel_url"]


def refused(api, channel, text, user="bob"):
    body = {"message_type": "MESG", "user_id": user, "message": text}
    return api.refusal("POST", f"/group_channels/{channel}/messages", body)[0]


def test_an_expression_turns_its_finds_into_asterisks(api, lunch):
    assert api.put(GLOBAL, profanity_filter=NUMBER)["profanity_filter"]["regex_filters"] == NUMBER["regex_filters"]
    assert api.say("bob", lunch, "Call 555-1234, 바보 555-9876!")["message"] == "Call ********, 바보 ********!"


def test_a_blocking_expression_refuses_the_message(api, lunch):
    api.put(GLOBAL, profanity_filter={**NUMBER, "type": 2})
    assert refused(api, lunch, "555-1234") == 400151
    assert api.say("bob", lunch, "5551234")["message"] == "5551234"


def test_an_expression_looks_at_letters_in_any_case_and_finds_nothing_empty(api, lunch):
    api.put(GLOBAL, profanity_filter={"regex_filters": [{"regex": "z*"}, {"regex": "yu+ck"}], "type": 1})
    assert api.say("bob", lunch, "YUUUCK ok")["message"] == "****** ok"


@pytest.mark.parametrize("regex", ["(", "(?=a)", "x{1000}{1000}", "a" * 1001, "", None, 5])
def test_what_is_no_expression_changes_nothing(api, regex):
    before = api.get(GLOBAL)
    body = {"display_past_message": True, "profanity_filter": {"keywords": "yuck", "regex_filters": [{"regex": regex}]}}
    assert api.refusal("PUT", GLOBAL, body)[0] in (400100, 400105, 400110, 400111)
    assert api.get(GLOBAL) == before


def test_no_text_takes_long_whatever_the_expression_is(api, lunch):
    api.put(GLOBAL, max_message_length=-1, profanity_filter={"regex_filters": [{"regex": "(a+)+b|a"}], "type": 1})
    text = "a" * 100_000
    assert api.say("bob", lunch, text)["message"] == "*" * len(text)


def test_words_may_come_as_a_list(api, lunch):
    shown = api.put(GLOBAL, profanity_filter={"keywords": ["yuck", "mush*"], "type": 1})["profanity_filter"]
    assert shown["keywords"] == "yuck,mush*"
    assert api.say("bob", lunch, "yuck mushy")["message"] == "**** *****"


def test_the_global_words_act_beside_those_of_a_type_where_it_wants_them(api, typed):
    api.put(GLOBAL, profanity_filter={"keywords": "yuck", "type": 1})
    api.post(BY_TYPE, custom_type="food", profanity_filter={"keywords": "mush", "type": 1})
    assert api.say("bob", typed, "yuck mush")["message"] == "yuck ****"
    api.put(f"{BY_TYPE}/food", profanity_filter={"should_check_global": True})
    assert api.say("bob", typed, "yuck mush")["message"] == "**** ****"
    api.put(GLOBAL, profanity_filter={"type": 2})
    assert refused(api, typed, "yuck mush") == 400151


def test_the_global_domains_act_beside_those_of_a_type_where_it_wants_them(api, typed):
    api.put(GLOBAL, domain_filter={"domains": ["bad.example"], "type": 2})
    api.post(BY_TYPE, custom_type="food", domain_filter={"domains": ["spam.example"], "type": 1})
    assert api.say("bob", typed, "at bad.example, spam.example")["message"] == "at bad.example, ************"
    api.put(f"{BY_TYPE}/food", domain_filter={"should_check_global": True})
    assert refused(api, typed, "at www.Bad.example") == 900065


@pytest.mark.parametrize(("action", "then"), [(1, 900041), (2, 400108), (3, 400108)])
def test_who_uses_words_too_often_is_muted_put_out_or_banned(api, typed, action, then):
    rule = {"count": 2, "duration": 60, "action": action}
    words = {"keywords": "yuck", "type": 1}
    made = api.post(BY_TYPE, custom_type="food", profanity_filter=words, profanity_triggered_moderation=rule)
    assert made["profanity_triggered_moderation"] == rule
    bob = api.client("bob")
    for text in ("yuck", "Soup?", "yuck"):
        bob.say("bob", typed, text)
    assert refused(bob, typed, "Soup?") == then
    assert [m["message"] for m in api.get(f"/group_channels/{typed}/messages", message_ts=0)["messages"]][-1] == "****"


def test_in_an_open_channel_too(api, bob, lobby):
    rule = {"count": 1, "duration": 60, "action": 3}
    api.put(GLOBAL, profanity_filter={"keywords": "yuck", "type": 2}, profanity_triggered_moderation=rule)
    body = {"message_type": "MESG", "user_id": "bob", "message": "yuck"}
    assert api.refusal("POST", f"/open_channels/{lobby}/messages", body)[0] == 400151
    assert [ban["user"]["user_id"] for ban in api.get(f"/open_channels/{lobby}/ban")["banned_list"]] == ["bob"]


def test_blocked_messages_count_and_those_of_long_ago_do_not(api, typed):
    rule = {"count": 2, "duration": 60, "action": 1}
    api.put(GLOBAL, profanity_filter={"keywords": "yuck", "type": 2}, profanity_triggered_moderation=rule)
    for _ in range(3):
        assert refused(api, typed, "yuck") == 400151
        api.app.clock.advance(seconds=61)
    assert api.get(f"/group_channels/{typed}/mute/bob")["is_muted"] is False
    for _ in range(2):
        assert refused(api, typed, "yuck") == 400151
    assert api.get(f"/group_channels/{typed}/mute/bob")["remaining_duration"] == -1


def test_what_the_filter_found_is_kept_by_a_seed(api, typed):
    rule = {"count": 2, "duration": 60, "action": 1}
    api.put(GLOBAL, profanity_filter={**NUMBER, "type": 2}, profanity_triggered_moderation=rule)
    assert refused(api, typed, "555-1234") == 400151
    other = new_api(api.app.provider.dump(api.app))
    assert refused(other, typed, "555-1234") == 400151
    assert other.get(f"/group_channels/{typed}/mute/bob")["is_muted"] is True


def test_pictures_are_not_moderated_and_a_hint_says_why(api):
    assert api.put(GLOBAL, image_moderation={"type": 0})["display_past_message"] is False
    api.put(GLOBAL, image_moderation={"type": 0, "soft_block": False, "limits": {}, "check_urls": False})
    for wanted in ({"type": 1}, {"soft_block": True}, {"limits": {"adult": 3}}):
        answer = api.send("PUT", GLOBAL, {"display_past_message": True, "image_moderation": wanted})
        assert answer.status == 501 and "asks nobody outside" in answer.headers["X-Chatmock-Hint"]
    assert api.get(GLOBAL)["display_past_message"] is False
