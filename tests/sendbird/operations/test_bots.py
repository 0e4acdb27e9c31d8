"""Bots, their channels and what they say."""

import pytest

from chatmock.core.texts import Upload

CALLBACK = "https://bots.example.com/waiter"


@pytest.fixture
def waiter(api):
    api.post("/bots", **described("waiter"))
    return "waiter"


def described(bot_userid, **details):
    return {
        "bot_userid": bot_userid,
        "bot_nickname": bot_userid.title(),
        "bot_profile_url": "",
        "bot_callback_url": CALLBACK,
        "is_privacy_mode": False,
        **details,
    }


@pytest.fixture
def table(api, alice, bob, waiter):
    """A group channel of alice, bob and the waiter."""
    return api.group(alice, bob, waiter, name="table")


# --- the bot itself ---


def test_a_bot_is_created_with_a_token(api):
    bot = api.post("/bots", **described("waiter", show_member=True))
    assert bot["bot"]["bot_userid"] == "waiter" and len(bot["bot"]["bot_token"]) == 40
    assert bot["show_member"] is bot["enable_mark_as_read"] is True
    assert api.get("/bots/waiter") == bot


def test_a_bot_is_a_user(api, waiter):
    assert api.get("/users/waiter")["nickname"] == "Waiter"
    assert api.get("/users")["users"][0]["user_id"] == "waiter"
    assert api.get("/users", show_bot="false")["users"] == []


@pytest.mark.parametrize("user_id", ["waiter", "alice"])
def test_an_id_that_a_bot_or_a_user_has_is_taken(api, waiter, alice, user_id):
    assert api.refusal("POST", "/bots", described(user_id))[0] == 400202


@pytest.mark.parametrize(
    "name", ["bot_userid", "bot_nickname", "bot_profile_url", "bot_callback_url", "is_privacy_mode"]
)
def test_a_bot_needs_all_its_documented_fields(api, name):
    body = described("waiter")
    del body[name]
    assert api.refusal("POST", "/bots", body) == (400105, f'"{name}" must be required.')
    assert api.get("/bots")["bots"] == []


def test_bots_are_listed_by_pages(api):
    for number in range(5):
        api.post("/bots", **described(f"bot{number}"))
    bots = api.walk("/bots", "bots", limit=2)
    assert [bot["bot"]["bot_userid"] for bot in bots] == ["bot4", "bot3", "bot2", "bot1", "bot0"]


@pytest.mark.parametrize("method", ["post", "put"])
def test_a_bot_is_changed_by_either_method(api, waiter, method):
    changed = getattr(api, method)("/bots/waiter", bot_nickname="Ober", is_privacy_mode=True)
    assert changed["bot"]["bot_nickname"] == "Ober" and changed["is_privacy_mode"] is True
    assert changed["bot_callback_url"] == CALLBACK
    assert api.get("/users/waiter")["nickname"] == "Ober"


def test_todays_clients_repeat_the_id_in_an_update(api, waiter):
    assert api.put("/bots/waiter", bot_userid="cook")["bot"]["bot_userid"] == "waiter"


def test_a_deleted_bot_is_no_user_any_more(api, table, waiter):
    api.delete("/bots/waiter")
    assert api.refusal("GET", "/bots/waiter")[0] == api.refusal("GET", "/users/waiter")[0] == 400201
    assert api.get("/bots")["bots"] == []
    assert api.get(f"/group_channels/{table}")["has_bot"] is False


def test_deleting_a_bots_user_deletes_the_bot(api, waiter):
    api.delete("/users/waiter")
    assert api.refusal("GET", "/bots/waiter") == (400201, '"Bot" not found.')


def test_a_user_is_no_bot(api, alice):
    assert api.refusal("GET", "/bots/alice")[0] == 400201


# --- its channels ---


def test_a_bot_joins_channels(api, lunch, waiter):
    dinner = api.group("alice", name="dinner")
    joined = api.post("/bots/waiter/channels", channel_urls=[lunch, dinner])
    assert [channel["channel_url"] for channel in joined["channels"]] == [lunch, dinner]
    assert api.get(f"/group_channels/{dinner}/members/waiter")["is_member"] is True


def test_an_answer_to_joining_can_be_read_as_the_first_channel(api, lunch, waiter):
    joined = api.post("/bots/waiter/channels", channel_urls=[lunch])
    assert joined["channel_url"] == lunch and joined["has_bot"] is True
    assert "waiter" in [member["user_id"] for member in joined["members"]]


