"""Users: made, listed, viewed, changed, taken out of use, deleted."""

import pytest

from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.core.texts import Upload

RECORDED_KEYS = {"user_id", "nickname", "profile_url", "access_token", "last_seen_at", "is_online"}


def ids(users):
    return [user["user_id"] for user in users]


# --- making them ---


def test_in_2016_a_new_user_has_the_recorded_defaults(api_of_2016):
    user = api_of_2016.post("/users", user_id="alice", nickname="Alice", profile_url="")
    assert user.keys() >= RECORDED_KEYS | {"is_active"}
    assert user["access_token"] == "" and user["last_seen_at"] == 0 and user["is_online"] is False
    assert user["profile_url"] == "" and user["is_active"] is True


def test_a_user_who_was_never_online_was_last_seen_at_minus_one(api):
    assert api.post("/users", user_id="alice", nickname="Alice")["last_seen_at"] == -1


def test_only_the_answer_to_a_creation_says_that_it_is_one(api):
    assert api.post("/users", user_id="alice", nickname="Alice")["is_created"] is True
    assert "is_created" not in api.get("/users/alice")


def test_in_2016_a_missing_nickname_is_named_in_the_recorded_words(api_of_2016):
    refusal = api_of_2016.refusal("POST", "/users", {"user_id": "alice", "x": 1})
    assert refusal == (400105, "nickname must be required.")


def test_a_missing_id_is_named(api):
    assert api.refusal("POST", "/users", {"nickname": "Alice"}) == (400105, '"user_id" must be required.')


def test_a_nickname_may_be_empty(api):
    assert api.post("/users", user_id="alice", nickname="")["nickname"] == ""


def test_fields_nobody_knows_are_ignored(api):
    assert "shoe_size" not in api.post("/users", user_id="alice", nickname="Alice", shoe_size=38)


def test_a_session_token_issued_with_the_profile_is_shown_and_lets_the_user_in(api, alice):
    # client, docs: an update may issue one (deprecated)
    [shown] = api.put("/users/alice", issue_session_token=True)["session_tokens"]
    assert shown["expires_at"] > api.app.clock.now()
    api.app.sessions.check(api.app.users[alice], shown["session_token"])
    assert api.get("/users/alice")["session_tokens"] == [shown]


def test_a_new_user_may_have_a_session_token_with_an_end(api):
    end = api.app.clock.now() + 1000
    user = api.post("/users", user_id="ann", nickname="Ann", issue_session_token=True, session_token_expires_at=end)
    assert [token["expires_at"] for token in user["session_tokens"]] == [end]


def test_revoked_session_tokens_are_not_shown(api, alice):
    api.put("/users/alice", issue_session_token=True)
    api.delete("/users/alice/token")
    assert api.get("/users/alice")["session_tokens"] == []


def test_in_2016_the_field_in_a_refusal_is_not_quoted(api_of_2016, alice):
    code, message = api_of_2016.refusal("POST", "/users", {"user_id": "alice", "nickname": "x"})
    assert (code, message) == (400202, "user_id violates unique constraint.")


def test_an_id_is_taken_once(api, alice):
    code, message = api.refusal("POST", "/users", {"user_id": "alice", "nickname": "x"})
    assert (code, message) == (400202, '"user_id" violates unique constraint.')


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("user_id", 7, 400100),
        ("user_id", "", 400110),
        ("user_id", "é" * 46, 400110),
        ("nickname", "é" * 41, 400110),
        ("nickname", None, 400100),
        ("profile_url", "x" * 2049, 400110),
        ("issue_access_token", "yes", 400104),
        ("metadata", [], 400103),
        ("metadata", {"a": None}, 400100),
        ("discovery_keys", "a", 400102),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_code(api, field, value, code):
    refused, message = api.refusal("POST", "/users", {"user_id": "alice", "nickname": "Alice", field: value})
    assert refused == code
    assert code == 400100 or field in message


