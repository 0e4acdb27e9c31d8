"""Group channels: made, viewed, changed, hidden, left, deleted."""

import pytest

from chatmock.core.texts import Upload

RECORDED_KEYS = {
    "unread_message_count",
    "is_distinct",
    "last_message",
    "cover_url",
    "members",
    "data",
    "name",
    "member_count",
    "created_at",
    "max_length_message",
    "channel_url",
    "channel",
    "custom_type",
}


def mine(api, user_id, **query):
    found = api.get(f"/users/{user_id}/my_group_channels", **{"show_empty": "true", **query})
    return [channel["channel_url"] for channel in found["channels"]]


# --- making them ---


def test_a_new_channel_has_the_recorded_keys_and_defaults(api, alice):
    channel = api.post("/group_channels", user_ids=["alice"])
    assert channel.keys() >= RECORDED_KEYS
    assert (channel["name"], channel["data"], channel["custom_type"]) == ("Group Channel", "", "")
    assert (channel["unread_message_count"], channel["last_message"], channel["is_distinct"]) == (0, None, False)
    assert api.members(channel) == ["alice"] and channel["member_count"] == 1  # the API adds nobody


def test_the_deprecated_copy_repeats_the_channels_own_keys(api, alice):
    channel = api.post("/group_channels", user_ids=["alice"], name="lunch")
    copy = channel["channel"]  # recorded: not an empty object
    assert copy.keys() >= {
        "name",
        "member_count",
        "channel_url",
        "created_at",
        "cover_url",
        "max_length_message",
        "data",
    }
    assert copy.items() <= channel.items()


def test_an_address_is_made_up_as_recorded(api):
    kind, number, rest = api.group().rsplit("_", 2)
    assert kind == "sendbird_group_channel" and number.isdecimal() and len(rest) == 40


def test_a_channel_without_a_name_has_one_and_a_greatest_length_of_messages(api):
    """The name has not: UIKit for React takes ``Group Channel`` for none and shows the members' names (client)."""
    channel = api.post("/group_channels")
    assert (channel["name"], channel["max_length_message"]) == ("Group Channel", 5000)


def test_what_is_given_is_what_is_answered(api, alice):
    given = {"name": "lunch", "cover_url": "https://x.test/c.png", "data": "d", "custom_type": "food"}
    flags = {"is_public": True, "is_super": True, "is_ephemeral": True}
    channel = api.post("/group_channels", user_ids=["alice"], channel_url="lunch", **given, **flags)
    assert channel.items() >= {**given, **flags, "channel_url": "lunch", "is_created": True}.items()


def test_members_come_as_ids_as_objects_or_both(api, alice, bob):
    objects = [{"user_id": "bob", "nickname": "whatever"}]  # the official Python SDK
    assert api.members(api.post("/group_channels", user_ids=["alice"], users=objects)) == ["alice", "bob"]


def test_a_member_object_has_an_id(api):
    assert api.refusal("POST", "/group_channels", {"users": [{}]}) == (400105, '"user_id" must be required.')
    assert api.refusal("POST", "/group_channels", {"users": [{"user_id": 1}]})[0] == 400100


def test_a_form_brings_the_cover_and_the_members(api, alice, bob):
    cover = Upload("c.png", "image/png", b"cover")
    channel = api.upload("POST", "/group_channels", user_ids="alice,bob", is_distinct="1", cover_file=cover)
    assert api.members(channel) == ["alice", "bob"] and channel["is_distinct"] is True
    assert channel["cover_url"].endswith("/c.png")


def test_in_2016_unknown_members_are_refused(api_of_2016, alice):
    code = api_of_2016.refusal("POST", "/group_channels", {"user_ids": ["alice", "nobody"]})
    assert code == (400201, "User not found.")  # a live answer of 2018


def test_unknown_members_are_dropped_unless_strict(api, alice):
    assert api.members(api.post("/group_channels", user_ids=["alice", "nobody"])) == ["alice"]
    code, message = api.refusal("POST", "/group_channels", {"user_ids": ["nobody"], "strict": True})
    assert (code, message) == (400111, 'Invalid value: "user_ids".')


