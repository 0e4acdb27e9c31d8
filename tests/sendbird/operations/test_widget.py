"""The setting of the vendor's chat widget, which it asks before anybody is logged in."""

import json

import pytest


@pytest.fixture
def bot(api):
    api.post(
        "/bots",
        bot_userid="cook",
        bot_nickname="Cook",
        bot_profile_url="",
        bot_callback_url="http://127.0.0.1:9/",
        is_privacy_mode=False,
    )
    return "cook"


@pytest.fixture
def ask(api, bot):
    """What the widget is answered, which has no credentials."""
    api.headers = {}
    path = f"/bots/{bot}/{api.app.app_id}/widget_setting"
    return lambda **query: json.loads(api.send("GET", path, **query).body)


def test_a_new_visitor_gets_a_user_and_a_channel_with_the_bot(api, ask):
    found = ask(create_user_and_channel="True")
    assert found["bot_style"]["color"].keys() == {"theme", "accent_color", "bot_message_color"}
    user = api.app.users[found["user"]["user_id"]]
    channel = api.app.group_channels[found["channel"]["channel_url"]]
    assert set(channel.members_by_id) == {user.user_id, "cook"}
    assert api.app.sessions.tokens[found["user"]["session_token"]].user is user
    assert ask(create_user_and_channel="True")["user"]["user_id"] != user.user_id


def test_who_comes_again_finds_the_channel(ask):
    found = ask(create_user_and_channel="True")
    again = ask(user_id=found["user"]["user_id"])
    assert again["channel"] == found["channel"] and "user" not in again


def test_a_channel_is_made_for_a_user_who_has_none(api, alice, ask):
    assert "channel" not in ask(user_id=alice)
    made = ask(user_id=alice, create_channel="True")["channel"]
    assert ask(user_id=alice, create_channel="True")["channel"] == made


def test_only_its_looks_are_there_for_who_asks_nothing(ask):
    assert ask().keys() == {"bot_style", "bot"}


@pytest.mark.parametrize(
    "query", [{"user_id": "nobody"}, {"create_user_and_channel": "5"}, {"create_channel": "maybe"}]
)
def test_bad_questions_change_nothing(api, ask, query):
    before = api.app.provider.dump(api.app)
    assert ask(**query)["error"] is True
    assert api.app.provider.dump(api.app) == before


def test_an_unknown_bot_or_application_is_refused(api, bot):
    api.headers = {}
    assert api.refusal("GET", f"/bots/nobody/{api.app.app_id}/widget_setting")[0] == 400201
    assert api.refusal("GET", f"/bots/{bot}/nothing/widget_setting")[0] >= 400100
