"""Unwanted words: replaced or blocked, as the application or the custom type of the channel says."""

import pytest

from chatmock.providers.sendbird.moderation.profanity import unwanted_words

GLOBAL = "/applications/settings_global"
BY_TYPE = "/applications/settings_by_channel_custom_type"


@pytest.fixture
def replacing(api):
    api.put("/applications/profanity", enabled=True, keywords="yuck, mush*")


@pytest.fixture
def blocking(api):
    api.put("/applications/profanity", enabled=True, type="block", keywords="yuck\nmush*")


def test_nothing_is_filtered_by_default(api, lunch):
    assert api.say("bob", lunch, "yuck")["message"] == "yuck"


def test_a_word_is_replaced_by_as_many_asterisks(api, lunch, replacing):
    assert api.say("bob", lunch, "Yuck, it is MUSHY!")["message"] == "****, it is ******"


def test_what_is_stored_is_the_replaced_text(api, lunch, replacing):
    api.say("bob", lunch, "yuck")
    assert api.get(f"/group_channels/{lunch}/messages", message_ts=0)["messages"][0]["message"] == "****"


@pytest.mark.parametrize(
    ("keyword", "text", "left"),
    [
        ("yuck", "yucky yuck bayuck", "yucky **** bayuck"),
        ("yuck", "yuck! (yuck) yuck's", "****! (****) ****'s"),
        ("mush*", "mush mushy mushroom-soup smush", "**** ***** ************* smush"),
        ("*mush", "mush supermush mushy (mush", "**** ********* mushy *****"),
        ("m*h", "mush mh match much-hush much", "**** ** ***** ********* ****"),
        ("*us*", "mush us bus, no", "**** ** **** no"),
        ("in fact", "in fact, infact", "*******, infact"),
        ("*", "all gone", "*** ****"),
        ("a.c", "abc a.c", "abc ***"),
        ("müsli", "MÜSLI müsli", "***** *****"),
        ("바보", "바보 바보야", "** 바보야"),
    ],
)
def test_a_keyword_is_a_whole_word_with_asterisks_for_anything_but_blanks(keyword, text, left):
    words = unwanted_words(keyword)
    assert words is not None
    assert words.masked(text) == left


def test_empty_keywords_filter_nothing(api, lunch):
    api.put("/applications/profanity", enabled=True, type="block", keywords=" ,\r\n,")
    assert api.say("bob", lunch, "yuck , ")["message"] == "yuck , "


def test_a_blocked_message_is_not_stored(api, lunch, blocking):
    body = {"message_type": "MESG", "user_id": "bob", "message": "mushy"}
    assert api.refusal("POST", f"/group_channels/{lunch}/messages", body) == (
        400151,
        '"message" contains unusable word.',
    )
    assert api.get(f"/group_channels/{lunch}/messages/total_count") == {"total": 0}


def test_clean_messages_pass_a_blocking_filter(api, lunch, blocking):
    assert api.say("bob", lunch, "good soup")["message"] == "good soup"


def test_open_channels_are_filtered_too(api, bob, lobby, replacing):
    assert api.say("bob", lobby, "yuck", "open_channels")["message"] == "****"


def test_messages_of_nobody_are_not_filtered(api, lunch, blocking):
    body = {"message_type": "ADMM", "message": "yuck"}
    assert api.post(f"/group_channels/{lunch}/messages", **body)["message"] == "yuck"


def test_without_enabled_the_filter_goes_off_and_keeps_its_words(api, lunch, replacing):
    api.put("/applications/profanity")
    assert api.say("bob", lunch, "yuck")["message"] == "yuck"
    api.put("/applications/profanity", enabled=True)
    assert api.say("bob", lunch, "yuck")["message"] == "****"


def test_the_filter_is_the_one_of_the_global_settings(api, lunch, blocking):
    shown = api.get(GLOBAL)["profanity_filter"]
    assert (shown["keywords"], shown["type"]) == ("yuck\nmush*", 2)
    api.put(GLOBAL, profanity_filter={"type": 1})
    assert api.say("bob", lunch, "yuck")["message"] == "****"