def test_operators_and_the_inviter_have_to_exist(api, alice):
    channel = api.post("/group_channels", user_ids=["alice"], operator_ids=["alice"], inviter_id="alice")
    assert [user["user_id"] for user in channel["operators"]] == ["alice"]
    assert channel["created_by"]["user_id"] == "alice" and channel["members"][0]["role"] == "operator"
    assert api.refusal("POST", "/group_channels", {"operator_ids": ["nobody"]})[0] == 400201
    assert api.refusal("POST", "/group_channels", {"inviter_id": "nobody"})[0] == 400201


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "é" * 513, 400110),
        ("cover_url", "x" * 2049, 400110),
        ("channel_url", "x" * 249, 400110),
        ("channel_url", "a.b", 400111),
        ("user_ids", "alice", 400102),
        ("user_ids", [1], 400100),
        ("is_distinct", "yes", 400104),
        ("hidden_status", {"alice": "gone"}, 400111),
    ],
)
def test_a_value_that_does_not_fit_is_refused(api, field, value, code):
    assert api.refusal("POST", "/group_channels", {field: value})[0] == code


def test_an_address_is_taken_once(api, lobby):
    assert api.refusal("POST", "/group_channels", {"channel_url": lobby})[0] == 400202


# --- distinct ones ---


def test_a_distinct_channel_is_made_once_for_the_same_members(api, alice, bob, carol):
    first = api.post("/group_channels", user_ids=["alice", "bob"], is_distinct=True)
    again = api.post("/group_channels", user_ids=["bob", "alice"], is_distinct=True, name="other")
    assert again == {**first, "is_created": False}
    assert api.group(alice, bob, carol, is_distinct=True) != first["channel_url"]
    assert api.group(alice, bob) != first["channel_url"]


def test_inviting_into_a_distinct_channel_ends_its_distinctness(api, alice, bob, carol):
    first = api.group(alice, bob, is_distinct=True)
    assert api.post(f"/group_channels/{first}/invite", user_ids=["carol"])["is_distinct"] is False
    assert api.group(alice, bob, is_distinct=True) != first


def test_leaving_a_distinct_channel_ends_its_distinctness(api, alice, bob):
    first = api.group(alice, bob, is_distinct=True)
    api.put(f"/group_channels/{first}/leave", user_ids=["bob"])
    assert api.get(f"/group_channels/{first}")["is_distinct"] is False
    assert api.group(alice, is_distinct=True) != first


def test_distinctness_can_be_switched(api, lunch, alice, bob):
    assert api.put(f"/group_channels/{lunch}", is_distinct=True)["is_distinct"] is True
    assert api.group(alice, bob, is_distinct=True) == lunch
    assert api.put(f"/group_channels/{lunch}", is_distinct=False)["is_distinct"] is False
    assert api.group(alice, bob, is_distinct=True) != lunch


def test_the_channel_that_is_distinct_no_more_is_told(api, alice, bob):
    first, second = api.group(alice, bob, is_distinct=True), api.group(alice, bob)
    told = []
    api.app.bus.on("distinct.ended", lambda channel: told.append(channel.channel_url))
    assert api.put(f"/group_channels/{second}", is_distinct=True)["is_distinct"] is True
    assert told == [first] and api.get(f"/group_channels/{first}")["is_distinct"] is False


def test_who_has_left_lists_the_others_by_their_last_messages(api, lunch, alice, bob):
    dinner = api.group(alice, bob)
    listed = {"order": "latest_last_message", "show_empty": True}
    assert len(api.get("/users/bob/my_group_channels", **listed)["channels"]) == 2
    api.put(f"/group_channels/{lunch}/leave", user_ids=["bob"])
    api.say("alice", lunch)
    [left] = api.get("/users/bob/my_group_channels", **listed)["channels"]
    assert left["channel_url"] == dinner


