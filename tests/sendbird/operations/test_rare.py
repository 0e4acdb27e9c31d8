"""What only few messages have takes no room in all others."""

import pytest

from chatmock.core.seeds import SeedError, fill


def rare_of_last(api, channel):
    return next(api.app.channel(channel).messages.down()).rare


def test_a_plain_message_has_nothing_rare(api, bob, lunch):
    api.say(bob, lunch, "hi")
    assert rare_of_last(api, lunch) is None


def test_a_reaction_that_is_taken_back_leaves_nothing(api, bob, lunch):
    said = api.say(bob, lunch, "hi")
    path = f"/group_channels/{lunch}/messages/{said['message_id']}/reactions"
    api.post(path, user_id="bob", reaction="yum")
    assert rare_of_last(api, lunch).reactions["yum"].user_ids == ["bob"]
    api.delete(path, user_id="bob", reaction="yum")
    assert rare_of_last(api, lunch) is None


def test_a_seed_names_nothing_rare_that_is_unknown(app):
    message = {"message": "hi", "more": {"colour": "red"}}
    with pytest.raises(SeedError, match="colour"):
        fill(app, {"open_channels": [{"channel_url": "lobby", "messages": [message]}]})
