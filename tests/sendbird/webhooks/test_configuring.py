"""Where webhooks go, set from a test."""

import json
import urllib.request

import pytest

from chatmock.testing import ChatmockError
from tests.sendbird.webhooks.conftest import SENT


def test_a_test_points_webhooks_at_its_receiver(chatmock, receiver):
    set_up = chatmock.sendbird.webhook(f"{receiver.url}/hooks", include_members=True, enabled_events=SENT)
    assert (set_up["enabled"], set_up["include_members"]) == (True, True)
    alice, bob = chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")
    bob.says("hi", chatmock.sendbird.group(alice, bob))
    chatmock.settled()
    [received] = receiver.requests
    assert (received.path, received.text) == ("/hooks", "hi")
    assert [member["user_id"] for member in received.json["members"]] == ["alice", "bob"]


def test_a_test_turns_them_off(chatmock, receiver):
    chatmock.sendbird.webhook(receiver.url)
    chatmock.sendbird.webhook(receiver.url, enabled=False)
    alice = chatmock.sendbird.user("alice")
    alice.says("hi", chatmock.sendbird.group(alice))
    chatmock.settled()
    assert receiver.requests == []


def test_a_wrong_setting_is_refused_and_changes_nothing(chatmock):
    with pytest.raises(ChatmockError, match="include_members: has to be true or false"):
        chatmock.sendbird.webhook("http://127.0.0.1:1", include_members="yes")
    with pytest.raises(ChatmockError):
        chatmock.sendbird.sessions(guests="maybe")
    assert "webhook" not in chatmock.state["application"]


def test_a_fault_from_a_test_strikes_a_webhook_and_it_comes_again_by_the_clock(chatmock, receiver):
    chatmock.clock.freeze()
    chatmock.sendbird.webhook(receiver.url, enabled_events=SENT)
    chatmock.faults.add("webhook *")
    alice = chatmock.sendbird.user("alice")
    alice.says("hi", chatmock.sendbird.group(alice))
    chatmock.settled()
    assert receiver.requests == []
    chatmock.clock.advance(seconds=1)
    chatmock.settled()
    assert [received.text for received in receiver.requests] == ["hi"]


def test_a_delayed_webhook_arrives_late_by_the_clock_and_in_order(chatmock, receiver):
    chatmock.clock.freeze()
    chatmock.sendbird.webhook(receiver.url, enabled_events=SENT)
    chatmock.faults.add("webhook group_channel:message_send", delay=30)
    alice = chatmock.sendbird.user("alice")
    lunch = chatmock.sendbird.group(alice)
    alice.says("one", lunch)
    alice.says("two", lunch)
    chatmock.settled()
    assert receiver.requests == []
    chatmock.clock.advance(seconds=30)
    chatmock.settled()
    assert [received.text for received in receiver.requests] == ["one", "two"]


def test_a_bot_callback_can_be_struck_too(chatmock, receiver):
    chatmock.clock.freeze()
    bot = {"bot_userid": "waiter", "bot_nickname": "Waiter", "bot_callback_url": receiver.url}
    bot |= {"bot_profile_url": "", "is_privacy_mode": False}
    ask(chatmock, "/bots", bot)
    lunch = chatmock.sendbird.group("waiter", chatmock.sendbird.user("alice"))
    chatmock.faults.add("bot callback", when={"channel": lunch.channel_url})
    chatmock.sendbird.user("alice").says("the menu, please", lunch)
    chatmock.settled()
    assert receiver.requests == []
    chatmock.clock.advance(seconds=1)
    chatmock.settled()
    assert len(receiver.requests) == 1


def ask(chatmock, path, body):
    headers = {"Api-Token": chatmock.sendbird.api_token, "Content-Type": "application/json"}
    asked = urllib.request.Request(chatmock.sendbird.api_url + path, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(asked) as answer:
        return json.load(answer)


@pytest.mark.parametrize(
    ("when", "first"),
    [
        ({"user": "bob"}, "from bob"),
        ({"body": {"payload": {"message": "from bob"}}}, "from bob"),
        ({"body": {"payload": {"message": "from alice"}}}, "from alice"),
        ({"user": "alice"}, "from alice"),
    ],
    ids=str,
)
def test_a_condition_chooses_the_webhook_that_fails(chatmock, receiver, when, first):
    chatmock.clock.freeze()
    chatmock.sendbird.webhook(receiver.url, enabled_events=SENT)
    alice, bob = chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")
    lunch, tea = chatmock.sendbird.group(alice), chatmock.sendbird.group(bob)
    chatmock.faults.add("webhook *", when=when)
    alice.says("from alice", lunch)
    bob.says("from bob", tea)
    chatmock.settled()
    assert [received.text for received in receiver.requests] == [({"from alice", "from bob"} - {first}).pop()]
