"""Users: made, listed, changed, deleted."""

from chatmock.core.schema import Upload


def test_a_new_user_has_the_recorded_defaults(api):
    user = api.post("/users", user_id="alice", nickname="Alice", profile_url="")
    assert user["access_token"] == "" and user["last_seen_at"] == 0 and user["is_online"] is False


def test_the_newest_user_is_listed_first(api, alice, bob):
    assert [user["user_id"] for user in api.get("/users")["users"]] == ["bob", "alice"]


def test_a_missing_nickname_is_named(api):
    assert api.refusal("POST", "/users", {"user_id": "alice"}) == (400105, "nickname must be required.")


def test_an_id_is_taken_once(api, alice):
    assert api.refusal("POST", "/users", {"user_id": "alice", "nickname": "x"}) == (
        400202,
        "user_id violates unique constraint.",
    )


def test_an_unknown_user_is_not_found(api):
    assert api.refusal("GET", "/users/nobody") == (400201, "User not found.")


def test_an_uploaded_picture_is_fetched_at_its_address(api):
    picture = Upload("me.png", "image/png", b"\x89PNG")
    user = api.upload("POST", "/users", user_id="alice", nickname="Alice", profile_file=picture)
    path = user["profile_url"].removeprefix(api.hub.url).removeprefix("/v3")
    assert api.send("GET", path).body == b"\x89PNG"


def test_updating_changes_only_what_is_given(api, alice):
    before = api.get("/users/alice")
    assert api.put("/users/alice", nickname="Al") == {**before, "nickname": "Al"}


def test_messages_show_the_present_profile_of_their_sender(api, lunch):
    message = api.say("bob", lunch)
    api.put("/users/bob", nickname="Robert")
    shown = api.get(f"/group_channels/{lunch}/messages/{message['message_id']}")
    assert shown["user"]["nickname"] == "Robert"


def test_a_deleted_users_messages_stay_and_the_id_is_free(api, lunch):
    api.say("bob", lunch)
    api.delete("/users/bob")
    api.post("/users", user_id="bob", nickname="Another")
    [message] = api.get(f"/group_channels/{lunch}/messages", message_ts=0)["messages"]
    assert message["user"]["nickname"] == "Bob"
    assert api.get(f"/group_channels/{lunch}")["member_count"] == 1
