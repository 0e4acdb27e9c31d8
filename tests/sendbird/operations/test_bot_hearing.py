"""What bots hear."""

import json

import pytest

from chatmock.providers.sendbird.api import schemas


def create(api, bot_userid):
    api.post(
        "/bots",
        bot_userid=bot_userid,
        bot_nickname=bot_userid.title(),
        bot_profile_url="",
        bot_callback_url="https://bots.example.com",
        is_privacy_mode=False,
    )
    return bot_userid


@pytest.fixture
def waiter(api):
    return create(api, "waiter")


@pytest.fixture
def table(api, alice, bob, waiter):
    """A group channel of alice, bob and the waiter."""
    return api.group(alice, bob, waiter, name="table")


@pytest.fixture
def heard(app):
    """What was posted to bots since the last look, in order."""

    def heard():
        bodies = []
        while (delivery := app.outbox.take()) is not None:
            bodies.append(json.loads(delivery.body))
            app.outbox.done(delivery, 200)
        return bodies

    return heard


def test_a_bot_hears_what_people_say(api, heard, alice, table, waiter):
    said = api.say(alice, table, "Soup, please", data="now")
    (callback,) = heard()
    assert schemas["bot.callback"].check(callback) == []
    assert callback == {
        "category": "bot_message_notification",
        "mentioned": [],
        "ts": said["created_at"],
        "message": {"text": "Soup, please", "data": "now", "files": []},
        "channel": {"channel_url": table, "name": "table", "cover_url": callback["channel"]["cover_url"]},
        "sender": {"user_id": "alice", "nickname": "Alice", "profile_url": ""},
        "bot": {
            "bot_userid": "waiter",
            "bot_token": api.get("/bots/waiter")["bot"]["bot_token"],
            "bot_nickname": "Waiter",
            "bot_profile_url": "",
        },
    }


def test_a_bot_hears_of_files(api, heard, alice, table):
    api.post(f"/group_channels/{table}/messages", message_type="FILE", user_id=alice, url="https://x.example/cat.png")
    (callback,) = heard()
    assert schemas["bot.callback"].check(callback) == []
    assert callback["message"]["files"][0]["url"] == "https://x.example/cat.png"


def test_members_come_when_the_bot_asks_for_them(api, heard, alice, table, waiter):
    api.put("/bots/waiter", show_member=True)
    api.say(alice, table)
    (callback,) = heard()
    assert schemas["bot.callback"].check(callback) == []
    unread = {member["user_id"]: member["unread_message_count"] for member in callback["members"]}
    assert unread == {"alice": 0, "bob": 1, "waiter": 1}


@pytest.mark.parametrize(
    ("text", "details", "hears"),
    [
        ("Soup!", {}, False),
        ("/soup", {}, True),
        ("a /soup", {}, False),
        ("@waiter, the soup!", {}, True),
        ("the soup, @waiter", {}, True),
        ("@waiter2, the soup!", {}, False),
        ("@waiter-two, the soup!", {}, False),
        ("me@waiter.example", {}, False),
        ("Soup!", {"mentioned_user_ids": ["waiter"]}, True),
        ("Soup!", {"mentioned_user_ids": ["bob"]}, False),
        ("Soup!", {"mention_type": "channel"}, True),
    ],
)
def test_a_private_bot_hears_what_is_for_it(api, heard, alice, table, text, details, hears):
    api.put("/bots/waiter", is_privacy_mode=True)
    api.say(alice, table, text, **details)
    assert len(heard()) == hears


def test_a_mention_in_the_text_is_listed(api, heard, alice, table):
    api.say(alice, table, "@waiter, the soup!", mentioned_user_ids=["bob"])
    assert heard()[0]["mentioned"] == ["bob", "waiter"]


def test_bots_do_not_hear_bots(api, heard, table):
    create(api, "cook")
    api.post("/bots/cook/channels", channel_urls=[table])
    api.post("/bots/waiter/send", message="Soup!", channel_url=table)
    assert heard() == []


def test_bots_do_not_hear_the_administration(api, heard, table):
    api.post(f"/group_channels/{table}/messages", message_type="ADMM", message="We close.")
    assert heard() == []


def test_all_bots_of_a_channel_hear(api, heard, alice, table):
    create(api, "cook")
    api.post("/bots/cook/channels", channel_urls=[table])
    api.say(alice, table)
    assert [callback["bot"]["bot_userid"] for callback in heard()] == ["waiter", "cook"]


def test_a_bot_that_left_hears_nothing(api, heard, alice, table):
    api.delete(f"/bots/waiter/channels/{table}")
    api.say(alice, table)
    assert heard() == []


def test_a_bot_without_an_address_is_not_called(api, heard, alice, table):
    api.put("/bots/waiter", bot_callback_url="")
    api.say(alice, table)
    assert heard() == []