def test_limits_count_bytes_and_take_what_just_fits(api):
    user = api.post("/users", user_id="é" * 45, nickname="é" * 40)
    assert user["user_id"] == "é" * 45 and user["nickname"] == "é" * 40


def test_an_issued_token_is_forty_hexadecimal_digits(api):
    token = api.post("/users", user_id="alice", nickname="Alice", issue_access_token=True)["access_token"]
    assert len(token) == 40 and set(token) <= set("0123456789abcdef")
    assert api.get("/users/alice")["access_token"] == token


def test_an_uploaded_picture_is_fetched_at_its_address(api):
    picture = Upload("me.png", "image/png", b"\x89PNG")
    user = api.upload("POST", "/users", user_id="alice", nickname="Alice", profile_file=picture)
    path = user["profile_url"].removeprefix(api.hub.url).removeprefix("/v3")
    assert api.send("GET", path).body == b"\x89PNG"


def test_a_form_brings_booleans_as_text(api):
    user = api.upload("POST", "/users", user_id="alice", nickname="Alice", issue_access_token="True")
    assert len(user["access_token"]) == 40


def test_ids_may_look_like_mail_addresses(api):
    api.post("/users", user_id="cvilanova@path.travel", nickname="C")
    assert api.get("/users/cvilanova@path.travel")["nickname"] == "C"  # recorded, unencoded


# --- listing them ---


def test_the_newest_user_is_listed_first(api, alice, bob):
    assert ids(api.get("/users")["users"]) == ["bob", "alice"]  # recorded order


def test_a_page_has_ten_users_unless_told_otherwise(api):
    for number in range(12):
        api.user(f"user{number}")
    page = api.get("/users")
    assert len(page["users"]) == 10 and page["next"]
    assert ids(api.get("/users", token=page["next"])["users"]) == ["user1", "user0"]


def test_the_last_page_has_an_empty_next(api, alice):
    assert api.get("/users")["next"] == ""
    assert api.get("/users", token="")["next"] == ""


def test_an_empty_list_has_both_keys(api):
    assert api.get("/users") == {"users": [], "next": ""}


@pytest.mark.parametrize("limit", [0, 101, -1])
def test_a_page_has_one_to_a_hundred_users(api, limit):
    assert api.refusal("GET", "/users", limit=limit)[0] == 400111


def test_a_limit_is_a_number(api):
    assert api.refusal("GET", "/users", limit="many") == (400101, '"limit" must be a number.')


def test_listed_users_have_no_token(api):
    api.post("/users", user_id="alice", nickname="Alice", issue_access_token=True)
    assert "access_token" not in api.get("/users")["users"][0]


def test_a_list_leaves_out_who_is_out_of_use_unless_asked(api, alice, bob):
    api.put("/users/bob", is_active=False)
    assert ids(api.get("/users")["users"]) == ["alice"]
    assert ids(api.get("/users", active_mode="deactivated")["users"]) == ["bob"]
    assert ids(api.get("/users", active_mode="all")["users"]) == ["bob", "alice"]


def test_an_active_mode_nobody_knows_is_refused(api):
    assert api.refusal("GET", "/users", active_mode="asleep") == (400111, 'Invalid value: "active_mode".')


def test_bots_are_listed_unless_told_otherwise(api, alice):
    hal = {"bot_userid": "hal", "bot_nickname": "HAL", "bot_profile_url": "", "bot_callback_url": "http://hal.example"}
    api.post("/bots", is_privacy_mode=False, **hal)
    assert ids(api.get("/users")["users"]) == ["hal", "alice"]
    assert ids(api.get("/users", show_bot="false")["users"]) == ["alice"]


def test_only_named_users_are_listed_each_once(api, alice, bob, carol):
    assert ids(api.get("/users", user_ids=["alice", "carol", "nobody", "alice"])["users"]) == ["carol", "alice"]


def test_ids_in_a_query_are_encoded_one_by_one(api, bob):
    api.user("a,b")
    assert ids(api.get("/users", user_ids=["a,b", "bob"])["users"]) == ["a,b", "bob"]