def test_a_super_channel_is_not_distinct(api, lunch):
    both = {"is_super": True, "is_distinct": True}
    assert api.refusal("POST", "/group_channels", both)[0] == 400111  # a live answer of later years
    assert api.refusal("PUT", f"/group_channels/{lunch}", both)[0] == 400111


@pytest.mark.parametrize("people", [[], ["alice"]])
def test_a_deleted_distinct_channel_does_not_come_back(api, alice, people):
    first = api.group(*people, is_distinct=True)
    api.delete(f"/group_channels/{first}")
    assert api.group(*people, is_distinct=True) != first


# --- viewing them ---


def test_members_and_receipts_are_shown_on_demand_only(api, lunch):
    plain = api.get(f"/group_channels/{lunch}")
    assert plain.keys().isdisjoint({"members", "read_receipt", "delivery_receipt", "metadata", "is_push_enabled"})
    old = api.get(f"/group_channels/{lunch}", member="true", read_receipt="true")
    today = api.get(f"/group_channels/{lunch}", show_member="true", show_read_receipt="true")
    assert old == today and api.members(old) == ["alice", "bob"]


def test_a_read_receipt_is_zero_for_who_never_read(api, lunch):
    sent = api.say("bob", lunch)["created_at"]
    receipt = api.get(f"/group_channels/{lunch}", read_receipt="true")["read_receipt"]
    assert receipt == {"alice": 0, "bob": sent}  # a live answer of 2020
    assert api.get(f"/group_channels/{lunch}", show_delivery_receipt="true")["delivery_receipt"] == receipt


def test_without_a_named_user_nothing_is_unread(api, lunch):
    api.say("bob", lunch)
    assert api.get(f"/group_channels/{lunch}")["unread_message_count"] == 0  # recorded
    assert api.get(f"/group_channels/{lunch}", user_id="alice")["unread_message_count"] == 1


def test_a_member_is_told_what_the_channel_is_to_him(api, lunch):
    own = api.get(f"/group_channels/{lunch}", user_id="alice")
    expected = {
        "is_push_enabled": True,
        "push_trigger_option": "all",
        "count_preference": "all",
        "member_state": "joined",
        "my_role": "none",
        "is_muted": False,
        "is_hidden": False,
        "hidden_state": "unhidden",
        "user_last_read": 0,
        "inviter": None,
        "ts_message_offset": 0,
        "joined_ts": own["created_at"],
    }
    assert own.items() >= expected.items()


def test_a_member_is_told_about_role_mute_and_push(api, alice, bob):
    lunch = api.group(alice, bob, operator_ids=["alice"])
    api.post(f"/group_channels/{lunch}/mute", user_id="alice")
    api.put(f"/users/alice/push_preference/{lunch}", enable=False)
    own = api.get(f"/group_channels/{lunch}", user_id="alice")
    assert (own["my_role"], own["is_muted"]) == ("operator", True)
    assert (own["is_push_enabled"], own["push_trigger_option"]) == (False, "off")


def test_a_stranger_is_told_so(api, lunch, carol):
    api.say("bob", lunch)
    seen = api.get(f"/group_channels/{lunch}", user_id="carol")
    assert (seen["member_state"], seen["unread_message_count"], seen["is_push_enabled"]) == ("none", 0, False)


def test_who_looks_has_to_exist(api, lunch):
    assert api.refusal("GET", f"/group_channels/{lunch}", user_id="nobody") == (400201, '"User" not found.')


def test_mentions_that_are_unread_are_counted(api, lunch):
    api.say("bob", lunch, mentioned_user_ids=["alice", "bob"])
    api.say("bob", lunch)
    assert api.get(f"/group_channels/{lunch}", user_id="alice")["unread_mention_count"] == 1
    assert api.get(f"/group_channels/{lunch}", user_id="bob")["unread_mention_count"] == 0


def test_who_mentions_the_channel_mentions_everybody_else(api, lunch):
    api.say("bob", lunch, mention_type="channel")
    mentions = {
        who: api.get(f"/group_channels/{lunch}", user_id=who)["unread_mention_count"] for who in ("alice", "bob")
    }
    assert mentions == {"alice": 1, "bob": 0}