def test_a_bot_joins_all_channels_or_none(api, lunch, waiter):
    assert api.refusal("POST", "/bots/waiter/channels", {"channel_urls": [lunch, "nowhere"]})[0] == 400201
    assert api.get(f"/group_channels/{lunch}/members/waiter")["is_member"] is False


def test_bots_are_for_group_channels_only(api, lobby, waiter):
    assert api.refusal("POST", "/bots/waiter/channels", {"channel_urls": [lobby]})[0] == 400201


def test_a_bot_that_joins_again_stays(api, table, waiter):
    api.post("/bots/waiter/channels", channel_urls=[table, table])
    assert api.get(f"/group_channels/{table}")["member_count"] == 3


@pytest.mark.parametrize(("path", "query", "left"), [("", {}, 2), ("", {"channel_url": "c1"}, 1), ("/c1", {}, 1)])
def test_a_bot_leaves_channels(api, waiter, path, query, left):
    for url in ("c1", "c2"):
        api.group(waiter, channel_url=url)
    api.delete(f"/bots/waiter/channels{path}", **query)
    counts = [api.get(f"/group_channels/{url}")["member_count"] for url in ("c1", "c2")]
    assert counts == [0, 0] if left == 2 else counts == [0, 1]


def test_a_channel_knows_whether_it_has_a_bot(api, lunch, waiter):
    assert api.get(f"/group_channels/{lunch}")["has_bot"] is False
    api.post(f"/group_channels/{lunch}/invite", user_ids=[waiter])
    assert api.get(f"/group_channels/{lunch}")["has_bot"] is True


# --- what it says ---


def test_a_bot_says_something(api, table, waiter):
    said = api.post("/bots/waiter/send", message="Soup?", data="{}", channel_url=table)["message"]
    assert said["type"] == "MESG" and said["user"]["user_id"] == "waiter" and said["data"] == "{}"
    assert api.get(f"/group_channels/{table}/messages/{said['message_id']}") == said


def test_a_bot_speaks_only_where_it_is_a_member(api, lunch, waiter):
    assert api.refusal("POST", "/bots/waiter/send", {"message": "Soup?", "channel_url": lunch})[0] == 400108


def test_a_bot_speaks_only_in_group_channels(api, lobby, waiter):
    assert api.refusal("POST", "/bots/waiter/send", {"message": "Soup?", "channel_url": lobby})[0] == 400201


def test_a_form_is_taken_as_the_python_sdk_sends_it(api, table, waiter):
    said = api.upload(
        "POST",
        "/bots/waiter/send",
        message_type="MESG",
        channel_url=table,
        message="Soup?",
        mentioned_user_ids="alice,bob",
        is_silent="True",
    )["message"]
    assert [user["user_id"] for user in said["mentioned_users"]] == ["alice", "bob"] and said["silent"] is True


def test_a_bot_sends_a_file(api, table, waiter):
    menu = Upload("menu.pdf", "application/pdf", b"soup")
    said = api.upload("POST", "/bots/waiter/send", message_type="FILE", channel_url=table, file=menu)["message"]
    assert said["type"] == "FILE" and said["file"]["name"] == "menu.pdf" and said["file"]["size"] == 4
    path = said["file"]["url"].partition("/v3")[2]
    assert api.send("GET", path).body == b"soup"


def test_a_file_message_needs_its_file(api, table, waiter):
    body = {"message_type": "FILE", "channel_url": table, "file": "menu.pdf"}
    assert api.refusal("POST", "/bots/waiter/send", body) == (400105, '"file" must be required.')


def test_a_refused_file_is_not_kept(api, app, lunch, waiter):
    menu = Upload("menu.pdf", "application/pdf", b"soup")
    with pytest.raises(AssertionError, match="400108"):
        api.upload("POST", "/bots/waiter/send", message_type="FILE", channel_url=lunch, file=menu)
    assert app.files == {}


@pytest.mark.parametrize(
    ("enabled", "given", "unread"), [(True, {}, 0), (False, {}, 1), (False, {"mark_as_read": True}, 0)]
)
def test_a_bot_that_speaks_has_read(api, alice, enabled, given, unread):
    api.post("/bots", **described("waiter", enable_mark_as_read=enabled))
    table = api.group(alice, "waiter")
    api.say(alice, table)
    api.post("/bots/waiter/send", message="Soup?", channel_url=table, **given)
    assert api.unread("waiter") == unread