def test_a_nickname_is_found_whole_or_by_its_beginning(api, alice):
    api.user("al", nickname="Al")
    assert ids(api.get("/users", nickname="Al")["users"]) == ["al"]
    assert ids(api.get("/users", nickname_startswith="al")["users"]) == ["al", "alice"]


def test_users_are_found_by_their_metadata(api):
    api.user("alice", metadata={"team": "blue"})
    api.user("bob", metadata={"team": "red"})
    assert ids(api.get("/users", metadatakey="team", metadatavalues_in=["red", "green"])["users"]) == ["bob"]
    assert ids(api.get("/users", metadatakey="team")["users"]) == ["bob", "alice"]


def test_metadata_values_without_a_key_are_refused(api):
    code, message = api.refusal("GET", "/users", metadatavalues_in=["red"])
    assert (code, message) == (400105, '"metadatakey" must be required.')


# --- viewing them ---


def test_in_2016_an_unknown_user_is_not_found_in_the_recorded_words(api_of_2016):
    assert api_of_2016.refusal("GET", "/users/nobody") == (400201, "User not found.")


def test_an_unknown_user_is_not_found(api):
    assert api.refusal("GET", "/users/nobody") == (400201, '"User" not found.')


def test_unread_counts_are_shown_on_demand(api, lunch):
    api.say("bob", lunch)
    assert "unread_message_count" not in api.get("/users/alice")
    user = api.get("/users/alice", include_unread_count="true")
    assert (user["unread_message_count"], user["unread_channel_count"]) == (1, 1)


def test_unread_counts_are_of_some_kinds_of_channels_on_demand(api, alice, bob):
    api.say("bob", api.group(alice, bob, custom_type="work"))
    api.say("bob", api.group(alice, bob, is_super=True))

    def count(**query):
        return api.get("/users/alice", include_unread_count="true", **query)["unread_message_count"]

    assert count() == 2
    assert count(custom_types=["work"]) == 1
    assert (count(super_mode="super"), count(super_mode="nonsuper")) == (1, 1)


# --- changing them ---


def test_updating_changes_only_what_is_given(api, alice):
    before = api.get("/users/alice")
    assert api.put("/users/alice", nickname="Al") == {**before, "nickname": "Al"}  # recorded
    assert api.get("/users/alice") == {**before, "nickname": "Al"}


def test_a_new_token_takes_the_place_of_the_old_one(api, alice):
    first = api.put("/users/alice", issue_access_token=True)["access_token"]
    second = api.put("/users/alice", issue_access_token=True)["access_token"]
    assert first and second and first != second
    assert api.put("/users/alice", nickname="Al")["access_token"] == second


def test_todays_fields_of_a_profile_are_kept(api, alice):
    given = {"discovery_keys": ["a@example.com"], "preferred_languages": ["en"]}
    api.put("/users/alice", **given)
    assert given.items() <= api.get("/users/alice").items()


def test_when_a_user_was_online_is_nobodys_to_say(api, alice):
    """live: the vendor's TypeScript suite, 2026."""
    assert api.put("/users/alice", last_seen_at=1482105600000)["last_seen_at"] == -1


def test_a_new_picture_can_be_uploaded(api, alice):
    user = api.upload("PUT", "/users/alice", profile_file=Upload("new.png", "image/png", b"new"))
    assert user["profile_url"].endswith("/new.png") and user["nickname"] == "Alice"


def test_updating_an_unknown_user_is_refused(api):
    assert api.refusal("PUT", "/users/nobody", {"nickname": "x"}) == (400201, '"User" not found.')


def test_messages_show_the_present_profile_of_their_sender(api, lunch):
    message = api.say("bob", lunch)
    api.put("/users/bob", nickname="Robert")
    shown = api.get(f"/group_channels/{lunch}/messages/{message['message_id']}")
    assert shown["user"]["nickname"] == "Robert"