def test_members_who_are_out_of_use_are_shown_on_demand(api, lunch):
    api.put("/users/bob", is_active=False, leave_all_when_deactivated=False)
    shown = {"show_member": "true", "member_active_mode": "deactivated"}
    assert api.members(api.get(f"/group_channels/{lunch}", **shown)) == ["bob"]
    assert api.members(api.get(f"/group_channels/{lunch}", **{**shown, "member_active_mode": "activated"})) == ["alice"]


def test_in_2016_an_unknown_channel_is_not_quoted(api_of_2016):
    assert api_of_2016.refusal("GET", "/group_channels/nowhere") == (400201, "Channel not found.")


def test_an_unknown_channel_is_not_found(api):
    assert api.refusal("GET", "/group_channels/nowhere") == (400201, '"Channel" not found.')  # a live answer


def test_the_last_message_is_the_newest_that_was_not_silent(api, lunch):
    api.say("bob", lunch, "one")
    api.say("bob", lunch, "two")
    api.post(f"/group_channels/{lunch}/messages", message_type="ADMM", message="psst", is_silent=True)
    assert api.get(f"/group_channels/{lunch}")["last_message"]["message"] == "two"


# --- changing and deleting them ---


def test_updating_changes_only_what_is_given_and_shows_the_members(api, lunch):
    before = api.get(f"/group_channels/{lunch}", member="true")
    after = api.put(f"/group_channels/{lunch}", data="d")  # recorded: the whole object, with members
    assert after == {**before, "data": "d", "channel": {**before["channel"], "data": "d"}}


def test_everything_that_can_be_updated_is(api, lunch, alice):
    given = {
        "name": "tea",
        "cover_url": "https://x.test/t.png",
        "custom_type": "t",
        "is_public": True,
        "is_super": True,
    }
    channel = api.put(f"/group_channels/{lunch}", operator_ids=["alice"], **given)
    assert channel.items() >= given.items() and channel["operators"][0]["user_id"] == "alice"


def test_a_deleted_channel_is_gone_from_its_members_lists(api, lunch):
    api.say("bob", lunch)
    assert api.delete(f"/group_channels/{lunch}") == {}
    assert api.refusal("GET", f"/group_channels/{lunch}")[0] == 400201
    assert mine(api, "alice") == [] and api.unread("alice") == 0


# --- hiding them ---


def test_a_hidden_channel_is_not_in_the_members_own_list_until_the_next_message(api, lunch):
    assert api.put(f"/group_channels/{lunch}/hide", user_id="alice") == {}  # recorded
    assert mine(api, "alice") == [] and mine(api, "bob") == [lunch]
    api.say("bob", lunch)
    assert mine(api, "alice") == [lunch]


def test_a_silent_message_brings_no_hidden_channel_back(api, lunch):
    api.put(f"/group_channels/{lunch}/hide", user_id="alice")
    api.say("bob", lunch, is_silent=True)
    assert mine(api, "alice") == []


def test_today_a_channel_can_stay_hidden(api, lunch):
    api.put(f"/group_channels/{lunch}/hide", user_id="alice", allow_auto_unhide=False)
    api.say("bob", lunch)
    own = api.get(f"/group_channels/{lunch}", user_id="alice")
    assert (own["is_hidden"], own["hidden_state"]) == (True, "hidden_prevent_auto_unhide")
    assert mine(api, "alice") == []


def test_a_hidden_channel_says_so_and_can_be_shown_again(api, lunch):
    api.put(f"/group_channels/{lunch}/hide", user_id="alice")
    assert api.get(f"/group_channels/{lunch}", user_id="alice")["hidden_state"] == "hidden_allow_auto_unhide"
    api.delete(f"/group_channels/{lunch}/hide", user_id="alice")
    assert api.get(f"/group_channels/{lunch}", user_id="alice")["hidden_state"] == "unhidden"  # live tests of today