def test_a_custom_types_filter_beats_the_global_one(api, alice, bob, blocking):
    api.post(BY_TYPE, custom_type="food", profanity_filter={"keywords": "soup", "type": 1})
    channel = api.group(alice, bob, custom_type="food")
    assert api.say("bob", channel, "yuck soup")["message"] == "yuck ****"


def test_a_custom_type_without_filter_lets_everything_through(api, alice, bob, blocking):
    api.post(BY_TYPE, custom_type="food")
    assert api.say("bob", api.group(alice, bob, custom_type="food"), "yuck")["message"] == "yuck"


def test_messages_sent_before_stay_as_they_are(api, lunch):
    sent = api.say("bob", lunch, "yuck")
    api.put("/applications/profanity", enabled=True, keywords="yuck")
    assert api.get(f"/group_channels/{lunch}/messages/{sent['message_id']}")["message"] == "yuck"


def test_an_unknown_way_of_filtering_is_refused(api):
    assert api.refusal("PUT", "/applications/profanity", {"type": "hide"})[0] == 400111
    assert api.refusal("PUT", "/applications/profanity", {"enabled": "yes"})[0] == 400104
    assert api.refusal("PUT", "/applications/profanity", {"keywords": ["yuck"]})[0] == 400100


def test_a_long_text_is_filtered_quickly():
    words = unwanted_words("*yuck,mush*,yuck")
    assert words is not None and not any(words.spans("a-" * 200_000))


# --- what it changed ---


def test_messages_that_it_changed_are_told_with_their_words(api, lunch):
    api.put("/applications/settings_global", profanity_filter={"keywords": "yuck", "type": 1})
    fine, masked = api.say("alice", lunch, "Soup"), api.say("alice", lunch, "yuck!")
    path = f"/report/group_channels/{lunch}/profanity_messages"
    [row] = api.get(path)["profanity_messages"]
    assert (row["message_id"], row["message"], row["filtered_message"]) == (masked["message_id"], "yuck!", "****!")
    assert api.get(f"{path}/{masked['message_id']}") == row
    assert api.refusal("GET", f"{path}/{fine['message_id']}")[0] == 400201
    api.put(f"/group_channels/{lunch}/messages/{masked['message_id']}", message_type="MESG", message="Fine")
    assert api.get(path)["profanity_messages"] == []
    dump = api.app.provider.dump(api.app)
    api.put(f"/group_channels/{lunch}/messages/{fine['message_id']}", message_type="MESG", message="so yuck")
    assert [row["message"] for row in api.get(path)["profanity_messages"]] == ["so yuck"]
    assert dump != api.app.provider.dump(api.app)


# --- domains ---

FILTERS = "/applications/settings_global/food"


def test_domains_become_asterisks_or_are_refused(api, alice):
    food = api.group(alice, custom_type="food")
    shown = api.put(FILTERS, domain_filter={"domains": ["Spam.example"], "type": 1})
    assert shown["domain_filter"]["domains"] == ["spam.example"] and shown["custom_type"] == "food"
    said = api.say(alice, food, "see https://www.SPAM.example/x, not notspam.example")
    assert said["message"] == "see https://****************/x, not notspam.example"
    api.put(FILTERS, domain_filter={"type": 2})
    body = {"message_type": "MESG", "user_id": alice, "message": "spam.example."}
    assert api.refusal("POST", f"/group_channels/{food}/messages", body)[0] == 900065
    api.say(alice, api.group(alice), "spam.example")


def test_words_may_come_as_a_list(api, alice):
    # client: sendbird-platform-sdk (JavaScript)
    food = api.group(alice, custom_type="food")
    shown = api.put(FILTERS, profanity_filter={"keywords": ["yuck", "peas"], "type": 1})
    assert shown["profanity_filter"]["keywords"] == "yuck,peas"
    assert api.say(alice, food, "yuck peas")["message"] == "**** ****"