def test_messages_show_that_their_sender_is_out_of_use(api, lunch):
    message = api.say("bob", lunch)
    api.put("/users/bob/activate", activate=False)
    shown = api.get(f"/group_channels/{lunch}/messages/{message['message_id']}")
    assert shown["user"]["is_active"] is False


# --- taking them out of use ---


def test_who_is_taken_out_of_use_leaves_all_group_channels(api, lunch):
    assert api.put("/users/bob", is_active=False)["is_active"] is False
    assert api.get(f"/group_channels/{lunch}")["member_count"] == 1
    assert api.get("/users/bob/my_group_channels", show_empty="true")["channels"] == []


def test_who_is_taken_out_of_use_can_stay_in_the_channels(api, lunch):
    api.put("/users/bob", is_active=False, leave_all_when_deactivated=False)
    assert api.get(f"/group_channels/{lunch}")["member_count"] == 2


def test_coming_back_into_use_brings_no_channels_back(api, lunch):
    api.put("/users/bob", is_active=False)
    assert api.put("/users/bob", is_active=True)["is_active"] is True
    assert api.get(f"/group_channels/{lunch}")["member_count"] == 1


def test_activating_the_old_way_answers_four_keys(api, alice):
    user = api.put("/users/alice/activate", activate=True)
    assert user == {"user_id": "alice", "nickname": "Alice", "profile_url": "", "access_token": ""}  # recorded


def test_deactivating_the_old_way_answers_nothing(api, lunch):
    assert api.put("/users/bob/activate", activate=False) == {}
    assert api.get("/users/bob")["is_active"] is False
    assert api.get(f"/group_channels/{lunch}")["member_count"] == 1


def test_activate_has_to_be_said(api, alice):
    assert api.refusal("PUT", "/users/alice/activate", {}) == (400105, '"activate" must be required.')


# --- deleting them ---


def test_a_deleted_user_is_gone(api, alice):
    assert api.delete("/users/alice") == {}  # recorded
    assert api.refusal("GET", "/users/alice")[0] == 400201
    assert api.get("/users", active_mode="all")["users"] == []


def test_a_deleted_users_messages_stay_and_the_id_is_free(api, lunch):
    api.say("bob", lunch)
    api.delete("/users/bob")
    api.post("/users", user_id="bob", nickname="Another")
    [message] = api.get(f"/group_channels/{lunch}/messages", message_ts=0)["messages"]
    assert message["user"]["nickname"] == "Bob"
    assert api.get(f"/group_channels/{lunch}")["member_count"] == 1


def test_a_deleted_operator_operates_nothing(api, alice):
    lobby = api.open(operators=["alice"])
    api.delete("/users/alice")
    assert api.get(f"/open_channels/{lobby}")["operators"] == []


# --- unread in total ---


def test_the_total_of_unread_messages_is_over_all_group_channels(api, alice, bob):
    for _ in range(2):
        api.say("bob", api.group(alice, bob))
    assert api.get("/users/alice/unread_count") == {"unread_count": 2}  # recorded: exactly this key
    assert api.get("/users/alice/unread_message_count") == {"unread_count": 2}
    assert api.unread("bob") == 0


def test_everything_is_read_at_once_without_a_body(api, alice, bob):
    for _ in range(2):
        api.say("bob", api.group(alice, bob))
    assert api.send("PUT", "/users/alice/mark_as_read_all").body == b"{}"  # recorded without a body
    assert api.unread("alice") == 0


def test_today_only_named_channels_are_read_at_once(api, alice, bob):
    first, second = api.group(alice, bob), api.group(alice, bob)
    for channel in (first, second):
        api.say("bob", channel)
    api.put("/users/alice/mark_as_read_all", channel_urls=[first])
    assert api.unread("alice") == 1


def test_a_socket_of_a_deleted_user_is_not_one_of_the_next(api, bob):
    connection = Connection()
    asked = Request("GET", "/", f"ai={api.app.app_id}&user_id={bob}")
    api.app.provider.connect(api.hub, asked, connection)
    api.delete(f"/users/{bob}")
    api.group(api.user(bob))
    assert connection.closed and not api.app.connections