def test_a_channel_can_be_hidden_from_everybody_and_shown_again(api, lunch):
    api.put(f"/group_channels/{lunch}/hide", should_hide_all=True)
    assert mine(api, "alice") == mine(api, "bob") == []
    api.delete(f"/group_channels/{lunch}/hide", should_unhide_all="true")
    assert mine(api, "alice") == mine(api, "bob") == [lunch]


def test_hiding_can_put_what_was_said_out_of_sight(api, lunch):
    api.say("bob", lunch)
    api.put(f"/group_channels/{lunch}/hide", user_id="alice", hide_previous_messages=True)
    own = api.get(f"/group_channels/{lunch}", user_id="alice")
    assert (own["unread_message_count"], own["last_message"]) == (0, None) and own["ts_message_offset"] > 0
    assert api.get(f"/group_channels/{lunch}", user_id="bob")["last_message"] is not None


def test_a_channel_can_be_hidden_from_the_beginning(api, alice, bob):
    lunch = api.group(alice, bob, hidden_status={"bob": "hidden_allow_auto_unhide"})
    assert mine(api, "alice") == [lunch] and mine(api, "bob") == []


def test_who_is_invited_hides_a_channel_and_shows_it_again(api, lunch, carol):
    api.app.auto_accept = False
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    hide = f"/group_channels/{lunch}/hide"
    assert api.unread("carol") == 0
    api.put(hide, user_id="carol")
    api.say("bob", lunch)
    assert (api.unread("carol"), mine(api, "carol")) == (0, [])
    own = api.get(f"/group_channels/{lunch}", user_id="carol")
    assert (own["member_state"], own["hidden_state"]) == ("invited", "hidden_allow_auto_unhide")  # live
    api.delete(hide, user_id="carol")
    assert api.get(f"/group_channels/{lunch}", user_id="carol")["hidden_state"] == "unhidden"
    api.client("carol").put(hide)
    api.put(f"/group_channels/{lunch}/accept", user_id="carol")
    assert mine(api, "carol") == []
    api.say("bob", lunch)
    assert mine(api, "carol") == [lunch]


def test_only_a_member_hides_a_channel(api, lunch, carol):
    assert api.refusal("PUT", f"/group_channels/{lunch}/hide", {}) == (400105, '"user_id" must be required.')
    assert api.refusal("PUT", f"/group_channels/{lunch}/hide", {"user_id": "nobody"})[0] == 400201
    code, message = api.refusal("PUT", f"/group_channels/{lunch}/hide", {"user_id": "carol"})
    assert (code, message) == (400108, "Not authorized. User is not a member.")


# --- what they are to their members ---


def test_a_new_member_does_not_see_the_last_message_from_before(api, lunch, carol):
    api.say("bob", lunch)
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    assert api.get(f"/group_channels/{lunch}", user_id="carol")["last_message"] is None


def test_a_new_member_sees_it_where_the_settings_say_so(api, lunch, carol):
    api.put("/applications/settings_global", display_past_message=True)
    api.say("bob", lunch)
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    assert api.get(f"/group_channels/{lunch}", user_id="carol")["last_message"]["message"] == "hi"


def test_messages_past_their_retention_are_gone_from_the_channel(api, lunch):
    api.put("/applications/settings_global", message_retention_hours=1)
    api.say("bob", lunch)
    api.app.clock.advance(hours=2)
    own = api.get(f"/group_channels/{lunch}", user_id="alice")
    assert (own["unread_message_count"], own["last_message"]) == (0, None)
    assert mine(api, "alice", show_empty="false") == []


@pytest.mark.parametrize("asked", [{"is_discoverable": False}, {"message_survival_seconds": 60}])
def test_what_no_channel_does_here_is_refused_loudly(api, lunch, alice, asked):
    code, words = api.refusal("POST", "/group_channels", {"user_ids": [alice], **asked})
    assert (code, api.refusal("PUT", f"/group_channels/{lunch}", asked)[0]) == (501000, 501000)
    assert words.startswith("chatmock does not serve")
    api.group(alice, is_discoverable=True, message_survival_seconds=-1)
